"""What only needs eyes: of a hundred visits exactly those that somebody should look at."""

from dataclasses import replace

import pytest

from domain import needing_eyes, review
from domain.evidence import Cause, Correction, Item, ItemState, Price, Review
from domain.figures.alarming import alarm
from domain.needing_eyes import MARKED, SEEN, Mark
from domain.review import Look
from domain.visits import Visit, VisitState
from tests.domain.making import T0, item, later, photo, priced, settings, visit

RULES = settings()
BLURRED = item("storefront", ItemState.WARNED, id="blur", photo=photo(score=30))
FELL = Price(
    label="海鲜牌特级生抽1L",
    competitor="C901",
    price_fen=1280,
    last_fen=1580,
    own_fen=1490,
)


def tag(price: Price = FELL, state: ItemState = ItemState.ACCEPTED, **more: object) -> Item:
    return item("price", state, id="tag", photo=photo("tag", score=80), price=price, **more)


def looks(*visits: Visit, marks: dict[str, Mark] | None = None) -> list[tuple[str, str]]:
    return [(c.visit.id, c.kind) for c in needing_eyes.softs(visits, RULES, marks)]


def test_of_a_hundred_visits_just_the_twelve_that_need_eyes_are_left() -> None:
    quiet = [visit(item("storefront"), priced(), id=f"q{n}") for n in range(88)]
    blurred = [visit(BLURRED, id=f"b{n}") for n in range(4)]
    striking = [visit(tag(), id=f"p{n}") for n in range(3)]
    held_up = [
        visit(item("storefront", ItemState.PENDING, cause=Cause.CANNOT), id=f"w{n}")
        for n in range(5)
    ]
    every = [*quiet, *blurred, *striking, *held_up]

    assert len(every) == 100
    assert len(review.cases(every)) + len(needing_eyes.softs(every, RULES)) == 12


def test_unclear_pictures_and_striking_prices_are_told_apart() -> None:
    assert looks(visit(BLURRED, tag(at=later(1)))) == [("v", Look.BLUR), ("v", Look.ALARM)]
    assert looks(visit(BLURRED, state=VisitState.WAIVED)) == []
    assert looks(visit(replace(BLURRED, slot="stock"))) == []
    assert looks(visit(replace(BLURRED, photo=None))) == []


def test_what_a_manager_has_decided_or_looked_at_is_left_out_until_it_changes() -> None:
    approved = replace(BLURRED, review=Review(at=T0, by="m", approved=True))
    mark = Mark(item_id="tag", visit_id="v", kind=SEEN, by="m", at=later(5))
    changed = tag(corrections=(Correction(at=later(6), by="r", before="1", after="2"),))

    assert looks(visit(approved)) == []
    assert looks(visit(tag()), marks={"tag": mark}) == []
    assert looks(visit(tag()), marks={"tag": replace(mark, kind=MARKED)}) == []
    assert looks(visit(changed), marks={"tag": mark}) == [("v", Look.ALARM)]


def test_one_is_found_by_its_item() -> None:
    one = visit(BLURRED)

    assert needing_eyes.soft_of(one, "blur", RULES) is not None
    assert needing_eyes.soft_of(one, "other", RULES) is None
    assert review.cases([one]) == []


@pytest.mark.parametrize(
    ("price", "change", "gap"),
    [
        (FELL, -0.19, None),
        (replace(FELL, last_fen=1300, own_fen=2000), None, -0.36),
        (replace(FELL, last_fen=1600, own_fen=2000), -0.2, -0.36),
        (replace(FELL, pack=2, last_fen=640, own_fen=None), None, None),
        (replace(FELL, last_fen=None, own_fen=None), None, None),
    ],
)
def test_an_alarm_is_far_from_the_last_price_or_from_ours(
    price: Price, change: float | None, gap: float | None
) -> None:
    found = alarm(tag(price), RULES)

    if change is None and gap is None:
        assert found is None
    else:
        assert found is not None
        assert found.change == (change if change is None else pytest.approx(change, abs=1e-3))
        assert found.gap == (gap if gap is None else pytest.approx(gap, abs=1e-3))


def test_a_price_that_nobody_confirmed_raises_no_alarm() -> None:
    assert alarm(tag(state=ItemState.READING), RULES) is None
    assert alarm(tag(state=ItemState.PENDING), RULES) is None
    assert alarm(tag(replace(FELL, price_fen=None)), RULES) is None
    assert alarm(BLURRED, RULES) is None
