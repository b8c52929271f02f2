"""Tags that the company's own records hold: 标签 and the public fields of its customers."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from domain.memory.notes import HeldTag, Subject
from domain.memory.tags import tags_in
from domain.memory.vocabulary import Vocabulary
from domain.ports.memory import Recorded


def told_by_records(
    recorded: Sequence[Recorded], told: Sequence[HeldTag], vocabulary: Vocabulary
) -> Sequence[HeldTag]:
    """What the records say that nobody has told anew; what people tell goes before records."""
    by_subject: dict[Subject, list[HeldTag]] = {}
    for one in told:
        by_subject.setdefault(one.subject, []).append(one)
    found = (tag for one in recorded for tag in _tags(one, vocabulary))
    return [
        tag
        for tag in found
        if not any(_over(one, tag, vocabulary) for one in by_subject.get(tag.subject, ()))
    ]


def _tags(one: Recorded, vocabulary: Vocabulary) -> Iterator[HeldTag]:
    """The tags of a field's words; words that hold none are a tag of the field itself."""
    for key, value, about, negated in _read(one.text, vocabulary) or [
        (one.field, one.text, "", False)
    ]:
        yield HeldTag(
            id=f"record:{one.subject.code}:{one.field}:{value}",
            note_id="",
            subject=one.subject,
            key=key,
            value=value,
            about=about,
            negated=negated,
            said=one.text,
            by=one.by,
            at=None,
        )


@lru_cache(65_536)  # the same few words stand in the records of many
def _read(text: str, vocabulary: Vocabulary) -> Sequence[tuple[str, str, str, bool]]:
    tags = tags_in(text, vocabulary, loose=True)
    return [(tag.key, tag.value, tag.about, tag.negated) for tag in tags]


def _over(told: HeldTag, recorded: HeldTag, vocabulary: Vocabulary) -> bool:
    """Whether something told stands in the place of a record."""
    if told.key != recorded.key or not told.sure:
        return False
    same = told.value == recorded.value
    return same or vocabulary.clash(
        told.key, (told.value, told.negated), (recorded.value, recorded.negated)
    )
