"""The gate: everything mandatory, once, and nothing else opens it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import AlreadySubmittedError, VisitEndedError, VisitIncompleteError
from domain.evidence import Item, ItemState
from domain.forms import CaptureForm, StepKind
from domain.visits import Visit, VisitState
from tests.domain.making import (
    T0,
    counted,
    form,
    item,
    later,
    photo,
    presence,
    priced,
    settings,
    shipped,
    visit,
)

PASSING = st.sampled_from([s for s in ItemState if s.passes])
FAILING = st.sampled_from([s for s in ItemState if not s.passes])


def _show(made: Visit, slot: str, state: ItemState = ItemState.ACCEPTED) -> None:
    """Everything that the step of that slot asks for."""
    step = made.form.step(slot)
    if step.kind is StepKind.PLACE:
        made.presences.append(presence())
    elif step.kind is StepKind.SKU_STOCK:
        for sku in ("00238", "00112", "00307"):
            made.put(counted(sku))
    elif step.kind is StepKind.PRICE:
        made.put(priced(state=state))
    elif step.kind is StepKind.PHOTO:
        made.put(item(slot, state, photo=photo(slot)))
    else:
        made.put(item(slot, state, text="见了张总"))


def _mandatory(steps: CaptureForm) -> list[str]:
    return [s.slot for s in steps.steps if not s.optional]


FORMS = st.sampled_from([form(), form("store_visit", "业务员", "促销员"), form("customer_visit")])


@given(FORMS, st.data())
def test_every_proper_subset_of_the_mandatory_items_is_refused(
    steps: CaptureForm, data: st.DataObject
) -> None:
    slots = _mandatory(steps)
    left_out = data.draw(st.lists(st.sampled_from(slots), min_size=1, unique=True))
    made = visit(steps=steps)
    for slot in data.draw(st.permutations([s for s in slots if s not in left_out])):
        _show(made, slot, data.draw(PASSING))

    with pytest.raises(VisitIncompleteError) as refusal:
        made.submit(T0)

    named = [s.slot for s in refusal.value.facts["missing"]]
    assert named == [s for s in slots if s in left_out]
    assert (made.state, made.submitted_at) == (VisitState.DRAFT, None)


@given(FORMS, st.data())
def test_the_full_set_is_accepted_once(steps: CaptureForm, data: st.DataObject) -> None:
    made = visit(steps=steps)
    for slot in data.draw(st.permutations(_mandatory(steps))):
        _show(made, slot, data.draw(PASSING))

    made.submit(later(5))

    assert (made.state, made.submitted_at) == (VisitState.SUBMITTED, later(5))
    with pytest.raises(AlreadySubmittedError) as refusal:
        made.submit(later(9))
    assert refusal.value.facts == {"at": later(5)}
    assert made.submitted_at == later(5)


@given(st.sampled_from(["storefront", "shelf", "price"]), FAILING)
def test_evidence_that_does_not_pass_fills_nothing(slot: str, state: ItemState) -> None:
    made = visit()
    for other in _mandatory(made.form):
        _show(made, other, state if other == slot else ItemState.ACCEPTED)

    assert [s.slot for s in made.missing()] == [slot]


def test_an_optional_step_is_never_missing() -> None:
    table = shipped("store_visit")
    table["step"] = [{**s, "optional": s["slot"] == "price"} for s in table["step"]]
    made = visit(steps=CaptureForm.compile(table, version=1))

    assert "price" not in [s.slot for s in made.missing()]


@pytest.mark.parametrize(
    ("skus", "have"),
    [
        ([], 0),
        ([("00238", 12, "A"), ("00112", 6, "A")], 2),
        ([("00238", 12, "A"), ("00112", 6, "A"), ("00991", 3, "B")], 2),
        ([("00238", 12, "A"), ("00112", 6, "A"), ("00307", 0, "A")], 3),
    ],
    ids=["none", "two", "b-class", "zero-is-stock"],
)
def test_only_distinct_a_class_products_count(skus: list[tuple[str, int, str]], have: int) -> None:
    made = visit(*(counted(*one) for one in skus))
    step = made.form.step("stock")

    assert len(made.counted(step)) == have
    assert made.filled(step) is (have >= 3)


def test_the_same_product_counted_twice_is_one() -> None:
    again = item("stock", id="again", stock=counted("00238").stock)

    assert len(visit(counted("00238"), again).counted(form().step("stock"))) == 1


def test_a_form_without_a_grade_counts_every_product() -> None:
    table = shipped("store_visit")
    table["step"] = [{k: v for k, v in s.items() if k != "grade"} for s in table["step"]]
    made = visit(counted("00991", grade="B"), steps=CaptureForm.compile(table, version=1))

    assert list(made.counted(made.form.step("stock"))) == ["00991"]


def test_a_stock_step_ignores_pictures_without_a_count() -> None:
    made = visit(item("stock", photo=photo()))

    assert made.counted(made.form.step("stock")) == {}


@pytest.mark.parametrize("state", [VisitState.ABANDONED, VisitState.EXPIRED, VisitState.WAIVED])
def test_a_visit_that_ended_otherwise_is_not_submitted(state: VisitState) -> None:
    made = visit(state=state)
    for slot in _mandatory(made.form):
        _show(made, slot)

    with pytest.raises(VisitEndedError) as refusal:
        made.submit(T0)

    assert refusal.value.facts == {"state": state}
    assert made.submitted_at is None


@pytest.mark.parametrize(
    ("state", "expired"),
    [(s, s is VisitState.DRAFT) for s in VisitState],
    ids=[s.value for s in VisitState],
)
def test_only_a_draft_expires(state: VisitState, expired: bool) -> None:
    made = visit(state=state)

    assert made.expire() is expired
    assert made.state is (VisitState.EXPIRED if expired else state)


def test_putting_and_changing_marks_what_must_be_saved() -> None:
    made = visit(item("shelf", id="old"))

    changed = made.change("old", state=ItemState.REFUSED)
    made.put(item("storefront", id="new"))

    assert made.items["old"] is changed
    assert made.touched == {"old", "new"}


def test_of_several_unconfirmed_prices_the_first_is_asked() -> None:
    first = priced(state=ItemState.READING, id="first")
    second = priced(state=ItemState.READING, id="second")

    assert visit(first, second).unconfirmed() is first
    assert visit(priced()).unconfirmed() is None
    assert visit(item("shelf", ItemState.READING)).unconfirmed() is None


HOLDERS: list[tuple[Callable[[], Item], bool]] = [
    (lambda: item("shelf", photo=photo("x")), True),
    (lambda: item("shelf", ItemState.PENDING, photo=photo("x")), True),
    (lambda: item("shelf", ItemState.REFUSED, photo=photo("x")), False),
    (lambda: item("shelf", photo=photo("y")), False),
    (lambda: item("stock"), False),
]


@pytest.mark.parametrize(
    ("one", "held"), HOLDERS, ids=["accepted", "pending", "refused", "other", "no-picture"]
)
def test_a_picture_is_held_unless_it_was_refused(one: Callable[[], Item], held: bool) -> None:
    made = visit(one())

    assert (made.holds({"x", "z"}) is not None) is held


def test_arrival_is_the_first_location_even_when_it_is_delivered_late() -> None:
    assert visit().arrived_at is None
    assert visit(presences=[presence(20), presence(5)]).arrived_at == later(5)


@pytest.mark.parametrize(
    ("fixes", "at", "needed"),
    [
        ([], 500, False),
        ([0], 30, False),
        ([0], 31, True),
        ([0, 40], 60, False),
        ([40, 0], 60, False),
    ],
    ids=["none-at-all", "half-an-hour", "older", "fresh-one", "fresh-one-delivered-first"],
)
def test_a_submission_needs_a_location_of_the_last_half_hour(
    fixes: list[float], at: float, needed: bool
) -> None:
    made = visit(presences=[presence(m) for m in fixes])

    assert made.needs_fresh_place(later(at), settings()) is needed


def test_a_visit_is_submitted_on_the_companys_day() -> None:
    made = visit(submitted_at=T0)

    assert made.submitted_on(T0.date(), settings())
    assert not made.submitted_on(T0.date() + timedelta(days=1), settings())
    assert not visit().submitted_on(T0.date(), settings())
