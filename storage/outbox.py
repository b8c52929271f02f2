"""The outbox: what must still reach somebody, and what has."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, case, insert, select, update

from storage.tables.base import table
from storage.tables.engine import OutboxRow

_OUTBOX = table(OutboxRow)
HOLD = timedelta(seconds=1.5)
HOLD_LONGEST = timedelta(seconds=6)
QUIET = "quiet"
"""State of a push that waits for the end of the quiet hours: nobody has seen it yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One message on its way."""

    conversation: str
    person_id: str | None
    channel: str
    address: str
    chat: str
    template: str
    facts: dict[str, Any]
    priority: int
    created_at: datetime
    next_at: datetime
    thread_id: int | None = None
    cause: int | None = None
    news: list[Any] = field(default_factory=list)
    buttons: list[Any] = field(default_factory=list)
    """[{label, action, args}]: the token of the n-th is ``<id>-<n>``."""
    draw: dict[str, Any] | None = None
    merge_key: str = ""
    hold_until: datetime | None = None
    state: str = "new"
    attempts: int = 0
    ref: str = ""
    text: str = ""
    image: str = ""
    note: str = ""
    board: str = ""
    """Names a message that is kept up to date."""
    edits: int | None = None
    """The message whose place it takes."""
    pushed: bool = False
    """It answers nothing: the person did not write first."""
    id: int = 0


_FIELDS = tuple(f for f in Outgoing.__slots__ if f != "id")
_GLANCE = (
    "id",
    "thread_id",
    "state",
    "merge_key",
    "created_at",
    "hold_until",
    "news",
    "buttons",
    "draw",
)
_RECENT = (
    select(*(_OUTBOX.c[name] for name in _GLANCE))
    .where(
        _OUTBOX.c.conversation == bindparam("who"),
        _OUTBOX.c.state != "dead",  # two words and no list: a list is expanded at every call
        _OUTBOX.c.state != QUIET,
        _OUTBOX.c.edits.is_(None),  # it stands where the first one does: nobody sees it as newer
    )
    .order_by(_OUTBOX.c.id.desc())
    .limit(bindparam("most"))
)
_LOOK_BACK = 4
"""Messages back in which a typed label may name a button."""
_INSERT = insert(_OUTBOX)
_MERGED = ("template", "facts", "news", "buttons", "draw", "cause", "hold_until")
_REPLACE = (
    update(_OUTBOX)
    .where(_OUTBOX.c.id == bindparam("of"))
    .values({name: bindparam(name) for name in _MERGED})
)


def _due() -> Select[Any]:
    """Messages that may go: none waits for another of its account, or for an older one's next try."""
    other = _OUTBOX.alias()
    again = (other.c.state == "new") & (other.c.attempts > 0) & (other.c.id < _OUTBOX.c.id)
    waits = (
        select(other.c.id)
        .where(
            other.c.conversation == _OUTBOX.c.conversation,
            other.c.channel == _OUTBOX.c.channel,
            other.c.address == _OUTBOX.c.address,
            (other.c.state == "sending") | again,
        )
        .exists()
    )
    ripe = (_OUTBOX.c.state == "new") | (_OUTBOX.c.state == QUIET)
    urgent = select(_OUTBOX).where(ripe, _OUTBOX.c.next_at <= bindparam("now"), ~waits)
    return urgent.order_by(_OUTBOX.c.priority, _OUTBOX.c.id).limit(bindparam("most"))


_DUE_AT_ONCE = _due()
_HELD_UNTIL = _OUTBOX.c.hold_until
_DUE = _DUE_AT_ONCE.where(_HELD_UNTIL.is_(None) | (bindparam("now") >= _HELD_UNTIL))
"""What runs after every message is built once."""


