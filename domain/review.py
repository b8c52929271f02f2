"""复核: what waits for a manager, who may decide about it, and what a decision does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain import making_up
from domain.absences import Absence
from domain.access import above, decider_of_special, may_act_in_district, may_decide_special
from domain.directory import Directory
from domain.evidence import Cause, Item, ItemState, Review
from domain.figures.records import Alarm
from domain.forms import StepKind
from domain.people import Organisation, Person, Role
from domain.visits import Visit, VisitState

_ALIVE = frozenset({VisitState.DRAFT, VisitState.SUBMITTED})


class Look(StrEnum):
    """Why a manager may want to look at what counts already: it holds nothing up."""

    BLUR = "blur"  # a picture that was accepted with a warning
    ALARM = "alarm"  # a price far from the last one, or from our own product's


@dataclass(frozen=True, slots=True)
class Case:
    """What is decided at once: everything that one message brought to one step."""

    visit: Visit
    items: tuple[Item, ...]
    look: Look | None = None
    """Set where nothing waits for a decision: see ``domain.needing_eyes``."""
    alarm: Alarm | None = None

    @property
    def first(self) -> Item:
        """The item that the case is named by: one with a picture, if there is one."""
        return next((i for i in self.items if i.photo is not None), self.items[0])

    @property
    def kind(self) -> str:
        """What it is about: the look, else the cause of its item."""
        return self.look or self.first.cause or ""


def cases(visits: Iterable[Visit]) -> list[Case]:
    """What waits for a manager, oldest first; a visit that has ended needs no decision."""
    found: dict[tuple[str, int, Cause | None, str], list[Item]] = {}
    by_id = {v.id: v for v in visits if v.state in _ALIVE}
    for visit in by_id.values():
        for item in visit.items.values():
            if item.state is ItemState.PENDING:
                key = (visit.id, item.source, item.cause, _step_of(visit, item.slot))
                found.setdefault(key, []).append(item)
    waiting = [Case(by_id[key[0]], tuple(items)) for key, items in found.items()]
    return sorted(waiting, key=lambda case: (case.first.at, case.first.id))


def case_of(visit: Visit, item_id: str) -> Case | None:
    """The case that an item belongs to; ``None`` when nothing waits there any more."""
    return next((c for c in cases([visit]) if any(i.id == item_id for i in c.items)), None)


def _step_of(visit: Visit, slot: str) -> str:
    """The slot whose number a step has on the checklist."""
    return next((s.under or s.slot for s in visit.form.steps if s.slot == slot), slot)


def district_of(code: str, directory: Directory) -> str:
    """The district of a store; a customer's is that of who looks after it. Empty when unknown."""
    store, customer = directory.stores.get(code), directory.customers.get(code)
    if store is not None:
        return store.district
    owner = directory.organisation.people.get((customer.owner_id if customer else None) or "")
    return owner.district if owner else ""


def _powers(person: Person, directory: Directory, away: Sequence[Absence]) -> list[Person]:
    """The person, and those whom he stands in for; never for whom they stand in for."""
    people = directory.organisation.people
    others = [people[a.person_id] for a in away if a.substitute_id == person.id]
    return [person, *others] if person.active else []


def in_charge_of(person: Person, directory: Directory, away: Sequence[Absence] = ()) -> list[str]:
    """Codes of the stores and customers that the person may decide about.

    ``away``: the approved absences of the day; who stands in decides for who is away.
    """
    codes = (*directory.stores, *directory.customers)
    powers = _powers(person, directory, away)
    places = {code: district_of(code, directory) for code in codes}
    acting = {
        place
        for place in set(places.values())
        if any(may_act_in_district(p, place, directory.organisation) for p in powers)
    }
    return [code for code, place in places.items() if place in acting]


def may_decide(
    person: Person, code: str, by: str, directory: Directory, away: Sequence[Absence] = ()
) -> bool:
    """Whether the person may decide about something of another person at a store or customer.

    Who stands in for somebody decides nothing that this one couldn't: not about his visits.
    """
    district = district_of(code, directory)
    powers = [p for p in _powers(person, directory, away) if p.id != by]
    return person.id != by and any(
        may_act_in_district(p, district, directory.organisation) for p in powers
    )


