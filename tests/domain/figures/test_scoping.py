"""Whose figures somebody sees, and what the words of a question name."""

from dataclasses import replace
from datetime import date

import pytest

from domain.catalogue import Catalogue
from domain.directory import Directory
from domain.errors import NotAllowedError
from domain.figures.grouping import asked_about
from domain.figures.query import Query, Scope
from domain.figures.scoping import found_in, several
from domain.figures.sight import narrowed, sight
from domain.people import Organisation, Person, Role
from domain.stores import Store
from domain.understanding import Frame, Intent, Named

WEST, SOUTH = "南京河西片区", "南京江宁片区"


def person(name: str, role: Role, district: str = "", manager: str | None = None) -> Person:
    return Person(id=name, name=name, role=role, district=district, manager_id=manager)


PEOPLE = (
    person("林岚", Role.EXECUTIVE),
    person("何青", Role.EXECUTIVE),
    person("陈立", Role.DIRECTOR, manager="林岚"),
    person("周敏", Role.MANAGER, WEST, "陈立"),
    person("钱程", Role.MANAGER, SOUTH, "陈立"),
    person("孙丽", Role.REP, WEST, "周敏"),
    person("王强", Role.REP, WEST, "周敏"),
    person("郭凯", Role.REP, SOUTH, "钱程"),
    person("许工", Role.ADMIN),
    person("郑琳", Role.HEAD),
)
ORGANISATION = Organisation({p.id: p for p in PEOPLE})
BY_NAME = ORGANISATION.people
STORES = {
    code: Store(code=code, name=code, city=city, district=district, route=route, rep_id=rep)
    for code, city, district, route, rep in (
        ("ST1", "南京", WEST, "河西线A", "孙丽"),
        ("ST2", "南京市", WEST, "河西线B", "王强"),
        ("ST3", "南京", SOUTH, "江宁线A", "郭凯"),
        ("ST4", "", "", "", None),
    )
}
DIRECTORY = Directory(ORGANISATION, STORES, Catalogue({}, {}))


def test_everybody_sees_what_is_his() -> None:
    seen = {p.name: sight(p, ORGANISATION) for p in PEOPLE}

    assert seen["孙丽"] == Scope(reps=("孙丽",))
    assert seen["周敏"] == Scope(districts=(WEST,))
    assert seen["陈立"] == seen["林岚"] == Scope(districts=tuple(sorted((WEST, SOUTH))))
    assert seen["许工"] == Scope()
    assert seen["何青"] is seen["郑琳"] is None
    assert sight(replace(BY_NAME["周敏"], active=False), ORGANISATION) is None
    assert sight(replace(BY_NAME["周敏"], district=""), ORGANISATION) is None


@pytest.mark.parametrize(
    ("who", "asked", "told"),
    [
        ("周敏", Scope(reps=("孙丽",)), Scope(districts=(WEST,), reps=("孙丽",))),
        ("陈立", Scope(districts=(SOUTH,)), Scope(districts=(SOUTH,))),
        ("孙丽", Scope(districts=(WEST,)), Scope(districts=(WEST,), reps=("孙丽",))),
        ("孙丽", Scope(reps=("孙丽",)), Scope(reps=("孙丽",))),
        ("许工", Scope(districts=(WEST,)), Scope(districts=(WEST,))),
    ],
)
def test_a_question_is_about_what_one_may_see(who: str, asked: Scope, told: Scope) -> None:
    assert narrowed(BY_NAME[who], ORGANISATION, asked) == told


@pytest.mark.parametrize(
    ("who", "asked"),
    [
        ("周敏", Scope(districts=(SOUTH,))),
        ("周敏", Scope(reps=("郭凯",))),
        ("周敏", Scope(reps=("nobody",))),
        ("孙丽", Scope(reps=("王强",))),
        ("孙丽", Scope(districts=(SOUTH,))),
        ("郑琳", Scope()),
    ],
)
def test_somebody_elses_figures_are_refused(who: str, asked: Scope) -> None:
    with pytest.raises(NotAllowedError):
        narrowed(BY_NAME[who], ORGANISATION, asked)


