"""谁没拍货架: which visits and records belong on a list, and of which nobody can tell."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.evidence import Cause, ItemState
from domain.past_visits import PastStock, PastVisit
from domain.penetration.lacking import Look, of_past, of_visit
from domain.penetration.wish import Defect, Field, Wish
from domain.visits import SWITCHED, Visit, VisitState
from tests.domain.making import counted, form, item, photo, presence, priced, visit

BARE = visit(counted("00112", 6), counted("00307", 0))
FULL = visit(
    item("storefront", photo=photo()), item("shelf", photo=photo("s")), priced(),
    counted("00112", 6), counted("00238", 0), counted("00307", 1), presences=[presence()],
)  # fmt: skip


def lacks(*fields: Field, skus: tuple[str, ...] = ()) -> Wish:
    return Wish(fields=fields, skus=skus, defect=Defect.LACKS)


def out(*skus: str) -> Wish:
    return Wish(fields=(Field.STOCK,), skus=skus, defect=Defect.OUT)


@pytest.mark.parametrize(
    ("seen", "wish", "look"),
    [
        (BARE, lacks(Field.SHELF), Look(hit=True)),
        (FULL, lacks(Field.SHELF), Look(hit=False)),
        (BARE, lacks(Field.STOCK), Look(hit=True, have=2, due=3)),
        (BARE, lacks(Field.STOCK, skus=("00238",)), Look(hit=True)),
        (BARE, lacks(Field.STOCK, skus=("00238", "00112")), Look(hit=True, missing=("00238",))),
        (BARE, lacks(Field.FRONT, Field.PRICE), Look(hit=True, missing=("storefront", "price"))),
        (FULL, lacks(Field.FRONT, Field.PRICE), Look(hit=False)),
        (BARE, lacks(Field.PLACE), Look(hit=True)),
        (FULL, lacks(Field.PLACE), Look(hit=False)),
        (BARE, out(), Look(hit=True, missing=("00307",))),
        (BARE, out("00307"), Look(hit=True)),
        (BARE, out("00112"), Look(hit=False)),
    ],
)
def test_a_visit_is_looked_at_for_what_is_asked(seen: Visit, wish: Wish, look: Look) -> None:
    assert of_visit(seen, wish) == look


def test_a_reason_in_place_of_a_picture_is_no_picture() -> None:
    why = item("shelf", ItemState.PENDING, cause=Cause.CANNOT, reason="店主不让拍")
    given_up = visit(state=VisitState.ABANDONED)

    assert of_visit(visit(why), lacks(Field.SHELF)) == Look(hit=True, waits=True)
    assert of_visit(given_up, lacks(Field.SHELF)) == Look(hit=True)


def test_what_is_not_due_or_no_visit_is_not_looked_at() -> None:
    customer = visit(steps=form("customer_visit"))
    wrong_door = visit(state=VisitState.ABANDONED, closed_reason=SWITCHED)
    steps = tuple(replace(s, optional=True) for s in form().steps)
    free = visit(steps=replace(form(), steps=steps))

    assert of_visit(free, lacks(Field.FRONT)) is None
    assert of_visit(customer, lacks(Field.STOCK)) is None
    assert of_visit(customer, lacks(Field.FRONT)) is None
    assert of_visit(wrong_door, lacks(Field.SHELF)) is None


def past(*stocks: PastStock, **shown: bool) -> PastVisit:
    day = date(2026, 10, 12)
    return PastVisit(
        id="p", day=day, rep_id="r", store_code="S", position=1, shown=shown, stocks=stocks
    )


SEEN, NONE = PastStock(sku="00238", quantity=None), PastStock(sku="00307", quantity=0)


@pytest.mark.parametrize(
    ("record", "wish", "look"),
    [
        (past(shelf=False), lacks(Field.SHELF), Look(hit=True)),
        (past(shelf=True), lacks(Field.SHELF), Look(hit=False)),
        (past(shelf=True), lacks(Field.FRONT), Look(hit=None)),
        (past(shelf=True), lacks(Field.FRONT, Field.PRICE), Look(hit=None)),
        (past(shelf=False), lacks(Field.FRONT, Field.SHELF), Look(hit=True, missing=("shelf",))),
        (past(SEEN, stock=True), lacks(Field.STOCK), Look(hit=True)),
        (past(SEEN, NONE, stock=True), lacks(Field.STOCK, skus=("00238",)), Look(hit=True)),
        (past(SEEN, NONE, stock=True), lacks(Field.STOCK, skus=("00307",)), Look(hit=False)),
        (past(SEEN, NONE, stock=True), out(), Look(hit=True, missing=("00307",))),
        (past(), out(), Look(hit=None)),
        (past(), lacks(), Look(hit=None)),
    ],
)
def test_a_record_without_such_a_column_is_unknown(record: Any, wish: Wish, look: Look) -> None:
    assert of_past(record, wish) == look
