"""What conversations about notes begin with: sentences as the language has understood them."""

from datetime import date

from bot.engine.events import INTERNAL
from domain.understanding import Frame, Intent, Named, Span
from storage.codec import encode
from storage.inbox import Letter
from storage.work import SqlWork
from tests.chat import REP, Chat, Heard

LAST_WEEK = Span("上周", date(2026, 11, 16), date(2026, 11, 22))


def named(kind: str, said: str, *ids: str) -> Named:
    """Something of the company that the words name."""
    return Named(kind=kind, ids=ids, name=said, said=said, start=0, end=len(said))


def understood(
    chat: Chat, text: str, intent: Intent = Intent.NOTE, *, who: str = REP, **more: object
) -> Heard:
    """The language has read a message so."""
    spoken = bool(more.pop("spoken", False))
    frame = Frame(text=text, intent=intent, confidence=0.9, **more)  # type: ignore[arg-type]
    person = chat.person_id(who)
    chat.clock.tick(seconds=1)
    now = chat.clock.now()

    def put(work: SqlWork) -> None:
        body = {"frame": encode(frame), "spoken": spoken, "picked": {}, "via": "console"}
        work.inbox.add(
            Letter(
                channel=INTERNAL,
                key=f"understood:{text}:{now}",
                ref="",
                conversation=f"person:{person}",
                person_id=person,
                address=person,
                chat="private",
                kind="understood",
                body=body,
                at=now,
                received_at=now,
            )
        )

    chat.on_database(put)
    return chat.settle().to(person)
