"""What several conversations need to remember something: who is meant, and keeping it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from domain.memory.letters import EDGES, folded
from domain.memory.notes import HeldTag, Kind, Note, Plan, Subject, plan_tags
from domain.memory.records import told_by_records
from domain.memory.subjects import name_of, name_spans, own_customers
from domain.memory.tags import Tag, tags_in
from domain.memory.vocabulary import Vocabulary
from domain.ports.memory import Memory
from handlers.chat import Button
from handlers.planned import stops_today
from handlers.turn import Turn

_LIKELY = 4
FLOW = "memory"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Something that was told, before it is known whom it is about."""

    text: str
    at: datetime
    source: int
    contact: str = ""
    called: str = ""
    """How the words call the contact: 张总."""
    span: str = ""
    first: date | None = None
    last: date | None = None
    sha256: str = ""
    checked: bool = True

    def as_args(self) -> dict[str, Any]:
        """Plain data, for a button or an open question."""
        return {
            "text": self.text,
            "at": self.at.isoformat(),
            "source": self.source,
            "contact": self.contact,
            "called": self.called,
            "span": self.span,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "sha256": self.sha256,
            "checked": self.checked,
        }


def words_of(args: Mapping[str, Any]) -> Words:
    """The words that plain data holds."""
    first, last = args["first"], args["last"]
    return Words(
        text=args["text"],
        at=datetime.fromisoformat(args["at"]),
        source=args["source"],
        contact=args["contact"],
        called=args["called"],
        span=args["span"],
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
        sha256=args["sha256"],
        checked=args["checked"],
    )


def likely(turn: Turn) -> Sequence[Subject]:
    """Whom words without a name are probably about: where the writer is or was, what comes next."""
    since = turn.now - turn.settings.visit_life
    codes = [v.store_code for v in turn.work.visits.drafts_of(turn.person.id)]
    codes += [v.store_code for v in turn.work.visits.recent_of(turn.person.id, since)]
    codes += [stop.code for stop in stops_today(turn)]
    known = [_subject(turn, code) for code in dict.fromkeys(codes)]
    found = [one for one in known if one is not None]
    if not found:
        found = list(own_customers(turn.person, turn.directory))
    return found[:_LIKELY]


def _subject(turn: Turn, code: str) -> Subject | None:
    """A visit is of a store, or of a customer."""
    if code in turn.directory.stores:
        return Subject(Kind.STORE, code)
    return Subject(Kind.CUSTOMER, code) if code in turn.directory.customers else None


def choices(
    turn: Turn, subjects: Sequence[Subject], action: str, args: Mapping[str, Any]
) -> Iterator[Button]:
    """A button for each that may be meant."""
    for one in subjects:
        label = name_of(one, turn.directory)
        yield Button(label, action, {**args, "subject": [one.kind.value, one.code]})


def subject_of(told: Sequence[str]) -> Subject:
    """The store or customer of a button."""
    return Subject(Kind(told[0]), told[1])


def held(memory: Memory, subject: Subject, vocabulary: Vocabulary) -> Sequence[HeldTag]:
    """All tags in force of somebody: told ones, then what the records say besides."""
    told = memory.tags_of(subject)
    codes = [subject.code] if subject.kind is Kind.CUSTOMER else []
    recorded = memory.recorded(codes) if codes else ()
    return [*told, *told_by_records(recorded, told, vocabulary)]


@dataclass(frozen=True, slots=True)
class Kept:
    """A note that was written, and what became of its tags."""

    note: Note
    plan: Plan
    written: tuple[HeldTag, ...]


def is_kept(turn: Turn, subject: Subject, words: Words) -> bool:
    """Whether the writer has told the same of the same on the same day."""
    day = turn.settings.day(words.at)
    return any(
        (one.by, one.sha256, _plain(one.text)) == (turn.person.id, words.sha256, _plain(words.text))
        and turn.settings.day(one.at) == day
        for one in turn.work.memory.notes_of(subject)
    )


def _plain(text: str) -> str:
    return "".join(letter for letter in folded(text) if letter not in EDGES)


def keep(turn: Turn, subject: Subject, words: Words) -> Kept:
    """Write a note, and the tags that nothing speaks against."""
    note = Note(
        id=turn.ids.new(),
        subject=subject,
        text=words.text,
        contact=words.contact,
        by=turn.person.id,
        at=words.at,
        source=words.source,
        span=words.span,
        first=words.first,
        last=words.last,
        sha256=words.sha256,
        checked=words.checked,
    )
    turn.work.memory.add_note(note)
    turn.work.audit.note(turn.now, turn.person.id, "note written", subject.code, note=note.id)
    turn.enter(FLOW, "")
    return tag(turn, note, words.called) if words.checked else Kept(note, Plan(), ())


def tag(turn: Turn, note: Note, called: str = "") -> Kept:
    """Give the tags of a note's words, as far as nothing speaks against them."""
    vocabulary = turn.work.rules.tags()
    outside = list(name_spans(note.text, turn.directory))
    found = [
        _of_contact(one, note, called) if vocabulary.keys[one.key].personal else one
        for one in tags_in(note.text, vocabulary, outside=outside)
    ]
    plan = plan_tags(found, held(turn.work.memory, note.subject, vocabulary), vocabulary)
    written = []
    for one in dict.fromkeys(plan.written):
        kept = write_tag(turn, note, one)
        written.append(kept)
        for new, old in plan.replacing:
            if new == one:
                turn.work.memory.end_tag(old.id, turn.now, kept.id)
    return Kept(note, plan, tuple(written))


def _of_contact(one: Tag, note: Note, called: str) -> Tag:
    """What 张总 likes is liked by the contact who is called so."""
    return replace(one, who=note.contact) if note.contact and one.who in {"", called} else one


def write_tag(turn: Turn, note: Note, one: Tag) -> HeldTag:
    """Keep one tag of a note."""
    kept = HeldTag(
        id=turn.ids.new(),
        note_id=note.id,
        subject=note.subject,
        key=one.key,
        value=one.value,
        about=one.about,
        negated=one.negated,
        sure=not one.hedged,
        who=one.who,
        said=one.said,
        by=turn.person.id,
        at=note.at,
    )
    turn.work.memory.add_tag(kept)
    return kept
