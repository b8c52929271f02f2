"""请假 and 调休: a rep asks for it, whoever leads says who stands in; and it is taken back."""

import re
from collections.abc import Mapping
from typing import Any

from domain import access
from domain.asking import LEAVE
from domain.day_range import days_in
from domain.errors import NotAllowedError
from domain.leave_words import Ask, Wish, parse, reason_of
from domain.numbers import plain
from handlers.asking import deciders
from handlers.chat import Pressed, Reply, Said
from handlers.flow import Flow
from handlers.flows.absences.ending import cancel, on_end
from handlers.flows.absences.instead import instead, named, on_instead
from handlers.flows.absences.saying import leave
from handlers.flows.absences.whom import days_named, meets
from handlers.reviewing import person_name
from handlers.standing import facts_of, meant
from handlers.turn import Thread, Turn

_NO_MORE = re.compile(r"[请假调休想要吧了啊哦呀开始从起就是那整天的共我,.\s]*")
"""What may stand beside the day in the answer to the question for it."""


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「明天请假 家里有事」「我明天请假,程子墨代管」「取消请假」「谁请假」「让白一鸣代跑」."""
    wish = parse(event.text, turn.settings.day(turn.now))
    if wish is None:
        return None
    if wish.ask is Ask.WHO:
        return _who(turn, wish)
    if wish.ask is Ask.CANCEL:
        return cancel(turn, wish)
    if wish.ask is Ask.INSTEAD:
        return instead(turn, wish, event.text)
    return leave(turn, wish, event.text)


def answer(
    turn: Turn, thread: Thread, kind: str, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """The day of a leave, why it is, or who runs the stops."""
    today, said = turn.settings.day(turn.now), plain(event.text)
    if kind == "why":
        return _why(turn, thread, args["absence"], reason_of(said, today))
    if kind != "day":
        return named(turn, thread, args["absence"], said)
    days = days_in(said, today)
    wish = parse(f"{said} {args['said']}", today)
    if wish is None or not days or not days.named:
        return None
    if not (_NO_MORE.fullmatch(days.rest) or reason_of(days.rest, today)):
        return None
    turn.leave(thread.flow, thread.subject)
    return leave(turn, wish)


def _why(turn: Turn, thread: Thread, absence_id: str, reason: str) -> list[Reply] | None:
    """The reason that was said after the leave: kept, and told to who decides."""
    absence = turn.work.absences.get(absence_id)
    if not reason or absence is None:
        return None
    turn.leave(thread.flow, thread.subject)
    turn.work.absences.explain(absence_id, reason)
    facts = {**facts_of(turn, absence), "name": turn.person.name, "reason": reason}
    told = {**facts, "what": "why", "by": "", "stops": 0, "instead": ""}
    for request in turn.work.requests.open_by([absence.person_id]):
        if request.kind == LEAVE and request.body["absence"] == absence_id:
            people = deciders(turn, request)
            turn.pushes.extend(Reply("absences/told", told, to=person.id) for person in people)
    return [Reply("absences/why", facts)]


def on_whole(turn: Turn, event: Pressed) -> list[Reply]:
    """「请一整天」."""
    turn.onward.append(Said(event.message, event.args["words"]))
    return []


def _who(turn: Turn, wish: Wish) -> list[Reply] | None:
    """Who of the writer's people is away; of himself, where he has none."""
    today, days = turn.settings.day(turn.now), days_named(wish)
    mine = {turn.person.id, *access.people_of(turn.person, turn.directory.organisation)}
    if wish.who:
        person = meant(turn, wish.who)
        if person is None:
            return None
        if person.id not in mine:
            raise NotAllowedError
        mine = {person.id}
    found = [
        a
        for person_id in sorted(mine)
        for a in turn.work.absences.of(person_id, today)
        if a.state in {"open", "approved"} and meets(a, days)
    ]
    lines = [
        {**facts_of(turn, a), "name": person_name(turn, a.person_id), "open": a.state == "open"}
        for a in found
    ]
    name = person_name(turn, *mine) if len(mine) == 1 and turn.person.id not in mine else ""
    return [Reply("absences/list", {"lines": lines, "people": len(mine) > 1, "name": name})]


FLOW = Flow(
    name="absences",
    order=16,
    wordy=True,
    on={Said: on_text},
    presses={"instead": on_instead, "leave_end": on_end, "leave_whole": on_whole},
    answer=answer,
)
