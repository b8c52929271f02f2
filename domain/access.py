"""Who may see or do what: the one place that answers it."""

from collections.abc import Iterator
from enum import Enum

from domain.people import Organisation, Person, Role
from domain.stores import Store

_LEADING = frozenset({Role.MANAGER, Role.DIRECTOR, Role.EXECUTIVE})
_SENIOR = frozenset({Role.DIRECTOR, Role.EXECUTIVE})
_VISITING = frozenset({Role.REP, Role.MANAGER})
_SENSITIVE_SHEETS = frozenset({"公司", "人员", "成本", "客户字段"})
"""Sheets that decide who may see what: a manager must not make himself somebody's superior."""


def may_see_private(viewer: Person, author_id: str, organisation: Organisation) -> bool:
    """A private value is its author's and the author's direct superior's, nobody else's.

    Neither a director two levels up nor an admin; a former superior loses sight at once.
    """
    if not viewer.active:
        return False
    superior = organisation.manager_of(author_id)
    return viewer.id == author_id or (superior is not None and viewer.id == superior.id)


def may_see_district(viewer: Person, district: str, organisation: Organisation) -> bool:
    """Public data of a district: its own people, those above them, and admins."""
    if not viewer.active or not district:
        return False
    if viewer.role is Role.ADMIN or viewer.district == district:
        return True
    return viewer.role in _SENIOR and district in organisation.districts_under(viewer.id)


def may_act_in_district(person: Person, district: str, organisation: Organisation) -> bool:
    """Change plans, approve, broadcast: a manager in his own district, who is above in theirs.

    A director or an executive of another department has nobody there, and no say.
    """
    if not person.active or not district:
        return False
    if person.role is Role.MANAGER:
        return person.district == district
    return person.role in _SENIOR and district in organisation.districts_under(person.id)


def may_look_into(
    viewer: Person, district: str, organisation: Organisation, rep_id: str = ""
) -> bool:
    """Open the visits of a rep, or of a district: who acts there, admins, and everybody his own."""
    own = viewer.active and viewer.id == rep_id
    admin = viewer.active and viewer.role is Role.ADMIN
    return own or admin or may_act_in_district(viewer, district, organisation)


def may_see_plan(viewer: Person, rep: Person, organisation: Organisation) -> bool:
    """Where somebody goes on a day: himself, who acts in his district, those above him, admins."""
    if may_look_into(viewer, rep.district, organisation, rep.id):
        return True
    return viewer.active and any(p.id == viewer.id for p in above(rep.id, organisation))


def may_hand_over(person: Person, district: str, organisation: Organisation) -> bool:
    """Give stores of a district to another rep: who acts there, and admins."""
    admin = person.active and person.role is Role.ADMIN
    return bool(district) and (admin or may_act_in_district(person, district, organisation))


def handed_over(person: Person, store: Store) -> bool:
    """Whether the person had the store and it is somebody else's now."""
    return person.id in store.former and person.id != store.rep_id


def may_visit(person: Person, store: Store) -> bool:
    """Reps and managers visit the stores of their district; a rep also those assigned to him.

    Who handed a store over opens no visit there any more.
    """
    if not person.active or person.role not in {Role.REP, Role.MANAGER}:
        return False
    if handed_over(person, store):
        return False
    same_district = bool(person.district) and person.district == store.district
    return same_district or person.id == store.rep_id


def may_give_links(person: Person) -> bool:
    """Make and revoke personal links to the console."""
    return person.active and person.role is Role.ADMIN


def people_of(person: Person, organisation: Organisation) -> dict[str, Person]:
    """Whom a person may invite, unbind and disable: an admin all, whoever leads his own people."""
    if not person.active:
        return {}
    if person.role is Role.ADMIN:
        return dict(organisation.people)
    return {p.id: p for p in below_of(person, organisation)}


def may_disable(person: Person, other: Person, organisation: Organisation) -> bool:
    """Nobody locks himself out, so the last admin stays."""
    return person.id != other.id and other.id in people_of(person, organisation)


def may_set_rules(person: Person) -> bool:
    """Change a setting that holds for the whole company, such as which engine reads price tags."""
    return person.active and (person.role in _LEADING or person.role is Role.ADMIN)


def may_set_calendar(person: Person, organisation: Organisation) -> bool:
    """Close the whole company for a day: whoever is above all that visit stores, and admins."""
    if not person.active or person.role not in {*_SENIOR, Role.ADMIN}:
        return False
    below = {p.id for p in below_of(person, organisation)}
    field = [p.id for p in organisation.people.values() if p.active and p.role in _VISITING]
    return person.role is Role.ADMIN or (bool(field) and below.issuperset(field))


