"""Prices, stock and cards, as conversations see them. Nothing here commits."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.ports.managing import Request
from domain.quotes.facts import (
    ContractPrice,
    KeptCard,
    Known,
    Quoted,
    RivalPrice,
    Shipment,
    Source,
)


class Quotes(Protocol):
    """What the company has agreed, offered, in stock and on its way."""

    def about(self, product: str, customer: str | None, rivals: Sequence[str]) -> Known:
        """Everything about a product; contracts and quotes only of the one customer.

        ``rivals``: codes of the competitors' products whose prices are wanted, at most the
        newest 200.
        """
        ...

    def contracts_of(self, customer: str) -> Sequence[ContractPrice]:
        """Every contract price of a customer, valid or not."""
        ...

    def quotes_of(self, customer: str) -> Sequence[Quoted]:
        """Every price that a customer was offered."""
        ...

    def dealing_in(self, product: str) -> Sequence[str]:
        """Codes of the customers that have a contract price or a quote for a product."""
        ...

    def on_the_way(self, products: Sequence[str]) -> Sequence[Shipment]:
        """Shipments of some products, the earliest first."""
        ...

    def rival_prices(self, rivals: Sequence[str]) -> Sequence[RivalPrice]:
        """The newest 200 prices of some competitors' products, newest first."""
        ...

    def loaded(self) -> Mapping[Source, datetime | None]:
        """See ``Known.loaded``."""
        ...

    def specials(self, customer: str, product: str) -> Sequence[Request]:
        """Requests for a special price, open and decided, newest first."""
        ...


class Cards(Protocol):
    """Cards that were given, and whether they helped."""

    def keep(self, card: KeptCard) -> None:
        """Keep a new one."""
        ...

    def get(self, card_id: str) -> KeptCard | None:
        """One card."""
        ...

    def rate(self, card_id: str, at: datetime, *, useful: bool) -> None:
        """Write what the person says of a card, in the place of what he said before."""
        ...

    def given(
        self, people: Sequence[str], since: datetime, product: str | None = None
    ) -> Sequence[KeptCard]:
        """Cards of some people since a moment, newest first, without their numbers."""
        ...
