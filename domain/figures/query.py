"""What can be asked of the figures, and the form of the answer."""

from dataclasses import dataclass
from datetime import date

EVER = date(2000, 1, 1)
"""Before anything there is: the first day of a question about everything."""
DIMENSIONS = (
    "",
    "route",
    "rep",
    "district",
    "city",
    "province",
    "store_kind",
    "store",
    "day",
    "week",
    "month",
)
"""By what figures can be split; the empty one means not at all."""
NAMELESS = "未分"
"""In ``Query.only`` the group of what has no name: stores without a route, customers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whose and which figures; an empty field limits nothing, several must all hold."""

    districts: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    reps: tuple[str, ...] = ()
    """Person ids."""
    stores: tuple[str, ...] = ()
    """Codes of stores and customers."""
    cities: tuple[str, ...] = ()
    """Names without 市."""
    provinces: tuple[str, ...] = ()
    store_kinds: tuple[str, ...] = ()
    """直营, 加盟."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question."""

    metrics: tuple[str, ...]
    """Keys of ``domain.figures.metrics.METRICS``."""
    first: date
    last: date
    """Both included; days of the company."""
    scope: Scope = Scope()
    by: str = ""
    """One of ``DIMENSIONS``."""
    entries_of: str = ""
    """Key of the metric whose entries are wanted: exactly what its number counts."""
    only: str = ""
    """With ``entries_of`` and ``by``: the one group whose entries are wanted, or ``NAMELESS``."""
    imported: bool | None = None
    """``True``: only imported records; ``False``: only the bot's own visits; ``None``: both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number: ``part`` of ``whole``, or ``part`` alone where its metric is a count."""

    metric: str
    part: float = 0
    whole: float = 0
    """n; 0 means that there is no data, which is never shown as 0."""
    entries: int = 0
    """How many things its drill lists; of 数据可信度 how much its components lack."""

    @property
    def share(self) -> float | None:
        """``part`` by ``whole``; ``None`` without data."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a number counts: what its drill shows."""

    day: date
    rep_id: str
    store_code: str
    visit_id: str = ""
    """Empty for a planned stop that nobody did."""
    what: str = ""
    """Key of a reason, worded by the template: lacking, unsent, review, given_up, expired, missed …"""
    words: tuple[str, ...] = ()
    """What belongs to the reason: titles of steps, the rep's words, a price."""
    count: int = 1
    """How much of the number this is; the counts of all entries add up to it."""
    item_id: str = ""
    """The piece of evidence that it opens, where it is one."""
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One value of the dimension and its figures, in the order of the query's metrics."""

    name: str
    """A route's name, a person's id, a store's code, an ISO date, ``2026-W47``, ``2026-11``."""
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The answer to one query."""

    query: Query
    figures: tuple[Figure, ...] = ()
    """Over everything in scope, in the order of the query's metrics."""
    groups: tuple[Group, ...] = ()
    """Groups with data only; days, weeks and months in order, others by name."""
    entries: tuple[Entry, ...] = ()
    """Oldest first, by rep and arrival within a day."""
    visits: int = 0
    """Visits in scope."""
    days: int = 0
    """Days on which there was anything."""
