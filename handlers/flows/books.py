"""A workbook sent in chat: preview, confirm, import. Status columns never close a visit."""

from domain import access
from handlers.chat import BookRead, Button, Failed, Pressed, Reply, SentFile
from handlers.flow import Flow
from handlers.turn import Turn


def on_file(turn: Turn, event: SentFile) -> list[Reply]:
    """Kept, and being read."""
    if not access.may_import(turn.person):
        return [Reply("books/not_allowed", {"name": event.name})]
    return []


def on_read(turn: Turn, event: BookRead) -> list[Reply]:
    """The preview: nothing is written yet."""
    if not access.may_import(turn.person):
        return []
    reports = turn.work.load_book(event.sha256, event.name, turn.person, dry_run=True)
    args = {"sha256": event.sha256, "name": event.name}
    buttons = (Button("导入", "book_import", args), Button("取消", "book_cancel", args))
    return [Reply("books/preview", {"name": event.name, "sheets": reports}, buttons=buttons)]


def on_import(turn: Turn, event: Pressed) -> list[Reply]:
    """导入."""
    if not access.may_import(turn.person):
        return [Reply("books/not_allowed", {"name": event.args["name"]})]
    reports = turn.work.load_book(
        event.args["sha256"], event.args["name"], turn.person, dry_run=False
    )
    turn.work.audit.note(turn.now, turn.person.id, "imported", event.args["name"])
    return [Reply("books/imported", {"name": event.args["name"], "sheets": reports})]


def on_cancel(turn: Turn, event: Pressed) -> list[Reply]:
    """取消."""
    del turn
    return [Reply("books/cancelled", {"name": event.args["name"]})]


def on_failed(turn: Turn, event: Failed) -> list[Reply] | None:
    """A file that is no workbook, or that can't be opened."""
    if event.kind != "book":
        return None
    if not access.may_import(turn.person):
        return []
    return [Reply("books/unreadable", {"name": event.payload["name"], "code": event.code})]


FLOW = Flow(
    name="books",
    order=30,
    on={SentFile: on_file, BookRead: on_read, Failed: on_failed},
    presses={"book_import": on_import, "book_cancel": on_cancel},
)
