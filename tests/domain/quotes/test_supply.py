"""Lead time is worked out from stock and transit, and promises nothing beyond them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.quotes.supply import Share, delivery, overdue, supply
from tests.domain.quotes.making import TODAY, shipment

DUE = date(2026, 12, 2)
LATE = shipment(7, date(2026, 11, 20), "LATE")


def test_twenty_are_four_now_ten_later_and_six_nobody_knows() -> None:
    there = supply(4, [shipment()], TODAY)

    met = delivery(there, 20)

    assert (met.now, met.later, met.lacking) == (4, (Share(due=DUE, qty=10),), 6)
    assert there.total == 14


def test_what_is_enough_takes_nothing_that_is_on_its_way() -> None:
    met = delivery(supply(4, [shipment()], TODAY), 3)

    assert (met.now, met.later, met.lacking) == (3, (), 0)


def test_overdue_shipments_are_not_counted_on() -> None:
    there = supply(4, [LATE], TODAY)

    assert there.coming == ()
    assert there.total == 4
    assert overdue([shipment(), LATE], TODAY) == [LATE]


def test_shipments_of_one_day_are_one_and_days_are_in_order() -> None:
    later = shipment(5, date(2026, 12, 9), "SH3")

    there = supply(None, [later, shipment(), shipment(2, number="SH2")], TODAY)

    assert [(c.due, c.qty, c.upto) for c in there.coming] == [
        (DUE, 12, 12),
        (date(2026, 12, 9), 5, 17),
    ]


def test_what_arrives_today_is_still_to_come() -> None:
    assert supply(0, [shipment(due=TODAY)], TODAY).coming[0].due == TODAY


def test_nothing_known_is_nothing_to_promise() -> None:
    there = supply(None, [shipment(0)], TODAY)

    assert there.total == 0
    assert delivery(there, 5).lacking == 5


@given(
    st.floats(0, 1e6),
    st.lists(st.tuples(st.floats(0, 1e6), st.integers(-30, 60)), max_size=6),
    st.floats(0.01, 1e7),
)
def test_the_shares_of_an_order_add_up(
    stock: float, coming: list[tuple[float, int]], pieces: float
) -> None:
    days = [
        shipment(q, date.fromordinal(TODAY.toordinal() + d), str(n))
        for n, (q, d) in enumerate(coming)
    ]

    met = delivery(supply(stock, days, TODAY), pieces)

    total = met.now + sum(s.qty for s in met.later) + met.lacking
    assert abs(total - pieces) <= 1e-6 * pieces
    assert met.now <= stock
