"""A note as its writer sees it once it is kept, and what is still to be asked about it."""

from domain.memory.notes import Note
from domain.memory.subjects import name_of
from handlers.chat import Button, Reply
from handlers.flows.memory import asking, conflicts
from handlers.remembering import Kept
from handlers.turn import Turn

_SHORT = 12
"""Letters that a note may have beside its tags before its words are shown, too."""


def page_kept(turn: Turn, note: Note) -> Reply:
    """A photographed page is kept; its words wait for a look."""
    args = {"note": note.id}
    right = (Button("没错", "page_right", args),) if note.text else ()
    buttons = (*right, Button("改文字", "page_fix", args), Button("撤回", "note_undo", args))
    facts = {"name": name_of(note.subject, turn.directory), "text": note.text}
    return Reply("memory/page_kept", facts, buttons=buttons)


def noted(turn: Turn, kept: Kept) -> list[Reply]:
    """What was written, and what is still to be asked about it."""
    note, plan = kept.note, kept.plan
    vocabulary = turn.work.rules.tags()
    labels = [asking.label(one, vocabulary) for one in kept.written if one.sure]
    guesses = [one for one in kept.written if not one.sure]
    known = [asking.label(one, vocabulary) for one in plan.known]
    facts = {
        "name": name_of(note.subject, turn.directory),
        "contact": note.contact,
        "span": note.span,
        "first": note.first.strftime("%m-%d") if note.first else "",
        "last": note.last.strftime("%m-%d") if note.last else "",
        "gist": [*labels, *known],
        "guesses": [asking.label(one, vocabulary) for one in guesses],
        "text": note.text,
        "words": _says_more(note, kept),
        "changed": [asking.held_label(old, turn) for _, old in plan.replacing if old.sure],
    }
    undo = Button("撤回", "note_undo", {"note": note.id})
    sure = tuple(asking.sure_button(one, vocabulary) for one in guesses[:1])
    question = conflicts.question(turn, note, plan.conflicts)
    if question is None:
        return [Reply("memory/noted", {**facts, "question": ""}, buttons=(*sure, undo))]
    said, buttons = question
    return [Reply("memory/noted", {**facts, "question": said}, buttons=(*buttons, undo))]


def _says_more(note: Note, kept: Kept) -> bool:
    """Whether the note's words say more than its tags do."""
    said = {one.said for one in kept.written} | {one.said for one in kept.plan.known}
    covered = sum(len(one) for one in said)
    covered += len(note.span) + len(note.contact) + _SHORT
    return bool(kept.written or kept.plan.known) and len(note.text) > covered
