"""What contradicts what is known: a person says which holds, and nothing is lost meanwhile."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.memory.notes import HeldTag, Note
from domain.memory.tags import Tag
from domain.memory.vocabulary import Vocabulary
from handlers.chat import Button, Pressed, Reply
from handlers.flows.memory import asking
from handlers.remembering import FLOW, held, write_tag
from handlers.turn import Turn

_CONFLICTS = Sequence[tuple[Tag, HeldTag]]


def question(
    turn: Turn, note: Note, conflicts: _CONFLICTS
) -> tuple[str, tuple[Button, ...]] | None:
    """「原来记的是连锁便利店,改成社区生鲜店吗?」, one at a time."""
    if not conflicts:
        return None
    (new, old), *rest = conflicts
    args = {
        "note": note.id,
        "tag": _facts(new),
        "old": old.id,
        "rest": [[_facts(t), o.id] for t, o in rest],
    }
    return _asked(turn, new, old, args)


def _asked(
    turn: Turn, new: Tag, old: HeldTag, args: Mapping[str, Any]
) -> tuple[str, tuple[Button, ...]]:
    vocabulary = turn.work.rules.tags()
    to, was = asking.short(new, vocabulary), asking.short(old, vocabulary)
    said = f"原来记的是{asking.held_label(old, turn)},改成{to}吗?"
    buttons = (
        Button(f"改成{to}", "tag_change", args),
        Button(f"保留{was}", "tag_stay", args),
        Button("两个都对", "tag_both", args),
    )
    return said, buttons


def _facts(tag: Tag) -> dict[str, Any]:
    return {
        "key": tag.key,
        "value": tag.value,
        "about": tag.about,
        "negated": tag.negated,
        "who": tag.who,
        "said": tag.said,
    }


def _tag(facts: Mapping[str, Any]) -> Tag:
    return Tag(**facts, start=0, end=0)


def on_change(turn: Turn, event: Pressed) -> list[Reply]:
    """「改成…」: the old one ends, and comes back when the note is taken back."""
    return _settled(turn, event, "changed")


def on_both(turn: Turn, event: Pressed) -> list[Reply]:
    """「两个都对」."""
    return _settled(turn, event, "both")


def on_stay(turn: Turn, event: Pressed) -> list[Reply]:
    """「保留…」: the note stays, its tag is not written."""
    return _settled(turn, event, "stays")


def _settled(turn: Turn, event: Pressed, how: str) -> list[Reply]:
    note = turn.work.memory.note(event.args["note"])
    if note is None or note.ended_at is not None:
        return [Reply("memory/gone")]
    new, vocabulary = _tag(event.args["tag"]), turn.work.rules.tags()
    now = held(turn.work.memory, note.subject, vocabulary)
    old = next((one for one in now if one.id == event.args["old"]), None)
    if _is_written(new, now) or old is None:
        return [Reply("memory/settled_before", {"label": asking.label(new, vocabulary)})]
    if how != "stays":
        _write(turn, note, new, old, both=how == "both")
    turn.work.audit.note(
        turn.now, turn.person.id, f"tag conflict {how}", note.subject.code, note=note.id
    )
    turn.enter(FLOW, "")
    return [_done(turn, note, event, (new, old, how), vocabulary)]


def _is_written(new: Tag, held_now: Sequence[HeldTag]) -> bool:
    return any(
        (one.key, one.value, one.negated) == (new.key, new.value, new.negated) and one.sure
        for one in held_now
    )


def _write(turn: Turn, note: Note, new: Tag, old: HeldTag, *, both: bool) -> None:
    kept = write_tag(turn, note, new)
    if both and not old.note_id:  # what the records say would step back behind what is told
        copy = Tag(
            key=old.key, value=old.value, about=old.about, negated=old.negated,
            said=old.said, start=0, end=0,
        )  # fmt: skip
        write_tag(turn, note, copy)
    elif not both and old.note_id:
        turn.work.memory.end_tag(old.id, turn.now, kept.id)


def _done(
    turn: Turn,
    note: Note,
    event: Pressed,
    settled: tuple[Tag, HeldTag, str],
    vocabulary: Vocabulary,
) -> Reply:
    new, old, how = settled
    facts = {
        "how": how,
        "new": asking.label(new, vocabulary),
        "old": asking.label(old, vocabulary),
        "question": "",
    }
    undo = Button("撤回", "note_undo", {"note": note.id})
    buttons: tuple[Button, ...] = (undo,)
    rest = list(event.args["rest"])
    while rest and not facts["question"]:
        told, old_id = rest.pop(0)
        next_old = turn.work.memory.tag(old_id)
        if next_old is not None and next_old.ended_at is None:
            args = {"note": note.id, "tag": told, "old": old_id, "rest": rest}
            facts["question"], asks = _asked(turn, _tag(told), next_old, args)
            buttons = (*asks, undo)
    return Reply("memory/settled", facts, buttons=buttons)


def on_sure(turn: Turn, event: Pressed) -> list[Reply]:
    """「确认辣」: a guess turned out to be so."""
    one = turn.work.memory.tag(event.args["tag"])
    if one is None or one.ended_at is not None:
        return [Reply("memory/gone")]
    vocabulary = turn.work.rules.tags()
    turn.work.memory.confirm_tag(one.id)
    turn.work.audit.note(turn.now, turn.person.id, "tag confirmed", one.subject.code, tag=one.id)
    undo = Button("撤回", "note_undo", {"note": one.note_id})
    return [Reply("memory/sure", {"label": asking.label(one, vocabulary)}, buttons=(undo,))]
