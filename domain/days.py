"""Days as people speak of them, and when the bot speaks up by itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.people import Person, Role
from domain.settings import Settings

MORNING, EVENING = "morning", "evening"
_NAMED = {0: "今天", 1: "昨天", 2: "前天"}
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Call:
    """One daily push that is due."""

    kind: str
    """``morning`` or ``evening``."""
    person_id: str
    at: datetime


def calls(people: Iterable[Person], day: date, settings: Settings) -> Iterator[Call]:
    """Who hears from the bot on a day: reps when their work begins, managers in the evening."""
    begin = datetime.combine(day, settings.work_from, settings.zone)
    digest = datetime.combine(day, settings.digest_at, settings.zone)
    for person in people:
        if person.active and person.role is Role.REP:
            yield Call(MORNING, person.id, begin)
        elif person.active and person.role is Role.MANAGER:
            yield Call(EVENING, person.id, digest)


def named_day(day: date, today: date) -> str:
    """今天, 昨天, 前天, or the date."""
    return _NAMED.get((today - day) // timedelta(days=1), f"{day:%m-%d}")


def is_weekend(day: date) -> bool:
    """Saturday and Sunday; no calendar of holidays is connected (节假日未接入)."""
    return day.weekday() >= _SATURDAY
