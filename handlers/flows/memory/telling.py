"""Notes: written at once on one's own stores and customers, after a look on a colleague's."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from domain.access import NoteRight
from domain.deciding import WRITES, Act, Ask, decide
from domain.memory.notes import Kind, Subject
from domain.memory.reports import (
    PERSON,
    asks_something,
    is_ordered,
    is_private,
    is_question,
    speaks_of_time,
    split_report,
    unordered,
)
from domain.memory.subjects import (
    called,
    contact_in,
    is_only_a_name,
    may_read,
    name_of,
    name_spans,
    named_in,
    only_named,
    owner_of,
    right_of,
)
from domain.memory.tags import tags_in
from domain.understanding import Frame, Intent, Span
from handlers.chat import Asked, Button, Pressed, Reply, Said, Understood
from handlers.flows.memory import finding, listing, shown
from handlers.remembering import (
    FLOW,
    Kept,
    Words,
    choices,
    is_kept,
    keep,
    likely,
    subject_of,
    words_of,
)
from handlers.turn import Thread, Turn

_BARE = re.compile(r"(?:标签|备注|笔记|记录)[,.!;:]*")


def on_note(turn: Turn, asked: Asked) -> Sequence[Reply]:
    """「张总上周说要换PLC品牌」, by whatever words."""
    frame = asked.frame
    text = unordered(frame.note or frame.text)
    if is_private(frame.text):
        return [Reply("memory/not_public")]
    if not text or _BARE.fullmatch(text):
        return [Reply("memory/empty")]
    if is_only_a_name(text, turn.directory) and len(_about(turn, asked)) == 1:
        return _looked_up(turn, asked)
    if is_question(asked.frame.text, list(name_spans(asked.frame.text, turn.directory))):
        return _looked_up(turn, asked)
    if not frame.note and (found := finding.wanted(turn, text)) is not None:
        return found
    return told(turn, _words(asked), _about(turn, asked))


def _looked_up(turn: Turn, asked: Asked) -> list[Reply]:
    """A question is no note: what is known is shown."""
    about = _about(turn, asked)
    if len(about) == 1 and may_read(turn.person, about[0], turn.directory):
        return [listing.listed(turn, about[0])]
    return [Reply("memory/question")]


def _words(asked: Asked) -> Words:
    """What is to be remembered, with the time it speaks of."""
    frame = asked.frame
    text = unordered(frame.note or frame.text)
    contacts = frame.of_kind("contact")
    span = _span(text, frame.spans, alone=not frame.note)
    return Words(
        text=text,
        at=asked.message.at,
        source=asked.message.id,
        contact=asked.contact,
        called=contacts[0].said if contacts else "",
        span=span.word if span else "",
        first=span.first if span else None,
        last=span.last if span else None,
    )


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「幸福超市老板娘爱吃辣」「记一下 …」: what is a note beyond doubt, about whom it names.

    What speaks of a time is left to the language, which makes dates of it.
    """
    if is_private(event.text) or speaks_of_time(event.text):
        return None
    named = named_in(event.text, turn.person, turn.directory)
    outside = list(name_spans(event.text, turn.directory))
    if asks_something(event.text, outside):
        return None
    report, _ = split_report(event.text, outside)
    tags = tags_in(event.text, turn.work.rules.tags(), outside=outside)
    states = any(not one.asked for one in tags)
    if not ((states and (report or named)) or (is_ordered(event.text) and named)):
        return None
    about = named or _contacts(turn, event.text) or _here(turn)
    contact = contact_in(event.text, about[0], turn.directory) if len(about) == 1 else ("", "")
    words = Words(
        text=unordered(event.text),
        at=event.message.at,
        source=event.message.id,
        contact=contact[0],
        called=contact[1],
    )
    return told(turn, words, about) if words.text else None


def on_understood(turn: Turn, event: Understood) -> list[Reply] | None:
    """A report that nobody made anything of is kept, too: 「王姐上礼拜讲隔壁便宜两块」."""
    frame = event.frame
    told_all = bool(frame.note) and not split_report(frame.text)[1]
    if event.spoken or event.picked or not told_all or is_private(frame.text):
        return None
    decision = decide(frame)
    if is_only_a_name(frame.text, turn.directory):
        return None
    if isinstance(decision, Act) or (isinstance(decision, Ask) and frame.intent in WRITES):
        return None
    asked = Asked(message=event.message, intent=Intent.NOTE, frame=frame)
    words = _words(asked)
    return told(turn, words, _named(turn, frame) or _here(turn)) if words.text else None


