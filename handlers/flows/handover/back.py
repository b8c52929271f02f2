"""「撤销刚才的换人」: within the day, while nothing has happened since."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain import handing_over
from domain.errors import NotAllowedError
from domain.people import Person
from domain.stores import Store
from handlers.chat import Button, Pressed, Reply
from handlers.flows.handover.doing import LAST, give, listed
from handlers.reviewing import person_name
from handlers.turn import Turn


def undo(turn: Turn) -> Reply:
    """The card of it, or why it can't be undone that way."""
    last = json.loads(turn.work.preferences.get(turn.person.id, LAST) or "{}")
    if not last:
        return Reply("handover/no_undo", {"why": "none", "to": "", "names": [], "owner": ""})
    why, stores, to = _stands(turn, last)
    facts = {**listed(turn, stores, to), "why": why, "owner": _owners(turn, last)}
    if why:
        return Reply("handover/no_undo", facts)
    button = Button("确认撤销", "handover_back", {"at": last["at"]})
    return Reply("handover/undo", facts, buttons=(button,))


def _owners(turn: Turn, last: Mapping[str, Any]) -> str:
    names = dict.fromkeys(person_name(turn, o) if o else "未分配" for o in last["owners"].values())
    return "、".join(names)


def _stands(turn: Turn, last: Mapping[str, Any]) -> tuple[str, Sequence[Store], Person]:
    """Why it can't be undone, if so; the stores, and who has them."""
    known = turn.directory.stores
    to, at = turn.directory.organisation.people[last["to"]], datetime.fromisoformat(last["at"])
    stores = [known[code] for code in last["owners"] if code in known]
    if turn.settings.day(at) != turn.settings.day(turn.now):
        return "old", stores, to
    if any(s.rep_id != to.id for s in stores):
        return "changed", stores, to
    newest = (turn.work.visits.latest_of(to.id, s.code) for s in stores)
    visited = any(v is not None and v.opened_at >= at for v in newest)
    people = turn.directory.organisation.people
    gone = any(not o or not people[o].active for o in last["owners"].values())
    return "visited" if visited else "nobody" if gone else "", stores, to


def on_back(turn: Turn, event: Pressed) -> list[Reply]:
    """「确认撤销」, by the tap."""
    last = json.loads(turn.work.preferences.get(turn.person.id, LAST) or "{}")
    if last.get("at") != event.args["at"]:
        return [Reply("handover/over")]
    why, stores, to = _stands(turn, last)
    if why or event.typed:
        return [undo(turn)]
    if not handing_over.may_order(turn.person, stores, to, turn.directory.organisation):
        raise NotAllowedError
    plans = 0
    for owner in dict.fromkeys(last["owners"].values()):
        theirs = [s for s in stores if last["owners"][s.code] == owner]
        person = turn.directory.organisation.people[owner]
        plans += give(turn, {to.id: theirs}, theirs, person, turn.settings.day(turn.now))
    turn.work.preferences.set(turn.person.id, LAST, "")
    facts = {**listed(turn, stores, to), "owner": _owners(turn, last), "plans": plans}
    return [Reply("handover/undone", facts)]
