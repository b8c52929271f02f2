"""Two districts with reps, managers and stores, for questions about visits."""

from datetime import date

from domain.directory import Directory
from domain.people import Organisation, Person, Role
from domain.stores import Store
from tests.domain.making import CATALOGUE

TODAY = date(2026, 11, 23)
"""A Monday."""
EAST, SOUTH = "苏州园区片区", "苏州吴中片区"


def person(
    key: str, name: str, role: Role = Role.REP, district: str = EAST, **more: object
) -> Person:
    return Person(id=key, name=name, role=role, district=district, **more)  # type: ignore[arg-type]


PEOPLE = (
    person("m1", "苏婉清", Role.MANAGER, manager_id="d"),
    person("m2", "程子墨", Role.MANAGER, SOUTH, manager_id="d"),
    person("d", "陆景行", Role.DIRECTOR, ""),
    person("h", "文心悦", Role.HEAD, ""),
    person("a", "卫宁", Role.ADMIN, ""),
    person("r1", "叶小满", roster=1, manager_id="m1"),
    person("r2", "白一鸣", roster=2, manager_id="m1"),
    person("r4", "穆青山", roster=4, manager_id="m1"),
    person("s1", "纪晓棠", district=SOUTH, roster=1, manager_id="m2"),
    person("s2", "白一鸣", district=SOUTH, roster=2, manager_id="m2"),
    person("gone", "江雨桐", active=False),
)
STORES = (
    Store(code="SZ101", name="湖畔生活超市", district=EAST, rep_id="r1", route="园区一线"),
    Store(code="SZ102", name="湖畔生活超市二店", district=EAST, rep_id="r1"),
    Store(code="SZ104", name="百合粮油", district=EAST, rep_id="r2"),
    Store(code="SZ201", name="百合粮油", district=SOUTH, rep_id="s1"),
)
COMPANY = Directory(Organisation({p.id: p for p in PEOPLE}), {s.code: s for s in STORES}, CATALOGUE)
WHO = {p.id: p for p in PEOPLE}
