"""Replies on their way out: where each goes, when, and as which row."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.engine.arrivals import PRIVATE, stranger
from bot.engine.boards import put_on_board
from bot.engine.pacing import put_push, unasked
from domain.accounts import Account
from domain.ports import Clock
from handlers.chat import Button, Priority, Reply
from handlers.turn import Thread
from storage.codec import encode
from storage.inbox import Letter
from storage.outbox import HOLD, HOLD_LONGEST, QUIET, Outgoing
from storage.work import SqlWork


class Tray:
    """Puts replies into the outbox."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def put(
        self, work: SqlWork, letter: Letter, reply: Reply, thread: Thread | None = None
    ) -> None:
        """Queue the reply to a letter, or the push to somebody else; nothing when he can't be reached."""
        to = reply.to if reply.to and reply.to != letter.person_id else None
        where = _where(work, letter, reply, to)
        if where is None:
            return
        now = self._clock.now()
        cause = letter.body.get("cause", None if letter.kind == "due" else letter.id)
        out = Outgoing(
            **where,
            template=reply.template,
            facts=encode(reply.facts),
            news=[
                {"template": n.template, "facts": encode(n.facts), "buttons": _rows(n.buttons)}
                for n in reply.news
            ],
            buttons=_rows(reply.buttons),
            draw=encode(reply.draw) if reply.draw else None,
            thread_id=thread.id if thread and not (to or reply.account) else None,
            cause=cause,
            priority=int(reply.priority),
            merge_key=reply.merge,
            hold_until=_hold(reply, now) if reply.merge else None,
            board=reply.board,
            created_at=now,
            **_when(work, reply, now, pushed=bool(to) or _unasked(letter, reply)),
        )
        if reply.board:
            put_on_board(work, out, last=reply.last)
        elif unasked(letter, reply, to=bool(to)):
            put_push(work, out)
        else:
            work.outbox.add(out)


def _where(work: SqlWork, letter: Letter, reply: Reply, to: str | None) -> dict[str, Any] | None:
    if reply.account is not None:
        return _account(work, reply.account)
    return _push(work, to) if to else _back(letter)


def _account(work: SqlWork, account: Account) -> dict[str, Any]:
    """One account, in the conversation of whoever it is bound to."""
    owner = work.addresses.person_of(account.channel, account.address)
    return {
        "conversation": f"person:{owner}" if owner else stranger(account),
        "person_id": owner,
        "channel": account.channel,
        "address": account.address,
        "chat": PRIVATE,
    }


def _back(letter: Letter) -> dict[str, Any] | None:
    """Where a letter came from; ``None`` for a timer of somebody who can't be reached."""
    if letter.kind == "due" and not letter.address:
        return None
    return {
        "conversation": letter.conversation,
        "person_id": letter.person_id,
        "channel": letter.body.get("via", letter.channel),
        "address": letter.address,
        "chat": letter.chat,
    }


def _push(work: SqlWork, person_id: str) -> dict[str, Any] | None:
    """Where a person can be reached who did not write; ``None`` when nowhere."""
    person = work.directory.organisation.people.get(person_id)
    found = work.addresses.of(person_id) if person and person.active else None
    if found is None:
        return None  # who left hears nothing any more
    return {
        "conversation": f"person:{person_id}",
        "person_id": person_id,
        "channel": found[0],
        "address": found[1],
        "chat": PRIVATE,
    }


def _when(work: SqlWork, reply: Reply, now: datetime, *, pushed: bool) -> dict[str, Any]:
    """A push waits for the end of the quiet hours, unless it is an escalation."""
    over = work.rules.settings().quiet_until(now) if pushed else None
    if over is None or reply.priority is Priority.ESCALATION:
        return {"next_at": now}
    return {"next_at": over, "state": QUIET}


def _unasked(letter: Letter, reply: Reply) -> bool:
    """Whether nobody waits for it: a timer's words, and the digest that it had computed."""
    return letter.kind == "due" or reply.priority is Priority.DIGEST


def _hold(reply: Reply, now: datetime) -> datetime:
    """An album still being read is waited for, a burst of lines only shortly."""
    return now + (HOLD_LONGEST if reply.facts.get("reading") else HOLD)


def _rows(buttons: Sequence[Button]) -> list[dict[str, Any]]:
    return [_row(button) for button in buttons]


def _row(button: Button) -> dict[str, Any]:
    row = {"label": button.label, "action": button.action, "args": encode(button.args)}
    return row | {"lasting": True} if button.lasting else row