def _named(turn: Turn, frame: Frame) -> Sequence[Subject]:
    """The stores, customers, or customers of a contact, that the words name."""
    for kind, of in (
        ("store", Kind.STORE),
        ("customer", Kind.CUSTOMER),
        ("contact", Kind.CUSTOMER),
    ):
        found = [Subject(of, code) for one in frame.of_kind(kind)[:1] for code in one.ids]
        if found:
            mine = [s for s in found if owner_of(s, turn.directory) == turn.person.id]
            return mine or found
    return ()


def _contacts(turn: Turn, text: str) -> Sequence[Subject]:
    person = PERSON.search(text)
    return called(person[0], turn.person, turn.directory) if person else ()


def _here(turn: Turn) -> Sequence[Subject]:
    """The store that is being visited."""
    return likely(turn)[:1] if turn.work.visits.drafts_of(turn.person.id) else ()


def _span(text: str, spans: Sequence[Span], *, alone: bool) -> Span | None:
    """The time that the note speaks of: the one in its words, else the only one there is."""
    here = [span for span in spans if span.word in text]
    if here:
        return here[0]
    return spans[0] if spans and (alone or len(spans) == 1) else None


def _about(turn: Turn, asked: Asked) -> Sequence[Subject]:
    """Who is meant: as it was settled, as the words name it, or where the writer is."""
    settled = []
    if asked.store:
        settled.append(Subject(Kind.STORE, asked.store))
    if asked.customer:
        settled.append(Subject(Kind.CUSTOMER, asked.customer))
    if len(settled) > 1:
        kinds = [one.kind for one in asked.frame.named if one.kind in {"store", "customer"}]
        settled = [one for one in settled if one.kind == (kinds or [one.kind])[0]][:1]
    if settled:
        return settled
    return named_in(asked.frame.text, turn.person, turn.directory) or _here(turn)


def told(turn: Turn, words: Words, about: Sequence[Subject]) -> list[Reply]:
    """Keep it where it is clear whom it is about; ask where it is not."""
    if is_only_a_name(words.text, turn.directory):
        return [Reply("memory/empty")]
    if len(about) == 1:
        return _by_right(turn, words, about[0])
    among = about or called(words.called, turn.person, turn.directory) or likely(turn)
    args = {"words": words.as_args()}
    thread = turn.enter(FLOW, "")
    turn.ask_which(thread, "who", **args)
    buttons = (*choices(turn, among[:4], "note_who", args), Button("不记", "note_drop"))
    return [Reply("memory/who", {"text": words.text, "named": bool(about)}, buttons=buttons)]


def _by_right(turn: Turn, words: Words, subject: Subject) -> list[Reply]:
    right = right_of(turn.person, subject, turn.directory)
    name = name_of(subject, turn.directory)
    if right is NoteRight.NONE:
        return [Reply("memory/not_yours", {"name": name})]
    if is_kept(turn, subject, words):
        return [Reply("memory/kept_before", {"name": name})]
    if right is NoteRight.CONFIRM:
        owner = turn.directory.organisation.people.get(owner_of(subject, turn.directory) or "")
        turn.enter(FLOW, "")
        args = {"words": words.as_args(), "subject": [subject.kind.value, subject.code]}
        buttons = (Button("确认记下", "note_keep", args), Button("不记", "note_drop"))
        facts = {"name": name, "text": words.text, "owner": owner.name if owner else ""}
        return [Reply("memory/confirm", facts, buttons=buttons)]
    return _kept(turn, keep(turn, subject, words))


def _kept(turn: Turn, kept: Kept) -> list[Reply]:
    return shown.noted(turn, kept) if kept.note.checked else [shown.page_kept(turn, kept.note)]


def on_who(turn: Turn, event: Pressed) -> list[Reply]:
    """That store or customer is meant."""
    _answered(turn)
    return _by_right(turn, words_of(event.args["words"]), subject_of(event.args["subject"]))


def on_keep(turn: Turn, event: Pressed) -> list[Reply]:
    """「确认记下」 on a colleague's store."""
    subject = subject_of(event.args["subject"])
    words = words_of(event.args["words"])
    if right_of(turn.person, subject, turn.directory) is NoteRight.NONE:
        return [Reply("memory/not_yours", {"name": name_of(subject, turn.directory)})]
    if is_kept(turn, subject, words):
        return [Reply("memory/kept_before", {"name": name_of(subject, turn.directory)})]
    return _kept(turn, keep(turn, subject, words))


def on_drop(turn: Turn, event: Pressed) -> list[Reply]:  # noqa: ARG001 - nothing to look at
    """「不记」."""
    _answered(turn)
    return [Reply("memory/dropped")]


def _answered(turn: Turn) -> None:
    turn.answered(turn.enter(FLOW, ""))


def who_answered(
    turn: Turn, thread: Thread, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """The name of a store or customer, typed."""
    named = only_named(event.text, turn.person, turn.directory)
    if named is None:
        return None
    turn.answered(thread)
    return told(turn, words_of(args["words"]), [named])
