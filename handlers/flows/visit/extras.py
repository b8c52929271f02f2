"""补充资料: a picture that proves nothing, kept beside the steps all the same."""

from collections.abc import Sequence
from dataclasses import replace

from domain.evidence import Item, ItemState, Photo
from domain.visits import Visit, VisitState
from handlers.chat import Button, News, Pressed, Reply
from handlers.flows.visit.board import board
from handlers.flows.visit.stale import stale
from handlers.turn import Turn

SLOT = "extra"
_OFFERED = 3


def keep_buttons(visit: Visit, news: Sequence[News]) -> tuple[Button, ...]:
    """「存为补充资料」 for pictures that came too long before the arrival."""
    too_old = [n.facts["evidence"] for n in news if n.template == "visit/news/photo_too_old"]
    args = [{"visit": visit.id, "evidence": number} for number in too_old[:_OFFERED]]
    return tuple(Button("存为补充资料", "keep_extra", one) for one in args)


def on_keep_extra(turn: Turn, event: Pressed) -> list[Reply]:
    """「存为补充资料」."""
    visit = turn.work.visits.get(event.args["visit"])
    evidence = turn.work.evidence.get(event.args["evidence"])
    if (
        visit is None
        or evidence is None
        or visit.state is not VisitState.DRAFT
        or visit.holds({evidence.sha256})
    ):
        return stale(turn)
    reading = evidence.reading
    visit.put(
        Item(
            id=turn.ids.new(),
            slot=SLOT,
            state=ItemState.ACCEPTED,
            at=evidence.at,
            received_at=evidence.received_at,
            source=evidence.id,
            photo=Photo(
                sha256=evidence.sha256,
                provenance=evidence.provenance,
                score=reading.score if reading else 0,
            ),
        )
    )
    turn.work.evidence.save(replace(evidence, visit_id=visit.id))
    turn.enter("visit", visit.id)
    turn.work.visits.save(visit, turn.now)
    return [board(turn, visit, [News("visit/news/extra_kept")], merge=False)]
