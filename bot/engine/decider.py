"""Deciding: one event, one savepoint; what a handler left behind becomes rows."""

import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.engine.arrivals import PRIVATE, stranger
from bot.engine.buttons import Presses
from bot.engine.clerk import CHANNEL, Clerk
from bot.engine.door import knock
from bot.engine.events import INTERNAL, event_of, message_of
from bot.engine.pacing import follow_up
from bot.engine.tray import Tray
from domain.errors import DomainError
from domain.people import Person
from domain.ports import Clock, Ids
from handlers.capabilities import CAPABILITIES
from handlers.chat import Event, Joined, MessageRef, Reply
from handlers.router import Router
from handlers.turn import Thread, Turn
from storage.codec import encode
from storage.database import TransactionLostError, savepoint
from storage.inbox import Letter
from storage.threads import KeptThread
from storage.timers import Timer
from storage.work import Caches, SqlWork

_GROUP = 64
_A_MOMENT = timedelta(microseconds=1)
"""How much earlier the other threads of a turn were touched than the one that is talked in."""


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
        self._tray = Tray(clock)

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
            if letter.conversation != CHANNEL:
                self._tray.put(work, letter, Reply(f"errors/{refusal.code}", refusal.facts))
        except Exception:  # noqa: BLE001 - a bug: the letter is parked, the next one goes on
            work.forget()  # what was read inside the savepoint may never have been
            work.inbox.broken(letter.id, traceback.format_exc())
            if letter.conversation != CHANNEL:  # the command line reads the letter itself
                self._tray.put(work, letter, Reply("errors/broken", {"number": letter.id}))
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
        if person is not None and (person.active or ours):
            self._known(work, letter, person)
        elif letter.chat != PRIVATE:
            self._tray.put(work, letter, Reply("group_private"))
        elif not ours:
            self._stranger(work, replace(letter, conversation=stranger(letter), person_id=None))

    def _known(self, work: SqlWork, letter: Letter, person: Person) -> None:
        message = message_of(letter)
        turn = self._turn(work, person, message)
        _reply_to(work, turn, letter.body.get("reply_to"))
        event = self._event(work, turn, letter)
        replies = [event] if isinstance(event, Reply) else self._router.route(turn, event)
        self._leave(work, turn, letter, replies)
        secret = turn.secret or (letter.kind == "said" and not work.consents.given(person.id))
        if secret or letter.body.get("update"):  # a visit keeps of a phone's way what it needs
            work.inbox.hush(letter.id)
        if turn.joins:
            self._join(work, letter, turn.joins)

    def _stranger(self, work: SqlWork, letter: Letter) -> None:
        knocked = knock(work, letter, self._clock.now())
        if knocked.invitation is not None:
            self._join(work, letter, knocked.invitation.id)
        elif knocked.answer:
            self._tray.put(work, letter, Reply("stranger"))

    def _join(self, work: SqlWork, letter: Letter, invitation_id: str) -> None:
        """The rest is said to the person who was invited, in his own conversation."""
        invitation = work.invitations.get(invitation_id)
        people = work.directory.organisation.people
        if invitation is None:
            raise LookupError(f"no invitation {invitation_id}")
        person, before = people[invitation.person_id], letter.person_id or ""
        letter = replace(letter, conversation=f"person:{person.id}", person_id=person.id)
        turn = self._turn(work, person, message_of(letter))
        event = Joined(turn.message, invitation_id, before)
        self._leave(work, turn, letter, self._router.route(turn, event))

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
        changed = [thread for thread in turn.threads if thread.changed]
        if turn.thread is not None and changed and turn.thread not in changed:
            changed.append(turn.thread)  # else another one would be the one talked in
        for thread in changed:
            at = turn.now if thread is turn.thread else turn.now - _A_MOMENT
            thread.id = work.threads.save(_kept(thread, message.conversation, at))
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
            self._tray.put(work, letter, reply, turn.thread)
        follow_up(work, letter, [*replies], turn.now)


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
        return replace(letter, body={**letter.body, **_edited(work, letter)})
    if letter.kind == "measured":
        cause = work.inbox.get(letter.body["cause"])
        told = cause.body.get("provenance") if cause else None
        return replace(letter, body={**letter.body, "provenance": told})
    return letter


def _edited(work: SqlWork, letter: Letter) -> dict[str, Any]:
    """Which message an edit is of, and what is new: a messenger also tells of edits that are none."""
    number = work.inbox.number_of(letter.channel, letter.body["of"], letter.conversation)
    before = work.inbox.get(number) if number is not None else None
    was = before.body if before else {}
    if before is not None:
        work.inbox.fill(before.id, {"now": letter.body["text"]})
    photo, known = letter.body.get("photo"), was.get("unique")
    said = was.get("now", was.get("text", was.get("caption")))
    return {
        "of_number": number,
        "same": said == letter.body["text"],
        "other_photo": bool(photo and known) and photo != known,
    }


def _meant(letter: Letter) -> bool:
    """In a group: whether somebody speaks to the bot."""
    return letter.kind == "said" and bool(letter.body.get("addressed"))


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
