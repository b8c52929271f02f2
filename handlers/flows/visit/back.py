"""「回到 …」: after something else was answered in the middle of a visit."""

from handlers.chat import Reply
from handlers.flows.visit.asking import next_buttons
from handlers.flows.visit.board import checklist, place_name
from handlers.flows.visit.drafts import active
from handlers.turn import Turn


def back(turn: Turn) -> Reply | None:
    """Where the visit goes on; ``None`` without one under way."""
    visit = active(turn)
    if visit is None:
        return None
    turn.enter("visit", visit.id)
    missing = visit.missing()
    numbers = {visit.form.number(step.under or step.slot) for step in missing[:1]}
    step = next((line for line in checklist(visit) if line["number"] in numbers), None)
    facts = {"place": place_name(turn, visit), "step": step, "done": not missing}
    return Reply("visit/back", facts, next_buttons(turn, visit, missing, visit.unconfirmed()))
