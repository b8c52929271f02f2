"""The lines of a card: each number with where it is from, or why there is none."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.quotes.rivals import Held
from domain.quotes.supply import Delivery, Supply

ENDS_SOON = 45
"""Days: a contract that ends within so many is a reason to order now, and no price after it."""


class State(StrEnum):
    """Whether a line has a number."""

    SHOWN = "shown"
    NONE = "none"  # 无记录
    OFF = "off"  # 未接入
    HIDDEN = "hidden"  # not for this person
    ASK = "ask"  # it depends on a customer, and none was named


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The quantity that was asked about."""

    said: str
    """20箱."""
    pieces: float | None
    """``None``: the size of a case is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """A contract price that is agreed and not in force yet."""

    fen: int
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractLine:
    """合同价: the newest valid one, and nothing that is over."""

    state: State
    id: str = ""
    fen: int = 0
    taxed: bool | None
    min_qty: float | None
    since: date | None
    until: date | None
    days_left: int | None
    """Until the last valid day; ``None`` without an end."""
    share: float | None
    """Against the list price; −0.1 is 10 % below it."""
    ended: date | None
    """When the last one ended, where none is valid."""
    next: Next | None
    loaded: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLine:
    """目录价, or 上次报价 with its day."""

    state: State
    fen: int = 0
    day: date | None
    loaded: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalLine:
    """竞品: the newest price of each competitor's product of the same tier."""

    state: State
    paired: bool
    """Whether a competitor's product stands against ours at all."""
    held: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InWarehouse:
    """One warehouse."""

    name: str
    qty: float
    as_of: datetime | None
    hours: int | None
    """How old the count is; ``None``: nobody wrote it down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLine:
    """库存 by warehouse; the age of the whole is that of its oldest count."""

    state: State
    qty: float = 0.0
    houses: tuple[InWarehouse, ...] = ()
    as_of: datetime | None
    hours: int | None
    stale: bool = False
    """Too old to build on, or of no date: it is checked first."""
    loaded: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTheWay:
    """One shipment."""

    number: str
    qty: float
    due: date
    late_days: int
    """Days since it should have arrived; 0 when it is not late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitLine:
    """在途: what is still to come first, then what is overdue."""

    state: State
    shipments: tuple[OnTheWay, ...] = ()
    loaded: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialLine:
    """特价: what was asked for this customer lately, and whether it was agreed to."""

    fen: int
    approved: bool
    """Otherwise somebody still has to decide."""
    by: str
    """Who agreed, or has to decide."""
    at: datetime
    """When it was agreed to, or asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadLine:
    """交期, worked out from stock and transit."""

    supply: Supply
    total: float
    """Pieces in stock and surely on their way."""
    delivery: Delivery | None
    """For the quantity that was asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Everything that a card shows, before anything is said about it. No cost, ever."""

    code: str
    product: str
    unit: str
    customer_code: str
    """Empty without a customer."""
    customer: str
    contact: str
    owner: str
    """Who looks after the customer."""
    at: datetime
    day: date
    """The company's day."""
    wanted: Wanted | None
    contract: ContractLine
    special: SpecialLine | None
    listed: PriceLine
    retail_fen: int | None
    quoted: PriceLine
    rivals: RivalLine
    stock: StockLine
    transit: TransitLine
    lead: LeadLine

    @property
    def agreed_fen(self) -> int | None:
        """The special price that was agreed to."""
        return self.special.fen if self.special and self.special.approved else None

    @property
    def offer_fen(self) -> int | None:
        """What the customer pays today as far as the reader may know: contract, else list price."""
        if self.contract.state is State.SHOWN:
            return self.contract.fen
        if self.contract.state is State.HIDDEN or self.listed.state is not State.SHOWN:
            return None
        return self.listed.fen
