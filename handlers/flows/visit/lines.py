"""Typed words in a visit: who takes them, in which order."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from domain.forms import StepKind
from domain.money import typed_price_fen
from domain.numbers import plain
from domain.visits import Visit, VisitState
from handlers.chat import News, Reply, Said
from handlers.flows.visit.amending import why
from handlers.flows.visit.board import board
from handlers.flows.visit.chatting import chatted
from handlers.flows.visit.closing import submit
from handlers.flows.visit.corrections import corrected
from handlers.flows.visit.drafts import active
from handlers.flows.visit.ending import gave_up, shut, why_given_up
from handlers.flows.visit.notes import noted
from handlers.flows.visit.price_lines import price_typed, priced
from handlers.flows.visit.resuming import late_said, resumed, why_late
from handlers.flows.visit.stale import none
from handlers.flows.visit.starting import begun
from handlers.flows.visit.stock_lines import counted, stocked
from handlers.flows.visit.swapping import swap_said
from handlers.flows.visit.undo import taken_back
from handlers.flows.visit.wayout import cannot, reason_given
from handlers.turn import Thread, Turn

_SUBMIT = re.compile(
    r"^(?:好了?|行了?|可以了?|我要|现在|都好了|都齐了|拍完了|弄完了|搞定了?|那就?|帮我|给我|请|直接)*[,\s]*"
    r"(?:提交|交了|交吧|上交|交上去|交掉|交差|(?:这家)?(?:搞定|弄完|做完|完事|完工)了)(?:拜访|这家|吧|了|一下|啦|哈|呀)*[!.]*$"
)
_SUBMIT_WISH = re.compile(r"提交")
_NOT_NOW = re.compile(r"别|不要|不用|先不|没法|不能|怎么|什么时候|等会|稍后|[?吗]")
_CLAIM = re.compile(
    r"(?:算|标记?|改|设|当|登记|录|记|视|按|状态)(?:成|为|作|个)?(?:是|[::\s])*(?:(?:已经?)?(?:完成|闭环|提交)|拜访[过完]|已经?拜访|拜访(?=$|[了吧,.!]))|status\s*="
    r"|(?:说|讲)[了过]?(?:可以|能|行)?直接(?:过|交|算|通过|放行)|(?:完成|拜访|闭环|提交)\s*done|\bdone$",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r"[\d\s.,,;;、×*x/+-]*(?:[箱件瓶包袋盒听罐桶支提个台排条壶][\d\s.,,;;、×*x/+-]*)*$"
)
_PROGRESS = re.compile(r"^/?(?:进度|同步|到哪了|还差什么|还差啥|还缺什么|还缺啥|差什么)[?]?$")


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """Take a line that belongs to a visit; ``None`` when it is about something else."""
    takers = _OF_FIGURES if _FIGURES.match(event.text) else _TAKERS
    for take in takers:
        replies = take(turn, event)
        if replies is not None:
            return replies
    return None


def lost(turn: Turn, event: Said) -> list[Reply] | None:
    """A line that nobody understood, in the middle of a visit: say what is asked, once more."""
    visit = active(turn)
    if visit is None:
        return None
    said = plain(event.text)
    price_open = any(s.kind is StepKind.PRICE for s in visit.missing())
    if typed_price_fen(said) is not None and price_open:
        return [board(turn, visit, [News("visit/news/price_needs_photo")], merge=False)]
    return [board(turn, visit, [News("visit/news/not_understood")], merge=False)]


def _asked_how_far(turn: Turn, event: Said) -> list[Reply] | None:
    """「进度」."""
    if not _PROGRESS.match(plain(event.text)):
        return None
    visit = active(turn)
    return [board(turn, visit, merge=False)] if visit else none(turn)


def _wants_to_submit(turn: Turn, event: Said) -> list[Reply] | None:
    """「提交」, and everything that only sounds like it."""
    said = plain(event.text)
    if not (_SUBMIT_WISH.search(said) or _SUBMIT.match(said)):
        return None
    visit = active(turn)
    if visit is None:
        return _nothing_to_submit(turn) if _SUBMIT.match(said) else None
    turn.enter("visit", visit.id)
    if _NOT_NOW.search(said):
        return [board(turn, visit, merge=False)]
    if _SUBMIT.match(said) or visit.missing():
        return submit(turn, visit)
    return [board(turn, visit, merge=False)]


def _claims_a_state(turn: Turn, event: Said) -> list[Reply] | None:  # noqa: ARG001 - whoever says so
    """「算已完成」: no status is ever typed."""
    return [Reply("visit/no_shortcut")] if _CLAIM.search(plain(event.text)) else None


def _nothing_to_submit(turn: Turn) -> list[Reply]:
    """提交 twice: the second answer says when it was done."""
    done = turn.work.visits.last_submitted(turn.person.id)
    if done is not None and done.submitted_on(turn.settings.day(turn.now), turn.settings):
        return submit(turn, done)
    return none(turn)


def answer(
    turn: Turn, thread: Thread, kind: str, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """The answer to the visit's open text question."""
    visit = turn.work.visits.get(args["visit"])
    ended = visit is not None and visit.state is not VisitState.DRAFT
    if visit is None or (ended and kind not in _AFTER_SUBMISSION):
        turn.answered(thread)
        return None
    return _ANSWERS[kind](turn, thread, visit, args, event)


_TAKERS: tuple[Callable[[Turn, Said], list[Reply] | None], ...] = (
    _asked_how_far,
    late_said,
    gave_up,
    _wants_to_submit,
    _claims_a_state,
    taken_back,
    corrected,
    resumed,
    shut,
    swap_said,
    cannot,
    priced,
    stocked,
    begun,
    chatted,
)
"""Asked in this order; the first that takes the words answers them."""
_OF_FIGURES = (priced, stocked)
"""What a line without words can be; most lines of a visit are, so the others are not asked."""
_ANSWERS: Mapping[
    str, Callable[[Turn, Thread, Visit, Mapping[str, Any], Said], list[Reply] | None]
] = {
    "price": price_typed,
    "stock": counted,
    "text": noted,
    "way_out": reason_given,
    "correction": why,
    "give_up": why_given_up,
    "late": why_late,
}
"""By the kind of question that was asked."""
_AFTER_SUBMISSION = frozenset({"correction"})
"""Questions about a visit that may be answered after it was submitted."""
