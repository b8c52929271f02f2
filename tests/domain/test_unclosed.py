"""What is not closed, and what a manager is told of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.evidence import ItemState
from domain.unclosed import Why, evening, fitting, loose_end
from domain.visits import SWITCHED, Visit, VisitState
from tests.domain.making import T0, counted, item, photo, presence, priced, settings, visit

SETTINGS = settings()
MONDAY = SETTINGS.day(T0)


def full(**values: Any) -> Visit:
    shown = [item(slot, photo=photo(slot)) for slot in ("storefront", "shelf")]
    shown += [counted(sku) for sku in ("00238", "00112", "00307")]
    return visit(*shown, priced(), presences=[presence()], **values)


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (visit(), Why.LACKING),
        (full(), Why.UNSENT),
        (full(state=VisitState.SUBMITTED), None),
        (visit(item("shelf", ItemState.PENDING), state=VisitState.SUBMITTED), Why.REVIEW),
        (visit(state=VisitState.ABANDONED), Why.GIVEN_UP),
        (visit(state=VisitState.EXPIRED), Why.EXPIRED),
        (visit(state=VisitState.WAIVED), None),
    ],
    ids=["open", "unsent", "closed", "review", "given up", "expired", "waived"],
)
def test_a_visit_has_one_reason_for_not_being_closed(one: Visit, why: Why | None) -> None:
    end = loose_end(one)

    assert (end and end.why) == why


def test_what_is_lacking_is_named_by_its_titles() -> None:
    end = loose_end(replace(full(), items={k: i for k, i in full().items.items() if not i.price}))

    assert end is not None
    assert end.lacking == ("竞品价格",)


def test_the_evening_tells_todays_visits_from_older_ones() -> None:
    day = timedelta(days=1)
    before: dict[str, Any] = {"opened_at": T0 - day, "touched_at": T0 - day}
    visits = [
        visit(id="open"),
        full(id="done", state=VisitState.SUBMITTED, submitted_at=T0),
        visit(id="wrong door", state=VisitState.ABANDONED, closed_reason=SWITCHED),
        visit(id="old", **before),
        visit(id="given up today", state=VisitState.ABANDONED, **{**before, "touched_at": T0}),
        visit(id="given up before", state=VisitState.ABANDONED, **before),
        visit(id="never touched", state=VisitState.ABANDONED, opened_at=T0 - day),
        visit(id="tomorrow", opened_at=T0 + day),
    ]

    told = evening(visits, MONDAY, SETTINGS)

    assert told.visits == 2
    assert [e.visit.id for e in told.loose] == ["open"]
    assert [e.visit.id for e in told.older] == ["old", "given up today"]


@pytest.mark.parametrize(
    ("room", "lines"), [(0, 1), (11, 1), (24, 2), (1000, 3)], ids=["none", "one", "two", "all"]
)
def test_lines_are_cut_by_their_words_and_one_always_stays(room: int, lines: int) -> None:
    assert fitting([("四个字的",)] * 3, room) == lines


def test_nothing_fits_where_there_is_nothing() -> None:
    assert fitting([], 100) == 0
