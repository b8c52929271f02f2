"""Which flow an event is for."""

import re
from collections.abc import Iterator, Sequence

from handlers import consenting
from handlers.chat import (
    Asked,
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
    Understood,
    Unusable,
    Withheld,
)
from handlers.flow import READS_WORDS, Flow, Handler
from handlers.titles import TITLES
from handlers.turn import Turn

_FROM_A_PERSON = (
    Said,
    SentPhoto,
    SentVoice,
    SentFile,
    SharedPlace,
    Withheld,
    Edited,
    Unusable,
    Entered,
)

_NUMBERS = re.compile(r"\d[\d\s,,、;;.:=箱瓶件包袋盒罐桶提条支听]*")
"""A line of a visit, most of what is typed all day: products, how many, and nothing else."""


class Router:
    """Tries, in this order: groups, buttons, commands, consent, the open question, flows, help."""

    def __init__(self, flows: Sequence[Flow]) -> None:
        self._flows = flows
        self._ahead = [flow for flow in flows if flow.ahead]
        self._presses = {name: act for flow in flows for name, act in flow.presses.items()}
        self._intents = {i: act for flow in flows for i, act in flow.intents.items()}
        self._free = frozenset(name for flow in flows if flow.free for name in flow.presses)
        kinds = {kind for flow in flows for kind in flow.on}
        self._takers = {kind: tuple(self._handlers(kind)) for kind in kinds}
        self._of_numbers = tuple(self._handlers(Said, wordy=False))

    def route(self, turn: Turn, event: Event) -> Sequence[Reply]:
        """The replies to an event, and whatever the handlers did on the way."""
        turn.intents = self._intents.keys()
        replies = list(self._route(turn, event))
        between = False
        while turn.onward:
            onward = turn.onward.pop(0)
            if isinstance(onward, Asked):
                between = True
                replies += self._asked(turn, onward)
            else:
                replies += self._route(turn, onward)
        return [*replies, *self._back(turn)] if between else replies

    def _route(self, turn: Turn, event: Event) -> Sequence[Reply]:
        if turn.message.chat != "private":
            addressed = isinstance(event, Said) and event.addressed
            return [Reply("group_private")] if addressed else []
        agreed = turn.work.consents.given(turn.person.id)
        if isinstance(event, Pressed):
            return self._press(turn, event, agreed=agreed)
        taken = self._command(turn, event, agreed=agreed) if isinstance(event, Said) else None
        if taken is not None:
            return taken
        if not agreed and isinstance(event, _FROM_A_PERSON):
            following = isinstance(event, Withheld) and event.following
            return [] if following else [consenting.card(turn)]
        if isinstance(event, Said):
            answered = self._answer(turn, event)
            if answered is not None:
                return answered
        return self._flow(turn, event)

    def _command(self, turn: Turn, event: Said, *, agreed: bool) -> Sequence[Reply] | None:
        """Words that are never an answer to a question."""
        for flow in self._ahead:
            if flow.ahead and (agreed or flow.free):
                replies = flow.ahead(turn, event)
                if replies is not None:
                    return replies
        return None

    def _flow(self, turn: Turn, event: Event) -> Sequence[Reply]:
        takers = self._takers.get(type(event), ())
        if isinstance(event, Said) and _NUMBERS.fullmatch(event.text):
            takers = self._of_numbers
        for handler in takers:
            replies = handler(turn, event)
            if replies is not None:
                return replies
        return self._lost(turn, event)

    def _handlers(self, kind: type, *, wordy: bool = True) -> Iterator[Handler]:
        """Who takes events of a kind, in the order in which they are asked."""
        near = [flow.near for flow in self._flows if flow.near and kind is Said and wordy]
        for flow in self._flows:
            if flow.order >= READS_WORDS:
                yield from near
                near = []
            if kind in flow.on and (wordy or not flow.wordy):
                yield flow.on[kind]

    def _lost(self, turn: Turn, event: Event) -> Sequence[Reply]:
        """Nobody understood: a flow that is under way says what it asks, else help is offered."""
        if isinstance(event, Understood):
            event = Said(event.message, event.frame.text)
        if not isinstance(event, _FROM_A_PERSON):
            return []
        for flow in self._flows:
            replies = flow.lost(turn, event) if flow.lost and isinstance(event, Said) else None
            if replies is not None:
                return replies
        return [Reply("not_understood")]

    def _asked(self, turn: Turn, asked: Asked) -> Sequence[Reply]:
        """What somebody wants in his own words; what nobody can do yet is said."""
        act = self._intents.get(asked.intent)
        if act is None:
            return [Reply("language/not_yet", {"title": TITLES[asked.intent]})]
        return act(turn, asked)

    def _back(self, turn: Turn) -> Sequence[Reply]:
        """Where the guided conversation goes on that was left for a question."""
        said = (flow.back(turn) for flow in self._flows if flow.back)
        return [reply for reply in said if reply is not None]

    def _press(self, turn: Turn, event: Pressed, *, agreed: bool) -> Sequence[Reply]:
        act = self._presses.get(event.action)
        if act is None:
            return [Reply("errors/button_unknown")]
        return act(turn, event) if agreed or event.action in self._free else [consenting.card(turn)]

    def _answer(self, turn: Turn, event: Said) -> Sequence[Reply] | None:
        asked = turn.question()
        if asked is None:
            return None
        thread, kind, args = asked
        flow = next((f for f in self._flows if f.name == thread.flow), None)
        if flow is None or flow.answer is None:
            return None
        return flow.answer(turn, thread, kind, args, event)
