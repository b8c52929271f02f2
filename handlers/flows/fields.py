"""字段: which engine reads a field. 「/字段 竞品价格 OCR=tesseract」, or in people's own words."""

import re

from domain import access
from domain.errors import NotAllowedError
from domain.numbers import plain
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flow import Flow
from handlers.turn import Turn

KEY = "价签识别"
"""The company setting that names the engine."""
_AUTO, _OFF = "auto", "off"
_COMMAND = re.compile(r"^/?字段\s*(?P<field>[^\s=:]+)\s*(?P<rest>.*)$")
_PRICE_FIELD = re.compile(r"^(?:竞品)?的?价(?:格|签|钱)牌?$")
_BINDING = re.compile(
    r"^(?:ocr|识别|引擎|识别引擎|插件)\s*[=:为是]?\s*(?P<value>\S+)$", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"价(?:格|签).{0,24}(?:识别|ocr)|(?:识别|读)(?:竞品)?价(?:格|签)|(?<![a-z])ocr(?![a-z])",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?:改|换|切|设|绑|调|用|启用|使用|绑定|切换|更换|设置)(?:成|为|到|回|用|定)*\s*[「\"']?(?P<value>[a-z][a-z0-9_.-]*|自动|默认)"
    r"|=\s*(?P<bound>[a-z0-9_.-]+|自动|关闭|关)",
    re.IGNORECASE,
)
_OFF_WORDS = re.compile(
    r"关闭|关掉|关了|停用|停掉|禁用|(?:不要|不用|(?<!识)别)再?(?:自动)?(?:识|读|ocr)|取消|^关"
)
_ON_WORDS = re.compile(r"打开|开启|恢复|启用|自动|重新开|^开")
_ASKS = re.compile(r"哪|什么|啥|[?吗]|查看|现在|当前|状态|有几个|列表")
_TROUBLE = re.compile(r"怎么|为什么|不了|不出|不准|错")
"""Somebody whose tag was not read needs help with the tag, not with the setting."""
_NAMED = {
    "自动": _AUTO, "默认": _AUTO, "开": _AUTO, "on": _AUTO,
    "关": _OFF, "关闭": _OFF, "停用": _OFF, "none": _OFF, "无": _OFF,
}  # fmt: skip


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """A change of the engine, or the question which one it is."""
    said = plain(event.text)
    if said == "/字段":
        return [_now(turn)]
    if command := _COMMAND.match(said):
        return _command(turn, command["field"], command["rest"].strip())
    if not _SUBJECT.search(said) or _TROUBLE.search(said):
        return None
    if (wanted := _wanted(said)) is not None:
        return [_propose(turn, wanted)]
    asks = _ASKS.search(said) or _SUBJECT.fullmatch(said) or access.may_set_rules(turn.person)
    return [_now(turn)] if asks else None


def _command(turn: Turn, field: str, rest: str) -> list[Reply]:
    if not _PRICE_FIELD.match(field):
        return [Reply("fields/unknown", {"field": field})]
    binding = _BINDING.match(rest)
    if binding is None:
        return [_now(turn)]
    return [_propose(turn, _value(binding["value"]))]


def _wanted(said: str) -> str | None:
    """The engine that a sentence asks for; ``None`` when it asks for none."""
    to = _TO.search(said)
    if to is not None:
        return _value(to["value"] or to["bound"])
    if _ASKS.search(said):
        return None
    if _OFF_WORDS.search(said):
        return _OFF
    return _AUTO if _ON_WORDS.search(said) else None


def _value(said: str) -> str:
    return _NAMED.get(said.lower(), said.lower())


def _now(turn: Turn) -> Reply:
    """Which engine reads, and which others could."""
    return Reply("fields/now", {"now": turn.settings.ocr, "there": list(turn.engines())})


def _propose(turn: Turn, wanted: str) -> Reply:
    """Old and new, before anything is changed."""
    if not access.may_set_rules(turn.person):
        raise NotAllowedError
    old = turn.settings.ocr
    there = list(turn.engines())
    if wanted not in {_AUTO, _OFF, *there}:
        return Reply("fields/no_engine", {"wanted": wanted, "there": there})
    if wanted == old:
        return _now(turn)
    card = turn.enter("fields", str(turn.message.id))
    args = {"card": card.subject, "value": wanted}
    buttons = (Button("确认", "field_set", args), Button("取消", "field_keep", args))
    return Reply("fields/change", {"old": old, "new": wanted}, buttons=buttons)


def _closed(turn: Turn, event: Pressed) -> bool:
    """Close the card; ``False`` when it was answered before."""
    card = ("fields", event.args["card"])
    waits = any((t.flow, t.subject) == card for t in turn.threads)
    turn.leave(*card)
    return waits


def on_set(turn: Turn, event: Pressed) -> list[Reply]:
    """确认: the next version of the company's settings. Photos sent from now on are read by it."""
    if not access.may_set_rules(turn.person):
        raise NotAllowedError
    old, new = turn.settings.ocr, event.args["value"]
    if not _closed(turn, event) or old == new:
        return [_now(turn)]
    version = turn.work.rules.change(KEY, new, by=turn.person.id, at=turn.now)
    facts = {"old": old, "new": new, "version": version}
    turn.work.audit.note(turn.now, turn.person.id, "rule_changed", KEY, **facts)
    return [Reply("fields/changed", {"new": new})]


def on_keep(turn: Turn, event: Pressed) -> list[Reply]:
    """取消."""
    _closed(turn, event)
    return [_now(turn)]


FLOW = Flow(
    name="fields",
    order=15,
    wordy=True,
    on={Said: on_text},
    presses={"field_set": on_set, "field_keep": on_keep},
)
