"""Visits of a rep who has not agreed to locations: his word stands in, and a manager looks."""

from domain import unplaced
from domain.evidence import Cause, Item, ItemState
from domain.forms import StepKind
from domain.visits import Visit
from handlers.turn import Turn


def located(turn: Turn) -> bool:
    """Whether the writer agreed to sending locations."""
    return turn.work.consents.located(turn.person.id)


def wants_place(turn: Turn) -> str:
    """What tells where the writer is: ``location``, or ``store`` when it is his word."""
    return "location" if located(turn) else "store"


def stand_in(turn: Turn, visit: Visit) -> None:
    """Fill the place step for the manager, as of now; what he has decided about it stays."""
    places = visit.form.of_kind(StepKind.PLACE)
    if not places:
        return
    known, message = unplaced.stand_in(visit), turn.message
    if known is not None:
        visit.change(known.id, at=message.at, received_at=message.received_at)
        return
    visit.put(
        Item(
            id=turn.ids.new(),
            slot=places[0].slot,
            state=ItemState.PENDING,
            at=message.at,
            received_at=message.received_at,
            source=message.id,
            cause=Cause.NO_CONSENT,
            reason=unplaced.REASON,
        )
    )


def stand_in_everywhere(turn: Turn) -> None:
    """No draft of the writer asks for a location any more."""
    for visit in turn.work.visits.drafts_of(turn.person.id):
        if not visit.placed:
            stand_in(turn, visit)
            turn.work.visits.save(visit)
