"""Words that no conversation under way took, and what they turned out to ask."""

import re
from dataclasses import replace

from domain import deciding
from domain.deciding import Act, Ask
from domain.numbers import plain
from domain.penetration.completing import asked_only
from domain.small_talk import small_talk
from handlers.chat import Failed, Reply, Said, Understood
from handlers.flows.language import hearing
from handlers.flows.language.choosing import named, which_intent
from handlers.flows.language.doing import BY_WORDS, do
from handlers.flows.language.learning import listed
from handlers.reading import UNDERSTAND, read
from handlers.turn import Turn

_ALIASES = re.compile(r"^/?(?:别名|叫法|学到的(?:别名|叫法))(?:列表|有哪些|清单)?[?]?$")


def on_said(turn: Turn, event: Said) -> list[Reply] | None:
    """Have it understood; words that are our own were understood before."""
    if event.rephrased or not plain(event.text):
        return None
    if _ALIASES.match(plain(event.text)):
        return listed(turn)
    if not named(turn, event.text):
        read(turn, event.text)
    return []


def on_understood(turn: Turn, event: Understood) -> list[Reply] | None:
    """Do what is clear, ask when it is not, and leave what is none of ours to who may help."""
    frame = asked_only(deciding.with_intent(event.frame, event.picked.get("intent", "")))
    event = replace(event, frame=frame)
    decision = deciding.decide(frame, picked="intent" in event.picked)
    if event.spoken and not hearing.acts_at_once(turn, event, decision):
        return hearing.ask(turn, frame.text)
    if isinstance(decision, Ask):
        able = [i for i in decision.options if i in turn.intents or i in BY_WORDS]
        if able:  # nobody is offered what nothing here can do yet
            return which_intent(turn, event, able)
    if isinstance(decision, Act):
        return [*hearing.echo(event), *do(turn, event, frame)]
    topic = small_talk(frame.text)
    return [Reply("language/small_talk", {"topic": topic})] if topic else None


def on_failed(turn: Turn, event: Failed) -> list[Reply] | None:
    """The reader is not there: nobody is left without an answer."""
    if event.kind != UNDERSTAND:
        return None
    turn.onward.append(Said(event.message, str(event.payload["text"]), rephrased=True))
    return []
