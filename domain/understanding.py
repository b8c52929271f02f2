"""What a message asks for, as it was understood: intents, slots, and what was named in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Intent(StrEnum):
    """What somebody may want; ``OOS`` is everything that the bot is not for."""

    QUOTE = "quote_lookup"
    LEAD_TIME = "lead_time"
    STOCK = "stock"
    SHIPMENT = "shipment"
    CONTRACT_PRICE = "last_contract_price"
    RIVAL_PRICE = "competitor_price_history"
    VISIT_START = "visit_start"
    VISIT_CONTINUE = "visit_continue"
    VISIT_SUBMIT = "visit_submit"
    PLAN = "plan_today"
    PENETRATION = "penetration_query"
    RADAR = "completeness_radar"
    DIGEST = "digest_request"
    ATTRIBUTION = "attribution"
    WHAT_IF = "whatif"
    PROMO_ROI = "promo_roi"
    CHURN = "churn_list"
    PORTRAIT = "portrait_matrix"
    WARROOM = "warroom_start"
    CONTRACT_SIGN = "contract_sign"
    CONTRACT_REJECT = "contract_reject"
    CONTRACT_DISPUTE = "contract_dispute"
    CONTRACT_DELIVER = "contract_deliver"
    CONTRACT_STATUS = "contract_status"
    PRIVATE_WRITE = "private_write"
    PRIVATE_READ = "private_read"
    NOTE = "tag_note"
    PLAYBOOK = "playbook_launch"
    PLAN_B = "planb_status"
    AUDIT = "health_audit"
    IMPORT = "import_excel"
    EXPORT = "export_excel"
    HELP = "help"
    CANCEL = "cancel"
    OOS = "oos"


FACETS = (
    Intent.QUOTE,
    Intent.LEAD_TIME,
    Intent.STOCK,
    Intent.SHIPMENT,
    Intent.CONTRACT_PRICE,
    Intent.RIVAL_PRICE,
)
"""What may be asked about a product: one query, several facets, one card."""
STATES = ("idle", "visit_in_progress", "contract_pending")
"""What a person is in the middle of; it makes some intents likely and others not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something of the company that the words name."""

    kind: str
    """product, series, brand, category, customer, contact, store, person, district, city …"""
    ids: tuple[str, ...]
    """Codes or ids of all that may be meant, best first."""
    name: str
    """The best one's name."""
    said: str
    start: int
    end: int
    """Where it stands in the message."""
    score: float = 1.0
    """0-1: how like the words are to the name."""
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Span:
    """A time that the words name, as dates."""

    word: str
    """As people write it: 上周, 11月5日."""
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One message, understood. Reading it decided nothing."""

    text: str
    intent: Intent
    also: tuple[Intent, ...] = ()
    """Further requests of the same message."""
    top: tuple[tuple[str, float], ...] = ()
    """The three likeliest intents with their probabilities."""
    confidence: float = 0.0
    """0-1, of the first intent."""
    slots: Mapping[str, Any] = field(default_factory=dict)
    named: tuple[Named, ...] = ()
    spans: tuple[Span, ...] = ()
    note: str = ""
    """The clause that tells something about a customer, where the message has one beside a question."""
    unknown: str = ""
    """Words that look like a product of no catalogue: ``S7-1600``."""
    near: tuple[str, ...] = ()
    """Codes of the products whose names are nearest to the unknown words, best first."""

    def of_kind(self, *kinds: str) -> Sequence[Named]:
        """What was named of some kinds, in the order of the message."""
        return [one for one in self.named if one.kind in kinds]

    @property
    def wishes(self) -> tuple[Intent, ...]:
        """Everything that is asked for, the main thing first."""
        return (self.intent, *(i for i in self.also if i is not self.intent))

    @property
    def facets(self) -> tuple[Intent, ...]:
        """What is asked about a product."""
        return tuple(i for i in self.wishes if i in FACETS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How many pieces or cases are asked about."""

    amount: float
    unit: str = ""
    """As said: 台, 箱; empty when only a number was."""
