"""Coming back to a draft: at the store (继续), or from elsewhere (补录)."""

import re
from collections.abc import Mapping
from typing import Any

from domain import making_up
from domain.days import named_day
from domain.evidence import Cause, Item, ItemState
from domain.numbers import plain
from domain.onsite import covering
from domain.visits import Visit, VisitState
from handlers.chat import Button, Drawing, News, Pressed, Reply, Said
from handlers.flows.visit.board import board, checklist, place_name
from handlers.flows.visit.byword import by_word
from handlers.flows.visit.drafts import drafts, home_among
from handlers.flows.visit.filing import bind
from handlers.flows.visit.meant import meant, rest_of, stranger, which, without
from handlers.flows.visit.notes import is_command, is_reason, shows_something
from handlers.flows.visit.stale import none, stale
from handlers.turn import Thread, Turn
from handlers.unplaced import located

_RESUME = re.compile(r"继续|接着|接上")
_BESIDE = re.compile(
    r"继续|接着|接上|昨天|昨日|前天|上次|刚才|那家|这家|那个|那次|没做完|没完成|没弄完|未完成|剩下|店"
    r"|拜访|完成|现在|马上|这就|就|再|做|来|弄|跑|干|我|要|想|先|吧|了|啊|把|的|去|完|一下|[,.!~\s]"
)
_LATE = re.compile(
    r"(?:申请|我要|想|需要)?(?:补录|补登|补报|补填|事后补)(?:一下|拜访|记录)?"
    r"|把?(?:昨天|前天|上次)[^,]{0,6}补(?:一下|上|完|齐)"
)
_ASKING = re.compile(r"[?吗]|怎么|什么|如何|可以|能不能")
_REASONS = ("手机没电", "忘了拍", "信号不好")


def resumed(turn: Turn, event: Said) -> list[Reply] | None:
    """「继续」「接着做昨天那家」."""
    said = plain(event.text)
    if not _RESUME.search(said):
        return None
    among = meant(turn, said)
    left = said
    for visit in among:
        left = without(left, place_name(turn, visit))
    if _BESIDE.sub("", left):
        return None
    if not among:
        return none(turn)
    return resume(turn, among[0]) if len(among) == 1 else which(turn, among, "继续", "resume")


def on_resume(turn: Turn, event: Pressed) -> list[Reply]:
    """The button 「继续」."""
    visit = turn.work.visits.get(event.args["visit"])
    if visit is None or visit.state is not VisitState.DRAFT:
        return stale(turn)
    return resume(turn, visit)


def resume(turn: Turn, visit: Visit) -> list[Reply]:
    """Go on at once where the rep is there; else say what stays and ask for a location."""
    turn.enter("visit", visit.id)
    here = covering(turn.now, visit.presences, turn.settings) is not None
    if here or making_up.takes(visit, turn.now, turn.settings):
        return [board(turn, visit, merge=False)]
    if not located(turn):
        begun = News("visit/news/begun", {"store": place_name(turn, visit), "opened": False})
        return [by_word(turn, visit, begun)]
    facts = {
        "store": place_name(turn, visit),
        "day": named_day(turn.settings.day(visit.opened_at), turn.settings.day(turn.now)),
        "kept": [line for line in checklist(visit) if line["done"]],
        "seen": bool(visit.presences),
        "lacking": [s.title for s in visit.missing() if s.numbered or s.under],
        "wants": "location",
    }
    return [Reply("visit/resume", facts)]


def late_said(turn: Turn, event: Said) -> list[Reply] | None:
    """「补录」, and why, if it is said at once."""
    said = plain(event.text)
    if not _LATE.search(said):
        return None
    if other := stranger(turn, said):
        return [Reply("visit/no_draft_there", {"store": other})]
    among = meant(turn, said)
    if not among:
        return none(turn)
    reason = rest_of(said, _LATE, place_name(turn, among[0]) if len(among) == 1 else "")
    if _ASKING.search(said) or not is_reason(reason):
        reason = ""
    if len(among) > 1:
        return which(turn, among, "补录", "late_entry", reason=reason)
    return make_up(turn, among[0], reason)


def on_late(turn: Turn, event: Pressed) -> list[Reply]:
    """The button 「补录」, with a reason or still without one."""
    visit = turn.work.visits.get(event.args["visit"])
    if visit is None or visit.state is not VisitState.DRAFT:
        return stale(turn)
    return make_up(turn, visit, event.args.get("reason", ""))


def make_up(turn: Turn, visit: Visit, reason: str) -> list[Reply]:
    """Begin at once with a reason, else ask for it; who was never there is told what to do."""
    thread = turn.enter("visit", visit.id)
    if not (making_up.can_make_up(visit) or located(turn)):
        return resume(turn, visit)  # his word is all there is, now as then
    if not making_up.can_make_up(visit):
        facts = {"store": place_name(turn, visit), "wants": "location"}
        return [Reply("visit/late_not_there", facts)]
    if known := reason or making_up.reason(visit):
        return start(turn, visit, known)
    turn.ask(thread, "late", visit=visit.id)
    args = {"visit": visit.id}
    buttons = tuple(Button(r, "late_entry", {**args, "reason": r}) for r in _REASONS)
    return [Reply("visit/why_late", {"store": place_name(turn, visit)}, buttons=buttons)]


def why_late(
    turn: Turn, thread: Thread, visit: Visit, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """Free words: the reason, unless they are something else."""
    del args
    said = plain(event.text)
    if is_command(said) or not is_reason(said) or shows_something(turn, said):
        return None  # a count or a price that is sent ahead is taken in once the reason is there
    turn.answered(thread)
    return start(turn, visit, event.text.strip())


def start(turn: Turn, visit: Visit, reason: str) -> list[Reply]:
    """From now on what is missing is taken without a location, for the manager."""
    thread = turn.enter("visit", visit.id)
    turn.answered(thread)
    owed, message = making_up.owed_place(visit), turn.message
    begun = Item(
        id=owed.id if owed else turn.ids.new(),
        slot=making_up.place_slot(visit),
        state=ItemState.PENDING,
        at=message.at,
        received_at=message.received_at,
        source=message.id,
        cause=Cause.LATE_ENTRY,
        reason=reason,
    )
    making_up.owe(visit, begun)
    news, draw = _bind_waiting(turn, visit)
    turn.work.visits.save(visit, turn.now)
    facts = {"store": place_name(turn, visit), "reason": reason}
    told = [News("visit/news/late_begun", facts), *news]
    return [board(turn, visit, told, draw=draw, merge=False)]


def _bind_waiting(turn: Turn, visit: Visit) -> tuple[list[News], Drawing | None]:
    """Take in what was sent just before 补录 was said."""
    news: list[News] = []
    draw = None
    among = [visit, *(v for v in drafts(turn) if v.id != visit.id)]
    for evidence in turn.work.evidence.waiting(turn.person.id):
        if evidence.settled and home_among(turn, evidence, among) == (visit, None):
            more, picture = bind(turn, visit, evidence, None)
            news += more
            draw = picture or draw
    return news, draw
