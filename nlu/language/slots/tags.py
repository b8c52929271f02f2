"""Tags of a customer, and the dimensions of a portrait."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from nlu.language.entities import Entities, Kind
from nlu.language.slots.choices import negated
from nlu.language.slots.lexicon import Words, table, words
from nlu.language.slots.sentence import Sentence
from nlu.language.slots.snapshot import PerSnapshot


def portrait(sentence: Sentence, allowed: Collection[str]) -> dict[str, Any]:
    """The slots dims (keys of tags) and tag (values), as lists."""
    if "dims" not in allowed:
        return {}
    tags = tags_said(sentence)
    given = {tag.partition(":")[0] for tag in tags}
    dims = [key for key in dims_said(sentence) if key not in given]
    return ({"dims": dims} if dims else {}) | ({"tag": tags} if tags else {})


def tags_said(sentence: Sentence) -> list[str]:
    """The catalogue's tags in the sentence, 口味偏好:辣."""
    found = []
    for hit in _values(sentence.entities).find(sentence.key):
        if not negated(sentence, hit.start):
            found += [t for t in hit.value.split("|") if _cued(t, sentence)]
    return list(dict.fromkeys(found))


def dims_said(sentence: Sentence) -> list[str]:
    """Keys of tags in the sentence."""
    return _keys(sentence.entities).values(sentence.key)


def keys_of_tags(entities: Entities) -> Sequence[str]:
    """What tags are about: 口味偏好, 终端类型."""
    return list(dict.fromkeys(e.name.partition(":")[0] for e in entities.of(Kind.TAG)))


def _cued(tag: str, sentence: Sentence) -> bool:
    """早上 is a time of ordering only next to a word about orders."""
    key = tag.partition(":")[0]
    cues = [heard for topic, heard in table("tag_cue").items() if topic in key]
    return not cues or bool(_cue(tuple(cues[0])).find(sentence.key))


@lru_cache(8)
def _cue(heard: tuple[str, ...]) -> Words:
    return Words({"cue": heard})


@PerSnapshot
def _values(entities: Entities) -> Words:
    """What people say for a value → tag."""
    folded = table("tag")
    groups: dict[str, list[str]] = {}
    for entity in entities.of(Kind.TAG):
        value = entity.name.partition(":")[2]
        groups[entity.name] = [value, *folded.get(value, ())]
    return Words(groups)


@PerSnapshot
def _keys(entities: Entities) -> Words:
    """What people say for a key → key."""
    groups: dict[str, list[str]] = {}
    for key in keys_of_tags(entities):
        groups[key] = [key]
        for topic, heard in table("dims").items():
            groups[key] += heard if topic in key else []
    return Words(groups)


def labelled(sentence: Sentence) -> bool:
    """Whether a tag was asked for rather than a note.

    Of a customer or a store a known trait is a tag in any case; a person's own taste is one only
    when a tag was asked for.
    """
    said = words("label").values(sentence.key)
    personal = "remember" in said and bool(sentence.of(Kind.CONTACT))
    return "words" in said or not personal
