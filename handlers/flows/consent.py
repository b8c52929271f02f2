"""The first contact: what is kept and who sees it, before anything is taken."""

from handlers.chat import Pressed, Reply
from handlers.flow import Flow
from handlers.turn import Turn


def on_consent(turn: Turn, event: Pressed) -> list[Reply]:  # noqa: ARG001 - the tap says it all
    """同意并开始."""
    if not turn.work.consented(turn.person.id):
        turn.work.consent(turn.person.id, turn.now)
        turn.work.audit.note(turn.now, turn.person.id, "consented", turn.person.id)
    return [Reply("welcome", {"name": turn.person.name, "role": turn.person.role.value})]


FLOW = Flow(name="consent", order=1, presses={"consent": on_consent})
