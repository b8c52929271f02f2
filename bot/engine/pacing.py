"""At most three messages a day that a rep has not asked for; what is more waits, and is not lost.

It goes out behind the next answer to him, or in the next working morning, as one message.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from bot.engine.once import holds_secret
from domain.calendar import next_working
from domain.people import Role
from handlers.chat import Priority, Reply
from storage.inbox import Letter
from storage.outbox import QUIET, Outgoing
from storage.pushes import BEYOND, SqlPushes
from storage.work import SqlWork

MOST = 3
_LAST, _WAITED = "day/enough", "day/waited"
_WISHED = frozenset({"again"})
"""Timers that people set for themselves."""
_ANSWERS = frozenset(
    {
        "asked/told",
        "waivers/granted_rep",
        "waivers/declined_rep",
        "moves/approved_rep",
        "moves/declined_rep",
    }
)
"""What a manager decided about something that its reader had asked him for."""


def put_push(work: SqlWork, out: Outgoing) -> None:
    """Queue what answers nothing, or keep it for later."""
    if not _counts(work, out):
        work.outbox.add(out)
        return
    pushes, settings = SqlPushes(work.connection), work.rules.settings()
    day = settings.day(out.next_at)
    begin = datetime.combine(day, time(), settings.zone)
    before = pushes.count(out.conversation, begin, begin + timedelta(days=1))
    out = replace(out, pushed=True)
    if before < MOST - 1:
        work.outbox.add(out)
    elif before < MOST:
        work.outbox.add(_within(out, _LAST, _parts(out)))
    else:
        _keep(work, pushes, out)


def _counts(work: SqlWork, out: Outgoing) -> bool:
    """Managers are not limited; an escalation, or what was asked for, is not held up.

    A secret stays as it is.
    """
    if out.template in _ANSWERS:
        return False
    person = work.directory.organisation.people.get(out.person_id or "")
    limited = person is not None and person.role is Role.REP
    return limited and out.priority != Priority.ESCALATION and not holds_secret(out.template)


def unasked(letter: Letter, reply: Reply, *, to: bool) -> bool:
    """Whether a reply answers nothing that its reader has asked for."""
    if letter.kind == "due":
        return to or letter.body["kind"] not in _WISHED
    return to or reply.priority is Priority.DIGEST


def _keep(work: SqlWork, pushes: SqlPushes, out: Outgoing) -> None:
    """Put it to what waits for that person already; else it waits for the next working morning."""
    waits = pushes.waiting(out.conversation)
    if waits is not None:
        news = [*waits.news, *_parts(out)]
        pushes.reword(waits.id, replace(_within(out, _WAITED, news), draw=out.draw or waits.draw))
        return
    settings = work.rules.settings()
    day = next_working(settings.day(out.next_at), work.calendar.works)
    at = datetime.combine(day, max(settings.work_from, settings.quiet_to), settings.zone)
    kept = _within(out, _WAITED, _parts(out))
    work.outbox.add(
        replace(kept, state=QUIET, note=BEYOND, next_at=at, priority=int(Priority.DIGEST))
    )
    work.overdue.add(out.conversation)


def _parts(out: Outgoing) -> list[dict[str, Any]]:
    """A message and its news as parts of another one."""
    facts = {**out.facts, "news": []}
    return [*out.news, {"template": out.template, "facts": facts, "buttons": out.buttons}]


def _within(out: Outgoing, template: str, parts: list[dict[str, Any]]) -> Outgoing:
    """A message that says others; their buttons stand under it."""
    facts = {"wants": out.facts.get("wants", "")}
    return replace(out, template=template, facts=facts, news=parts, buttons=[])


def follow_up(work: SqlWork, letter: Letter, said: list[Reply], now: datetime) -> None:
    """Behind an answer to somebody goes what waited for him, unless an album is still being read."""
    if letter.conversation not in work.overdue or letter.kind == "due":
        return
    if not said or any(reply.facts.get("reading") for reply in said):
        return
    pushes = SqlPushes(work.connection)
    waits = pushes.waiting(letter.conversation)
    work.overdue.discard(letter.conversation)
    if waits is None:
        return
    pushes.take(waits.id)
    fresh = replace(waits, state="new", note="", next_at=now, created_at=now, pushed=False)
    work.outbox.add(replace(fresh, cause=letter.id, id=0))
