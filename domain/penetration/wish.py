"""What a question about one visit says, before anybody has looked it up."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self


class Field(StrEnum):
    """Which part of a visit is asked about."""

    FRONT = "storefront"
    SHELF = "shelf"
    STOCK = "stock"
    PRICE = "price"
    PLACE = "place"


class Defect(StrEnum):
    """What a list is made of: the visits that have it."""

    LACKS = "lacks"  # the field, or the product, is missing
    OUT = "out"  # 缺货: counted, and none left
    BLURRY = "blurry"
    UNSENT = "unsent"
    LATE = "late"
    WAIVED = "waived"
    GIVEN_UP = "given_up"
    REVIEW = "review"
    NO_RIVAL = "no_rival"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Everything that the words say; what they leave out is empty."""

    district: str = ""
    reps: tuple[str, ...] = ()
    """Ids of all people whom the name may mean."""
    me: bool = False
    """The writer speaks of himself."""
    rep_ord: int | None = None
    """Roster number; -1 is the last one of the roster."""
    visit_ord: int | None = None
    """Of the day; -1 is the last one."""
    planned: bool = False
    """In the order of the plan, not of arrival."""
    stores: tuple[str, ...] = ()
    """Codes of all stores that the name may mean."""
    fields: tuple[Field, ...] = ()
    skus: tuple[str, ...] = ()
    """Codes of the products that are named; all of them are meant."""
    maybe_skus: tuple[str, ...] = ()
    """Codes of products of which one is meant."""
    unknown_sku: str = ""
    """A code or name that no product has."""
    first: str = ""
    """ISO date of the first day; empty when none was said."""
    last: str = ""
    that_day: bool = False
    """那天: the day that was talked about before."""
    routes: tuple[str, ...] = ()
    """Of a list: only stores on these routes (线路); so do the three after it."""
    cities: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    """直营 or 加盟."""
    defect: Defect | None = None
    """Set when a list is wanted: every visit that has it."""

    @property
    def day(self) -> date | None:
        """The one day that is asked about; ``None`` for none and for several."""
        return date.fromisoformat(self.first) if self.first and self.first == self.last else None

    def of(self, rep_id: str, store: str, day: date) -> "Wish":
        """The same question about one visit."""
        when = day.isoformat()
        return Wish(
            reps=(rep_id,),
            stores=(store,),
            first=when,
            last=when,
            fields=self.fields,
            skus=self.skus,
        )

    def plain(self) -> dict[str, Any]:
        """As JSON: goes into a button and comes back by ``read``."""
        return {key: value for key, value in asdict(self).items() if value}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """What ``plain`` has written."""
        values: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in kept.items()
        }
        values["fields"] = tuple(Field(f) for f in kept.get("fields", ()))
        values["defect"] = Defect(kept["defect"]) if kept.get("defect") else None
        return cls(**values)
