"""更正 after the submission: the reason is asked, the first value stays, the manager is told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from domain.correcting import Change, correct
from domain.correction_words import parse_correction
from domain.counting import Source
from domain.evidence import ItemState
from domain.numbers import plain
from domain.small_talk import small_talk
from domain.stock import parse_stock
from domain.undoing import parse_undo
from domain.visits import Visit, VisitState
from handlers.chat import Button, News, Pressed, Reply, Said
from handlers.flows.visit.board import board, place_name
from handlers.flows.visit.drafts import active
from handlers.flows.visit.notes import is_command
from handlers.flows.visit.stale import stale
from handlers.flows.visit.things import changed, thing
from handlers.reviewing import ask_manager
from handlers.turn import Thread, Turn

_NEVER_MIND = re.compile(
    r"^(?:那|就|还是|先)*(?:不改|不用改?|算了|取消|别改|不要改?|不更正)(?:了|吧|啦|[,.!\s])*(?:不改了?|不用了?)?[.!]*$"
)
_NO_REASON = re.compile(
    r"[?吗]|^[\d.\s元块毛箱件瓶包袋盒]+$|^(?:是|对|对的|确认|改|要改|改吧|更正|没有|没有?原因)[的吧啊.!]*$"
)
_SHORTEST, _LONGEST = 2, 100


def propose(
    turn: Turn, visit: Visit, changes: Sequence[Change], reason: str, source: int
) -> list[Reply]:
    """Correct a submitted visit, or ask why. ``source`` is the message that says what is right."""
    new = [c for c in changes if c.before != c.after]
    if not new:
        return [told(turn, [_same(turn, visit, c) for c in changes])]
    if reason:
        return _amend(turn, visit, new, reason, source)
    plain_changes = [asdict(c) for c in new]
    args = {"visit": visit.id, "changes": plain_changes, "source": source}
    turn.ask(turn.enter("visit", visit.id), "correction", **args)
    slip = "看错了" if new[0].fen is not None else "写错了" if new[0].text else "数错了"
    facts = {
        "store": place_name(turn, visit),
        "at": visit.submitted_at,
        "changes": [changed(turn, visit, c) for c in new],
    }
    buttons = (
        Button(slip, "amend", {**args, "reason": slip}),
        Button("不改", "amend_not", {"visit": visit.id}),
    )
    return [Reply("visit/correct_why", facts, buttons=buttons)]


def why(
    turn: Turn, thread: Thread, visit: Visit, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """The reason in the rep's words."""
    said = plain(event.text)
    if visit.state is not VisitState.SUBMITTED:  # reopened or ended since it was asked
        turn.answered(thread)
        return None
    if _NEVER_MIND.match(said):
        return _leave(turn, visit)
    changes = _changes(args)
    reason = _reason(turn, said, changes)
    if reason is None:
        turn.answered(thread)
        return None
    topic = small_talk(said)
    if topic is None and _SHORTEST <= len(reason) <= _LONGEST and not _NO_REASON.search(reason):
        return _amend(turn, visit, changes, reason, args["source"])
    again = propose(turn, visit, changes, "", args["source"])
    news = (News("visit/news/small_talk", {"topic": topic}),) if topic else ()
    return [replace(again[0], news=news)]


def _reason(turn: Turn, said: str, changes: Sequence[Change]) -> str | None:
    """Words that may be a reason; ``None`` when they are about something else."""
    catalogue = turn.directory.catalogue
    anew = parse_correction(said, catalogue)
    if anew is not None and anew.bare is not None:  # 数错了,是8箱
        same = [c.quantity for c in changes] == [anew.bare[0]]
        return anew.reason if same else None
    undo = parse_undo(said, catalogue)
    if undo is not None and undo.slip:
        return said
    if is_command(said) or anew is not None or parse_stock(said, catalogue).entries:
        return None
    return said


def on_amend(turn: Turn, event: Pressed) -> list[Reply]:
    """「数错了」."""
    visit = turn.work.visits.get(event.args["visit"])
    if visit is None or visit.state is not VisitState.SUBMITTED or _too_long_ago(turn, visit):
        return stale(turn)
    changes = _changes(event.args)
    return _amend(turn, visit, changes, event.args["reason"], event.args["source"])


def _too_long_ago(turn: Turn, visit: Visit) -> bool:
    done = visit.submitted_at
    return done is not None and turn.now - done > turn.settings.visit_life


def on_amend_not(turn: Turn, event: Pressed) -> list[Reply]:
    """「不改」."""
    visit = turn.work.visits.get(event.args["visit"])
    return _leave(turn, visit) if visit else stale(turn)


def _changes(args: Mapping[str, Any]) -> list[Change]:
    return [Change(**one) for one in args["changes"]]


def _leave(turn: Turn, visit: Visit) -> list[Reply]:
    turn.leave("visit", visit.id)
    turn.thread = None
    return [Reply("visit/correct_not", {"store": place_name(turn, visit)})]


def _amend(
    turn: Turn, visit: Visit, changes: Sequence[Change], reason: str, source: int
) -> list[Reply]:
    said = Source(source, turn.message.at, turn.message.received_at)
    done, news = [], []
    for change in changes:
        item = correct(visit, change, said, by=turn.person.id, at=turn.now, reason=reason)
        if item is None:
            news.append(_overtaken(turn, visit, change))
            continue
        done.append(change)
        if item.state is ItemState.PENDING:
            ask_manager(turn, visit, item)
        facts = {"item": item.id, "before": change.before, "after": change.after, "reason": reason}
        turn.work.audit.note(turn.now, turn.person.id, "corrected", visit.id, **facts)
    turn.work.visits.save(visit, turn.now)
    for change in done:
        if change.fen is not None:
            turn.work.prices.add(visit, change.item_id)
    turn.leave("visit", visit.id)
    turn.thread = None
    return [told(turn, [*_kept(turn, visit, done, reason), *news])]


def _kept(turn: Turn, visit: Visit, done: Sequence[Change], reason: str) -> list[News]:
    """What was corrected; the manager is told the same."""
    if not done:
        return []
    manager = turn.manager
    facts = {
        "store": place_name(turn, visit),
        "changes": [changed(turn, visit, c) for c in done],
        "reason": reason,
    }
    if manager is not None:
        told = {**facts, "rep": turn.person.name, "at": visit.submitted_at}
        turn.pushes.append(Reply("visit/corrected_push", told, to=manager.id))
    name = manager.name if manager else ""
    return [News("visit/news/correction_kept", {**facts, "manager": name})]


def _same(turn: Turn, visit: Visit, change: Change) -> News:
    facts = {"store": place_name(turn, visit)}
    item = visit.items[change.item_id]
    return News("visit/news/same_already", {**facts, "thing_now": thing(turn, visit, item)})


def _overtaken(turn: Turn, visit: Visit, change: Change) -> News:
    item = visit.items[change.item_id]
    return News("visit/news/overtaken", {"thing_now": thing(turn, visit, item)})


def told(turn: Turn, news: Sequence[News]) -> Reply:
    """The answer, and the visit that is under way, if there is one."""
    visit = active(turn)
    if visit is None:
        return Reply("visit/corrected", news=tuple(news))
    turn.enter("visit", visit.id)
    return board(turn, visit, news, merge=False)
