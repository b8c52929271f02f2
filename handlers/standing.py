"""Who is away and who stands in for him: written, and told to whom it concerns."""

from typing import Any

from domain import access, calling
from domain.absences import Absence
from domain.day_range import days_title
from domain.errors import NotAllowedError
from domain.people import Person, Role
from handlers import leaves
from handlers.chat import Reply
from handlers.requests import away
from handlers.reviewing import person_name
from handlers.turn import Turn

LEADING = frozenset({Role.MANAGER, Role.DIRECTOR, Role.EXECUTIVE})


def may_say(turn: Turn, person: Person) -> bool:
    """Whether the writer arranges somebody's leave: his own, his people's, or in place of a chief."""
    powers = {turn.person.id, *(a.person_id for a in away(turn) if _acts(turn, a))}
    over = access.above(person.id, turn.directory.organisation)
    return person is turn.person or any(p.id in powers for p in over)


def _acts(turn: Turn, absence: Absence) -> bool:
    return absence.substitute_id == turn.person.id


def fits(person: Person, to: Person) -> bool:
    """Whether somebody can stand in: of a rep a rep or a manager, of who leads who leads."""
    roles = {Role.REP, Role.MANAGER} if person.role is Role.REP else LEADING
    return to.active and to.role in roles and to.id != person.id


def runs(turn: Turn, absence: Absence, to: Person) -> Reply:
    """Write who stands in, and tell him."""
    person = turn.directory.organisation.people[absence.person_id]
    if not may_say(turn, person):
        raise NotAllowedError
    if not fits(person, to):
        return Reply("absences/who", {"said": to.name, "found": True})
    today, before = turn.settings.day(turn.now), absence.substitute_id
    stops, taken = 0, 0
    if person.role is Role.REP:
        taken = leaves.take_from(turn, absence, today)
        stops = leaves.hand_on(turn, absence, to.id, today)
    else:
        turn.work.absences.stand_in(absence.id, to.id)
    facts = {**facts_of(turn, absence), "name": person.name, "by": turn.person.name, "stops": stops}
    turn.work.audit.note(turn.now, turn.person.id, "stands_in", to.id, absence=absence.id)
    what = "runs" if person.role is Role.REP else "manages"
    if before and before not in {turn.person.id, to.id}:
        told = {**facts, "stops": taken, "what": f"no_more_{what}", "instead": to.name}
        turn.pushes.append(Reply("absences/told", told, to=before))
    if to.id not in {turn.person.id, before}:
        turn.pushes.append(Reply("absences/told", {**facts, "what": what, "instead": ""}, to=to.id))
    turn.thread = None
    return Reply(
        "absences/runs", {**facts, "to": to.name, "what": what, "mine": person is turn.person}
    )


def facts_of(turn: Turn, absence: Absence) -> dict[str, Any]:
    today = turn.settings.day(turn.now)
    instead = person_name(turn, absence.substitute_id) if absence.substitute_id else ""
    days = days_title(absence.first, absence.last, today)
    return {"days": days, "reason": absence.reason, "instead": instead}


def meant(turn: Turn, who: str) -> Person | None:
    """The one active person of that name; a nickname counts where it fits one alone."""
    people = [p for p in turn.directory.organisation.people.values() if p.active]
    found = calling.exactly(who, people) or calling.nearly(who, people)
    return found[0] if who and len(found) == 1 else None
