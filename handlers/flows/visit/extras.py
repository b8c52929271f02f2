"""补充资料: a picture that proves nothing, kept beside the steps all the same."""

from dataclasses import replace

from domain.evidence import Item, ItemState, Photo
from handlers.chat import News, Pressed, Reply
from handlers.flows.visit.board import board
from handlers.flows.visit.stale import stale
from handlers.turn import Turn

SLOT = "extra"


def on_keep_extra(turn: Turn, event: Pressed) -> list[Reply]:
    """「存为补充资料」."""
    visit = turn.work.visits.get(event.args["visit"])
    evidence = turn.work.evidence.get(event.args["evidence"])
    if visit is None or evidence is None or visit.submitted_at or visit.holds({evidence.sha256}):
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
