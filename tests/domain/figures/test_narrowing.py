"""What no question is about is not even read."""

from datetime import date

from domain.catalogue import Catalogue
from domain.directory import Directory
from domain.figures.narrowing import Narrow, narrow
from domain.figures.query import Query, Scope
from domain.people import Organisation
from domain.stores import Store

DIRECTORY = Directory(
    Organisation({}),
    {
        "A": Store(code="A", name="A", district="河西", kind="直营"),
        "B": Store(code="B", name="B", district="江宁", kind="直营"),
        "C": Store(code="C", name="C", district="江宁", kind="加盟"),
        "D": Store(code="D", name="D"),
    },
    Catalogue({}, {}),
)


def query(**scope: tuple[str, ...]) -> Query:
    day = date(2026, 11, 23)
    return Query(metrics=("closure",), first=day, last=day, scope=Scope(**scope))


def test_stores_of_other_districts_are_left_out_but_not_those_without_one() -> None:
    assert narrow([query(districts=("河西",))], DIRECTORY) == Narrow((), ("B", "C"))
    assert narrow([query(stores=("B",)), query(store_kinds=("加盟",))], DIRECTORY) == Narrow(
        (), ("A",)
    )
    assert narrow([query(districts=("河西",)), query()], DIRECTORY) == Narrow()


def test_only_reps_that_every_question_names_some_of_are_read() -> None:
    assert narrow([query(reps=("b", "a")), query(reps=("c",))], DIRECTORY).reps == ("a", "b", "c")
    assert narrow([query(reps=("a",)), query(districts=("河西",))], DIRECTORY).reps == ()
