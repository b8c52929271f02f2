"""Which flow an event is for."""

from collections.abc import Sequence

from handlers.chat import (
    Button,
    Edited,
    Entered,
    Event,
    Pressed,
    Reply,
    Said,
    SentFile,
    SentPhoto,
    SentVoice,
    SharedPlace,
    Unusable,
)
from handlers.flow import Flow
from handlers.turn import Turn

_FROM_A_PERSON = (Said, SentPhoto, SentVoice, SentFile, SharedPlace, Edited, Unusable, Entered)


class Router:
    """Tries, in this order: groups, buttons, consent, the open question, the flows, help."""

    def __init__(self, flows: Sequence[Flow]) -> None:
        self._flows = flows
        self._presses = {name: act for flow in flows for name, act in flow.presses.items()}

    def route(self, turn: Turn, event: Event) -> Sequence[Reply]:
        """The replies to an event, and whatever the handlers did on the way."""
        if turn.message.chat != "private":
            addressed = isinstance(event, Said) and event.addressed
            return [Reply("group_private")] if addressed else []
        if isinstance(event, Pressed):
            return self._press(turn, event)
        if isinstance(event, _FROM_A_PERSON) and not turn.work.consented(turn.person.id):
            return [consent_card(turn)]
        if isinstance(event, Said):
            answered = self._answer(turn, event)
            if answered is not None:
                return answered
        for flow in self._flows:
            handler = flow.on.get(type(event))
            replies = handler(turn, event) if handler else None
            if replies is not None:
                return replies
        return self._lost(turn, event)

    def _lost(self, turn: Turn, event: Event) -> Sequence[Reply]:
        """Nobody understood: a flow that is under way says what it asks, else help is offered."""
        if not isinstance(event, _FROM_A_PERSON):
            return []
        for flow in self._flows:
            replies = flow.lost(turn, event) if flow.lost and isinstance(event, Said) else None
            if replies is not None:
                return replies
        return [Reply("not_understood")]

    def _press(self, turn: Turn, event: Pressed) -> Sequence[Reply]:
        act = self._presses.get(event.action)
        return act(turn, event) if act else [Reply("errors/button_unknown")]

    def _answer(self, turn: Turn, event: Said) -> Sequence[Reply] | None:
        asked = turn.question()
        if asked is None:
            return None
        thread, kind, args = asked
        flow = next((f for f in self._flows if f.name == thread.flow), None)
        if flow is None or flow.answer is None:
            return None
        return flow.answer(turn, thread, kind, args, event)


def consent_card(turn: Turn) -> Reply:
    """What is kept, who sees it, for how long; nothing is taken before the person agrees."""
    return Reply("consent", {"name": turn.person.name}, buttons=(Button("同意并开始", "consent"),))
