"""What is remembered of one store or customer, with who told it and when."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from domain import access
from domain.errors import NotAllowedError
from domain.memory.notes import HeldTag, Note, Subject, by_key
from domain.memory.subjects import anybody_in, may_read, name_of, name_spans, named_in
from domain.memory.tags import tags_in
from domain.numbers import plain
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flows.memory import asking
from handlers.remembering import FLOW, held, subject_of, write_tag
from handlers.turn import Thread, Turn

_ASKS = re.compile(
    r"(?:标签|备注|笔记|画像)(?:有哪些|都有哪些|有什么|是什么|有没有|呢|吗|列表|记录)?[?!.]*$"
    r"|(?:有哪些|有什么|都有哪些|看看|查看|看一下|列出)\S{0,4}(?:标签|备注|笔记)[?!.]*$|记了(?:些|点)?(?:什么|啥)[?]?$"
)
_LONGEST = 30
_TAGS, _NOTES, _TAPPED = 8, 5, 2


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「幸福超市有哪些标签」「宏达机械的备注」."""
    said = plain(event.text)
    if len(said) > _LONGEST or not (_ASKS.search(said) or _asks_of_tags(turn, said)):
        return None
    named = named_in(said, turn.person, turn.directory)
    if not named:
        others = anybody_in(said, turn.directory)
        names = [name_of(one, turn.directory) for one in others]
        return [Reply("memory/not_readable", {"name": names[0]})] if names else None
    turn.enter(FLOW, "")
    if len(named) > 1:
        buttons = tuple(
            Button(
                name_of(one, turn.directory),
                "tags_of",
                {"subject": [one.kind.value, one.code]},
                lasting=True,
            )
            for one in named[:5]
        )
        return [Reply("memory/which_list", {"total": len(named)}, buttons=buttons)]
    return [listed(turn, named[0])]


def _asks_of_tags(turn: Turn, said: str) -> bool:
    """「幸福超市老板爱吃辣吗」: what is known of it is shown."""
    outside = list(name_spans(said, turn.directory))
    tags = tags_in(said, turn.work.rules.tags(), outside=outside) if outside else ()
    return bool(tags) and all(tag.asked for tag in tags)


def on_press(turn: Turn, event: Pressed) -> list[Reply]:
    """One of a list."""
    return [listed(turn, subject_of(event.args["subject"]))]


def listed(turn: Turn, subject: Subject) -> Reply:
    """Tags and notes, newest first; one's own can be taken back and changed."""
    if not may_read(turn.person, subject, turn.directory):
        raise NotAllowedError
    turn.enter(FLOW, "")
    tags = by_key(held(turn.work.memory, subject, turn.work.rules.tags()))
    notes = turn.work.memory.notes_of(subject)
    facts = {
        "name": name_of(subject, turn.directory),
        "tags": [_tag_line(turn, one) for one in tags[:_TAGS]],
        "tags_left": max(len(tags) - _TAGS, 0),
        "notes": [_note_line(turn, one) for one in notes[:_NOTES]],
        "notes_left": max(len(notes) - _NOTES, 0),
    }
    return Reply("memory/listed", facts, buttons=_buttons(turn, tags[:_TAGS], notes[:_NOTES]))


def _tag_line(turn: Turn, one: HeldTag) -> dict[str, Any]:
    return {
        "label": asking.whose(one, turn.work.rules.tags()),
        "sure": one.sure,
        "source": asking.source(one, turn),
        "said": one.said,
    }


def _note_line(turn: Turn, one: Note) -> dict[str, Any]:
    people = turn.directory.organisation.people
    return {
        "text": one.text,
        "contact": one.contact,
        "by": people[one.by].name if one.by in people else one.by,
        "at": one.at,
        "span": one.span,
        "first": one.first.strftime("%m-%d") if one.first else "",
        "last": one.last.strftime("%m-%d") if one.last else "",
        "checked": one.checked,
        "photo": bool(one.sha256),
    }


def _buttons(turn: Turn, tags: Sequence[HeldTag], notes: Sequence[Note]) -> tuple[Button, ...]:
    vocabulary, organisation = turn.work.rules.tags(), turn.directory.organisation
    mine = [t for t in tags if t.note_id and access.may_end_note(turn.person, t.by, organisation)]
    buttons = []
    for one in mine[:_TAPPED]:
        label = asking.short(one, vocabulary)
        buttons.append(Button(f"撤回 {label}", "tag_undo", {"tag": one.id}))
        buttons.append(Button(f"改 {label}", "tag_fix", {"tag": one.id}))
    if not mine:
        own = [n for n in notes if access.may_end_note(turn.person, n.by, organisation)]
        buttons += [Button("撤回最新备注", "note_undo", {"note": one.id}) for one in own[:1]]
    return tuple(buttons)


def on_fix(turn: Turn, event: Pressed) -> list[Reply]:
    """「改 辣」: how it is, in the person's words."""
    one = turn.work.memory.tag(event.args["tag"])
    if one is None or one.ended_at is not None:
        return [Reply("memory/gone")]
    if not access.may_end_note(turn.person, one.by, turn.directory.organisation):
        raise NotAllowedError
    turn.ask(turn.enter(FLOW, ""), "fix", tag=one.id)
    vocabulary = turn.work.rules.tags()
    names = (
        [n for n in vocabulary.keys[one.key].values if n != one.value][:5]
        if _known(turn, one)
        else []
    )
    facts = {"label": asking.label(one, vocabulary), "names": names}
    return [Reply("memory/fix", facts)]


def _known(turn: Turn, one: HeldTag) -> bool:
    return one.key in turn.work.rules.tags().keys


def fixed(turn: Turn, thread: Thread, args: Mapping[str, Any], event: Said) -> list[Reply] | None:
    """The right value, typed: 「清淡」「不吃辣」."""
    one, vocabulary = turn.work.memory.tag(args["tag"]), turn.work.rules.tags()
    note = turn.work.memory.note(one.note_id) if one else None
    if one is None or note is None or one.ended_at is not None:
        turn.answered(thread)
        return None
    outside = list(name_spans(event.text, turn.directory))
    told = tags_in(event.text, vocabulary, outside=outside, loose=True)
    new = next((tag for tag in told if tag.key == one.key and tag.is_fact), None)
    if new is None:
        return None
    turn.answered(thread)
    kept = write_tag(turn, note, new)
    turn.work.memory.end_tag(one.id, turn.now, kept.id)
    turn.work.audit.note(
        turn.now, turn.person.id, "tag changed", one.subject.code, before=one.id, after=kept.id
    )
    facts = {
        "name": name_of(one.subject, turn.directory),
        "old": asking.label(one, vocabulary),
        "new": asking.label(kept, vocabulary),
    }
    return [Reply("memory/fixed", facts, buttons=(Button("撤回", "tag_undo", {"tag": kept.id}),))]
