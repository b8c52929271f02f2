"""What one visit is to the figures, trap by trap."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.evidence import Cause, Item, ItemState, Price
from domain.figures.records import Tally
from domain.figures.tallying import past_tally, tally
from domain.forms import StepKind
from domain.onsite import Provenance
from domain.past_visits import PastStock, PastVisit
from domain.unclosed import Why
from domain.visits import VisitState
from tests.domain.figures.making import SETTINGS, full, priced, sharp, without
from tests.domain.making import form, item, later, presence, stock, visit


def counted(*more: Item, **fields: Any) -> Tally:
    return tally(full(1, *more, **fields), SETTINGS)


def test_a_full_visit_is_closed_on_time_and_lacks_nothing() -> None:
    one = counted()

    assert (one.closed, one.on_time, one.why, one.day) == (True, True, None, date(2026, 11, 23))
    assert (one.steps_valid, one.steps_due, one.fields_valid, one.fields_due) == (5, 5, 7, 7)
    assert (one.lacking, one.waiting, one.invalid) == ((), (), ())
    assert (one.photos, one.photos_sharp, one.photos_proven, one.score_sum) == (3, 3, 3, 240)
    assert {one.sku_missing, one.price_missing, one.blurry, one.no_competitor} == {False}


def test_a_warning_is_enough_for_a_step_and_not_for_a_field() -> None:
    warned = without(full(), "shelf")
    warned.put(item("shelf", ItemState.WARNED, photo=sharp("s", score=30)))

    one = tally(warned, SETTINGS)

    assert (one.steps_valid, one.fields_valid, one.invalid) == (5, 6, ("主推品货架",))
    assert (one.blurry, one.photos_sharp) == (True, 2)


def test_what_waits_passes_the_gate_and_closes_nothing() -> None:
    waiting = without(full(), "storefront")
    waiting.put(item("storefront", ItemState.PENDING, cause=Cause.CANNOT, text="玻璃反光"))
    waiting.state, waiting.submitted_at = VisitState.SUBMITTED, later(20)

    one = tally(waiting, SETTINGS)

    assert (one.closed, one.why, one.flags) == (False, Why.REVIEW, 1)
    assert (one.lacking, one.waiting, one.steps_valid) == ((), ("门头全景",), 4)
    assert (one.invalid, one.fronts_sharp, one.fronts_due) == (("门头全景",), 0, 1)


def test_a_submitted_visit_that_lost_a_step_is_not_closed() -> None:
    lost = without(full(), "price")
    lost.state, lost.submitted_at = VisitState.SUBMITTED, later(20)

    assert tally(lost, SETTINGS).why is Why.LACKING


def test_optional_steps_are_not_due() -> None:
    steps = [replace(s, optional=s.kind is StepKind.PRICE) for s in form().steps]
    one = without(full(steps=replace(form(), steps=tuple(steps))), "price")

    found = tally(one, SETTINGS)

    assert (found.steps_due, found.fields_due, found.prices_due) == (4, 6, 0)


@pytest.mark.parametrize(
    ("state", "fields", "valid"),
    [(ItemState.PENDING, 7, 6), (ItemState.ACCEPTED, 6, 6)],
    ids=["while it waits", "when a manager agrees"],
)
def test_no_competitor_is_no_empty_price(state: ItemState, fields: int, valid: int) -> None:
    absent = without(full(), "price")
    absent.put(item("price", state, cause=Cause.NO_COMPETITOR, photo=sharp("empty")))

    one = tally(absent, SETTINGS)

    assert (one.no_competitor, one.price_missing, one.prices_due) == (True, False, 0)
    assert (one.fields_due, one.fields_valid) == (fields, valid)


def test_a_tag_without_a_number_is_an_empty_price() -> None:
    blank = without(full(), "price")
    blank.put(priced("blank", Price()))

    one = tally(blank, SETTINGS)

    assert one.price_missing
    assert (one.prices, one.fields_valid) == (0, 6)


@pytest.mark.parametrize(
    ("provenance", "there", "proven"),
    [
        (Provenance.CAMERA, None, True),
        (Provenance.LIVE, None, True),
        (Provenance.UNKNOWN, None, False),
        (Provenance.UNKNOWN, presence(), True),
        (Provenance.UNKNOWN, presence(provenance=Provenance.PIN), False),
        (Provenance.UNKNOWN, presence(-61), False),
        (Provenance.FORWARDED, presence(), False),
        (Provenance.FILE, presence(), False),
    ],
)
def test_a_picture_is_proven_by_its_camera_or_by_a_live_place(
    provenance: Provenance, there: object, *, proven: bool
) -> None:
    shown = item("storefront", photo=sharp("x", provenance=provenance))
    one = visit(shown, presences=[there] if there else [])

    assert tally(one, SETTINGS).photos_proven == int(proven)


def test_a_picture_counts_once_and_a_wall_is_never_sharp() -> None:
    wall = item("shelf", photo=sharp("wall", reasons=("no_content",)))
    twice = item("more", photo=sharp("storefront"), stock=stock("00415"))

    one = counted(wall, twice)

    assert (one.photos, one.photos_sharp) == (4, 3)


@pytest.mark.parametrize(
    ("cause", "blurred"),
    [(None, True), (Cause.UNCLEAR, True), (Cause.FORWARDED, False), (Cause.RETURNED, False)],
)
def test_only_a_refusal_for_the_picture_itself_is_blurred(
    cause: Cause | None, *, blurred: bool
) -> None:
    refused = item("storefront", ItemState.REFUSED, photo=sharp("r"), cause=cause)

    assert counted(refused).blurry is blurred


def test_a_location_agreed_without_being_there_fills_the_step_and_no_field() -> None:
    agreed = item("location", cause=Cause.NO_CONSENT)

    one = counted(agreed, presences=[])

    assert (one.steps_valid, one.fields_valid, one.places, one.places_due) == (5, 6, 0, 1)
    assert one.invalid == ("到店定位",)


def test_a_visit_is_present_on_each_day_with_a_location() -> None:
    later_on = counted(presences=[presence(), presence(60 * 24)], submitted_at=later(60 * 25))

    assert later_on.present == (date(2026, 11, 23), date(2026, 11, 24))
    assert (later_on.closed, later_on.on_time) == (True, False)


def test_a_customers_visit_is_counted_by_its_own_form() -> None:
    gate = item("gate", photo=sharp("g"))
    notes = item("note", text="谈了陈列"), item("next_step")
    b2b = visit(gate, *notes, steps=form("customer_visit"), presences=[presence()])

    one = tally(b2b, SETTINGS)

    assert (one.form, one.skus_due, one.prices_due, one.shelves_due) == ("customer_visit", 0, 0, 0)
    assert (one.fronts_sharp, one.fields_valid, one.invalid) == (1, 3, ("下一步",))


@pytest.mark.parametrize(
    ("claim", "state"),
    [
        ("", "claimed"),
        ("已完成", "claimed"),
        ("已闭环", "claimed"),
        ("未完成", "open"),
        ("草稿", "open"),
    ],
)
def test_a_record_only_claims(claim: str, state: str) -> None:
    record = PastVisit(
        id="p",
        day=date(2026, 11, 2),
        rep_id="a",
        store_code="S1",
        position=2,
        claim=claim,
        shown={"storefront": True, "shelf": False, "place": True, "stock": True},
        stocks=(PastStock(sku="00238", quantity=None), PastStock(sku="00112", quantity=0)),
    )

    one = past_tally(record, SETTINGS)

    assert (one.form, one.state, one.closed, one.why) == ("past", state, False, None)
    assert (one.fields_valid, one.fields_due) == (3, 5)
    assert one.invalid == ("主推品货架", "主推品库存")
    assert (one.shelves, one.shelves_due, one.photos) == (0, 1, 0)
    assert one.opened_at.astimezone(SETTINGS.zone).date() == record.day
    empty = past_tally(replace(record, shown={"stock": False}, stocks=()), SETTINGS)
    assert (empty.fields_valid, empty.fields_due, empty.invalid) == (0, 1, ("主推品库存",))
