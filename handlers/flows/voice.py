"""Voice notes that nobody could hear; what was heard is for whoever understands words."""

from handlers.chat import Failed, Reply, SentVoice
from handlers.flow import Flow
from handlers.turn import Turn
from handlers.voices import unheard


def on_voice(turn: Turn, event: SentVoice) -> list[Reply]:  # noqa: ARG001 - being heard
    """What is in it is answered once it has been heard."""
    return []


def on_failed(turn: Turn, event: Failed) -> list[Reply] | None:  # noqa: ARG001 - like every handler
    """Say what to do instead."""
    return [Reply("voice/failed", news=(unheard(event),))] if event.kind == "voice" else None


FLOW = Flow(name="voice", on={SentVoice: on_voice, Failed: on_failed})
