"""Slots with a closed list of values: metric, direction, scope, object, topic."""

import re
from collections.abc import Collection
from typing import Any

from nlu.language.entities import Kind
from nlu.language.slots.lexicon import table, words
from nlu.language.slots.sentence import Sentence

_OF_HIS_OWN = frozenset({"plan_today"})
"""A plan is the asker's own unless somebody else was named."""


def choices(sentence: Sentence, allowed: Collection[str]) -> dict[str, Any]:
    """Slots that name one of a few things."""
    readers = {
        "metric": _metric, "direction": _direction, "scope": _scope, "object": _object, "topic": _topic,
        "talk_track": _talk,
    }  # fmt: skip
    found = {name: read(sentence) for name, read in readers.items() if name in allowed}
    return {name: value for name, value in found.items() if value}


def _metric(sentence: Sentence) -> str | None:
    found = sentence.meant(sentence.heard(words("metric")))
    return found[0].value if found else None


def _direction(sentence: Sentence) -> str | None:
    """Down when anything goes down: that is what people ask the reason of."""
    said = {h.value for h in sentence.heard(words("direction"))}
    if not said:
        letters = table("letters")
        said = {way for way, chars in letters.items() if any(c in sentence.text for c in chars)}
    return "down" if "down" in said else next(iter(said), None)


def _scope(sentence: Sentence) -> str | None:
    said = words("scope").values(sentence.key)
    if "team" in said:
        return "team"
    others = sentence.of(Kind.PERSON, Kind.DISTRICT)
    if "self" in said or (sentence.main in _OF_HIS_OWN and not others):
        return "self"
    return None


def _object(sentence: Sentence) -> str | None:
    """What the table holds."""
    found = sentence.meant(words("object").find(sentence.key))
    return found[0].value if found else None


def _topic(sentence: Sentence) -> str | None:
    found = words("topic").find(sentence.key)
    return found[0].value if found else None


def _talk(sentence: Sentence) -> bool:
    """The customer said something that wants an answer, or the asker wants one."""
    return bool(words("talk").find(sentence.key))


_NOT = re.compile("(?:不|别|没|莫|勿|唔|冇|非)(?:太|怎么|咋|大|是)?$")


def negated(sentence: Sentence, start: int) -> bool:
    """Whether what begins there was denied."""
    return bool(_NOT.search(sentence.text[max(0, start - 4) : start]))
