"""What a sentence may name: the company's products, customers, stores, people and their names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing a name stands for."""

    PRODUCT = "product"
    RIVAL = "rival"
    """A competitor's product."""
    SERIES = "series"
    CODE = "order_code"
    """The maker's code (6ES7511-1AK02-0AB0) of a product; no entity, a mention carries the product."""
    SKU = "sku"
    """The company's own code (00238); no entity either."""
    BRAND = "brand"
    CATEGORY = "category"
    CUSTOMER = "customer"
    CONTACT = "contact"
    STORE = "store"
    PERSON = "person"
    """A colleague."""
    DISTRICT = "district"
    CITY = "city"
    CAMPAIGN = "campaign"
    CHANNEL = "channel"
    EVENT = "event"
    CONTRACT = "contract"
    DELIVERABLE = "deliverable"
    SCENARIO = "scenario"
    FIELD = "field"
    """A private field."""
    VISIT_FIELD = "visit_field"
    TAG = "tag"


_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing with its names."""

    kind: Kind
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    """Other names that are as good as the name."""
    short: tuple[str, ...] = ()
    """Short forms worked out from the name; several things may share one."""
    means: tuple[str, ...] = ()
    """Ids that a mention of it carries: the products of a series, the customer of a contact; empty =
    its own."""
    codes: tuple[str, ...] = ()
    """The makers' codes and barcodes of a product; its own code is its id."""
    extra: Mapping[str, str] = field(default_factory=lambda: _NOTHING, compare=False)
    """What else is known, by word: brand, series, category, spec, customer, district, city."""

    @property
    def ids(self) -> tuple[str, ...]:
        """What a mention of it carries."""
        return self.means or (self.id,)


@dataclass(frozen=True, eq=False)
class Entities:
    """A company's things. A snapshot: equal only to itself, never changed."""

    all: Sequence[Entity]
    version: str = ""
    """Changes whenever the things do."""
    _by_kind: dict[Kind, dict[str, Entity]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for entity in self.all:
            self._by_kind.setdefault(entity.kind, {}).setdefault(entity.id, entity)

    def of(self, kind: str) -> Iterable[Entity]:
        """All of one kind."""
        return self._by_kind.get(Kind(kind), {}).values()

    def get(self, kind: str, ident: str) -> Entity | None:
        """One of them."""
        return self._by_kind.get(Kind(kind), {}).get(ident)
