"""What there is on the server: chats with their messages, files, queries."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Row = list[tuple[str, str]]
"""Buttons side by side: label and callback data."""


@dataclass
class Shown:
    """A message as it stands in a chat."""

    chat: "Chat"
    number: int
    at: datetime
    text: str = ""
    """The text, or the caption."""
    photo: bytes = b""
    inline: list[Row] = field(default_factory=list)
    by_bot: bool = False
    answers: int | None = None
    edits: int = 0
    told: dict[str, Any] = field(default_factory=dict)
    """The message as the bot gets it."""

    @property
    def labels(self) -> list[str]:
        """What stands on its buttons."""
        return [label for row in self.inline for label, _ in row]


@dataclass
class Chat:
    """A private chat or a group."""

    id: int
    kind: str
    title: str = ""
    shown: list[Shown] = field(default_factory=list)
    keyboard: list[list[dict[str, Any]]] = field(default_factory=list)
    """The one below the chat."""
    actions: list[str] = field(default_factory=list)
    """What the bot was seen doing."""
    blocked: str = ""
    """Why the bot can't write here."""
    moved_to: int = 0

    @property
    def json(self) -> dict[str, Any]:
        """The chat as the bot gets it."""
        name = {"first_name": self.title} if self.kind == "private" else {"title": self.title}
        return {"id": self.id, "type": self.kind, **name}

    def find(self, number: int) -> Shown | None:
        """A message by its number."""
        return next((shown for shown in self.shown if shown.number == number), None)


@dataclass
class Stored:
    """A file."""

    id: str
    data: bytes
    size: int
    """What Telegram says about it."""
    lost: bool = False


@dataclass
class Query:
    """A button that was pressed."""

    id: str
    at: datetime
    answers: int = 0


class World:
    """Everything there is."""

    def __init__(self) -> None:
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, Stored] = {}
        self.queries: dict[str, Query] = {}
        self.paths: dict[str, str] = {}
        """Addresses for downloading, while they hold."""
        self._messages = 0

    def chat(self, chat_id: int, kind: str = "private", title: str = "") -> Chat:
        """A chat, made when it is new."""
        if chat_id not in self.chats:
            self.chats[chat_id] = Chat(chat_id, kind, title)
        return self.chats[chat_id]

    def next_message(self) -> int:
        """A number for a message."""
        self._messages += 1
        return self._messages

    def store(self, data: bytes, size: int | None = None) -> Stored:
        """Keep a file; ``size`` when it only claims to be so large."""
        number = len(self.files) + 1
        file = Stored(f"file-{number}", data, len(data) if size is None else size)
        self.files[file.id] = file
        return file
