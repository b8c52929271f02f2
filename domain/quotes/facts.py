"""What the company keeps about a product's price and supply, as it was imported or seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class Source(StrEnum):
    """The sheets that a card rests on, by their canonical names."""

    PRODUCTS = "商品"
    CONTRACTS = "合同价"
    QUOTES = "报价记录"
    STOCK = "库存"
    TRANSIT = "在途"
    RIVALS = "竞品对照"
    RIVAL_PRICES = "竞品价格"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractPrice:
    """A price agreed with a customer, fen per piece; ``None`` is 未注明."""

    id: str
    customer: str
    product: str
    price_fen: int
    taxed: bool | None
    min_qty: float | None
    """Pieces."""
    valid_from: date | None
    valid_to: date | None
    """The last day that counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A price that was offered to a customer, fen per piece."""

    id: str
    day: date
    customer: str
    product: str
    price_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stocked:
    """Pieces in a warehouse."""

    product: str
    warehouse: str
    qty: float
    as_of: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipment:
    """Pieces on their way to our warehouse."""

    number: str
    product: str
    qty: float
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalPrice:
    """A competitor's price that was seen once."""

    id: str
    at: datetime
    competitor: str
    price_fen: int
    """As printed, for ``pack`` pieces."""
    pack: int
    store: str | None
    source: str
    """照片, 人工 …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything that is known about one product; what is not connected has no time."""

    contracts: Sequence[ContractPrice] = ()
    quotes: Sequence[Quoted] = ()
    stock: Sequence[Stocked] = ()
    transit: Sequence[Shipment] = ()
    rivals: Sequence[RivalPrice] = ()
    loaded: Mapping[Source, datetime | None] = field(default_factory=dict)
    """When a sheet was imported last, of those that hold anything at all (接入); ``None``: unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCard:
    """A card as it was given, so that its numbers can be opened later."""

    id: str
    person_id: str
    product: str
    customer: str | None
    at: datetime
    facts: Mapping[str, Any]
    useful: bool | None = None
    """What the person said of it; ``None``: nothing."""
