"""Whether a picture counts: its source, its history, its clarity."""

from datetime import datetime

import pytest

from domain.evidence import Cause, Item, ItemState
from domain.filing import photo_for
from domain.judging import Bench, hopeless, judge
from domain.onsite import Provenance
from domain.reuse import Print
from domain.visits import Visit
from tests.domain.making import bench, counted, form, item, photo, read, seen, sent, visit

DOOR = form().step("storefront")
TAG = form().step("price")
THEN = datetime(2025, 6, 1, 9, 0)  # noqa: DTZ001 - a phone's claim has no zone
NOW = datetime(2026, 11, 23, 10, 30)  # noqa: DTZ001


def _shown(
    made: Visit, name: str = "a", slot: str = "storefront", *prints: Print, **more: object
) -> Item:
    how = {k: more.pop(k) for k in ("score", "reasons", "taken_at", "like") if k in more}
    evidence = sent(read("storefront", sha256=name, **how), **more)  # type: ignore[arg-type]
    return photo_for(
        made, evidence, form().step(slot), item_id="n", early_fix=False, bench=bench(*prints)
    )


@pytest.mark.parametrize("slot", ["storefront", "shelf", "stock", "price"])
def test_a_forwarded_picture_is_no_evidence_in_any_step(slot: str) -> None:
    shown = _shown(visit(), "a", slot, provenance=Provenance.FORWARDED)

    assert (shown.state, shown.cause) == (ItemState.REFUSED, Cause.FORWARDED)


@pytest.mark.parametrize(
    ("taken_at", "state", "cause"),
    [
        (THEN, ItemState.REFUSED, Cause.NOT_LIVE),
        (NOW, ItemState.PENDING, Cause.FILE),
        (None, ItemState.PENDING, Cause.FILE),
    ],
    ids=["last year", "just now", "no date"],
)
def test_a_file_is_refused_by_its_own_date_else_looked_at(
    taken_at: datetime | None, state: ItemState, cause: Cause
) -> None:
    shown = _shown(visit(), provenance=Provenance.FILE, taken_at=taken_at)

    assert (shown.state, shown.cause) == (state, cause)


def test_the_date_of_a_photo_that_is_no_file_is_not_held_against_it() -> None:
    assert _shown(visit(), taken_at=THEN).state is ItemState.ACCEPTED


def test_a_blurred_picture_is_called_blurred_whatever_else_it_is() -> None:
    shown = _shown(visit(), "door", "storefront", seen("door", store_code="ST002"), score=5)

    assert shown.cause is Cause.UNCLEAR


def test_another_stores_picture_is_refused_as_often_as_it_comes() -> None:
    made = visit()
    for _ in range(3):
        shown = _shown(made, "door", "storefront", seen("door", store_code="ST002"))
        made.put(shown)

        assert (shown.state, shown.cause) == (ItemState.REFUSED, Cause.REUSED_ELSEWHERE)


def test_an_earlier_visits_picture_is_refused_once_and_then_looked_at() -> None:
    made = visit()

    first = _shown(made, "door", "storefront", seen("door"))
    made.put(first)
    second = _shown(made, "door", "storefront", seen("door"))

    assert (first.state, first.cause) == (ItemState.REFUSED, Cause.REUSED_EARLIER)
    assert (second.state, second.cause) == (ItemState.PENDING, Cause.REUSED_EARLIER)


@pytest.mark.parametrize("slot", ["shelf", "price"])
def test_only_storefronts_are_searched_for(slot: str) -> None:
    shown = _shown(visit(), "door", slot, seen("door", store_code="ST002"))

    assert shown.state is not ItemState.REFUSED


@pytest.mark.parametrize(
    ("cause", "like", "again"),
    [
        (Cause.FORWARDED, "same bytes", Cause.FORWARDED),
        (Cause.FORWARDED, "copy", Cause.FORWARDED),
        (Cause.NOT_LIVE, "copy", Cause.NOT_LIVE),
        (Cause.RETURNED, "same bytes", Cause.RETURNED),
        (Cause.RETURNED, "copy", None),
        (Cause.UNCLEAR, "copy", None),
        (Cause.WITHDRAWN, "same bytes", None),
    ],
)
def test_what_was_refused_for_good_is_refused_again(
    cause: Cause, like: str, again: Cause | None
) -> None:
    made = visit()
    made.put(_shown(made, "door", "storefront"))
    made.change("n", id="old", state=ItemState.REFUSED, cause=cause)
    made.items.pop("n")

    shown = _shown(made, "door" if like == "same bytes" else "copy", like="door")

    assert shown.cause is again


def test_what_is_made_up_for_without_a_place_is_looked_at() -> None:
    late = Bench(settings=bench().settings, look=lambda _: (), there=False)

    door, _ = judge(visit(), item("storefront", photo=photo(score=80)), DOOR, late)
    tag, _ = judge(visit(), item("price", photo=photo(score=80)), TAG, late)

    assert (door.state, door.cause) == (ItemState.PENDING, Cause.LATE_ENTRY)
    assert (tag.state, tag.cause) == (ItemState.READING, Cause.LATE_ENTRY)


def test_an_item_without_a_picture_is_taken_as_it_is() -> None:
    moved, like = judge(visit(), counted("00238"), form().step("stock"), bench())

    assert (moved.state, like) == (ItemState.ACCEPTED, None)
    assert not hopeless(counted("00238"), form().steps)


def test_a_picture_that_no_step_takes_pushes_no_other_out() -> None:
    assert hopeless(item("storefront", photo=photo(score=5)), form().steps)
    assert not hopeless(item("storefront", photo=photo(score=25)), form().steps)
