"""/帮助: what the bot can do for this role today, and nothing that it can't."""

import re

from domain.numbers import plain
from handlers import meaning
from handlers.chat import Entered, Reply, Said, Unusable
from handlers.flow import Flow
from handlers.turn import Turn

_HELP = re.compile(
    r"^/?(?:帮助|help|start|menu|菜单|你好|您好|在吗|能做什么|你能做什么|怎么用)[?!.]*$",
    re.IGNORECASE,
)


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """The menu of the role."""
    return _help(turn) if _HELP.match(plain(event.text)) else None


def _help(turn: Turn) -> list[Reply]:
    facts = {
        "name": turn.person.name,
        "role": turn.person.role.value,
        "located": turn.work.consents.located(turn.person.id),
        "leads": bool(meaning.reach(turn)),
    }
    return [Reply("help", facts)]


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
)