@pytest.mark.parametrize(
    ("text", "scope", "names"),
    [
        ("雷达图 河西线A", Scope(routes=("河西线A",)), ("河西线A",)),
        ("雷达图 河西线", Scope(routes=("河西线A", "河西线B")), ("河西线", "河西线")),
        ("河西上周拍照糊", Scope(districts=(WEST,)), ("河西",)),
        ("江宁片区的日报", Scope(districts=(SOUTH,)), ("江宁片区",)),
        ("孙丽和王强的完整率", Scope(reps=("孙丽", "王强")), ("孙丽", "王强")),
        ("南京市闭环率", Scope(cities=("南京",)), ("南京市",)),
        ("江苏闭环率", Scope(provinces=("江苏",)), ("江苏",)),
        ("江宁和河西片区哪个好", Scope(districts=(SOUTH, WEST)), ("江宁", "河西片区")),
        ("周敏团队闭环率", Scope(districts=(WEST,)), ("周敏", "团队")),
        ("孙丽这边闭环率", Scope(reps=("孙丽",)), ("孙丽",)),
        ("各片区闭环率", Scope(), ()),
        ("片区闭环率", Scope(), ()),
    ],
)
def test_names_are_read_out_of_the_words(text: str, scope: Scope, names: tuple[str, ...]) -> None:
    found = found_in(text, DIRECTORY)

    assert (found.scope, found.names, found.unknown) == (scope, names, False)


def test_a_name_that_is_read_as_a_place_is_no_store_beside_it() -> None:
    store = Named(kind="store", ids=("ST9",), name="江宁大卖场", said="江宁", start=0, end=2)
    read = Frame(text="", intent=Intent.RADAR, named=(store,))

    assert found_in("江宁闭环率", DIRECTORY, read).scope == Scope(districts=(SOUTH,))
    assert several(Scope(districts=(SOUTH, WEST))) == "district"
    assert several(Scope(districts=(SOUTH,))) == ""


def test_what_the_reader_found_comes_beside_it() -> None:
    def named(kind: str, key: str, name: str) -> Named:
        return Named(kind=kind, ids=(key,), name=name, said=name, start=0, end=1)

    read = Frame(
        text="",
        intent=Intent.RADAR,
        named=(
            named("district", "d", WEST),
            named("person", "孙丽", "孙丽"),
            named("store", "ST1", "幸福超市"),
            named("city", "c", "南京市"),
        ),
    )
    city = replace(read, named=read.named[3:])

    assert found_in("小河西的", DIRECTORY, read).scope == Scope(
        districts=(WEST,), reps=("孙丽",), stores=("ST1",)
    )
    assert found_in("那边的", DIRECTORY, city).scope == Scope(cities=("南京",))


def test_routes_and_districts_are_asked_about_even_without_any_visit() -> None:
    def names(by: str, **scope: tuple[str, ...]) -> tuple[str, ...]:
        day = date(2026, 11, 23)
        query = Query(metrics=("closure",), first=day, last=day, scope=Scope(**scope), by=by)
        return asked_about(query, DIRECTORY)

    assert names("route", districts=(WEST,)) == ("河西线A", "河西线B")
    assert names("route", reps=("王强",)) == ("河西线B",)
    assert names("district") == (WEST, SOUTH)
    assert names("district", districts=(SOUTH, "南京浦口片区")) == (SOUTH, "南京浦口片区")
    assert names("district", cities=("南京",)) == (WEST, SOUTH)
    assert names("rep") == ()


def test_a_place_that_nobody_knows_is_noticed() -> None:
    assert found_in("浦口片区闭环率", DIRECTORY).unknown
    assert found_in("佛山闭环率", DIRECTORY).unknown
