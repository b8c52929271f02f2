"""撤回 of notes, tags and orders by word of mouth: by the tap, or typed right after."""

from domain import access
from domain.errors import NotAllowedError
from domain.memory.newest import comes_first
from domain.memory.notes import Note
from domain.memory.subjects import name_of
from domain.ports.memory import Jotted
from domain.undoing import Target, order, parse_undo, told_by
from handlers.chat import Pressed, Reply, Said
from handlers.flows.memory import asking
from handlers.flows.memory.drafting import line_of, newest_draft
from handlers.remembering import FLOW
from handlers.turn import Turn


def ahead(turn: Turn, event: Said) -> list[Reply] | None:
    """「撤回」 when a note or an order was the last thing that was written."""
    undo = parse_undo(event.text, turn.directory.catalogue)
    if undo is None or undo.loose or undo.slip or not (undo.newest or undo.target is Target.NOTE):
        return None
    note = turn.work.memory.last_note(turn.person.id)
    jotted = turn.work.memory.last_jotted(turn.person.id)
    last = max((one for one in (note, jotted) if one), key=lambda one: one.source, default=None)
    draft = newest_draft(turn)
    if draft is not None and (last is None or draft.source > last.source):
        turn.leave(FLOW, f"draft:{draft.source}")
        return [Reply("memory/dropped")]
    if last is None or not _is_newest(turn, last):
        return None
    return [_end_note(turn, last) if isinstance(last, Note) else end_jotted(turn, last)]


def _is_newest(turn: Turn, last: Note | Jotted) -> bool:
    """Whether nothing of a visit was sent since."""
    visits = turn.work.visits
    drafts = visits.drafts_of(turn.person.id)
    of_visits = [told_by(i) for v in drafts for i in order(v)]
    of_visits += [e.id for e in turn.work.evidence.waiting(turn.person.id)]
    touched = [v.opened_at for v in drafts]
    done = visits.last_submitted(turn.person.id)
    touched += [done.submitted_at] if done and done.submitted_at else []
    return comes_first(
        last.source, last.at, of_visits, touched, now=turn.now, life=turn.settings.on_site
    )


def on_note_undo(turn: Turn, event: Pressed) -> list[Reply]:
    """「撤回」 under a note."""
    note = turn.work.memory.note(event.args["note"])
    if note is None or note.ended_at is not None:
        return _gone(turn, event)
    _allowed(turn, note.by)
    return [_end_note(turn, note)]


def on_tag_undo(turn: Turn, event: Pressed) -> list[Reply]:
    """「撤回」 of one tag in a list; the note stays."""
    one = turn.work.memory.tag(event.args["tag"])
    if one is None or one.ended_at is not None:
        return _gone(turn, event)
    _allowed(turn, one.by)
    turn.work.memory.end_tag(one.id, turn.now, turn.person.id)
    turn.work.memory.revive(one.id)
    turn.work.audit.note(turn.now, turn.person.id, "tag taken back", one.subject.code, tag=one.id)
    turn.enter(FLOW, "")
    name = name_of(one.subject, turn.directory)
    label = asking.label(one, turn.work.rules.tags())
    return [Reply("memory/tag_undone", {"name": name, "label": label})]


def on_jot_undo(turn: Turn, event: Pressed) -> list[Reply]:
    """「撤回」 under an order by word of mouth."""
    jotted = turn.work.memory.jotted(event.args["jotted"])
    if jotted is None or jotted.ended_at is not None:
        return _gone(turn, event)
    _allowed(turn, jotted.by)
    return [end_jotted(turn, jotted)]


def _gone(turn: Turn, event: Pressed) -> list[Reply]:
    """A typed 撤回 that this button has done already means something else."""
    if not event.typed:
        return [Reply("memory/gone")]
    turn.onward.append(Said(event.message, event.said))
    return []


def _allowed(turn: Turn, by: str) -> None:
    if not access.may_end_note(turn.person, by, turn.directory.organisation):
        raise NotAllowedError


def _end_note(turn: Turn, note: Note) -> Reply:
    """The note and its tags end; what they stood in place of counts again."""
    tags = turn.work.memory.tags_from(note.id)
    turn.work.memory.end_note(note.id, turn.now)
    back = 0
    for one in tags:
        turn.work.memory.end_tag(one.id, turn.now, turn.person.id)
        back += turn.work.memory.revive(one.id)
    turn.work.audit.note(
        turn.now, turn.person.id, "note taken back", note.subject.code, note=note.id
    )
    turn.answered(turn.enter(FLOW, ""))
    vocabulary = turn.work.rules.tags()
    facts = {
        "name": name_of(note.subject, turn.directory),
        "text": note.text,
        "labels": [asking.label(one, vocabulary) for one in tags],
        "back": back,
    }
    return Reply("memory/undone", facts)


def end_jotted(turn: Turn, jotted: Jotted) -> Reply:
    """It does not count any more."""
    turn.work.memory.end_jotted(jotted.id, turn.now)
    turn.work.audit.note(
        turn.now, turn.person.id, "jotted taken back", jotted.subject.code, jotted=jotted.id
    )
    turn.enter(FLOW, "")
    lines = [line_of(turn, one) for one in jotted.lines]
    facts = {"name": name_of(jotted.subject, turn.directory), "lines": lines}
    return Reply("memory/jot_undone", {**facts, "what": jotted.what.value})
