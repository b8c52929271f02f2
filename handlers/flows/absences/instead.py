"""Who stands in for somebody who is away: named, tapped, or changed afterwards."""

import re

from domain.absences import Absence
from domain.leave_words import Wish
from domain.numbers import plain
from domain.people import Person
from handlers.chat import Button, Pressed, Reply
from handlers.flows.absences.whom import days_named, meets
from handlers.reviewing import person_name
from handlers.standing import fits, may_say, meant, runs
from handlers.turn import Thread, Turn

_OFFERED = 4
_CHANGES = re.compile(r"^(?:还是|再|请|帮我|把.{0,12})?(?:改|换|更换)")


def instead(turn: Turn, wish: Wish, text: str) -> list[Reply] | None:
    """「让白一鸣代跑」「叶小满的店让白一鸣代跑」「改成白一鸣代跑」: of whose leave, where it is clear."""
    to = meant(turn, wish.instead)
    if to is None:
        return None
    found = _meant(turn, wish, to)
    bare = [a for a in found if not a.substitute_id]
    if not wish.who and not _CHANGES.match(plain(text)):
        found = bare or found
    elif not wish.who:
        found = [a for a in found if a.substitute_id] or found
    if not found:
        return [Reply("absences/none", {"what": "instead"})]
    if len({a.person_id for a in found}) > 1:
        buttons = tuple(
            Button(person_name(turn, a.person_id), "instead", {"absence": a.id, "person": to.id})
            for a in found[:_OFFERED]
        )
        return [Reply("absences/whose", {"to": to.name}, buttons=buttons)]
    return [runs(turn, found[0], to)]


def _meant(turn: Turn, wish: Wish, to: Person) -> list[Absence]:
    """The leaves for which he could stand in, of who is named or of all whom the writer leads."""
    people = turn.directory.organisation.people.values()
    whose = [meant(turn, wish.who)] if wish.who else [*people]
    return [
        a
        for p in whose
        if p is not None and p.active and may_say(turn, p) and fits(p, to)
        for a in turn.work.absences.of(p.id, turn.settings.day(turn.now))
        if a.state == "approved" and a.substitute_id != to.id and meets(a, days_named(wish))
    ]


def named(turn: Turn, thread: Thread, absence_id: str, said: str) -> list[Reply] | None:
    """The answer to who runs the stops of a leave that was just agreed to."""
    person = meant(turn, said.removeprefix("让").removeprefix("由").removesuffix("代跑"))
    absence = turn.work.absences.get(absence_id)
    if person is None or absence is None:
        return None
    turn.leave(thread.flow, thread.subject)
    return [runs(turn, absence, person)]


def on_instead(turn: Turn, event: Pressed) -> list[Reply]:
    """Who stands in, as it was tapped."""
    absence = turn.work.absences.get(event.args["absence"])
    person = turn.directory.organisation.people.get(event.args["person"])
    turn.leave("absences", event.args["absence"])
    if absence is None or person is None or absence.state != "approved":
        return [Reply("absences/none", {"what": "instead"})]
    return [runs(turn, absence, person)]
