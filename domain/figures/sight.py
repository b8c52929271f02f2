"""Whose figures somebody may see, and what of them a question is about."""

from dataclasses import replace

from domain.access import below_of, may_see_district
from domain.errors import NotAllowedError
from domain.figures.query import Scope
from domain.people import Organisation, Person, Role

_SENIOR = frozenset({Role.DIRECTOR, Role.EXECUTIVE})


def sight(person: Person, organisation: Organisation) -> Scope | None:
    """Everything whose figures a person may see; ``None``: nothing at all.

    A rep sees his own, a manager his district's, those above the districts of their people,
    admins everything.
    """
    if not person.active:
        return None
    if person.role is Role.ADMIN:
        return Scope()
    if person.role in _SENIOR:
        below = {p.district for p in below_of(person, organisation) if p.active and p.district}
        return Scope(districts=tuple(sorted(below))) if below else None
    if person.role is Role.MANAGER:
        return Scope(districts=(person.district,)) if person.district else None
    return Scope(reps=(person.id,)) if person.role is Role.REP else None


def narrowed(person: Person, organisation: Organisation, asked: Scope) -> Scope:
    """What a person may see, as far as a question is about it.

    Raises:
        NotAllowedError: for somebody else's district or rep, or when there is nothing in sight.
    """
    seen = sight(person, organisation)
    if seen is None or not all(_sees(person, rep, organisation) for rep in asked.reps):
        raise NotAllowedError
    if any(not _covers(person, seen, d, organisation) for d in asked.districts):
        raise NotAllowedError
    return replace(asked, districts=asked.districts or seen.districts, reps=asked.reps or seen.reps)


def _covers(person: Person, seen: Scope, district: str, organisation: Organisation) -> bool:
    """A rep who names his own district gets his own figures in it."""
    if seen.reps:
        return district == person.district
    return may_see_district(person, district, organisation)


def _sees(person: Person, rep_id: str, organisation: Organisation) -> bool:
    rep = organisation.people.get(rep_id)
    if rep is None or person.id == rep_id:
        return rep is not None
    return person.role is not Role.REP and may_see_district(person, rep.district, organisation)
