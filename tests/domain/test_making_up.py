"""补录: what is made up for without being there."""

from dataclasses import replace

import pytest

from domain import making_up
from domain.evidence import Cause, Item, ItemState
from domain.forms import StepKind
from domain.visits import Visit, VisitState
from tests.domain.making import form, item, later, presence, settings, visit

SETTINGS = settings()
NEXT_DAY = 24 * 60


def owed(minutes: float = NEXT_DAY, state: ItemState = ItemState.PENDING) -> Item:
    return item(
        "location", state, id="owed", at=later(minutes), cause=Cause.LATE_ENTRY, reason="没电"
    )


def made_up_visit(*items: Item) -> Visit:
    one = visit(*items, presences=[presence()])
    making_up.owe(one, owed())
    return one


def without_place() -> Visit:
    steps = tuple(s for s in form().steps if s.kind is not StepKind.PLACE)
    return visit(steps=replace(form(), steps=steps), presences=[presence()])


@pytest.mark.parametrize(
    ("one", "may"),
    [
        (visit(presences=[presence()]), True),
        (visit(), False),
        (without_place(), False),
        (visit(presences=[presence()], state=VisitState.EXPIRED), False),
    ],
    ids=["was there", "never there", "needs no place", "ended"],
)
def test_only_who_was_there_may_make_a_draft_up(one: Visit, *, may: bool) -> None:
    assert making_up.can_make_up(one) is may


def test_a_visit_that_is_made_up_needs_no_fresh_location() -> None:
    one = made_up_visit()

    assert not one.needs_fresh_place(later(NEXT_DAY), SETTINGS)
    assert making_up.reason(one) == "没电"


@pytest.mark.parametrize(
    ("minutes", "taken"),
    [(-16, False), (-15, True), (0, True), (60, True), (61, False)],
)
def test_it_takes_what_comes_shortly_before_and_an_hour_after(
    minutes: float, *, taken: bool
) -> None:
    assert making_up.takes(made_up_visit(), later(NEXT_DAY + minutes), SETTINGS) is taken


def test_every_piece_gives_another_hour() -> None:
    piece = item("price", ItemState.PENDING, at=later(NEXT_DAY + 50), cause=Cause.LATE_ENTRY)

    assert making_up.takes(made_up_visit(piece), later(NEXT_DAY + 100), SETTINGS)


def test_without_a_beginning_nothing_is_made_up() -> None:
    one = visit(item("stock", source=7), presences=[presence()])

    assert not making_up.takes(one, later(0), SETTINGS)
    assert making_up.made_up(one, 7, SETTINGS) == []
    assert making_up.reason(one) == ""


def test_what_no_location_covers_waits_for_the_manager() -> None:
    then = later(NEXT_DAY)
    one = made_up_visit(
        item("stock", id="a", source=7, at=then),
        item("stock", id="b", source=8, at=then),
        item("stock", id="c", source=7, at=later(10)),
        item("stock", ItemState.REFUSED, id="d", source=7, at=then),
    )

    changed = making_up.made_up(one, 7, SETTINGS)

    assert [(i.id, i.state, i.cause, i.reason) for i in changed] == [
        ("a", ItemState.PENDING, Cause.LATE_ENTRY, "没电")
    ]


def test_being_there_after_all_takes_the_debt_away() -> None:
    one = made_up_visit()

    making_up.end(one, later(NEXT_DAY + 30))

    assert not one.late_entry
    assert one.items["owed"].state is ItemState.REFUSED
    assert making_up.owed_place(one) is None


def test_what_was_made_up_before_stays_so() -> None:
    piece = item("price", ItemState.READING, at=later(NEXT_DAY), cause=Cause.LATE_ENTRY)
    one = made_up_visit(piece)

    making_up.end(one, later(NEXT_DAY + 30))

    assert one.late_entry


def test_a_location_from_before_ends_nothing() -> None:
    one, none = made_up_visit(), visit(presences=[presence()])

    making_up.end(one, later(30))
    making_up.end(none, later(30))

    assert one.late_entry
    assert not none.late_entry