def may_set_times(person: Person, organisation: Organisation) -> bool:
    """Say when digests come, which is one time for all: admins, and who is above districts.

    Not a manager: it is not his district's alone.
    """
    leads = person.role in _SENIOR and bool(organisation.districts_under(person.id))
    return person.active and (leads or person.role is Role.ADMIN)


def may_import(person: Person) -> bool:
    """Bring in a workbook at all."""
    return person.active and (person.role in _LEADING or person.role is Role.ADMIN)


def may_import_sheet(person: Person, sheet: str) -> bool:
    """Bring in one sheet, by its canonical name; what decides about rights is not a manager's."""
    return may_import(person) and (
        sheet not in _SENSITIVE_SHEETS or person.role is not Role.MANAGER
    )


def below_of(person: Person, organisation: Organisation) -> Iterator[Person]:
    """Everybody under a person, at any depth; a circle of superiors is walked once."""
    reached, ring = {person.id}, {person.id}
    while ring:
        under = [
            p for p in organisation.people.values() if p.manager_id in ring and p.id not in reached
        ]
        yield from under
        ring = {p.id for p in under}
        reached |= ring


def above(person_id: str, organisation: Organisation) -> Iterator[Person]:
    """Everybody over a person, the nearest first; a circle of superiors is walked once."""
    reached, person = {person_id}, organisation.people.get(person_id)
    while person and person.manager_id and person.manager_id not in reached:
        reached.add(person.manager_id)
        person = organisation.people.get(person.manager_id)
        if person is not None:
            yield person


def may_see_contract(viewer: Person, owner_id: str | None, organisation: Organisation) -> bool:
    """What was agreed with a customer or offered to him: his owner's, and those above the owner."""
    if not viewer.active or not owner_id:
        return False
    return viewer.id == owner_id or any(p.id == viewer.id for p in above(owner_id, organisation))


def owners_seen_by(viewer: Person, organisation: Organisation) -> frozenset[str]:
    """Whose customers' contract prices somebody may see: see ``may_see_contract``."""
    if not viewer.active:
        return frozenset()
    return frozenset({viewer.id, *(p.id for p in below_of(viewer, organisation))})


def decider_of_special(asker_id: str, organisation: Organisation) -> Person | None:
    """Who decides about a special price that somebody asks for: his nearest superior still there."""
    return next((p for p in above(asker_id, organisation) if p.active), None)


def may_decide_special(person: Person, asker_id: str, organisation: Organisation) -> bool:
    """Nobody else, and nobody about what he asks himself."""
    decider = decider_of_special(asker_id, organisation)
    return decider is not None and decider.id == person.id != asker_id


def may_see_cards_of(viewer: Person, organisation: Organisation) -> list[Person]:
    """Whose cards somebody may count: his own and those of his people."""
    return [viewer, *below_of(viewer, organisation)] if viewer.active else []


def may_see_aliases(viewer: Person) -> bool:
    """What the bot has learnt to call things is looked after by those who lead, and admins."""
    return viewer.active and (viewer.role in _LEADING or viewer.role is Role.ADMIN)


class NoteRight(Enum):
    """How somebody may note something about a store or a customer."""

    OWN = "own"  # at once, with 撤回
    CONFIRM = "confirm"  # somebody else's: after a look at who looks after it
    NONE = "none"


def may_read_notes(
    viewer: Person, owner_id: str | None, district: str, organisation: Organisation
) -> bool:
    """Public notes and tags: who looks after it, the district's people, those above, and admins."""
    if not viewer.active:
        return False
    return viewer.id == owner_id or may_see_district(viewer, district, organisation)


def note_right(
    person: Person, owner_id: str | None, district: str, organisation: Organisation
) -> NoteRight:
    """One's own at once; what colleagues of the district or one's people have, after confirming."""
    if not person.active:
        return NoteRight.NONE
    if person.id == owner_id:
        return NoteRight.OWN
    same = person.role in _VISITING and bool(district) and person.district == district
    over = owner_id is not None and any(p.id == person.id for p in above(owner_id, organisation))
    return NoteRight.CONFIRM if same or over else NoteRight.NONE


def may_end_note(person: Person, by: str, organisation: Organisation) -> bool:
    """Take a note, a tag or an order by word of mouth back: who wrote it, and those above him."""
    if not person.active:
        return False
    return person.id == by or any(p.id == person.id for p in above(by, organisation))
