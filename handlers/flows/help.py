"""/帮助: what the bot can do for this role today, and nothing that it can't."""

import re
from typing import Any

from domain import access
from domain.figures.sight import sight
from domain.numbers import plain
from domain.people import Role
from handlers import meaning
from handlers.chat import Button, Entered, Pressed, Reply, Said, Unusable
from handlers.flow import Flow
from handlers.standing import LEADING
from handlers.turn import Turn

_HELP = re.compile(
    r"^/?(?:帮助|help|start|menu|菜单|你好|您好|在吗|能做什么|你能做什么|怎么用)[?!.]*$",
    re.IGNORECASE,
)
_MORE = re.compile(r"^/?(?:更多|更多功能|更多帮助|还能做什么|还有什么功能|其他功能|还有呢)[?!.]*$")
_QUICK = ("今天跑哪几家", "进度", "继续", "口头订单")
"""What a veteran has under his thumb, in the words that other flows know."""


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """The menu of the role, and what did not fit into it."""
    said = plain(event.text)
    if _MORE.match(said):
        return [Reply("help_more", _facts(turn))]
    return _help(turn) if _HELP.match(said) else None


def _help(turn: Turn) -> list[Reply]:
    """For a veteran who sells, the quick menu comes first, its buttons good for every day."""
    facts = _facts(turn)
    words = (*_QUICK, "更多") if facts["quick"] else ("更多",)
    buttons = tuple(Button(one, "quick", {"words": one}, lasting=True) for one in words)
    return [Reply("help", facts, buttons=buttons if _menu(turn) is not Role.HEAD else ())]


def _facts(turn: Turn) -> dict[str, Any]:
    company = turn.directory.organisation
    return {
        "quick": turn.person.quick and turn.person.role is Role.REP,
        "name": turn.person.name,
        "role": _menu(turn).value,
        "sets_calendar": access.may_set_calendar(turn.person, company),
        "located": turn.work.consents.located(turn.person.id),
        "leads": bool(meaning.reach(turn)),
    }


def _menu(turn: Turn) -> Role:
    """Whose menu somebody gets: without stores in sight there is nothing to lead here."""
    blind = sight(turn.person, turn.directory.organisation) is None
    return Role.HEAD if blind and turn.person.role in LEADING else turn.person.role


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
