"""How the stops of a day stand."""

from datetime import timedelta
from typing import Any

import pytest

from domain.planned import Stop, done, stop
from domain.visits import Visit, VisitState
from tests.domain.making import T0, later, presence, settings, visit

SETTINGS = settings()
TODAY = SETTINGS.day(T0)
YESTERDAY = T0 - timedelta(days=1)


@pytest.mark.parametrize(
    ("newest", "expected"),
    [
        (None, Stop("A")),
        (visit(), Stop("A")),
        (visit(state=VisitState.SUBMITTED, submitted_at=later(9)), Stop("A", done_at=later(9))),
        (visit(state=VisitState.ABANDONED, closed_reason="关门"), Stop("A", given_up="关门")),
        (visit(state=VisitState.ABANDONED, closed_reason="关门", opened_at=YESTERDAY), Stop("A")),
        (visit(state=VisitState.SUBMITTED, submitted_at=YESTERDAY, opened_at=YESTERDAY), Stop("A")),
    ],
    ids=["never", "open", "done", "given up", "given up yesterday", "done yesterday"],
)
def test_a_stop_stands_as_the_newest_visit_there(newest: Visit | None, expected: Stop) -> None:
    assert stop("A", newest, TODAY, SETTINGS) == expected


def test_yesterdays_visit_does_todays_stop_only_if_the_rep_was_there_today() -> None:
    closed: dict[str, Any] = {
        "state": VisitState.SUBMITTED,
        "submitted_at": later(9),
        "opened_at": YESTERDAY,
    }
    before = presence(-24 * 60)

    there = visit(presences=[before, presence()], **closed)
    elsewhere = visit(presences=[before], late_entry=True, **closed)

    assert stop("A", there, TODAY, SETTINGS).done_at == later(9)
    assert stop("A", elsewhere, TODAY, SETTINGS).left


def test_what_is_done_is_counted_and_what_is_given_up_is_not_left() -> None:
    stops = [Stop("A", done_at=T0), Stop("B", given_up="关门"), Stop("C")]

    assert done(stops) == 1
    assert [s.code for s in stops if s.left] == ["C"]
