"""The way out: what can't be shown is explained, and a manager looks at it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.evidence import Cause, Evidence, Item, ItemState
from domain.forms import Step, StepKind
from domain.money import typed_price_fen
from domain.numbers import plain
from domain.readings import PhotoKind
from domain.stock import parse_stock
from domain.visits import WAY_OUT_FROM, Visit, VisitState
from handlers.chat import News, Pressed, Reply, Said
from handlers.flows.visit.board import board
from handlers.flows.visit.drafts import active
from handlers.flows.visit.notes import is_command
from handlers.flows.visit.stale import stale
from handlers.reviewing import ask_manager
from handlers.turn import Thread, Turn

_CANNOT = re.compile(
    r"拍不[清了到好出]|没法拍|无法拍|不能拍|[不没]?(?:让|给|准|许|允许)拍|拍照.{0,4}(?:不让|不给|不准|不行)"
    r"|(?:不让|不给|不准|不许|禁止|拒绝)(?:我)?(?:们)?(?:进去)?拍|停电|没有?电(?=了|$|[,.!])|断电|(?:里面|里头|店里|屋里|这里|外面|光线)太[黑暗]|没开灯"
)
_NOT_A_CLAIM = re.compile(
    r"[?吗呢]|怎么|为什么|手机.{0,3}没电|来电|好了|上次|昨天|刚才|之前|便宜|贵|促销|活动|打折|优惠|没关系|卖不动"
    r"|不让拍.{0,6}上面的"
)
_NO_COMPETITOR = re.compile(
    r"[无没](?:有|见到?|看到|找到)?(?:卖)?(?:任何)?(?:竞品|竞争(?:对手|产品|品)|对手(?:的)?(?:货|产品)?)(?!.{0,3}价)"
    r"|竞品.{0,4}(?:没有|没货|没卖|不卖|没上|没见|没看到|没摆|撤了|下架|无$)|(?:店里|货架上?).{0,3}没.{0,3}竞品"
)
_NOT_A_REASON = re.compile(
    r"[?吗]|天气|哈哈|谢谢|你好|您好|怎么|多少|什么时候|还差|下一家|^(?:好|好的|嗯|行|知道了?|收到|ok)[的了!.]*$"
)
_SHORTEST = 2
_LONGEST = 100
_EVEN = 0.5
"""Probability of a storefront from which a picture shows no shelf."""


def cannot(turn: Turn, event: Said) -> list[Reply] | None:
    """「店主不让拍」「停电了」「没有竞品」, said without being asked."""
    said = plain(event.text)
    absent, cannot_be = _NO_COMPETITOR.search(said), _CANNOT.search(said)
    if not (absent or cannot_be) or _NOT_A_CLAIM.search(said):
        return None
    visit = active(turn)
    if visit is None or not visit.placed:
        return None
    if absent and (step := _open_price(visit)) is not None:
        return no_competitor(turn, visit, step)
    if not cannot_be:
        return None
    step = visit.stuck() or next((s for s in visit.missing() if s.takes is not None), None)
    return explain(turn, visit, step, event.text.strip()) if step else None


def _open_price(visit: Visit) -> Step | None:
    steps = (s for s in visit.form.of_kind(StepKind.PRICE) if not visit.filled(s))
    return next(steps, None)


def explain(turn: Turn, visit: Visit, step: Step, reason: str) -> list[Reply]:
    """Take a reason: at once from the third try on, else together with one more picture."""
    thread = turn.enter("visit", visit.id)
    turn.answered(thread)
    tries = visit.refusals(step.slot)
    if tries > WAY_OUT_FROM or _noted(thread, step):
        news = taken_news(visit, _take_anyway(turn, visit, step, reason))
        turn.work.visits.save(visit, turn.now)
        return [board(turn, visit, [news], merge=False)]
    if tries < WAY_OUT_FROM:
        visit.put(_words_only(turn, step, ItemState.REFUSED, Cause.CANNOT, reason))
    facts = {"title": step.title, "reason": reason}
    news = News("visit/news/try_first", facts)
    if tries >= WAY_OUT_FROM - 1:
        known = thread.memory.get("reasons", {})
        turn.remember(thread, "reasons", {**known, step.slot: reason})
        news = News("visit/news/once_more", facts)
    turn.work.visits.save(visit, turn.now)
    return [board(turn, visit, [news], merge=False)]


def _noted(thread: Thread, step: Step) -> str:
    """The reason that waits for one more picture."""
    return str(thread.memory.get("reasons", {}).get(step.slot, ""))


def _take_anyway(turn: Turn, visit: Visit, step: Step, reason: str) -> Item:
    """The last try becomes an item for the manager, with the reason."""
    tries = [i for i in visit.items.values() if i.slot == step.slot and i.cause is Cause.UNCLEAR]
    last = next((i for i in reversed(tries) if i.state is ItemState.REFUSED and i.photo), None)
    if last is not None:
        taken = visit.change(last.id, state=ItemState.PENDING, cause=Cause.CANNOT, reason=reason)
    else:
        taken = _words_only(turn, step, ItemState.PENDING, Cause.CANNOT, reason)
        visit.put(taken)
    _done(turn, visit, taken)
    return taken


def _words_only(turn: Turn, step: Step, state: ItemState, cause: Cause, reason: str) -> Item:
    message = turn.message
    return Item(
        id=turn.ids.new(),
        slot=step.slot,
        state=state,
        at=message.at,
        received_at=message.received_at,
        source=message.id,
        cause=cause,
        reason=reason,
    )


def _done(turn: Turn, visit: Visit, item: Item) -> None:
    """Forget what was noted for the step, drop a price that still waits in it, tell the manager."""
    thread = turn.enter("visit", visit.id)
    reasons = {k: v for k, v in thread.memory.get("reasons", {}).items() if k != item.slot}
    turn.remember(thread, "reasons", reasons or None)
    for other in list(visit.items.values()):
        if other.slot == item.slot and other.state is ItemState.READING:
            visit.change(other.id, state=ItemState.REFUSED, cause=Cause.SUPERSEDED)
    ask_manager(turn, visit, item)


def takes_after_all(turn: Turn, visit: Visit, item: Item) -> bool:
    """Whether an unclear picture is taken because the reason for it was given before."""
    thread = turn.enter("visit", visit.id)
    reason = _noted(thread, visit.form.step(item.slot))
    if not reason or item.cause is not Cause.UNCLEAR:
        return False
    taken = visit.change(item.id, state=ItemState.PENDING, cause=Cause.CANNOT, reason=reason)
    _done(turn, visit, taken)
    return True


def taken_news(visit: Visit, item: Item) -> News:
    """Taken for now; the manager decides."""
    facts = {
        "title": visit.form.step(item.slot).title,
        "number": visit.form.number(item.slot),
        "cause": item.cause.value if item.cause else "",
        "reason": item.reason,
    }
    return News("visit/news/for_review", facts)


def no_competitor(turn: Turn, visit: Visit, step: Step) -> list[Reply]:
    """无竞品: one picture of the shelf shows it; from the third try on the word is enough."""
    thread = turn.enter("visit", visit.id)
    turn.answered(thread)
    if visit.refusals(step.slot) > WAY_OUT_FROM:
        item = _words_only(turn, step, ItemState.PENDING, Cause.NO_COMPETITOR, "无竞品")
        news = taken_news(visit, without_competitor(turn, visit, item))
    else:
        turn.remember(thread, "no_competitor", turn.message.id)
        news = News("visit/news/show_no_competitor")
    turn.work.visits.save(visit, turn.now)
    return [board(turn, visit, [news], merge=False)]


def shows_no_competitor(turn: Turn, visit: Visit, evidence: Evidence) -> bool:
    """Whether a picture is meant to show that no competitor stands there."""
    reading = evidence.reading
    if reading is None or _open_price(visit) is None:
        return False
    if _NO_COMPETITOR.search(plain(evidence.text)):
        return True
    if any(s.takes is PhotoKind.SHELF and not visit.filled(s) for s in visit.form.steps):
        return False  # the shelf itself is still owed, and comes first
    said = turn.enter("visit", visit.id).memory.get("no_competitor")
    waits = said is not None and evidence.id > said  # an earlier picture was meant for its own step
    priced = reading.tag is not None and reading.tag.payable_fen is not None
    front = reading.kinds.get(PhotoKind.STOREFRONT, 0.0) > _EVEN
    return waits and not priced and not front


def without_competitor(turn: Turn, visit: Visit, item: Item) -> Item:
    """Put the picture into the price step, for the manager to look at."""
    shown = replace(
        item, state=ItemState.PENDING, cause=Cause.NO_COMPETITOR, reason=item.reason or "无竞品"
    )
    visit.put(shown)
    turn.remember(turn.enter("visit", visit.id), "no_competitor", None)
    _done(turn, visit, shown)
    return shown


def reason_given(
    turn: Turn, thread: Thread, visit: Visit, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """Free words while a step is stuck: the reason, unless they are something else."""
    step, said = visit.form.step(args["slot"]), plain(event.text)
    if visit.filled(step):
        turn.answered(thread)
        return None
    if is_command(said) or not _SHORTEST <= len(said) <= _LONGEST or _NOT_A_REASON.search(said):
        return None
    if typed_price_fen(said) is not None or parse_stock(said, turn.directory.catalogue):
        return None
    if _NO_COMPETITOR.search(said) and step.kind is StepKind.PRICE:
        return no_competitor(turn, visit, step)
    return explain(turn, visit, step, event.text.strip())


def on_reason(turn: Turn, event: Pressed) -> list[Reply]:
    """「拍不清,说明原因」「店主不让拍」「停电」."""
    visit = turn.work.visits.get(event.args["visit"])
    if visit is None or visit.state is not VisitState.DRAFT:
        return stale(turn)
    step = visit.form.step(event.args["slot"])
    if visit.filled(step):
        said = cannot(turn, Said(event.message, event.label)) if event.typed else None
        return said or stale(turn)  # typed, it is about what is to be done now
    thread = turn.enter("visit", visit.id)
    reason = event.args["reason"] or _noted(thread, step)
    if reason:
        return explain(turn, visit, step, reason)
    turn.ask(thread, "way_out", visit=visit.id, slot=step.slot)
    return [Reply("visit/give_reason", {"title": step.title})]


def on_no_competitor(turn: Turn, event: Pressed) -> list[Reply]:
    """「无竞品」."""
    visit = turn.work.visits.get(event.args["visit"])
    step = _open_price(visit) if visit and visit.state is VisitState.DRAFT else None
    return no_competitor(turn, visit, step) if visit and step else stale(turn)
