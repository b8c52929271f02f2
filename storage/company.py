"""The company as it is stored: people, stores, products, competitors, orders and plans."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from domain.catalogue import Competitor, Product
from domain.company.prices import OrderLine, SeenPrice
from domain.company.world import Codes, CustomerField, People, Someone, World
from domain.geo import Point
from domain.people import Person, Role
from domain.stores import Store
from storage.tables.company import (
    CompetitorPriceRow,
    CompetitorRow,
    CustomerFieldRow,
    CustomerRow,
    OrderLineRow,
    PersonRow,
    PlanRow,
    ProductRow,
    StoreRow,
)

_PERSON = (
    *("id", "name", "role", "department", "title", "district", "roster", "manager_id"),
    *("tenure_years", "quick_entry", "active"),
)
_STORE = (
    "code",
    "name",
    "kind",
    "grade",
    "city",
    "district",
    "route",
    "rep_id",
    "area",
    "radius_m",
)


class SqlCompany:
    """Reads the company on one connection. Never commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def people(self) -> list[Person]:
        """Everybody, by 工号."""
        rows = self._rows(select(PersonRow.__table__).order_by(PersonRow.id))
        return [_person(row) for row in rows]

    def stores(self) -> list[Store]:
        """All stores, by code."""
        rows = self._rows(select(StoreRow.__table__).order_by(StoreRow.code))
        return [_store(row) for row in rows]

    def products(self) -> list[Product]:
        """All products, by code."""
        rows = self._rows(select(ProductRow.__table__).order_by(ProductRow.code))
        return [Product(**{**row, "aliases": tuple(row["aliases"])}) for row in rows]

    def competitors(self) -> list[Competitor]:
        """All competitors' products, by code."""
        rows = self._rows(select(CompetitorRow.__table__).order_by(CompetitorRow.code))
        return [Competitor(**row) for row in rows]

    def last_competitor_price(
        self, store_code: str | None, competitor_code: str, before: datetime
    ) -> tuple[int, int, datetime] | None:
        """The newest price seen there strictly before a moment: fen as printed, for how many pieces, when."""
        price = CompetitorPriceRow
        query = (
            select(price.price_fen, price.pack, price.at)
            .where(
                price.competitor_code == competitor_code,
                price.store_code.is_not_distinct_from(store_code),
                price.at < before,
            )
            .order_by(price.at.desc(), price.id.desc())
            .limit(1)
        )
        row = self._connection.execute(query).first()
        return (row.price_fen, max(row.pack, 1), row.at) if row else None

    def add_competitor_price(self, price: SeenPrice) -> None:
        """Keep one more price, or another one under the same id."""
        values = asdict(price)
        put = upsert(CompetitorPriceRow).values(values)
        self._connection.execute(put.on_conflict_do_update(index_elements=["id"], set_=values))

    def remove_competitor_price(self, price_id: str) -> None:
        """Take out one price."""
        self._connection.execute(
            delete(CompetitorPriceRow).where(CompetitorPriceRow.id == price_id)
        )

    def last_orders(self, store_code: str, limit: int) -> list[OrderLine]:
        """The lines of a store's newest orders, newest order first; ``limit`` counts orders."""
        line = OrderLineRow
        newest = (
            select(line.order_no)
            .where(line.store_code == store_code)
            .group_by(line.order_no)
            .order_by(func.max(line.day).desc(), line.order_no.desc())
            .limit(limit)
        )
        names = ("order_no", "day", "product_code", "qty", "unit", "amount_fen", "payment")
        query = (
            select(*(OrderLineRow.__table__.c[name] for name in names))
            .where(line.store_code == store_code, line.order_no.in_(newest))
            .order_by(line.day.desc(), line.order_no.desc(), line.product_code, line.line)
        )
        return [OrderLine(**row) for row in self._rows(query)]

    def private_fields(self) -> list[str]:
        """Names of the fields whose values only their writer and his superior see."""
        field = CustomerFieldRow.__table__.c
        return list(self._connection.scalars(select(field.name).where(field.private)))

    def has_orders(self) -> bool:
        """Whether any order was ever imported."""
        stmt = select(OrderLineRow.order_no).limit(1)
        return self._connection.execute(stmt).first() is not None

    def plan_of(self, person_id: str, day: date) -> list[str]:
        """The store codes a rep means to visit that day, in order."""
        query = (
            select(PlanRow.store_code)
            .where(PlanRow.person_id == person_id, PlanRow.day == day)
            .order_by(PlanRow.position)
        )
        return list(self._connection.scalars(query))

    def world(self) -> World:
        """What a workbook's rows may refer to."""
        world = World(people=People())
        person, store = PersonRow.__table__.c, StoreRow.__table__.c
        for row in self._rows(
            select(person.id, person.name, person.number, person.district, person.roster)
        ):
            world.people.add(Someone(**{**row, "number": row["number"] or ""}))
            if row["number"]:
                world.codes["人员"].add(row["number"], row["name"])
        for kind, table in (
            ("门店", StoreRow),
            ("商品", ProductRow),
            ("竞品对照", CompetitorRow),
            ("客户", CustomerRow),
        ):
            query = select(table.code, table.name).order_by(table.code)
            world.codes[kind] = Codes.of(
                (code, name) for code, name in self._connection.execute(query)
            )
        for row in self._rows(select(CustomerFieldRow.__table__)):
            world.fields[row["name"]] = CustomerField(**{**row, "options": tuple(row["options"])})
        world.located = set(
            self._connection.scalars(select(store.code).where(store.lat.is_not(None)))
        )
        return world

    def _rows(self, query: Select[Any]) -> list[dict[str, Any]]:
        return [dict(row) for row in self._connection.execute(query).mappings()]


def _person(row: Mapping[str, Any]) -> Person:
    return Person(**{name: row[name] for name in _PERSON} | {"role": Role(row["role"])})


def _store(row: Mapping[str, Any]) -> Store:
    point = None if row["lat"] is None else Point(row["lat"], row["lon"])
    return Store(**{name: row[name] for name in _STORE}, point=point, former=tuple(row["former"]))
