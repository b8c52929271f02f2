"""Putting cards before who decides: in whose name, since when, and what came of it."""

from collections.abc import Iterable
from dataclasses import replace

from domain import review
from domain.figures.records import Handled
from domain.people import Person
from domain.ports.managing import Request
from domain.visits import Visit
from handlers.chat import Reply
from handlers.requests import away
from handlers.turn import Turn


def put_before(turn: Turn, card: Reply, subject: str, code: str) -> Reply:
    """The card for the writer; from its first showing on his time is counted."""
    turn.work.reviews.show(subject, [turn.person.id], turn.now)
    return _named(turn, card, turn.person, code)


def push(turn: Turn, card: Reply, subject: str, code: str, people: Iterable[Person]) -> None:
    """The card for others."""
    asked = list(people)
    turn.work.reviews.show(subject, [person.id for person in asked], turn.now)
    turn.pushes.extend(replace(_named(turn, card, p, code), to=p.id) for p in asked)


def _named(turn: Turn, card: Reply, person: Person, code: str) -> Reply:
    """A card for who stands in says for whom."""
    other = review.stands_in_for(person, code, turn.directory, away(turn))
    return replace(card, facts={**card.facts, "standing": other.name}) if other else card


def my_name(turn: Turn, code: str) -> str:
    """The writer's name, with whom he stands in for there: 白一鸣(代苏婉清)."""
    other = review.stands_in_for(turn.person, code, turn.directory, away(turn))
    return f"{turn.person.name}(代{other.name})" if other else turn.person.name


def close(turn: Turn, subject: str, decision: str, *, kind: str, of: Request | Visit) -> None:
    """Write that the writer decided about something, and how long he had it before him.

    ``subject``: what its card is kept by; ``of``: the request, or the visit of an item.
    """
    opened = turn.work.reviews.shown(subject, turn.person.id) or turn.now
    handled = Handled(
        id=turn.ids.new(),
        kind=kind,
        by=turn.person.id,
        opened_at=opened,
        closed_at=turn.now,
        decision=decision,
        visit_id=of.id if isinstance(of, Visit) else "",
        store_code=of.store_code,
        rep_id=of.rep_id if isinstance(of, Visit) else of.by,
    )
    turn.work.reviews.close(subject, handled)
