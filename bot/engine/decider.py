"""Deciding: one event, one savepoint; what a handler left behind becomes rows."""

import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.engine.arrivals import PRIVATE
from bot.engine.buttons import Presses
from bot.engine.clerk import CHANNEL, Clerk
from bot.engine.events import INTERNAL, event_of, message_of
from domain.errors import DomainError
from domain.people import Person
from domain.ports import Clock, Ids
from handlers.capabilities import CAPABILITIES
from handlers.chat import Button, Event, MessageRef, Priority, Reply
from handlers.router import Router
from handlers.turn import Thread, Turn
from storage.codec import encode
from storage.database import TransactionLostError, savepoint
from storage.inbox import Letter
from storage.outbox import HOLD, HOLD_LONGEST, QUIET, Outgoing
from storage.threads import KeptThread
from storage.timers import Timer
from storage.work import Caches, SqlWork

_GROUP = 64


class Decider:
    """Turns letters into decisions, in the order of arrival."""

    def __init__(
        self,
        router: Router,
        clock: Clock,
        ids: Ids,
        caches: Caches,
        engines: Callable[[], Sequence[str]],
    ) -> None:
        self._router = router
        self._clock = clock
        self._ids = ids
        self._caches = caches
        self._engines = engines
        self._clerk = Clerk(clock, caches)

    def decide(self, connection: Connection) -> list[int]:
        """Decide what is waiting, each letter in its own savepoint; the numbers of all."""
        self._caches.refresh(connection)
        work = SqlWork(connection, self._caches)
        letters = work.inbox.new(_GROUP)
        done = [letter.id for letter in letters if self._one(work, letter)]
        work.inbox.decided(done)
        return [letter.id for letter in letters]

    def _one(self, work: SqlWork, letter: Letter) -> bool:
        try:
            with savepoint(work.connection, "letter"):
                self._decide(work, letter)
        except TransactionLostError:
            raise
        except DomainError as refusal:
            work.forget()
            self._say(work, letter, Reply(f"errors/{refusal.code}", refusal.facts))
        except Exception:  # noqa: BLE001 - a bug: the letter is parked, the next one goes on
            work.forget()  # what was read inside the savepoint may never have been
            work.inbox.broken(letter.id, traceback.format_exc())
            self._say(work, letter, Reply("errors/broken", {"number": letter.id}))
            return False
        return True

    def _decide(self, work: SqlWork, letter: Letter) -> None:
        if letter.conversation == CHANNEL:
            self._clerk.decide(work, letter)
            return
        if letter.chat != PRIVATE and not _meant(letter):
            return
        person = work.directory.organisation.people.get(letter.person_id or "")
        ours = letter.channel == INTERNAL
        if person is None or not (person.active or ours):
            if not ours:
                self._say(work, letter, Reply("stranger"))
            return
        message = message_of(letter)
        turn = self._turn(work, person, message)
        _reply_to(work, turn, letter.body.get("reply_to"))
        event = self._event(work, turn, letter)
        replies = [event] if isinstance(event, Reply) else self._router.route(turn, event)
        self._leave(work, turn, letter, replies)

    def _event(self, work: SqlWork, turn: Turn, letter: Letter) -> Event | Reply:
        presses = Presses(work.outbox, turn)
        if letter.kind == "press":
            return presses.pressed(letter.body["token"])
        event = event_of(_found(work, letter))
        return presses.typed(event) or event

    def _turn(self, work: SqlWork, person: Person, message: MessageRef) -> Turn:
        return Turn(
            work=work,
            person=person,
            message=message,
            now=self._clock.now(),
            ids=self._ids,
            capabilities=CAPABILITIES[message.channel],
            engines=self._engines,
            threads=[_thread(t) for t in work.threads.open_in(message.conversation)],
        )

    def _leave(self, work: SqlWork, turn: Turn, letter: Letter, replies: Sequence[Reply]) -> None:
        message = turn.message
        for thread in turn.threads:
            if thread.changed:
                thread.id = work.threads.save(_kept(thread, message.conversation, turn.now))
        for job in turn.jobs:
            work.jobs.add(job.kind, job.key, job.payload, message.conversation, message.id)
        for alarm in turn.alarms:
            work.timers.add(
                Timer(
                    kind=alarm.kind,
                    key=alarm.key,
                    due_at=alarm.due_at,
                    conversation=f"person:{alarm.to}" if alarm.to else message.conversation,
                    person_id=alarm.to or turn.person.id,
                    payload=encode(alarm.payload),
                    catch_up=alarm.catch_up,
                )
            )
        for reply in (*replies, *turn.pushes):
            self._say(work, letter, reply, turn)

    def _say(self, work: SqlWork, letter: Letter, reply: Reply, turn: Turn | None = None) -> None:
        to = reply.to if reply.to and reply.to != letter.person_id else None
        where = _push(work, to) if to else _back(letter)
        if where is None:
            return
        now = self._clock.now()
        cause = letter.body.get("cause", None if letter.kind == "due" else letter.id)
        work.outbox.add(
            Outgoing(
                **where,
                template=reply.template,
                facts=encode(reply.facts),
                news=[
                    {"template": n.template, "facts": encode(n.facts), "buttons": _rows(n.buttons)}
                    for n in reply.news
                ],
                buttons=_rows(reply.buttons),
                draw=encode(reply.draw) if reply.draw else None,
                thread_id=turn.thread.id if turn and turn.thread and not to else None,
                cause=cause,
                priority=int(reply.priority),
                merge_key=reply.merge,
                hold_until=_hold(reply, now) if reply.merge else None,
                created_at=now,
                **_when(work, reply, now, pushed=bool(to) or letter.kind == "due"),
            )
        )


