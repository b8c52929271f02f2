"""The plan of the writer's day, with what is done of it."""

from typing import Any

from domain.planned import Stop, done, stop
from handlers.turn import Turn


def stops_today(turn: Turn) -> list[Stop]:
    """The stops of today, in order."""
    day = turn.settings.day(turn.now)
    codes = turn.work.sales.plan_of(turn.person.id, day)
    newest = {code: turn.work.visits.latest_of(turn.person.id, code) for code in codes}
    return [stop(code, visit, day, turn.settings) for code, visit in newest.items()]


def plan_facts(turn: Turn) -> dict[str, Any]:
    """How far the day is, and where to go next."""
    stops = stops_today(turn)
    names = turn.directory.stores
    left = [names[s.code].name for s in stops if s.left and s.code in names]
    return {"planned": len(stops), "done": done(stops), "next": left[0] if left else ""}
