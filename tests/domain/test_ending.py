"""How a visit ends, and for which day it counts."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.evidence import Cause, Item, ItemState
from domain.figures.tallying import on_time
from domain.judging import judge
from domain.onsite import Provenance
from domain.visits import Visit, VisitState
from tests.domain.making import (
    T0,
    bench,
    counted,
    form,
    item,
    later,
    photo,
    presence,
    priced,
    settings,
    visit,
)

SETTINGS = settings()
SUBMITTED = VisitState.SUBMITTED
TOMORROW = 24 * 60


def full(*more: Item, **fields: Any) -> Visit:
    shown = [item(slot, photo=photo(slot)) for slot in ("storefront", "shelf")]
    stock = [counted(sku) for sku in ("00238", "00112", "00307")]
    return visit(*shown, *stock, priced(), *more, presences=[presence()], **fields)


def test_a_draft_is_given_up_once_with_the_reason() -> None:
    one = visit(item("shelf"))

    assert one.abandon("店家关门")
    assert not one.abandon("走错店")
    assert (one.state, one.closed_reason) == (VisitState.ABANDONED, "店家关门")
    assert len(one.items) == 1


def test_a_draft_is_waived_once_with_the_managers_reason() -> None:
    one = visit(item("shelf"))

    assert one.waive("停业装修")
    assert not one.waive("店家关门")
    assert (one.state, one.closed_reason) == (VisitState.WAIVED, "停业装修")


@pytest.mark.parametrize(
    ("one", "answer"),
    [
        (visit(), None),
        (full(submitted_at=later(9), state=SUBMITTED), True),
        (full(submitted_at=later(TOMORROW), state=SUBMITTED), False),
        (full(item("shelf", ItemState.PENDING), submitted_at=later(9), state=SUBMITTED), False),
        (visit(submitted_at=later(9), state=SUBMITTED), False),
        (visit(state=VisitState.ABANDONED), False),
        (visit(state=VisitState.EXPIRED), False),
    ],
    ids=["open", "same day", "next day", "review", "lacking", "given up", "expired"],
)
def test_on_time_is_closed_on_the_day_it_was_opened(one: Visit, answer: bool | None) -> None:
    assert on_time(one, SETTINGS) is answer


def test_a_visit_crosses_days_by_when_it_was_submitted() -> None:
    assert not visit().crosses_days(SETTINGS)
    assert not visit(submitted_at=later(9)).crosses_days(SETTINGS)
    assert visit(submitted_at=later(TOMORROW)).crosses_days(SETTINGS)


def test_a_picture_without_a_location_waits_with_the_reason() -> None:
    shown = item("", ItemState.READING, photo=photo(score=80))
    late = replace(bench(there=False), reason="没电")

    judged, _ = judge(visit(), shown, form().step("shelf"), late)

    assert (judged.state, judged.cause, judged.reason) == (
        ItemState.PENDING,
        Cause.LATE_ENTRY,
        "没电",
    )


def test_a_file_of_another_day_is_only_refused_as_proof_of_being_there() -> None:
    yesterday = (T0 - timedelta(days=1)).replace(tzinfo=None)
    old = replace(photo(score=80, taken_at=yesterday), provenance=Provenance.FILE)
    shown, step = item("", ItemState.READING, photo=old), form().step("shelf")

    there, _ = judge(visit(), shown, step, bench())
    made_up, _ = judge(visit(), shown, step, bench(there=False))

    assert there.cause is Cause.NOT_LIVE
    assert made_up.cause is Cause.LATE_ENTRY
