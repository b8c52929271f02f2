"""The plan of the writer's day, with what is done of it."""

from typing import Any

from domain.planned import Stop, done, stop
from handlers.turn import Turn


def stops_today(turn: Turn) -> list[Stop]:
    """The stops of today, in order."""
    day = turn.settings.day(turn.now)
    codes = turn.work.sales.plan_of(turn.person.id, day)
    since = turn.now - turn.settings.visit_life
    recent = turn.work.visits.recent_of(turn.person.id, since)
    done_before = {v.store_code: v for v in recent if v.done_on(day, turn.settings)}
    stops = []
    for code in dict.fromkeys(codes):
        found = stop(code, turn.work.visits.latest_of(turn.person.id, code), day, turn.settings)
        if found.left and code in done_before:  # 再开一次拜访 does not undo the one that was done
            found = stop(code, done_before[code], day, turn.settings)
        stops.append(found)
    return stops


def plan_facts(turn: Turn) -> dict[str, Any]:
    """How far the day is, and where to go next."""
    stops = stops_today(turn)
    names = turn.directory.stores
    left = [names[s.code].name for s in stops if s.left and s.code in names]
    return {"planned": len(stops), "done": done(stops), "next": left[0] if left else ""}
