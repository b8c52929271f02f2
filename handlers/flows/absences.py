"""请假 and 调休: a rep asks for it, whoever leads says who stands in; and it is taken back."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from domain import access
from domain.absences import Absence
from domain.asking import LEAVE, leave_body
from domain.day_range import DayRange, days_in
from domain.errors import NotAllowedError
from domain.leave_words import Ask, Wish, parse
from domain.numbers import plain
from domain.people import Person, Role
from domain.ports.managing import Request
from handlers import leaves
from handlers.asking import ask
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flow import Flow
from handlers.reviewing import person_name
from handlers.standing import LEADING, facts_of, may_say, meant, runs
from handlers.turn import Thread, Turn

_LONGEST_DAYS = 180
_NO_MORE = re.compile(r"[请假调休想要吧了啊哦呀开始从起就是那整天的共我,.\s]*")
"""What may stand beside the day in the answer to the question for it."""
_OFFERED = 4


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「明天请假 家里有事」「我明天请假,程子墨代管」「取消请假」「谁请假」「让白一鸣代跑」."""
    wish = parse(event.text, turn.settings.day(turn.now))
    if wish is None:
        return None
    if wish.ask is Ask.WHO:
        return _who(turn, wish)
    if wish.ask is Ask.CANCEL:
        return _cancel(turn, wish)
    if wish.ask is Ask.INSTEAD:
        return _instead(turn, wish)
    return _leave(turn, wish)


def _leave(turn: Turn, wish: Wish) -> list[Reply] | None:
    person = meant(turn, wish.who) if wish.who else turn.person
    if person is None:
        return None
    if not may_say(turn, person):
        raise NotAllowedError
    if unclear := _unclear(turn, wish):
        return [unclear]
    assert wish.days is not None
    before = [
        a
        for a in turn.work.absences.of(person.id, wish.days.first)
        if a.state in {"open", "approved"} and a.first <= wish.days.last
    ]
    if before:
        return [_known(turn, before[0], mine=person is turn.person)]
    absence = Absence(
        id=turn.ids.new(),
        person_id=person.id,
        first=wish.days.first,
        last=wish.days.last,
        reason=wish.reason or ("调休" if wish.kind == "调休" else ""),
        by=turn.person.id,
        at=turn.now,
    )
    if person is turn.person and person.role is Role.REP:
        return [_asked(turn, absence)]
    return _granted(turn, absence, person, wish.instead)


def _unclear(turn: Turn, wish: Wish) -> Reply | None:
    """What has to be said more clearly first."""
    days, today = wish.days, turn.settings.day(turn.now)
    if wish.half:
        return Reply("absences/half", {"half": wish.half})
    if days is None:
        return Reply("absences/which_day", {"why": "no_day"})
    if not days.named:
        turn.ask(turn.enter("absences", "day"), "day", said=_without_day(wish))
        return Reply("absences/which_day", {"why": "unsaid"})
    if days.last < today or (days.last - days.first).days >= _LONGEST_DAYS:
        return Reply("absences/which_day", {"why": "past" if days.last < today else "long"})
    return None


def _without_day(wish: Wish) -> str:
    """The wish in words that lack the day only."""
    instead = f",{wish.instead}代管" if wish.instead else ""
    return f"{wish.who}{wish.kind} {wish.reason}{instead}"


