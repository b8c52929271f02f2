"""A sentence as the readers of slots see it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

from nlu.language.entities import Entities
from nlu.language.linking import Mention
from nlu.language.phonetic import Key
from nlu.language.slots.lexicon import Hit, Words

_TAKEN_BACK = re.compile("不对|(?<!是)不是(?!不)|[哦噢呃]不|说错|讲错|搞错|错了|更正|唔系|口误")
_BEFORE = 4
"""Characters before a thing that may take it back: 不是A,是B."""


class Spanned(Protocol):
    """Something that stands somewhere in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_Found = TypeVar("_Found", bound=Spanned)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What was said and what has been found in it so far."""

    text: str
    key: Key
    intents: Sequence[str]
    mentions: Sequence[Mention]
    times: Sequence[Spanned]
    entities: Entities

    @property
    def main(self) -> str:
        """The first request."""
        return self.intents[0] if self.intents else ""

    @property
    def digits(self) -> str:
        """The text with its numbers, units and letters as they are typed."""
        return self.key.form.text

    def of(self, *kinds: str) -> list[Mention]:
        """Mentions of these kinds, without those that the speaker took back."""
        return self.meant([m for m in self.mentions if m.kind in kinds])

    def meant(self, found: Sequence[_Found]) -> list[_Found]:
        """昨天,不对,前天: only what was not taken back, in the text's order."""
        found = sorted(found, key=lambda f: f.start)
        kept = list(found)
        for one, after in pairwise(found):
            between = self.text[one.end : after.start]
            before = self.text[max(0, one.start - _BEFORE) : one.start]
            if _TAKEN_BACK.search(between) or before.endswith("不是"):
                kept.remove(one)
        return kept

    def heard(
        self, lexicon: Words, but: Collection[str] = (), *, nested: bool = False
    ) -> list[Hit]:
        """Words of a list outside the mentions, save those of the kinds ``but``."""
        taken = [m for m in self.mentions if m.kind not in but]
        found = lexicon.find(self.key, nested=nested)
        return [h for h in found if not any(meet(h, one) for one in taken)]


def meet(one: Spanned, other: Spanned) -> bool:
    """Whether two things share a character."""
    return one.start < other.end and other.start < one.end
