"""A rep's day in order: which store was the third one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.past_visits import PastVisit
from domain.settings import Settings
from domain.visits import SWITCHED, Visit


@dataclass(frozen=True, slots=True)
class Call:
    """One store of the day, with all visits there."""

    store_code: str
    number: int
    """1 is the first one."""
    arrived_at: datetime | None
    """The first accepted location of that day; ``None`` without any."""
    visits: tuple[Visit, ...] = ()
    past: PastVisit | None = None

    @property
    def visit(self) -> Visit | None:
        """The one that is shown: the newest."""
        return self.visits[-1] if self.visits else None


def tour(
    visits: Sequence[Visit], past: Sequence[PastVisit], day: date, settings: Settings
) -> tuple[Call, ...]:
    """The stores of one rep's day.

    In the order of the first accepted location of that day, drafts and abandoned visits
    included; then those without any location, by the time at which they were opened; then
    imported records in their own order. A draft of an earlier day counts where he was there
    again.
    """
    found: dict[str, list[tuple[bool, datetime, Visit]]] = {}
    for visit in visits:
        arrived = arrival(visit, day, settings)
        opened = settings.day(visit.opened_at) == day
        if (arrived or opened) and visit.closed_reason != SWITCHED:
            at = arrived or visit.opened_at
            found.setdefault(visit.store_code, []).append((arrived is None, at, visit))
    ordered = sorted(found.items(), key=lambda pair: min(one[:2] for one in pair[1]))
    calls = [_call(code, number, rows) for number, (code, rows) in enumerate(ordered, 1)]
    records = [p for p in past if p.store_code not in found]
    old = sorted(records, key=lambda p: p.position)
    return (
        *calls,
        *(Call(p.store_code, len(calls) + n, None, (), p) for n, p in enumerate(old, 1)),
    )


def _call(code: str, number: int, rows: list[tuple[bool, datetime, Visit]]) -> Call:
    first = min(rows, key=lambda row: row[:2])
    visits = sorted((row[2] for row in rows), key=lambda v: v.opened_at)
    return Call(code, number, None if first[0] else first[1], tuple(visits))


def arrival(visit: Visit, day: date, settings: Settings) -> datetime | None:
    """When the rep was first there on that day."""
    return min((p.at for p in visit.presences if settings.day(p.at) == day), default=None)


def numbered(calls: Sequence[Call], number: int) -> Call | None:
    """The third one, or the last but one (-2); ``None`` when there are fewer."""
    index = number - 1 if number > 0 else len(calls) + number
    return calls[index] if 0 <= index < len(calls) else None
