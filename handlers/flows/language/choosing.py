"""Asking what is unclear: at most three readings, at most five things, and 都不是."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.numbers import numeral, plain
from domain.people import Role
from domain.settling import Choice
from domain.understanding import Intent
from handlers.chat import Button, Pressed, Reply, Understood
from handlers.reading import read
from handlers.titles import TITLES
from handlers.turn import Turn

_OPEN = "choice"
"""In the thread's memory: the question that is open, and its options."""
_PLACE = re.compile(r"第?([1-5一二三四五])[个位家款]")
_NONE = "都不是"
_NEW_PRODUCT = "都不是,登记新品"


def which_intent(turn: Turn, event: Understood, options: Sequence[Intent]) -> list[Reply]:
    """「你是想 …?」."""
    turn.enter("language", "")
    buttons = [
        Button(TITLES[intent], "meant_intent", _again(event, intent=intent.value))
        for intent in options
    ]
    none = Button(_NONE, "meant_none", {"text": event.frame.text})
    return [Reply("language/which_intent", buttons=(*buttons, none))]


def which_thing(turn: Turn, event: Understood, choice: Choice) -> list[Reply]:
    """「哪位张总?」「没找到 S7-1600,是不是 …」."""
    thread = turn.enter("language", "")
    ask = turn.ids.new()
    buttons = [
        Button(label, "meant_thing", {**_again(event, choice, **{choice.what: code}), "ask": ask})
        for code, label in choice.options
    ]
    turn.remember(thread, _OPEN, {"ask": ask, "options": [[b.label, b.args] for b in buttons]})
    new = choice.said if choice.unknown else ""
    none = Button(
        _NEW_PRODUCT if new else _NONE, "meant_none", {"text": event.frame.text, "unknown": new}
    )
    facts = {
        "what": choice.what,
        "said": choice.said,
        "unknown": choice.unknown,
        "shown": len(choice.options),
        "total": choice.total,
    }
    return [Reply("language/which_thing", facts, buttons=(*buttons, none))]


def _again(event: Understood, choice: Choice | None = None, **picked: str) -> dict[str, Any]:
    """Everything that is needed to go on from here after a tap."""
    args: dict[str, Any] = {
        "text": event.frame.text,
        "at": event.message.at.isoformat(),
        "spoken": event.spoken,
        "picked": {**event.picked, **picked},
    }
    if choice is not None and choice.unknown:
        args["picked"]["learn"] = choice.said
    return args


def on_intent(turn: Turn, event: Pressed) -> list[Reply]:
    """That is what was meant."""
    return _go_on(turn, event.args)


def on_thing(turn: Turn, event: Pressed) -> list[Reply]:
    """That one is meant; an old question is not answered twice."""
    thread = turn.enter("language", "")
    open_now = thread.memory.get(_OPEN) or {}
    if open_now.get("ask") != event.args["ask"]:
        return [Reply("language/chosen")]
    turn.remember(thread, _OPEN, None)
    return _go_on(turn, event.args)


def named(turn: Turn, text: str) -> bool:
    """Whether the words name one option of the choice that is open; it is taken then.

    By a part of its label (恒泰), or by its place (第二个).
    """
    thread = next((t for t in turn.threads if t.flow == "language"), None)
    options = ((thread.memory.get(_OPEN) or {}).get("options", [])) if thread else []
    said = plain(text).lower()
    place = _PLACE.fullmatch(said)
    at = (numeral(place[1]) or int(place[1])) if place else 0
    found = [args for label, args in options if len(said) > 1 and said in plain(label).lower()]
    if place and at and 0 < at <= len(options):
        found = [options[at - 1][1]]
    if thread is None or len(found) != 1:
        return False
    turn.enter("language", "")
    turn.remember(thread, _OPEN, None)
    _go_on(turn, found[0])
    return True


def _go_on(turn: Turn, args: Mapping[str, Any]) -> list[Reply]:
    at = datetime.fromisoformat(args["at"])
    read(turn, args["text"], at=at, spoken=args["spoken"], picked=args["picked"])
    return []


def on_none(turn: Turn, event: Pressed) -> list[Reply]:
    """None of them: a product nobody has heard of is told to whoever keeps the catalogue."""
    unknown = event.args.get("unknown", "")
    if not unknown:
        return [Reply("language/none")]
    people = turn.directory.organisation.people.values()
    keepers = [p for p in people if p.active and p.role is Role.ADMIN]
    facts = {"said": unknown, "by": turn.person.name, "text": event.args["text"]}
    turn.pushes += [Reply("language/new_product", facts, to=p.id) for p in keepers]
    turn.work.audit.note(turn.now, turn.person.id, "new product wanted", unknown)
    return [Reply("language/told_keeper", {"said": unknown, "keepers": len(keepers)})]
