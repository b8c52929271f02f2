"""What was read from a photographed page: 待核对 until a person has looked it over."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.memory.notes import Note
from domain.memory.reports import is_private
from domain.memory.subjects import name_of
from domain.numbers import plain
from handlers.chat import Pressed, Reply, Said
from handlers.flows.memory import shown
from handlers.remembering import FLOW, tag
from handlers.turn import Thread, Turn


def on_right(turn: Turn, event: Pressed) -> list[Reply]:
    """「没错」: from here on the words count."""
    note = turn.work.memory.note(event.args["note"])
    if note is None or note.ended_at is not None:
        return [Reply("memory/gone")]
    if note.checked:
        return [Reply("memory/page_checked", {"name": name_of(note.subject, turn.directory)})]
    return _checked(turn, note, note.text)


def on_fix(turn: Turn, event: Pressed) -> list[Reply]:
    """「改文字」: the person writes what it says."""
    note = turn.work.memory.note(event.args["note"])
    if note is None or note.ended_at is not None:
        return [Reply("memory/gone")]
    turn.ask(turn.enter(FLOW, ""), "page", note=note.id)
    return [Reply("memory/page_fix", {"text": note.text})]


def typed(turn: Turn, thread: Thread, args: Mapping[str, Any], event: Said) -> list[Reply] | None:
    """What the page says, typed."""
    note = turn.work.memory.note(args["note"])
    if note is None or note.ended_at is not None or not plain(event.text):
        turn.answered(thread)
        return None
    turn.answered(thread)
    if is_private(event.text):
        return [Reply("memory/not_public")]
    return _checked(turn, note, event.text.strip())


def _checked(turn: Turn, note: Note, text: str) -> list[Reply]:
    turn.work.memory.check_note(note.id, text)
    turn.work.audit.note(turn.now, turn.person.id, "page checked", note.subject.code, note=note.id)
    turn.enter(FLOW, "")
    return shown.noted(turn, tag(turn, replace(note, text=text, checked=True)))