def leads(person: Person, other: Person, directory: Directory, away: Sequence[Absence]) -> bool:
    """Whether the person decides about what another of his people does."""
    organisation = directory.organisation
    powers = _powers(person, directory, away)
    return any(may_act_in_district(p, other.district, organisation) for p in powers)


def stands_in_for(
    person: Person, code: str, directory: Directory, away: Sequence[Absence]
) -> Person | None:
    """In whose name the person decides there; ``None`` when in his own."""
    district = district_of(code, directory)
    powers = [
        p
        for p in _powers(person, directory, away)
        if may_act_in_district(p, district, directory.organisation)
    ]
    return powers[0] if powers and person not in powers else None


def deciders(
    code: str, by: str, directory: Directory, away: Sequence[Absence] = ()
) -> list[Person]:
    """Who is asked: the direct manager where he may decide, else the managers of the district.

    While one of them is away, who stands in is asked, too; when nobody does or when it is about
    that one himself, who is above the manager.
    """
    direct = directory.organisation.manager_of(by)
    if direct is not None and may_decide(direct, code, by, directory):
        usual = [direct]
    else:
        people = (p for p in directory.organisation.people.values() if p.role is Role.MANAGER)
        usual = [p for p in people if may_decide(p, code, by, directory)]
    asked = {p.id: p for p in usual}
    for person in usual:
        for instead in _instead_of(person, directory.organisation, away):
            fit = [p for p in instead if may_decide(p, code, by, directory, away)]
            if fit:
                asked |= {p.id: p for p in fit[:1]}
                break
    return [*asked.values()]


def _instead_of(
    person: Person, organisation: Organisation, away: Sequence[Absence]
) -> Sequence[list[Person]]:
    """Who decides while somebody is away: who stands in, else the nearest above him."""
    gone = [a for a in away if a.person_id == person.id]
    named = [organisation.people.get(a.substitute_id or "") for a in gone]
    over = [*above(person.id, organisation)] if gone else []
    return [[p for p in named if p is not None], over]


def special_deciders(
    by: str, organisation: Organisation, away: Sequence[Absence] = ()
) -> list[Person]:
    """Who is asked about a special price: the nearest superior, and who acts for him when away.

    A card shows what was agreed with the customer, so only superiors ever get one.
    """
    decider = decider_of_special(by, organisation)
    if decider is None or not may_decide_special(decider, by, organisation):
        return []
    over = [p for p in above(by, organisation) if p.active and p.id not in {by, decider.id}]
    gone = [a for a in away if a.person_id == decider.id]
    named = [p for p in over if any(a.substitute_id == p.id for a in gone)]
    return [decider, *(named or over[:1] if gone else [])]


def approve(case: Case, review: Review) -> None:
    """Let it count. A picture stays as unclear as it is, and is never called sharp."""
    for item in case.items:
        state = ItemState.WARNED if _unclear(case.visit, item) else ItemState.ACCEPTED
        case.visit.change(item.id, state=state, review=review)


def _unclear(visit: Visit, item: Item) -> bool:
    step = next((s for s in visit.form.steps if s.slot == item.slot), None)
    if item.photo is None or step is None:
        return step is not None and step.kind is StepKind.PHOTO
    return item.photo.score < step.warn_below


def give_back(case: Case, review: Review) -> bool:
    """Want another one. A submitted visit is opened again at that one step; the rest stays.

    Returns:
        Whether the rep has something to do: ``False`` when the step has enough without it.
    """
    visit, owed = case.visit, making_up.owed_place(case.visit)
    for item in case.items:
        visit.change(item.id, state=ItemState.REFUSED, cause=Cause.RETURNED, review=review)
    wants_place = owed is not None and owed in case.items
    if wants_place:
        visit.late_entry = False
    slots = {item.slot for item in case.items}
    wanted = [s for s in visit.missing() if s.slot in slots]
    if not (wanted or wants_place):
        return False
    if visit.state is VisitState.SUBMITTED:
        visit.state, visit.submitted_at = VisitState.DRAFT, None
        visit.reopened = wanted[0].slot if wanted else case.first.slot
    return True


def times_returned(visit: Visit) -> int:
    """How often something was given back: tells one opening from an earlier one."""
    return sum(i.cause is Cause.RETURNED for i in visit.items.values())


def waits(visit: Visit) -> Sequence[Item]:
    """Items that still wait for a manager."""
    return [i for i in visit.items.values() if i.state is ItemState.PENDING]
