"""/帮助: what the bot can do for this role today, and nothing that it can't."""

import re

from domain.numbers import plain
from domain.people import Role
from handlers import meaning
from handlers.chat import Button, Entered, Pressed, Reply, Said, Unusable
from handlers.flow import Flow
from handlers.turn import Turn

_HELP = re.compile(
    r"^/?(?:帮助|help|start|menu|菜单|你好|您好|在吗|能做什么|你能做什么|怎么用)[?!.]*$",
    re.IGNORECASE,
)
_QUICK = ("今天跑哪几家", "进度", "继续", "口头订单")
"""What a veteran has under his thumb, in the words that other flows know."""


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """The menu of the role."""
    return _help(turn) if _HELP.match(plain(event.text)) else None


def _help(turn: Turn) -> list[Reply]:
    """For a veteran who sells, the quick menu comes first, its buttons good for every day."""
    quick = turn.person.quick and turn.person.role is Role.REP
    facts = {
        "quick": quick,
        "name": turn.person.name,
        "role": turn.person.role.value,
        "located": turn.work.consents.located(turn.person.id),
        "leads": bool(meaning.reach(turn)),
    }
    buttons = [Button(words, "quick", {"words": words}, lasting=True) for words in _QUICK]
    return [Reply("help", facts, buttons=tuple(buttons) if quick else ())]


def on_quick(turn: Turn, event: Pressed) -> list[Reply]:
    """As if it were typed."""
    turn.onward.append(Said(event.message, event.args["words"]))
    return []


def on_unusable(turn: Turn, event: Unusable) -> list[Reply]:  # noqa: ARG001 - like every handler
    """Said clearly, with what works instead."""
    return [Reply("unusable", {"what": event.what, "too_large": event.too_large})]


def on_entered(turn: Turn, event: Entered) -> list[Reply]:
    """Whoever is known and merely opens the chat is left in peace."""
    return _help(turn) if event.asked else []


FLOW = Flow(
    name="help",
    order=90,
    on={Said: on_text, Unusable: on_unusable, Entered: on_entered},
    presses={"quick": on_quick},
)
