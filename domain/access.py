"""Who may see or do what: the one place that answers it."""

from collections.abc import Iterator

from domain.people import Organisation, Person, Role
from domain.stores import Store

_LEADING = frozenset({Role.MANAGER, Role.DIRECTOR, Role.EXECUTIVE})
_SENIOR = frozenset({Role.DIRECTOR, Role.EXECUTIVE})
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
    below = below_of(viewer, organisation) if viewer.role in _SENIOR else ()
    return any(person.district == district for person in below)


def may_act_in_district(person: Person, district: str) -> bool:
    """Change plans, approve, broadcast: a manager in his own district, those above in all."""
    if not person.active or not district:
        return False
    own = person.role is Role.MANAGER and person.district == district
    return own or person.role in _SENIOR


def may_hand_over(person: Person, district: str) -> bool:
    """Give stores of a district to another rep: who acts there, and admins."""
    admin = person.active and person.role is Role.ADMIN
    return bool(district) and (admin or may_act_in_district(person, district))


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
