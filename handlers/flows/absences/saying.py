"""A leave is said: a rep asks for it, whoever leads writes it down."""

from domain.absences import Absence
from domain.asking import LEAVE, leave_body
from domain.day_range import DayRange
from domain.errors import NotAllowedError
from domain.figures.sight import sight
from domain.leave_words import Wish
from domain.people import Person, Role
from domain.ports.managing import Request
from domain.stores import Store
from handlers import leaves
from handlers.asking import ask
from handlers.chat import Button, Reply
from handlers.flows.absences.whom import meant_by
from handlers.standing import LEADING, facts_of, fits, may_say, meant, runs
from handlers.turn import Turn

_LONGEST_DAYS = 180
_OFFERED = 4


def leave(turn: Turn, wish: Wish, text: str = "") -> list[Reply] | None:
    """「明天请假 家里有事」「王强明天请假」「我明天请假,程子墨代管」."""
    person = meant_by(turn, wish)
    if person is None or (wish.weak and turn.directory.stores_in(text, _stores(turn))):
        return None
    if not may_say(turn, person):
        raise NotAllowedError
    if unclear := _unclear(turn, wish, person):
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


def _unclear(turn: Turn, wish: Wish, person: Person) -> Reply | None:
    """What has to be said more clearly first."""
    days, today = wish.days, turn.settings.day(turn.now)
    if wish.half and days is not None:
        return _half(wish, days, person)
    if days is None:
        return Reply("absences/which_day", {"why": "no_day"})
    if not days.named:
        turn.ask(turn.enter("absences", "day"), "day", said=_without_day(wish))
        return Reply("absences/which_day", {"why": "unsaid"})
    if days.last < today or (days.last - days.first).days >= _LONGEST_DAYS:
        return Reply("absences/which_day", {"why": "past" if days.last < today else "long"})
    return None


def _half(wish: Wish, days: DayRange, person: Person) -> Reply:
    """A part of a day changes no plan; the whole day is one tap away."""
    who = person.name if wish.who else ""
    words = f"{who}{days.first.month}月{days.first.day}日请假 {wish.reason}"
    whole = Button("请一整天", "leave_whole", {"words": words})
    return Reply("absences/half", {"half": wish.half}, buttons=(whole,))


def _stores(turn: Turn) -> tuple[Store, ...]:
    return tuple(turn.directory.stores.values())


def _without_day(wish: Wish) -> str:
    """The wish in words that lack the day only."""
    instead = f",{wish.instead}代管" if wish.instead else ""
    return f"{wish.who}{wish.kind} {wish.reason}{instead}"


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
    if not absence.reason and managers and turn.question() is None:
        turn.ask_which(turn.enter("absences", absence.id), "why", absence=absence.id)
    return Reply("absences/asked", {**facts_of(turn, absence), "managers": managers})


def _granted(turn: Turn, absence: Absence, person: Person, named: str) -> list[Reply]:
    """Who leads needs nobody's consent; who is above him and who stands in are told."""
    instead = meant(turn, named) if named else None
    manages = _approves(turn, person)
    if named and (instead is None or not fits(person, instead)):
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
    elif (boss := turn.manager) is not None and boss is not instead:
        name = instead.name if instead else ""
        turn.pushes.append(
            Reply("absences/told", {**told, "what": "boss", "instead": name}, to=boss.id)
        )
    if instead is not None:
        return [runs(turn, kept, instead)]
    above = turn.manager.name if turn.manager and person is turn.person else ""
    facts = {**told, "manages": manages, "boss": above}
    return [Reply("absences/granted", facts, _offers(turn, kept, person))]


def _approves(turn: Turn, person: Person) -> bool:
    """Whether somebody leads people who visit stores, so that there is something to decide."""
    return person.role in LEADING and sight(person, turn.directory.organisation) is not None


def _offers(turn: Turn, absence: Absence, person: Person) -> tuple[Button, ...]:
    """Who may stand in: of a manager those who lead, of a rep his colleagues."""
    if person.role is not Role.REP and not _approves(turn, person):
        return ()
    word = "代跑" if person.role is Role.REP else "代管"
    mates = [
        p
        for p in turn.directory.organisation.people.values()
        if p.active and p.id != person.id and p.role is person.role
        if person.role is Role.REP or _approves(turn, p)
        if person.role is not Role.REP or p.district == person.district
    ]
    return tuple(
        Button(f"{p.name}{word}", "instead", {"absence": absence.id, "person": p.id})
        for p in mates[:_OFFERED]
    )


def _known(turn: Turn, absence: Absence, *, mine: bool) -> Reply:
    facts = {**facts_of(turn, absence), "open": absence.state == "open", "mine": mine}
    return Reply("absences/known", facts)
