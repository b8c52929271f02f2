"""What somebody may look into: his own, his districts, and those of a manager he stands in for."""

from collections.abc import Callable
from typing import TypeVar

from domain import access
from domain.errors import NotAllowedError
from domain.penetration.aiming import eyes
from domain.people import Person, Role
from handlers.chat import Reply
from handlers.requests import away
from handlers.turn import Turn

T = TypeVar("T")


def seen(turn: Turn, look: Callable[[Person], T]) -> T:
    """What the person sees, else what he sees in place of whom he stands in for today.

    Raises:
        NotAllowedError: neither he nor they may.
    """
    try:
        return look(turn.person)
    except NotAllowedError:
        for other in eyes(turn.person, turn.directory, away(turn))[1:]:
            try:
                return look(other)
            except NotAllowedError:
                continue
        raise


def may_look(turn: Turn, district: str, rep_id: str = "") -> bool:
    """Whether a visit in a district may be opened, whatever was asked before."""
    organisation = turn.directory.organisation
    if access.may_look_into(turn.person, district, organisation, rep_id):
        return True
    others = eyes(turn.person, turn.directory, away(turn))[1:]
    return any(access.may_look_into(p, district, organisation) for p in others)


def no_right(turn: Turn) -> Reply:
    """He may not look into that; nobody is named."""
    return Reply("penetration/no_right", {"rep": turn.person.role is Role.REP})
