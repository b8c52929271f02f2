"""Days as people speak of them, and when the bot speaks up by itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.people import Person, Role
from domain.settings import Settings

MORNING, EVENING, WEEKLY, MONTHLY = "morning", "evening", "weekly", "monthly"
DIGESTS = (EVENING, WEEKLY, MONTHLY)
"""What those who lead are told by themselves: of the day, the last week, the last month."""
_NAMED = {0: "今天", 1: "昨天", 2: "前天"}
_LEADING = frozenset({Role.MANAGER, Role.DIRECTOR, Role.EXECUTIVE})


@dataclass(frozen=True, slots=True)
class Call:
    """One daily push that is due."""

    kind: str
    """``morning``, ``evening``, ``weekly`` or ``monthly``."""
    person_id: str
    at: datetime


def calls(people: Iterable[Person], day: date, settings: Settings) -> Iterator[Call]:
    """Who hears from the bot on a day: reps when their work begins, those who lead by digests.

    A digest of the day comes every evening, one of the last week on Mondays, one of the last
    month on the first.
    """
    begin = datetime.combine(day, settings.work_from, settings.zone)
    digests = [
        (kind, datetime.combine(day, at, settings.zone)) for kind, at in _digests(day, settings)
    ]
    for person in people:
        if person.active and person.role is Role.REP:
            yield Call(MORNING, person.id, begin)
        elif person.active and person.role in _LEADING:
            yield from (Call(kind, person.id, at) for kind, at in digests)


def _digests(day: date, settings: Settings) -> Iterator[tuple[str, time]]:
    yield EVENING, settings.digest_at
    if day.weekday() == 0:
        yield WEEKLY, settings.weekly_at
    if day.day == 1:
        yield MONTHLY, settings.monthly_at


def named_day(day: date, today: date) -> str:
    """今天, 昨天, 前天, or the date."""
    return _NAMED.get((today - day) // timedelta(days=1), f"{day:%m-%d}")