class SqlOutbox:
    """Messages on one connection. Never commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen: tuple[str, Sequence[Row[Any]]] | None = None

    def add(self, out: Outgoing) -> int:
        """Queue a message.

        A held one of the same merge key is replaced and its news kept; any other that is held
        goes out first. So the held message of a conversation is always its newest.
        """
        newest = next(iter(self.recent(out.conversation)), None)
        self._seen = None
        if newest is not None and newest.state == "new" and newest.hold_until is not None:
            if out.merge_key and newest.merge_key == out.merge_key:
                return self._merge(newest, out)
            self.change(newest.id, hold_until=None)
        return int(self._connection.execute(_INSERT, values_of(out)).lastrowid)

    def due(self, now: datetime, *, most: int, holds: bool = True) -> Sequence[Outgoing]:
        """Messages to send now, most urgent first; ``holds=False`` ends every hold at once.

        A message waits while another to its account is under way, or an older one waits for
        another try.
        """
        stmt = _DUE if holds else _DUE_AT_ONCE
        return [
            outgoing_of(row) for row in self._connection.execute(stmt, {"now": now, "most": most})
        ]

    def next_due(self) -> datetime | None:
        """When the next message that waits for another try may go."""
        waiting = (_OUTBOX.c.state == "new") & (_OUTBOX.c.attempts > 0)
        stmt = select(_OUTBOX.c.next_at).where(waiting).order_by(_OUTBOX.c.next_at).limit(1)
        return self._connection.scalar(stmt)

    def next_quiet(self) -> datetime | None:
        """When the next push that the quiet hours hold back may go."""
        stmt = select(_OUTBOX.c.next_at).where(_OUTBOX.c.state == QUIET)
        return self._connection.scalar(stmt.order_by(_OUTBOX.c.next_at).limit(1))

    def change(self, out_id: int, **values: Any) -> None:
        """Write what became of a message."""
        self._seen = None
        self._connection.execute(update(_OUTBOX).where(_OUTBOX.c.id == out_id).values(**values))

    def get(self, out_id: int) -> Outgoing | None:
        """One message."""
        row = self._connection.execute(select(_OUTBOX).where(_OUTBOX.c.id == out_id)).first()
        return outgoing_of(row) if row else None

    def thread_of(self, conversation: str, ref: str) -> int | None:
        """The thread of a message by its channel's own number."""
        mine = (_OUTBOX.c.conversation == conversation) & (_OUTBOX.c.ref == ref)
        stmt = select(_OUTBOX.c.thread_id).where(mine).order_by(_OUTBOX.c.id.desc()).limit(1)
        return self._connection.scalar(stmt)

    def recent(self, conversation: str) -> Sequence[Row[Any]]:
        """The conversation's newest messages, newest first. One decision asks several times."""
        if self._seen is None or self._seen[0] != conversation:
            rows = self._connection.execute(_RECENT, {"who": conversation, "most": _LOOK_BACK})
            self._seen = (conversation, rows.all())
        return self._seen[1]

    def sent_in(self, conversation: str, last: int) -> Sequence[Outgoing]:
        """The newest messages that reached a conversation, oldest first; no edits of them."""
        sent = (_OUTBOX.c.state == "sent") & _OUTBOX.c.edits.is_(None)
        stmt = (
            select(_OUTBOX)
            .where(_OUTBOX.c.conversation == conversation, sent)
            .order_by(_OUTBOX.c.id.desc())
            .limit(last)
        )
        return [outgoing_of(row) for row in reversed(self._connection.execute(stmt).all())]

    def reclaim(self) -> int:
        """After a crash: what was being sent may not have arrived, so it is sent again.

        It may have arrived as well: that counts as a try, so that a channel can look.
        """
        tried = case((_OUTBOX.c.attempts == 0, 1), else_=_OUTBOX.c.attempts)
        done = update(_OUTBOX).where(_OUTBOX.c.state == "sending")
        return self._connection.execute(done.values(state="new", attempts=tried)).rowcount

    def _merge(self, twin: Row[Any], out: Outgoing) -> int:
        until = out.hold_until
        if until is not None:
            until = min(until, twin.created_at + HOLD_LONGEST)
        news = [*twin.news, *(n for n in out.news if n not in twin.news)]
        values = {
            "of": twin.id,
            "template": out.template,
            "facts": out.facts,
            "news": news,
            "buttons": _asked(news, out.buttons),
            "draw": out.draw or twin.draw,
            "cause": out.cause,
            "hold_until": until,
        }
        self._connection.execute(_REPLACE, values)
        return int(twin.id)


def _asked(news: Sequence[Any], buttons: Sequence[Any]) -> list[Any]:
    """What the news ask, then what the message itself asks."""
    return [*(b for one in news for b in one.get("buttons", ())), *buttons]


def values_of(out: Outgoing) -> dict[str, Any]:
    """A message as the values of its row."""
    values = {name: getattr(out, name) for name in _FIELDS}
    return values | {"buttons": _asked(out.news, out.buttons)}


def outgoing_of(row: Row[Any]) -> Outgoing:
    """A row as the message that it is."""
    return Outgoing(id=row.id, **{name: getattr(row, name) for name in _FIELDS})
