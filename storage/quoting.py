"""Prices, stock and quote cards, on SQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Select,
    Table,
    delete,
    exists,
    insert,
    select,
    union,
)

from domain.ports.managing import Request
from domain.quotes.facts import (
    ContractPrice,
    KeptCard,
    Known,
    Quoted,
    RivalPrice,
    Shipment,
    Source,
    Stocked,
)
from domain.quotes.special import SPECIAL
from storage.changes import TABLES
from storage.codec import encode
from storage.tables.base import table
from storage.tables.company import ImportBatchRow, ImportChangeRow
from storage.tables.quotes import CardFeedbackRow, QuoteCardRow
from storage.tables.visits import RequestRow

_CONTRACT, _QUOTE = TABLES["合同价"], TABLES["报价记录"]
_STOCK, _TRANSIT, _SEEN = TABLES["库存"], TABLES["在途"], TABLES["竞品价格"]
_BATCH, _CHANGE = table(ImportBatchRow), table(ImportChangeRow)
_REQUEST, _CARD, _FEEDBACK = table(RequestRow), table(QuoteCardRow), table(CardFeedbackRow)
_CONTRACT_COLUMNS = (
    _CONTRACT.c.id,
    _CONTRACT.c.customer_code.label("customer"),
    _CONTRACT.c.product_code.label("product"),
    *(_CONTRACT.c[n] for n in ("price_fen", "taxed", "min_qty", "valid_from", "valid_to")),
)
_QUOTE_COLUMNS = (
    *(_QUOTE.c[n] for n in ("id", "day", "price_fen")),
    _QUOTE.c.customer_code.label("customer"),
    _QUOTE.c.product_code.label("product"),
)
_TRANSIT_COLUMNS = (
    _TRANSIT.c.shipment_no.label("number"),
    _TRANSIT.c.product_code.label("product"),
    _TRANSIT.c.qty,
    _TRANSIT.c.due,
)
_MOST_SEEN = 200
"""Competitor prices that are looked at, newest first."""
_MOST_CARDS = 5000
_CHUNK = 500
"""Values of one IN; SQLite allows 32,766, older ones 999."""


class SqlQuotes:
    """Implements ``domain.ports.Quotes``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def about(self, product: str, customer: str | None, rivals: Sequence[str]) -> Known:
        """Everything about a product; contracts and quotes only of the one customer."""
        return Known(
            contracts=self._contracts(customer, product) if customer else (),
            quotes=self._quotes(customer, product) if customer else (),
            stock=self._stock(product),
            transit=self.on_the_way([product]),
            rivals=self.rival_prices(rivals) if rivals else (),
            loaded=self.loaded(),
        )

    def contracts_of(self, customer: str) -> Sequence[ContractPrice]:
        """Every contract price of a customer, valid or not."""
        return self._contracts(customer, None)

    def quotes_of(self, customer: str) -> Sequence[Quoted]:
        """Every price that a customer was offered."""
        return self._quotes(customer, None)

    def dealing_in(self, product: str) -> Sequence[str]:
        """Codes of the customers that have a contract price or a quote for a product."""
        of = [select(t.c.customer_code).where(t.c.product_code == product) for t in _PRICED]
        return sorted(self._connection.scalars(union(*of)))

    def on_the_way(self, products: Sequence[str]) -> Sequence[Shipment]:
        """Shipments of some products, the earliest first."""
        found = []
        for start in range(0, len(products), _CHUNK):
            here = _TRANSIT.c.product_code.in_(products[start : start + _CHUNK])
            rows = self._rows(select(*_TRANSIT_COLUMNS).where(here))
            found += [Shipment(**row) for row in rows]
        return sorted(found, key=lambda s: (s.due, s.number))

    def loaded(self) -> Mapping[Source, datetime | None]:
        """When a sheet was imported last, of those that hold anything at all."""
        return {s: self._loaded(TABLES[s]) for s in Source if self._holds(TABLES[s])}

    def rival_prices(self, rivals: Sequence[str]) -> Sequence[RivalPrice]:
        """The newest 200 prices of some competitors' products, newest first."""
        names = (*(_SEEN.c[n] for n in ("id", "at", "price_fen", "pack", "source")),)
        query = (
            select(
                *names,
                _SEEN.c.competitor_code.label("competitor"),
                _SEEN.c.store_code.label("store"),
            )
            .where(_SEEN.c.competitor_code.in_(rivals))
            .order_by(_SEEN.c.at.desc(), _SEEN.c.id.desc())
            .limit(_MOST_SEEN)
        )
        return [RivalPrice(**row) for row in self._rows(query)]

    def specials(self, customer: str, product: str) -> Sequence[Request]:
        """Requests for a special price, open and decided, newest first."""
        states = ("open", "approved", "declined")  # by the index over state and place
        here = _REQUEST.c.state.in_(states) & (_REQUEST.c.store_code == customer)
        here &= _REQUEST.c.kind == SPECIAL
        rows = self._rows(select(_REQUEST).where(here).order_by(_REQUEST.c.at.desc()))
        return [Request(**row) for row in rows if row["body"]["product"] == product]

    def _contracts(self, customer: str, product: str | None) -> list[ContractPrice]:
        query = _of(select(*_CONTRACT_COLUMNS), _CONTRACT, customer, product)
        return [ContractPrice(**row) for row in self._rows(query)]

    def _quotes(self, customer: str, product: str | None) -> list[Quoted]:
        query = _of(select(*_QUOTE_COLUMNS), _QUOTE, customer, product)
        return [Quoted(**row) for row in self._rows(query)]

    def _stock(self, product: str) -> list[Stocked]:
        columns = (*(_STOCK.c[n] for n in ("warehouse", "qty", "as_of")),)
        query = select(_STOCK.c.product_code.label("product"), *columns)
        query = query.where(_STOCK.c.product_code == product).order_by(_STOCK.c.warehouse)
        return [Stocked(**row) for row in self._rows(query)]

    def _rows(self, query: Select[Any]) -> list[dict[str, Any]]:
        return [dict(row) for row in self._connection.execute(query).mappings()]

    def _holds(self, of: Table) -> bool:
        return self._connection.execute(select(1).select_from(of).limit(1)).first() is not None

    def _loaded(self, of: Table) -> datetime | None:
        """When an import changed a table last."""
        here = (_CHANGE.c.batch_id == _BATCH.c.id) & (_CHANGE.c.table_name == of.name)
        query = select(_BATCH.c.at).where(_BATCH.c.state == "done", exists().where(here))
        return self._connection.scalar(query.order_by(_BATCH.c.at.desc()).limit(1))


