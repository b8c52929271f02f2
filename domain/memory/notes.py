"""Notes and tags as they are kept: about whom, by whom, from which words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.memory.tags import Tag
from domain.memory.vocabulary import Vocabulary


class Kind(StrEnum):
    """What a note is about."""

    STORE = "store"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Subject:
    """A store or a customer, by its code."""

    kind: Kind
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What somebody told about a store or a customer. Public within its district."""

    id: str
    subject: Subject
    text: str
    """As it was told; of a photographed note what was read from it."""
    contact: str = ""
    """Of whom it speaks there: 张建国."""
    by: str
    """Person id."""
    at: datetime
    """Message time."""
    source: int
    """The inbox number of the message that told it."""
    span: str = ""
    """The time that the words speak of, as said: 上周."""
    first: date | None = None
    last: date | None = None
    sha256: str = ""
    """Of the picture of a photographed note."""
    checked: bool = True
    """Whether a person has looked over what was read from a picture."""
    ended_at: datetime | None = None
    """Since when it does not count any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTag:
    """A tag that somebody's words gave a store or a customer."""

    id: str
    note_id: str
    """Empty when the company's own records say it."""
    subject: Subject
    key: str
    value: str
    about: str = ""
    negated: bool = False
    sure: bool = True
    """``False``: 待确认, the words were a guess."""
    who: str = ""
    """Whose it is, as it was said: 老板娘."""
    said: str
    """The words that say it."""
    by: str
    """Person id."""
    at: datetime | None
    """``None`` where the company's own records say it."""
    ended_at: datetime | None = None
    ended_by: str = ""
    """Id of the tag that took its place, or of whoever took it back."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of the tags of new words."""

    new: tuple[Tag, ...] = ()
    replacing: tuple[tuple[Tag, HeldTag], ...] = ()
    """The words themselves say that it has changed, or settle a guess."""
    conflicts: tuple[tuple[Tag, HeldTag], ...] = ()
    """Only a person can tell which holds."""
    known: tuple[Tag, ...] = ()
    """Held already."""

    @property
    def written(self) -> tuple[Tag, ...]:
        """What is written without a question."""
        return (*self.new, *(tag for tag, _ in self.replacing))


def plan_tags(found: Sequence[Tag], held: Sequence[HeldTag], vocabulary: Vocabulary) -> Plan:
    """Hold the tags of new words against what is held of the same subject.

    Questions make no tag. A guess replaces nothing.
    """
    new: list[Tag] = []
    replacing: list[tuple[Tag, HeldTag]] = []
    conflicts: list[tuple[Tag, HeldTag]] = []
    known: list[Tag] = []
    for tag in found:
        if tag.asked:
            continue
        if any(_same(tag, one) for one in held):
            known.append(tag)
            continue
        against = [one for one in held if _against(tag, one, vocabulary)]
        if not against or tag.hedged:
            new.append(tag)
        elif tag.changed or not any(one.sure for one in against):
            replacing += [(tag, one) for one in against]
        else:
            conflicts.append((tag, next(one for one in against if one.sure)))
    return Plan(tuple(new), tuple(replacing), tuple(conflicts), tuple(known))


def _same(tag: Tag, held: HeldTag) -> bool:
    alike = (tag.key, tag.value, tag.negated, tag.about) == (
        held.key,
        held.value,
        held.negated,
        held.about,
    )
    return alike and _one_person(tag.who, held.who) and (held.sure or tag.hedged)


def _against(tag: Tag, held: HeldTag, vocabulary: Vocabulary) -> bool:
    if tag.key != held.key or not _one_person(tag.who, held.who):
        return False
    guess = (tag.value, tag.negated) == (held.value, held.negated) and not held.sure
    other = (held.value, held.negated)
    return guess or vocabulary.clash(tag.key, (tag.value, tag.negated), other)


def _one_person(one: str, other: str) -> bool:
    """Whether two ways to name somebody may mean the same one."""
    return not one or not other or one == other


def by_key(tags: Sequence[HeldTag]) -> Sequence[HeldTag]:
    """What is held, the newest first; what the company's records say comes last."""
    told = sorted((t for t in tags if t.at is not None), key=lambda t: str(t.at), reverse=True)
    return [*told, *(t for t in tags if t.at is None)]
