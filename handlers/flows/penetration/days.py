"""A rep's day, and how a day is called."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from domain.days import named_day
from domain.penetration.touring import Call, tour
from handlers.turn import Turn

BEFORE = timedelta(days=7)
"""A visit of before that may have been gone on with: a draft's life, and what was given back."""


def calls_of(turn: Turn, rep_id: str, day: date) -> Sequence[Call]:
    """The stores of a rep's day, with drafts of the days before at which he was there again."""
    begin, end = bounds(turn, day, day)
    opened = turn.work.visits.opened_by(rep_id, begin - BEFORE, end)
    return tour(opened, turn.work.past_visits.of(rep_id, day), day, turn.settings)


def bounds(turn: Turn, first: date, last: date) -> tuple[datetime, datetime]:
    """From the beginning of the first day to the end of the last."""
    zone = turn.settings.zone
    begin = datetime.combine(first, time(), zone)
    return begin, datetime.combine(last + timedelta(days=1), time(), zone)


def called(turn: Turn, day: date) -> str:
    """今日, 昨天, 11-20."""
    named = named_day(day, turn.settings.day(turn.now))
    return "今日" if named == "今天" else named