def _reply_to(work: SqlWork, turn: Turn, ref: str | None) -> None:
    """Put the thread of the message that was replied to before all others."""
    if not ref:
        return
    meant = work.outbox.thread_of(turn.message.conversation, ref)
    turn.replied = next((t for t in turn.threads if t.id == meant), None)
    if turn.replied is not None:
        turn.threads.sort(key=lambda thread: thread is not turn.replied)


def _found(work: SqlWork, letter: Letter) -> Letter:
    """With what the letter's earlier message says: the one it words anew, or whose photo it is."""
    if letter.kind == "edit":
        number = work.inbox.number_of(letter.channel, letter.body["of"], letter.conversation)
        return replace(letter, body={**letter.body, "of_number": number})
    if letter.kind == "measured":
        cause = work.inbox.get(letter.body["cause"])
        told = cause.body.get("provenance") if cause else None
        return replace(letter, body={**letter.body, "provenance": told})
    return letter


def _when(work: SqlWork, reply: Reply, now: datetime, *, pushed: bool) -> dict[str, Any]:
    """A push waits for the end of the quiet hours, unless it is an escalation."""
    over = work.rules.settings().quiet_until(now) if pushed else None
    if over is None or reply.priority is Priority.ESCALATION:
        return {"next_at": now}
    return {"next_at": over, "state": QUIET}


def _meant(letter: Letter) -> bool:
    """In a group: whether somebody speaks to the bot."""
    return letter.kind == "said" and bool(letter.body.get("addressed"))


def _rows(buttons: Sequence[Button]) -> list[dict[str, Any]]:
    return [{"label": b.label, "action": b.action, "args": encode(b.args)} for b in buttons]


def _hold(reply: Reply, now: datetime) -> datetime:
    """An album still being read is waited for, a burst of lines only shortly."""
    return now + (HOLD_LONGEST if reply.facts.get("reading") else HOLD)


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
        "chat": "private",
    }


def _thread(kept: KeptThread) -> Thread:
    return Thread(
        id=kept.id,
        flow=kept.flow,
        subject=kept.subject,
        memory=dict(kept.memory),
        question=kept.question,
        version=kept.version,
        touched_at=kept.touched_at,
    )


def _kept(thread: Thread, conversation: str, now: datetime) -> KeptThread:
    return KeptThread(
        id=thread.id or 0,
        conversation=conversation,
        flow=thread.flow,
        subject=thread.subject,
        memory=thread.memory,
        question=thread.question,
        version=thread.version + 1,
        state="open" if thread.open else "closed",
        touched_at=now,
    )