_PRICED = (_CONTRACT, _QUOTE)


def _of(query: Select[Any], of: Table, customer: str, product: str | None) -> Select[Any]:
    """Rows of a customer, and of one product where one is named."""
    code: Column[Any] = of.c.product_code
    query = query.where(of.c.customer_code == customer).order_by(of.c.id)
    return query.where(code == product) if product else query


class SqlCards:
    """Implements ``domain.ports.Cards``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, card: KeptCard) -> None:
        """Keep a new one."""
        values = {
            "id": card.id,
            "person_id": card.person_id,
            "product_code": card.product,
            "customer_code": card.customer,
            "at": card.at,
            "facts": encode(card.facts),
        }
        self._connection.execute(insert(_CARD), values)

    def get(self, card_id: str) -> KeptCard | None:
        """One card."""
        query = select(_CARD, _FEEDBACK.c.useful).select_from(_RATED).where(_CARD.c.id == card_id)
        row = self._connection.execute(query).first()
        return _card(row, row.facts) if row else None

    def rate(self, card_id: str, at: datetime, *, useful: bool) -> None:
        """Write what the person says of a card, in the place of what he said before."""
        self._connection.execute(delete(_FEEDBACK).where(_FEEDBACK.c.card_id == card_id))
        values = {"card_id": card_id, "useful": useful, "at": at}
        self._connection.execute(insert(_FEEDBACK), values)

    def given(
        self, people: Sequence[str], since: datetime, product: str | None = None
    ) -> Sequence[KeptCard]:
        """Cards of some people since a moment, newest first, without their numbers."""
        columns = [c for c in _CARD.c if c.name != "facts"]
        found = []
        for start in range(0, len(people), _CHUNK):
            here = _CARD.c.person_id.in_(people[start : start + _CHUNK]) & (_CARD.c.at >= since)
            if product is not None:
                here &= _CARD.c.product_code == product
            query = select(*columns, _FEEDBACK.c.useful).select_from(_RATED).where(here)
            rows = self._connection.execute(query.order_by(_CARD.c.at.desc()).limit(_MOST_CARDS))
            found += [_card(row, {}) for row in rows]
        return sorted(found, key=lambda c: (c.at, c.id), reverse=True)


_RATED = _CARD.outerjoin(_FEEDBACK, _FEEDBACK.c.card_id == _CARD.c.id)


def _card(row: Any, facts: dict[str, Any]) -> KeptCard:
    return KeptCard(
        id=row.id,
        person_id=row.person_id,
        product=row.product_code,
        customer=row.customer_code,
        at=row.at,
        facts=facts,
        useful=row.useful,
    )
