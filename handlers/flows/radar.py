"""雷达图: the process health of a route today, as numbers that name their n."""

import re
from datetime import datetime, time, timedelta
from typing import Any

from domain import access
from domain.numbers import plain
from domain.people import Role
from domain.radar import Health, health
from domain.stores import Store
from handlers.chat import Reply, Said
from handlers.flow import Flow
from handlers.turn import Turn

_RADAR = re.compile(r"雷达图?|过程健康度?|三类失真")


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """The routes that the text names, or all that the person may see."""
    said = plain(event.text)
    if not _RADAR.search(said):
        return None
    routes = _routes(turn, said)
    if not routes:
        return [Reply("radar_none")]
    begin = datetime.combine(turn.settings.day(turn.now), time(), turn.settings.zone)
    facts = []
    for route in routes:
        codes = [s.code for s in turn.directory.on_route(route)]
        visits = turn.work.visits.opened_in(begin, begin + timedelta(days=1), codes)
        facts.append({"route": route, "health": _facts(health(visits, turn.settings))})
    return [Reply("radar", {"routes": facts, "at": turn.now})]


def _routes(turn: Turn, said: str) -> list[str]:
    """Routes in sight, in the order of the store list; the named ones only, if any is named."""
    seen = dict.fromkeys(s.route for s in turn.directory.stores.values() if _visible(turn, s))
    named = [route for route in seen if route in said]
    return named or [route for route in seen if route]


def _visible(turn: Turn, store: Store) -> bool:
    if turn.person.role is Role.REP:
        return bool(store.route) and store.rep_id == turn.person.id
    return bool(store.route) and access.may_see_district(
        turn.person, store.district, turn.directory.organisation
    )


def _facts(found: Health) -> dict[str, Any]:
    return {
        "visits": found.visits,
        "axes": [
            {"name": a.name, "score": a.score, "part": a.part, "whole": a.whole} for a in found.axes
        ],
        "distortions": [{"name": d.name, "count": len(d.visits)} for d in found.distortions],
    }


FLOW = Flow(name="radar", order=40, on={Said: on_text})
