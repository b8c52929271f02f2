"""The radar of a route, counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.evidence import Cause, Item, ItemState, Price
from domain.radar import AXES, Axis, Health, health
from domain.visits import Visit, VisitState
from tests.domain.making import (
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


def front(state: ItemState = ItemState.ACCEPTED, sha256: str = "front") -> Item:
    return item("storefront", state, photo=photo(sha256))


def closed(*items: Item, name: str, after: float = 6) -> Visit:
    made = visit(*items, id=name, presences=[presence()])
    made.state, made.submitted_at = VisitState.SUBMITTED, later(after)
    return made


def route() -> list[Visit]:
    """Four visits: a full one, a blurred and late one, a bare draft, a customer's."""
    stock = [counted("00238"), counted("00112"), counted("00307"), counted("00415")]
    full = closed(front(), item("shelf", photo=photo("s")), *stock, priced(), name="full")
    blurred = closed(
        front(ItemState.REFUSED, "b1"),
        front(ItemState.WARNED, "b2"),
        item("shelf", ItemState.WARNED, photo=photo("b3")),
        *stock[:3],
        priced(),
        name="blurred",
        after=60 * 24,
    )
    bare = visit(counted("00238"), counted("00991", grade="B"), id="bare")
    b2b = visit(id="b2b", steps=form("customer_visit"), presences=[presence()])
    return [full, blurred, bare, b2b]


def _axes(shown: Health) -> dict[str, tuple[int, int]]:
    return {axis.name: (axis.part, axis.whole) for axis in shown.axes}


def _distorted(*visits: Visit) -> dict[str, tuple[str, ...]]:
    return {d.name: d.visits for d in health(visits, SETTINGS).distortions}


def test_the_axes_are_counted_by_hand() -> None:
    shown = health(route(), SETTINGS)

    assert shown.visits == 4
    assert tuple(a.name for a in shown.axes) == AXES
    assert _axes(shown) == {
        "定位有效": (3, 4),
        "门头清晰": (1, 4),
        "SKU齐全": (2, 3),
        "库存标注": (7, 9),
        "竞品价格": (2, 3),
        "准时闭环": (1, 4),
    }
    assert [a.score for a in shown.axes] == [75, 25, 67, 78, 67, 25]


def test_the_distortions_list_the_visits_that_show_them() -> None:
    assert _distorted(*route()) == {
        "拍照糊": ("blurred",),
        "SKU漏": ("bare",),
        "价格空": ("bare",),
    }


@given(
    st.lists(st.sampled_from(list(ItemState)), max_size=6),
    st.lists(st.sampled_from(list(ItemState)), max_size=4),
)
def test_each_distortion_is_counted_once_a_visit_at_most(
    fronts: list[ItemState], shelves: list[ItemState]
) -> None:
    made = visit()
    for slot, states in (("storefront", fronts), ("shelf", shelves)):
        for number, state in enumerate(states):
            made.put(item(slot, state, id=f"{slot}{number}", photo=photo(f"{slot}{number}")))

    shown = _distorted(made)

    assert all(len(visits) <= 1 for visits in shown.values())
    low = {ItemState.WARNED, ItemState.REFUSED} & {*fronts, *shelves}
    assert shown["拍照糊"] == (("v",) if low else ())


def test_without_visits_no_axis_has_a_score() -> None:
    shown = health([], SETTINGS)

    assert [a.score for a in shown.axes] == [None] * 6
    assert [d.visits for d in shown.distortions] == [(), (), ()]


def test_axes_that_no_visit_is_due_for_have_no_score_either() -> None:
    shown = health([visit(steps=form("customer_visit"))], SETTINGS)

    scores = {a.name: a.score for a in shown.axes}
    assert scores == {
        "定位有效": 0,
        "门头清晰": 0,
        "SKU齐全": None,
        "库存标注": None,
        "竞品价格": None,
        "准时闭环": 0,
    }
    assert [d.visits for d in shown.distortions] == [(), (), ()]


def test_a_replaced_price_tag_is_no_blurred_picture() -> None:
    replaced = item("price", ItemState.REFUSED, photo=photo("old"), price=Price())

    assert _distorted(visit(replaced, priced()))["拍照糊"] == ()


@pytest.mark.parametrize(
    ("state", "part"),
    [(ItemState.ACCEPTED, 1), (ItemState.WARNED, 0), (ItemState.PENDING, 0)],
)
def test_only_an_accepted_storefront_is_sharp(state: ItemState, part: int) -> None:
    assert _axes(health([visit(front(state))], SETTINGS))["门头清晰"] == (part, 1)


@pytest.mark.parametrize("state", [s for s in ItemState if not s.passes])
def test_an_unconfirmed_price_is_an_empty_one(state: ItemState) -> None:
    assert _distorted(visit(priced(state=state)))["价格空"] == ("v",)


@pytest.mark.parametrize(
    ("after", "part"), [(0, 1), (13 * 60, 1), (14 * 60 + 1, 0)], ids=["now", "evening", "past"]
)
def test_on_time_means_closed_on_the_day_it_was_opened(after: float, part: int) -> None:
    assert _axes(health([closed(name="v", after=after)], SETTINGS))["准时闭环"] == (part, 1)


def test_more_products_than_asked_do_not_outweigh_a_visit_with_none() -> None:
    four = visit(*(counted(sku) for sku in ("00238", "00112", "00307", "00415")))

    shown = health([four, visit()], SETTINGS)

    assert _axes(shown)["库存标注"] == (3, 6)


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_score_is_a_rounded_percentage(part: int, whole: int) -> None:
    score = Axis("x", min(part, whole), whole).score

    assert score is not None
    assert 0 <= score <= 100


def test_a_visit_without_a_competitor_is_counted_apart() -> None:
    shown = item("price", ItemState.PENDING, cause=Cause.NO_COMPETITOR)
    found = health([visit(shown), visit(id="w")], settings())

    assert found.no_competitor == ("v",)
    assert {d.name: d.visits for d in found.distortions}["价格空"] == ("w",)
    assert (found.axes[4].part, found.axes[4].whole) == (0, 1)


@pytest.mark.parametrize(
    ("cause", "blurred"),
    [
        (Cause.UNCLEAR, True),
        (Cause.CANNOT, True),
        (Cause.FORWARDED, False),
        (Cause.WITHDRAWN, False),
    ],
)
def test_only_a_poor_picture_counts_as_blurred(cause: Cause, *, blurred: bool) -> None:
    shown = item("storefront", ItemState.REFUSED, photo=photo(), cause=cause)

    assert bool(_distorted(visit(shown))["拍照糊"]) is blurred


def test_a_visit_that_waits_for_a_manager_is_not_closed_yet() -> None:
    waiting = item("storefront", ItemState.PENDING, cause=Cause.CANNOT)
    done = visit(waiting, state=VisitState.SUBMITTED, submitted_at=later(10))

    assert health([done], settings()).axes[-1].part == 0
