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
    news = sum(report["added"] + report["changed"] for report in reports)
    facts = {"name": event.name, "sheets": reports, "fresh": news}
    if not news:
        return [Reply("books/preview", facts)]
    card = turn.enter("books", str(event.message.id))
    args = {"sha256": event.sha256, "name": event.name, "card": card.subject}
    buttons = (Button("导入", "book_import", args), Button("取消", "book_cancel", args))
    return [Reply("books/preview", facts, buttons=buttons)]


def _closed(turn: Turn, event: Pressed) -> bool:
    """Close the card; ``False`` when it was answered before."""
    open_now = any((t.flow, t.subject) == ("books", event.args["card"]) for t in turn.threads)
    turn.leave("books", event.args["card"])
    return open_now


def on_import(turn: Turn, event: Pressed) -> list[Reply]:
    """导入, once."""
    name = event.args["name"]
    if not access.may_import(turn.person):
        return [Reply("books/not_allowed", {"name": name})]
    if not _closed(turn, event):
        return [Reply("books/over", {"name": name})]
    reports = turn.work.load_book(event.args["sha256"], name, turn.person, dry_run=False)
    turn.work.audit.note(turn.now, turn.person.id, "imported", name)
    return [Reply("books/imported", {"name": name, "sheets": reports})]


def on_cancel(turn: Turn, event: Pressed) -> list[Reply]:
    """取消."""
    template = "books/cancelled" if _closed(turn, event) else "books/over"
    return [Reply(template, {"name": event.args["name"]})]


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
