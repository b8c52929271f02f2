"""Whose visits are meant, as far as the writer may look: a person, a store, or one thing to ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.absences import Absence
from domain.access import may_look_into
from domain.directory import Directory
from domain.errors import NotAllowedError
from domain.penetration.wish import Wish
from domain.penetration.words import districts_of
from domain.people import Person, Role
from domain.stores import Store

SHOWN = 5
"""Most options of a choice."""


@dataclass(frozen=True, slots=True)
class Aim:
    """One person, one store, or both."""

    rep: Person | None = None
    store: Store | None = None


@dataclass(frozen=True, slots=True)
class Which:
    """What has to be asked first."""

    what: str
    """rep, district or store."""
    options: tuple[tuple[str, str], ...]
    """(id or name, label)."""
    said: str = ""
    total: int = 0


@dataclass(frozen=True, slots=True)
class Vacant:
    """Nobody has that number on the roster."""

    district: str
    number: int
    roster: tuple[tuple[int, str], ...]
    """(number, name) of those who are there."""

    @property
    def gap(self) -> bool:
        """Whether higher numbers are there: 空缺, not simply fewer people."""
        return any(number > self.number for number, _ in self.roster)


def eyes(viewer: Person, directory: Directory, away: Sequence[Absence]) -> list[Person]:
    """Whose sight somebody has: his own, and of each manager whom he stands in for.

    ``away``: the approved absences of the day.
    """
    people = directory.organisation.people
    others = [people[a.person_id] for a in away if a.substitute_id == viewer.id]
    return [viewer, *(p for p in others if viewer.active and p.role is not Role.REP)]


def aim(wish: Wish, viewer: Person, directory: Directory) -> Aim | Which | Vacant:
    """Who is meant.

    Raises:
        NotAllowedError: whatever the writer may not look into, there or not.
    """
    stores = _stores(wish, viewer, directory)
    rep = _rep(wish, viewer, directory)
    if isinstance(rep, Which | Vacant):
        return rep
    if len(stores) > 1:
        mine = [s for s in stores if rep and s.rep_id == rep.id]
        if len(mine) != 1:
            return Which("store", _labels(stores), total=len(stores))
        stores = mine
    store = stores[0] if stores else None
    if rep is None and store is None:
        return _whose(wish, viewer, directory)
    return Aim(rep, store)


def sights(viewer: Person, directory: Directory) -> list[str]:
    """The districts whose visits somebody may look into, other than his own."""
    return [d for d in districts_of(directory) if may_look_into(viewer, d, directory.organisation)]


def _stores(wish: Wish, viewer: Person, directory: Directory) -> list[Store]:
    found = [directory.stores[c] for c in wish.stores if c in directory.stores]
    if viewer.role is Role.REP:
        return found  # of his own visits there; others' are not shown
    seen = [s for s in found if may_look_into(viewer, s.district, directory.organisation)]
    if found and not seen:
        raise NotAllowedError
    return [s for s in seen if not wish.district or s.district == wish.district] or seen


def _rep(wish: Wish, viewer: Person, directory: Directory) -> Person | Which | Vacant | None:
    if wish.district and not may_look_into(viewer, wish.district, directory.organisation):
        return _himself(wish, viewer, directory)
    if wish.me and not wish.reps and wish.rep_ord is None:
        return viewer
    if wish.reps:
        return _named(wish, viewer, directory)
    if wish.rep_ord is not None:
        return _by_number(wish, viewer, directory)
    if viewer.role is Role.REP:
        return viewer
    if not sights(viewer, directory):
        raise NotAllowedError
    return None


def _himself(wish: Wish, viewer: Person, directory: Directory) -> Person:
    """A rep may ask about himself, by name or number."""
    roster = directory.organisation.roster_of(viewer.district)
    own = wish.district in {"", viewer.district}
    by_number = bool(viewer.roster) and wish.rep_ord in {viewer.roster, _end(roster, viewer)}
    nobody = wish.rep_ord is None and not wish.reps
    if own and (wish.reps == (viewer.id,) or (not wish.reps and by_number)):
        return viewer
    if own and nobody and viewer.role is Role.REP:
        return viewer
    raise NotAllowedError


def _end(roster: dict[int, Person], viewer: Person) -> int:
    """-1 where the viewer is the last of the roster, else 0."""
    return -1 if roster and roster[max(roster)].id == viewer.id else 0


def _named(wish: Wish, viewer: Person, directory: Directory) -> Person | Which:
    org = directory.organisation
    people = [org.people[i] for i in wish.reps if i in org.people]
    seen = [p for p in people if may_look_into(viewer, p.district, org, p.id)]
    if not seen:
        raise NotAllowedError
    narrow = [p for p in seen if p.district == wish.district] if wish.district else seen
    narrow = narrow or seen
    working = [p for p in narrow if p.active] or narrow
    if len(working) == 1:
        return working[0]
    return Which("rep", _people(working), working[0].name, len(working))


def _by_number(wish: Wish, viewer: Person, directory: Directory) -> Person | Which | Vacant:
    org, number = directory.organisation, wish.rep_ord or 0
    seen = sights(viewer, directory)
    if not seen:
        return _himself(wish, viewer, directory)
    mine = [viewer.district] if viewer.district in seen else seen
    among = [wish.district] if wish.district else mine
    found = {d: p for d in among if (p := _numbered(org.roster_of(d), number))}
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        shown = tuple((d, d) for d in list(found)[:SHOWN])
        return Which("district", shown, str(number), len(found))
    if len(among) > 1:
        return Vacant("", number, ())
    roster = sorted(org.roster_of(among[0]).items())
    return Vacant(among[0], number, tuple((n, p.name) for n, p in roster))


def _numbered(roster: dict[int, Person], number: int) -> Person | None:
    """By number; a negative one counts from the end."""
    if number > 0:
        return roster.get(number)
    order = sorted(roster)
    return roster[order[number]] if -number <= len(order) else None


def _whose(wish: Wish, viewer: Person, directory: Directory) -> Which:
    """Neither a person nor a store was named: whose visits, among those in sight."""
    seen = [wish.district] if wish.district else sights(viewer, directory)
    if len(seen) > 1:
        return Which("district", tuple((d, d) for d in seen[:SHOWN]), "", len(seen))
    reps = sorted(directory.organisation.roster_of(seen[0]).items())
    return Which("rep", _people([p for _, p in reps]), "", len(reps))


def _people(people: Sequence[Person]) -> tuple[tuple[str, str], ...]:
    """Each with what tells him from the others: number, and district where names are the same."""
    same = len({p.name for p in people}) < len(people)
    return tuple(
        (p.id, f"{p.name}{f'({p.district or p.id})' if same else ''}") for p in people[: 2 * SHOWN]
    )


def _labels(stores: Sequence[Store]) -> tuple[tuple[str, str], ...]:
    same = len({s.name for s in stores}) < len(stores)
    return tuple((s.code, f"{s.name} {s.code}" if same else s.name) for s in stores[:SHOWN])
