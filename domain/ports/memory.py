"""What people told about stores and customers, and the orders they took by word of mouth."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.memory.drafts import DraftLine
from domain.memory.jotting import What
from domain.memory.notes import HeldTag, Note, Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Jotted:
    """An order or a count by word of mouth, confirmed by its writer. No imported fact."""

    id: str
    what: What
    subject: Subject
    lines: tuple[DraftLine, ...]
    contact: str = ""
    text: str
    by: str
    """Person id."""
    at: datetime
    """When it was said."""
    source: int
    """The inbox number of the message that confirmed it."""
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the company's own records say of a customer: 标签, or the value of a public field."""

    subject: Subject
    field: str
    text: str
    by: str = ""
    """Person id of who filled it in; empty where nobody is named."""


class Memory(Protocol):
    """Notes, tags and what was jotted. Private fields are none of it."""

    def add_note(self, note: Note) -> None:
        """Keep a note."""
        ...

    def note(self, note_id: str) -> Note | None:
        """One note, ended or not."""
        ...

    def notes_of(self, subject: Subject) -> Sequence[Note]:
        """The notes in force about somebody, newest first."""
        ...

    def last_note(self, by: str) -> Note | None:
        """The newest note in force of a person."""
        ...

    def check_note(self, note_id: str, text: str) -> None:
        """Write what a person says is on a photographed note."""
        ...

    def end_note(self, note_id: str, at: datetime) -> None:
        """It does not count any more."""
        ...

    def add_tag(self, tag: HeldTag) -> None:
        """Keep a tag."""
        ...

    def tag(self, tag_id: str) -> HeldTag | None:
        """One tag, ended or not."""
        ...

    def tags_of(self, subject: Subject) -> Sequence[HeldTag]:
        """The tags in force of somebody, newest first."""
        ...

    def tags_from(self, note_id: str) -> Sequence[HeldTag]:
        """The tags in force that a note gave."""
        ...

    def tagged(self, keys: Sequence[str] = ()) -> Sequence[HeldTag]:
        """All tags in force, of some keys or of all."""
        ...

    def confirm_tag(self, tag_id: str) -> None:
        """A guess turned out to be so."""
        ...

    def end_tag(self, tag_id: str, at: datetime, by: str) -> None:
        """It does not count any more; ``by`` is what took its place, or who took it back."""
        ...

    def revive(self, by: str) -> int:
        """Let count again what ended because of a tag that is taken back; how many."""
        ...

    def recorded(self, customers: Sequence[str] = ()) -> Sequence[Recorded]:
        """What the company's records say of some customers, or of all; public fields only."""
        ...

    def jot(self, jotted: Jotted) -> None:
        """Keep an order or a count that was confirmed."""
        ...

    def jotted(self, jotted_id: str) -> Jotted | None:
        """One of them, ended or not."""
        ...

    def last_jotted(self, by: str) -> Jotted | None:
        """The newest in force of a person."""
        ...

    def jotted_between(self, begin: datetime, end: datetime) -> Sequence[Jotted]:
        """Those in force that were said in a span of time, oldest first."""
        ...

    def end_jotted(self, jotted_id: str, at: datetime) -> None:
        """It does not count any more."""
        ...
