"""Which person of the company is meant, as far as the writer may decide about him."""

from collections.abc import Mapping, Sequence

from domain import access, calling
from domain.errors import NotAllowedError
from domain.people import Person
from handlers.chat import Button, Reply
from handlers.turn import Turn

_SHOWN = 5


def reach(turn: Turn) -> Mapping[str, Person]:
    """The people whom the writer may invite, unbind and disable, by id."""
    return access.people_of(turn.person, turn.directory.organisation)


def meant(turn: Turn, who: str, *, active: bool = True) -> Person | None:
    """The one person of exactly that name or 工号; ``None`` when it is nobody or several.

    Raises:
        NotAllowedError: when the writer has nothing to decide about that person.
    """
    found = _called(turn, who, active=active)
    if len(found) != 1:
        return None
    if found[0].id not in reach(turn):
        raise NotAllowedError
    return found[0]


def among(turn: Turn, who: str, action: str, *, active: bool = True) -> Reply | None:
    """Several of one name: it is asked which; ``None`` when there are not several."""
    found = [p for p in _called(turn, who, active=active) if p.id in reach(turn)]
    return _ask(who, found, action, count=len(found)) if len(found) > 1 else None


def unknown(turn: Turn, who: str, action: str, *, active: bool = True) -> Reply | None:
    """Nobody is called like that; ``None`` for a writer who decides about nobody."""
    mine = reach(turn)
    if not mine or not who:
        return None
    near = calling.nearly(who, (p for p in mine.values() if p.active is active))
    return _ask(who, near[:_SHOWN], action, near=True)


def _called(turn: Turn, who: str, *, active: bool) -> list[Person]:
    people = turn.directory.organisation.people.values()
    return calling.exactly(who, (p for p in people if p.active is active)) if who else []


def _ask(
    who: str, people: Sequence[Person], action: str, *, count: int = 0, near: bool = False
) -> Reply:
    buttons = tuple(
        Button(label, action, {"person": person.id})
        for label, person in zip(calling.labels(people), people, strict=True)
    )
    facts = {"said": who, "count": count, "near": near and bool(people)}
    return Reply("accounts/who", facts, buttons=buttons[:_SHOWN])