def answer(
    turn: Turn, thread: Thread, kind: str, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """The day of a leave, or who runs the stops."""
    said = plain(event.text)
    if kind == "day":
        days = days_in(said, turn.settings.day(turn.now))
        wish = parse(f"{said} {args['said']}", turn.settings.day(turn.now))
        if wish is None or not days or not days.named or not _NO_MORE.fullmatch(days.rest):
            return None
        turn.leave(thread.flow, thread.subject)
        return _leave(turn, wish)
    person = meant(turn, said.removeprefix("让").removeprefix("由").removesuffix("代跑"))
    absence = turn.work.absences.get(args["absence"])
    if person is None or absence is None:
        return None
    turn.leave(thread.flow, thread.subject)
    return [runs(turn, absence, person)]


def _asked(turn: Turn, absence: Absence) -> Reply:
    """A rep's leave waits for his manager."""
    turn.work.absences.add(absence)
    request = Request(
        id=turn.ids.new(),
        kind=LEAVE,
        store_code="",
        by=turn.person.id,
        at=turn.now,
        body=leave_body(absence.id),
    )
    managers = ask(turn, request)
    turn.thread = None
    return Reply("absences/asked", {**facts_of(turn, absence), "managers": managers})


def _granted(turn: Turn, absence: Absence, person: Person, named: str) -> list[Reply]:
    """Who leads needs nobody's consent; who is above him and who stands in are told."""
    instead = meant(turn, named) if named else None
    manages = person.role in LEADING
    if named and (
        instead is None or instead is person or (manages and instead.role not in LEADING)
    ):
        return [Reply("absences/who", {"said": named, "found": instead is not None})]
    turn.work.absences.add(absence)
    turn.work.absences.decide(absence.id, "approved", turn.person.id)
    kept = turn.work.absences.get(absence.id)
    assert kept is not None
    facts = facts_of(turn, kept)
    turn.work.audit.note(
        turn.now, turn.person.id, "absence", person.id, id=kept.id, days=facts["days"]
    )
    stops = leaves.excuse(turn, kept, turn.settings.day(turn.now))
    told = {**facts, "name": person.name, "by": turn.person.name, "stops": stops}
    if person is not turn.person:
        turn.pushes.append(
            Reply("absences/told", {**told, "what": "own", "instead": ""}, to=person.id)
        )
    elif (boss := turn.manager) is not None:
        name = instead.name if instead else ""
        turn.pushes.append(
            Reply("absences/told", {**told, "what": "boss", "instead": name}, to=boss.id)
        )
    if instead is not None:
        return [runs(turn, kept, instead)]
    above = turn.manager.name if turn.manager and person is turn.person else ""
    facts = {**told, "manages": manages, "boss": above}
    return [Reply("absences/granted", facts, _offers(turn, kept, person))]


def _offers(turn: Turn, absence: Absence, person: Person) -> tuple[Button, ...]:
    """Who may stand in: of a manager those who lead, of a rep his colleagues."""
    if person.role not in {Role.REP, *LEADING}:
        return ()
    word = "代跑" if person.role is Role.REP else "代管"
    mates = [
        p
        for p in turn.directory.organisation.people.values()
        if p.active and p.id != person.id and p.role is person.role
        if person.role is not Role.REP or p.district == person.district
    ]
    return tuple(
        Button(f"{p.name}{word}", "instead", {"absence": absence.id, "person": p.id})
        for p in mates[:_OFFERED]
    )


def on_instead(turn: Turn, event: Pressed) -> list[Reply]:
    """Who stands in, as it was tapped."""
    absence = turn.work.absences.get(event.args["absence"])
    person = turn.directory.organisation.people.get(event.args["person"])
    turn.leave("absences", event.args["absence"])
    if absence is None or person is None or absence.state != "approved":
        return [Reply("absences/none", {"what": "instead"})]
    return [runs(turn, absence, person)]


def _instead(turn: Turn, wish: Wish) -> list[Reply] | None:
    """「让白一鸣代跑」「叶小满的店让白一鸣代跑」: of whose leave, where it is clear."""
    to = meant(turn, wish.instead)
    if to is None:
        return None
    today = turn.settings.day(turn.now)
    people = turn.directory.organisation.people.values()
    whose = [meant(turn, wish.who)] if wish.who else [*people]
    found = [
        a
        for p in whose
        if p is not None and p.active and may_say(turn, p)
        for a in turn.work.absences.of(p.id, today)
        if a.state == "approved" and (wish.who or not a.substitute_id)
    ]
    if not found:
        return [Reply("absences/none", {"what": "instead"})]
    if len({a.person_id for a in found}) > 1:
        buttons = tuple(
            Button(person_name(turn, a.person_id), "instead", {"absence": a.id, "person": to.id})
            for a in found[:_OFFERED]
        )
        return [Reply("absences/whose", {"to": to.name}, buttons=buttons)]
    return [runs(turn, found[0], to)]


def _cancel(turn: Turn, wish: Wish) -> list[Reply]:
    """「取消请假」: of the days named, else all that has not passed."""
    today = turn.settings.day(turn.now)
    days = wish.days if wish.days and wish.days.named else None
    found = [
        a
        for a in turn.work.absences.of(turn.person.id, today)
        if a.state in {"open", "approved"} and _meets(a, days)
    ]
    if not found:
        return [Reply("absences/none", {"what": "cancel"})]
    for absence in found:
        leaves.end(turn, absence, today)
        _end_request(turn, absence)
        told = {**facts_of(turn, absence), "name": turn.person.name, "by": "", "stops": 0}
        tell = {absence.substitute_id, turn.manager.id if turn.manager else None} - {None}
        for person_id in sorted(p for p in tell if p):
            reply = Reply("absences/told", {**told, "what": "ended", "instead": ""}, to=person_id)
            turn.pushes.append(reply)
        turn.work.audit.note(
            turn.now, turn.person.id, "absence_ended", turn.person.id, id=absence.id
        )
    return [Reply("absences/cancelled", {"days": [facts_of(turn, a)["days"] for a in found]})]


def _meets(absence: Absence, days: DayRange | None) -> bool:
    return days is None or (absence.first <= days.last and absence.last >= days.first)


def _end_request(turn: Turn, absence: Absence) -> None:
    for request in turn.work.requests.open_by([turn.person.id]):
        if request.kind == LEAVE and request.body["absence"] == absence.id:
            turn.work.requests.decide(request.id, "taken_back", turn.person.id, turn.now)


def _who(turn: Turn, wish: Wish) -> list[Reply]:
    """Who of the writer's people is away; of himself, where he has none."""
    today = turn.settings.day(turn.now)
    days = wish.days if wish.days and wish.days.named else None
    mine = {turn.person.id, *access.people_of(turn.person, turn.directory.organisation)}
    found: Sequence[Absence] = [
        a
        for person_id in sorted(mine)
        for a in turn.work.absences.of(person_id, today)
        if a.state in {"open", "approved"} and _meets(a, days)
    ]
    lines = [
        {**facts_of(turn, a), "name": person_name(turn, a.person_id), "open": a.state == "open"}
        for a in found
    ]
    return [Reply("absences/list", {"lines": lines, "people": len(mine) > 1})]


def _known(turn: Turn, absence: Absence, *, mine: bool) -> Reply:
    facts = {**facts_of(turn, absence), "open": absence.state == "open", "mine": mine}
    return Reply("absences/known", facts)


FLOW = Flow(
    name="absences",
    order=16,
    on={Said: on_text},
    presses={"instead": on_instead},
    answer=answer,
)
