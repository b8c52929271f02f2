"""Kinds of requests: how each is shown in a manager's queue, and who decides about it.

Whoever brings a new kind registers it where its card is made; the queue needs no change.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain import review
from domain.absences import Absence
from domain.ports.managing import Request
from handlers.chat import Button, Reply
from handlers.turn import Turn


def away(turn: Turn) -> Sequence[Absence]:
    """Who is away today, and who stands in."""
    return turn.work.absences.on(turn.settings.day(turn.now))


def by_district(turn: Turn, request: Request) -> bool:
    """Whoever decides at the store or customer."""
    code = request.store_code
    return review.may_decide(turn.person, code, request.by, turn.directory, away(turn))


def always(turn: Turn, request: Request) -> bool:  # noqa: ARG001 - most stay open until decided
    """Nothing but a decision ends it."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """How one kind of request is handled in the queue."""

    name: str
    """``Request.kind``."""
    title: str
    """What is asked for, as a line of the queue says it: 申请特价."""
    short: str
    """The same for the counts at the top of the queue: 特价."""
    show: str
    """The button action that shows the card; its argument ``request`` is the request's id."""
    card: Callable[[Turn, Request], Reply]
    decides: Callable[[Turn, Request], bool] = by_district
    """Whether the writer decides about it."""
    stands: Callable[[Turn, Request], bool] = always
    """``False`` when it has become pointless, though nobody has decided."""
    said: Callable[[Turn, Request], str] | None = None
    """What a line of the queue adds: the reason."""
    blocks: bool = False
    """Whether a visit can't be closed before it is decided."""


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Let the queue know a kind of request; the same name again replaces it."""
    _KINDS[kind.name] = kind


def kind_of(request: Request) -> Kind | None:
    """How a request is handled; ``None`` for a kind that nobody shows."""
    return _KINDS.get(request.kind)


def for_me(turn: Turn, request: Request) -> bool:
    """Whether an open request waits for the writer."""
    kind = kind_of(request)
    if kind is None or request.by == turn.person.id:
        return False
    return kind.decides(turn, request) and kind.stands(turn, request)


def request_card(turn: Turn, request: Request) -> Reply:
    """The card of whatever is asked for."""
    kind = _KINDS[request.kind]
    return kind.card(turn, request)


def opens(request: Request, label: str) -> Button:
    """The line of a list that leads to the card."""
    return Button(label, _KINDS[request.kind].show, {"request": request.id}, lasting=True)
