"""What an approved leave does to the days that it covers, and to who stands in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from domain.absences import Absence
from domain.planned import Stop
from handlers.planned import stops_of
from handlers.turn import Turn


def days_of(absence: Absence, since: date, until: date | None = None) -> Iterator[date]:
    """Its days, from one on and up to another."""
    first, last = max(absence.first, since), min(absence.last, until or absence.last)
    for ahead in range((last - first).days + 1):
        yield first + timedelta(days=ahead)


def excuse(turn: Turn, absence: Absence, since: date, until: date | None = None) -> int:
    """Let the stops of its days leave the denominator, as a manager agreed; how many."""
    count = 0
    for day in days_of(absence, since, until):
        for stop in _open(turn, absence, day):
            count += 1
            who, by = absence.person_id, absence.decided_by or absence.by
            turn.work.skips.put(day, who, stop.code, reason=why(absence), at=turn.now)
            turn.work.skips.decide(day, who, stop.code, "approved", by, turn.now)
    return count


def _open(turn: Turn, absence: Absence, day: date) -> list[Stop]:
    found = stops_of(turn, absence.person_id, day)
    return [stop for stop in found if stop.left and not stop.begun]


def why(absence: Absence) -> str:
    """The reason that stands beside each of its stops."""
    return absence.reason if absence.reason == "调休" else "请假"


def hand_on(turn: Turn, absence: Absence, to: str, since: date, until: date | None = None) -> int:
    """Put the stops of its days into somebody else's days too; how many."""
    turn.work.absences.stand_in(absence.id, to)
    count = 0
    for day in days_of(absence, since, until):
        count += turn.work.plans.add(to, day, _excused(turn, absence, day))
    return count


def take_from(turn: Turn, absence: Absence, since: date) -> int:
    """Take the stops of its days out of the days of who stood in; how many."""
    count = 0
    for day in days_of(absence, since) if absence.substitute_id else ():
        codes = _excused(turn, absence, day)
        count += turn.work.plans.take_out(absence.substitute_id or "", day, codes)
    return count


def end(turn: Turn, absence: Absence, since: date) -> int:
    """Take everything back from a day on; how many stops who stood in has no more."""
    taken = take_from(turn, absence, since)
    for day in days_of(absence, since):
        for code in _excused(turn, absence, day):
            who = absence.person_id
            turn.work.skips.decide(day, who, code, "taken_back", turn.person.id, turn.now)
    turn.work.absences.decide(absence.id, "ended", turn.person.id)
    return taken


def keep(turn: Turn, absence: Absence, first: date, last: date) -> None:
    """Let a part of one that was ended hold on: as it was agreed, with who stands in."""
    part = replace(absence, id=turn.ids.new(), first=first, last=last, state="open")
    turn.work.absences.add(replace(part, substitute_id=None, decided_by=""))
    turn.work.absences.decide(part.id, "approved", absence.decided_by or absence.by)
    today = turn.settings.day(turn.now)
    excuse(turn, part, today)
    if absence.substitute_id:
        hand_on(turn, part, absence.substitute_id, today)


def _excused(turn: Turn, absence: Absence, day: date) -> list[str]:
    """The stops of a day that are excused by it, as planned."""
    found = stops_of(turn, absence.person_id, day)
    return [s.code for s in found if s.skip == "approved" and s.skip_reason == why(absence)]
