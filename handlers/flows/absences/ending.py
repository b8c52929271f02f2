"""A leave is taken back: all of it, or the days that are named."""

from datetime import date, timedelta

from domain.absences import Absence
from domain.asking import LEAVE
from domain.day_range import days_title
from domain.errors import NotAllowedError
from domain.leave_words import Wish
from domain.people import Person
from handlers import leaves
from handlers.chat import Button, Pressed, Reply
from handlers.flows.absences.whom import days_named, meant_by, meets
from handlers.standing import facts_of, may_say
from handlers.turn import Turn

_STANDS = frozenset({"open", "approved"})
_OFFERED = 5
_DAY = timedelta(days=1)


def cancel(turn: Turn, wish: Wish) -> list[Reply] | None:
    """「取消请假」「取消后天的请假」「王强不请假了」: of several it is asked which."""
    person = meant_by(turn, wish)
    if person is None:
        return None
    today, days = turn.settings.day(turn.now), days_named(wish)
    found = [a for a in turn.work.absences.of(person.id, today) if a.state in _STANDS]
    if wish.weak:  # 「今天照常上班」 says nothing, unless he is away then
        day = days.first if days else today
        found = [a for a in found if a.first <= day <= a.last]
        return _end(turn, person, found, max(day, today), None) if found else None
    if not may_say(turn, person):
        raise NotAllowedError
    found = [a for a in found if meets(a, days)]
    if not found:
        return [Reply("absences/none", {"what": "cancel"})]
    if len(found) > 1 and not wish.every:
        return [_which(turn, found)]
    first, last = (days.first, days.last) if days else (today, None)
    return _end(turn, person, found, max(first, today), last)


def _which(turn: Turn, found: list[Absence]) -> Reply:
    buttons = [
        Button(facts_of(turn, a)["days"], "leave_end", {"absences": [a.id]})
        for a in found[:_OFFERED]
    ]
    every = Button("全部取消", "leave_end", {"absences": [a.id for a in found]})
    return Reply("absences/which", {"count": len(found)}, buttons=(*buttons, every))


def on_end(turn: Turn, event: Pressed) -> list[Reply]:
    """The leave that was tapped, or all of them."""
    found = [turn.work.absences.get(i) for i in event.args["absences"]]
    still = [a for a in found if a is not None and a.state in _STANDS]
    if not still:
        return [Reply("absences/none", {"what": "cancel"})]
    person = turn.directory.organisation.people[still[0].person_id]
    if not may_say(turn, person):
        raise NotAllowedError
    return _end(turn, person, still, turn.settings.day(turn.now), None)


def _end(
    turn: Turn, person: Person, found: list[Absence], first: date, last: date | None
) -> list[Reply]:
    """From the first day to the last; without a last one, all that is left of it."""
    ended = [_end_one(turn, person, absence, first, last) for absence in found]
    name = "" if person is turn.person else person.name
    return [Reply("absences/cancelled", {"days": ended, "name": name})]


def _end_one(turn: Turn, person: Person, absence: Absence, first: date, last: date | None) -> str:
    """End one, keep what is agreed of other days, and tell whom it concerns; the days in words."""
    today = turn.settings.day(turn.now)
    begin, end = max(first, absence.first), min(last or absence.last, absence.last)
    if absence.state != "approved":
        begin, end = absence.first, absence.last
    taken = leaves.end(turn, absence, today)
    _end_request(turn, absence)
    kept = [(max(absence.first, today), begin - _DAY), (end + _DAY, absence.last)]
    for start, until in kept:
        if start <= until:
            leaves.keep(turn, absence, start, until)
    days = days_title(begin, end, today)
    _tell(turn, person, absence, {"days": days, "stops": taken})
    turn.work.audit.note(turn.now, turn.person.id, "absence_ended", person.id, id=absence.id)
    return days


def _tell(turn: Turn, person: Person, absence: Absence, said: dict[str, object]) -> None:
    """Who stood in, who leads him, and himself where another took it back."""
    by = "" if person is turn.person else turn.person.name
    facts = {**said, "name": person.name, "by": by, "reason": absence.reason, "instead": ""}
    boss = turn.directory.organisation.manager_of(person.id)
    told = {boss.id if boss else "": "ended", absence.substitute_id or "": "ended_for"}
    told[person.id] = "ended_own"
    for to in sorted(set(told) - {turn.person.id, ""}):
        turn.pushes.append(Reply("absences/told", {**facts, "what": told[to]}, to=to))


def _end_request(turn: Turn, absence: Absence) -> None:
    for request in turn.work.requests.open_by([absence.person_id]):
        if request.kind == LEAVE and request.body["absence"] == absence.id:
            turn.work.requests.decide(request.id, "taken_back", turn.person.id, turn.now)
