"""Orders and stock by word of mouth that their writer confirmed: kept, listed, taken back."""

import re
from datetime import date, datetime, time, timedelta

from domain import access
from domain.memory.drafts import Draft, Open
from domain.memory.jotting import What
from domain.memory.notes import Subject
from domain.memory.subjects import name_of
from domain.numbers import plain
from domain.ports.memory import Jotted
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flows.memory.drafting import WHATS, draft_meant, facts, go_on, line_of
from handlers.remembering import FLOW
from handlers.turn import Turn

_LIST = re.compile(
    r"^/?(?:看|查|一下|今天|今日|昨天|我的|团队|所有|全部|的)*口头(?:订单|库存|记录|要货)(?:有哪些|有几个|有几单|多少|列表|呢|汇总)?[?!.]*$"
)
_SHOWN = 8


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「口头订单」「昨天的口头订单」."""
    said = plain(event.text)
    return [_listed(turn, yesterday="昨" in said)] if _LIST.match(said) else None


def on_ok(turn: Turn, event: Pressed) -> list[Reply]:
    """「确认」: kept, apart from the company's orders."""
    found = draft_meant(turn, event)
    if found is None:
        return [Reply("memory/draft_gone")]
    thread, draft = found
    if draft.open_point()[0] is not Open.NOTHING or draft.subject is None:
        return go_on(turn, thread, draft)
    kept = [_keep(turn, draft, draft.subject, what) for what in WHATS if draft.of_kind(what)]
    turn.leave(FLOW, thread.subject)
    turn.enter(FLOW, "")
    begin = _begin(turn, turn.settings.day(turn.now))
    today = turn.work.memory.jotted_between(begin, begin + timedelta(days=1))
    mine = [one for one in today if one.by == turn.person.id and one.what is kept[0].what]
    shown = {**facts(turn, draft), "count": len(mine), "what": WHATS[kept[0].what]}
    buttons = tuple(
        Button(
            "撤回" if len(kept) == 1 else f"撤回{WHATS[one.what]}", "jot_undo", {"jotted": one.id}
        )
        for one in kept
    )
    return [Reply("memory/jotted", shown, buttons=buttons)]


def _keep(turn: Turn, draft: Draft, subject: Subject, what: What) -> Jotted:
    jotted = Jotted(
        id=turn.ids.new(),
        what=what,
        subject=subject,
        lines=draft.of_kind(what),
        contact=draft.contact,
        text=draft.text,
        by=turn.person.id,
        at=draft.at,
        source=turn.message.id,
    )
    turn.work.memory.jot(jotted)
    turn.work.audit.note(
        turn.now, turn.person.id, f"jotted {what.value}", subject.code, id=jotted.id
    )
    return jotted


def _listed(turn: Turn, *, yesterday: bool) -> Reply:
    """What was taken by word of mouth in a day: one's own, and one's people's."""
    day = turn.settings.day(turn.now) - timedelta(days=1 if yesterday else 0)
    begin = _begin(turn, day)
    every = turn.work.memory.jotted_between(begin, begin + timedelta(days=1))
    theirs = {p.id for p in access.below_of(turn.person, turn.directory.organisation)}
    shown = [one for one in every if one.by in {turn.person.id, *theirs}]
    people = turn.directory.organisation.people
    lines = [
        {
            "what": WHATS[one.what],
            "name": name_of(one.subject, turn.directory),
            "lines": [line_of(turn, x) for x in one.lines],
            "by": people[one.by].name if one.by in people else one.by,
            "at": one.at,
        }
        for one in shown[-_SHOWN:]
    ]
    counts = {w.value: sum(one.what is w for one in shown) for w in WHATS}
    told = {"day": day.strftime("%m-%d"), "lines": lines, "leads": bool(theirs)}
    turn.enter(FLOW, "")
    return Reply("memory/jots", {**told, **counts, "left": len(shown) - len(lines)})


def _begin(turn: Turn, day: date) -> datetime:
    return datetime.combine(day, time(), turn.settings.zone)
