"""「换一下」: a picture that was filed in the wrong place goes to the right one."""

import re
from dataclasses import replace

from domain.evidence import Cause, Evidence, Item, ItemState
from domain.filing import names_kind
from domain.forms import StepKind
from domain.judging import judge
from domain.numbers import plain
from domain.onsite import covering
from domain.visits import Visit, VisitState
from handlers.chat import Button, News, Pressed, Reply, Said
from handlers.flows.visit.board import board
from handlers.flows.visit.drafts import active
from handlers.flows.visit.filing import bench_of, keep_print
from handlers.flows.visit.stale import stale
from handlers.turn import Turn

_SWAP = re.compile(
    r"^(?:不对|错了|等等)?[,\s]*(?:(?:照片|这?两张|门头和货架|位置|顺序)?(?:请|帮我|给我)?"
    r"(?:换一下|换一换|换过来|换换|对调一?下?|调换一?下?|调一下|交换一?下?|互换一?下?|[搞放弄发拍归分]?[反错]了))[吧啦了!.]*$"
)
_PAIR = 2
_NO_GUESS = 0.9
"""Probability of the kind from which nobody is offered to change it; saying so always works."""


def swap_said(turn: Turn, event: Said) -> list[Reply] | None:
    """「换一下」「放反了」."""
    if not _SWAP.match(plain(event.text)):
        return None
    visit = active(turn)
    return swap(turn, visit) if visit else None


def swap_button(visit: Visit, evidence: Evidence) -> tuple[Button, ...]:
    """「换一下」 under a picture that was filed by a guess."""
    reading = evidence.reading
    if reading is None or reading.kind_p >= _NO_GUESS or names_kind(evidence.text):
        return ()
    filed = (i for i in visit.items.values() if i.source == evidence.id and i.state.passes)
    guessed = any(visit.form.step(i.slot).kind is StepKind.PHOTO for i in filed)
    return (Button("换一下", "swap", {"visit": visit.id}),) if guessed else ()


def on_swap(turn: Turn, event: Pressed) -> list[Reply]:
    """The button 「换一下」."""
    visit = turn.work.visits.get(event.args["visit"])
    if visit is None or visit.state is not VisitState.DRAFT:
        return stale(turn)
    return swap(turn, visit)


def swap(turn: Turn, visit: Visit) -> list[Reply]:
    """Two pictures change places; a single one is asked about."""
    turn.enter("visit", visit.id)
    pair = _pair(visit)
    if len(pair) == _PAIR:
        news = [_exchange(turn, visit, pair)]
    elif pair:
        _ask_again(turn, visit, pair[0])
        news = [News("visit/news/swap_which")]
    else:
        news = [News("visit/news/nothing_to_swap")]
    turn.work.visits.save(visit, turn.now)
    return [board(turn, visit, news, merge=False)]


def _pair(visit: Visit) -> list[Item]:
    """The newest two pictures of different photo steps, or the newest one."""
    photos = [s.slot for s in visit.form.steps if s.kind is StepKind.PHOTO]
    filed = [i for slot in photos for i in visit.in_slot(slot) if i.photo][::-1]
    newest = sorted(filed, key=lambda i: i.source, reverse=True)
    if not newest:
        return []
    others = [i for i in newest if i.slot != newest[0].slot]
    return [newest[0], *others[:1]]


def _exchange(turn: Turn, visit: Visit, pair: list[Item]) -> News:
    slots = [item.slot for item in reversed(pair)]
    for item, slot in zip(pair, slots, strict=True):
        bench = bench_of(turn, visit, covering(item.at, visit.presences, turn.settings))
        moved, _ = judge(visit, item, visit.form.step(slot), bench)
        visit.put(moved)
        keep_print(turn, visit, moved)
    titles = [visit.form.step(slot).title for slot in slots]
    return News("visit/news/swapped", {"moved": titles})


def _ask_again(turn: Turn, visit: Visit, item: Item) -> None:
    """Take the picture out of its step and ask what it shows."""
    evidence = turn.work.evidence.get(item.source)
    visit.change(item.id, state=ItemState.REFUSED, cause=Cause.WITHDRAWN)
    if evidence is not None:
        turn.work.evidence.save(replace(evidence, visit_id=None))
        turn.remember(turn.enter("visit", visit.id), "which_kind", evidence.id)
