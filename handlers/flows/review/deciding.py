"""「通过」: by the tap on that card; 「看过」, which changes nothing that counts."""

from domain import needing_eyes, review
from domain.evidence import Review
from domain.needing_eyes import Mark
from domain.visits import VisitState
from handlers.chat import Pressed, Reply
from handlers.flows.review.cases import done, is_draft, note, open_case
from handlers.queueing import my_name
from handlers.reviewing import case_card, where
from handlers.turn import Turn


def on_approve(turn: Turn, event: Pressed) -> list[Reply]:
    """「通过」."""
    case, over = open_case(turn, event.args)
    if case is None:
        return over
    if event.typed or case.look is not None:
        return [case_card(turn, case, "tap" if event.typed else "changed")]
    review.approve(case, Review(at=turn.now, by=turn.person.id, approved=True))
    visit = case.visit
    turn.work.visits.save(visit)
    turn.work.reviews.unmark([item.id for item in case.items])
    note(turn, case, "review_approved", "approved")
    facts = where(turn, case)
    closed = not review.waits(visit)
    if visit.state is VisitState.DRAFT or closed:
        told = {**facts, "manager": my_name(turn, visit.store_code), "closed": closed}
        told |= is_draft(visit)
        turn.pushes.append(Reply("review/approved_rep", told, to=visit.rep_id))
    turn.thread = None
    return [done(turn, "review/approved", facts, case)]


def on_seen(turn: Turn, event: Pressed) -> list[Reply]:
    """「看过」: it counts as before, and leaves the queue."""
    case, over = open_case(turn, event.args)
    if case is None:
        return over
    if case.look is None:
        return [case_card(turn, case, "changed")]
    item = case.first
    mark = Mark(
        item_id=item.id,
        visit_id=case.visit.id,
        kind=needing_eyes.SEEN,
        by=turn.person.id,
        at=turn.now,
    )
    turn.work.reviews.mark(mark)
    note(turn, case, "review_seen", "seen")
    turn.thread = None
    return [done(turn, "review/seen", where(turn, case), case)]
