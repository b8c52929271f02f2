"""Who is meant by a name, a 工号, a nickname, a district or 全部."""

import pytest

from domain import calling
from domain.people import Person, Role


def person(
    number: str, name: str, district: str = "", role: Role = Role.REP, **more: object
) -> Person:
    return Person(id=number, name=name, role=role, district=district, **more)  # type: ignore[arg-type]


PEOPLE = (
    person("E01", "孙丽", "南京河西片区", roster=2),
    person("E02", "王强", "南京河西片区", roster=1),
    person("E03", "王强", "南京江宁片区"),
    person("E04", "周敏", "南京河西片区", Role.MANAGER),
    person("E05", "许工", role=Role.ADMIN, title="系统管理员"),
    person("E06", "孙离", "南京河西片区", active=False),
)


def ids(people: list[Person]) -> list[str]:
    return [p.id for p in people]


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("孙丽", ["E01"]),
        ("e01", ["E01"]),
        ("孙 丽", ["E01"]),
        ("王强", ["E02", "E03"]),
        ("孙", []),
        ("", []),
    ],
)
def test_only_the_whole_name_or_the_number_is_taken(who: str, found: list[str]) -> None:
    assert ids(calling.exactly(who, PEOPLE)) == found


@pytest.mark.parametrize(
    ("who", "found"),
    [("小王", ["E02", "E03"]), ("周主管", ["E04"]), ("敏姐", ["E04"]), ("王强强", []), ("工", []),
     ("许工", ["E05"]), ("", [])],
)  # fmt: skip
def test_who_is_nearly_named_is_offered(who: str, found: list[str]) -> None:
    assert ids(calling.nearly(who, PEOPLE)) == found


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("全部", ["E05", "E03", "E02", "E01", "E04"]),
        ("所有人", ["E05", "E03", "E02", "E01", "E04"]),
        ("所有业务员", ["E03", "E02", "E01"]),
        ("全部主管", ["E04"]),
        ("河西片区", ["E02", "E01", "E04"]),
        ("南京河西片区", ["E02", "E01", "E04"]),
        ("河西", ["E02", "E01", "E04"]),
        ("江宁片区的人", ["E03"]),
        ("南京", []),
        ("片区", []),
        ("孙丽", []),
    ],
)
def test_many_are_meant_by_all_or_by_a_district(who: str, found: list[str]) -> None:
    assert ids(calling.several(who, PEOPLE)) == found


def test_people_of_one_name_are_told_apart() -> None:
    assert calling.labels(PEOPLE[:3]) == ["孙丽", "王强 南京河西片区 E02", "王强 南京江宁片区 E03"]
