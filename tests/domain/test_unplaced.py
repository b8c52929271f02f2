"""A visit without a location: a word stands in for it, and a manager looks."""

import dataclasses

from domain import unplaced
from domain.evidence import Cause, Item, ItemState
from domain.forms import CaptureForm
from domain.visits import Visit
from tests.domain.making import T0, form, later, settings


def word(at_minute: float = 0, state: ItemState = ItemState.PENDING) -> Item:
    at = later(at_minute)
    return Item(id="w", slot="location", state=state, at=at, received_at=at, source=7,
                cause=Cause.NO_CONSENT, reason=unplaced.REASON)  # fmt: skip


def visit(*items: Item, of: CaptureForm | None = None) -> Visit:
    made = Visit(id="v", rep_id="r", store_code="ST1", form=of or form(), opened_at=T0)
    for item in items:
        made.put(item)
    return made


def test_the_word_fills_the_place_step() -> None:
    assert not visit().placed
    assert visit(word()).placed
    assert "location" not in [s.slot for s in visit(word()).missing()]
    assert not visit(word(state=ItemState.REFUSED)).placed


def test_it_waits_until_a_manager_has_looked() -> None:
    assert unplaced.waits(visit(word())) is not None
    assert unplaced.waits(visit(word(state=ItemState.ACCEPTED))) is None
    assert unplaced.waits(visit()) is None


def test_a_word_lets_things_in_as_a_location_would() -> None:
    told = visit(word(60))

    assert [unplaced.takes(told, later(m), settings()) for m in (44, 45, 60, 120, 121)] == [
        False, True, True, True, False
    ]  # fmt: skip
    assert not unplaced.takes(visit(), later(60), settings())


def test_what_is_sent_keeps_it_open_for_another_hour() -> None:
    shelf = Item(id="s", slot="shelf", state=ItemState.ACCEPTED, at=later(50),
                 received_at=later(50), source=8)  # fmt: skip
    refused = dataclasses.replace(shelf, id="t", at=later(90), state=ItemState.REFUSED)

    told = visit(word(), shelf, refused)

    assert unplaced.takes(told, later(110), settings())
    assert not unplaced.takes(told, later(111), settings())


def test_a_location_ends_it() -> None:
    told = visit(word())

    unplaced.end(told)
    unplaced.end(told)

    assert unplaced.stand_in(told) is None
    assert told.items["w"].cause is Cause.WITHDRAWN
