"""Prices, orders and plans as conversations need them, on top of the company's tables."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.company.prices import SeenPrice as Recorded
from domain.ports.stores import LastOrder, SeenPrice
from domain.visits import Visit
from storage.company import SqlCompany


class SqlPriceBook:
    """Implements ``domain.ports.PriceBook``."""

    def __init__(self, company: SqlCompany) -> None:
        self._company = company

    def last(self, store: str, competitor: str, before: datetime) -> SeenPrice | None:
        """The last valid price of a competitor's product in a store."""
        found = self._company.last_competitor_price(store, competitor, before)
        return SeenPrice(price_fen=found[0], pack=found[1], at=found[2]) if found else None

    def add(self, visit: Visit, item_id: str) -> None:
        """Enter the confirmed price of an item; one without a known product stays in its visit."""
        item = visit.items[item_id]
        price = item.price
        if price is None or price.payable_fen is None or price.competitor is None:
            return
        self._company.add_competitor_price(
            Recorded(
                id=f"visit:{item_id}",
                at=item.at,
                competitor_code=price.competitor,
                price_fen=price.payable_fen,
                pack=price.pack,
                store_code=visit.store_code,
                source="人工" if price.manual else "照片",
                visit_id=visit.id,
            )
        )

    def remove(self, item_id: str) -> None:
        """Take out the price of an item that does not count any more."""
        self._company.remove_competitor_price(f"visit:{item_id}")


class SqlSales:
    """Implements ``domain.ports.Sales``."""

    def __init__(self, company: SqlCompany) -> None:
        self._company = company

    def last_order(self, store: str, before: date) -> LastOrder | None:
        """The newest order of a store, up to and including a day."""
        lines = [x for x in self._company.last_orders(store, 5) if x.day <= before and x.qty > 0]
        if not lines:
            return None
        newest = [x for x in lines if x.order_no == lines[0].order_no]
        names = {p.code: p.name for p in self._company.products()}
        return LastOrder(
            day=newest[0].day,
            lines=tuple((names.get(x.product_code, x.product_code), x.qty, x.unit) for x in newest),
        )

    def has_orders(self) -> bool:
        """Whether any order was ever imported."""
        return self._company.has_orders()

    def plan_of(self, person_id: str, day: date) -> Sequence[str]:
        """Store codes of the rep's day, in order."""
        return self._company.plan_of(person_id, day)
