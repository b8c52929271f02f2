"""Reading a sentence: what it names, what it asks for, about what and when."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from domain.memory.reports import split_report
from domain.understanding import Frame, Intent, Named, Span
from nlu.language.entities import Entities, Kind
from nlu.language.intents.masking import masked
from nlu.language.intents.weights import Weights, ranked, shipped
from nlu.language.linking import Linker, Mention
from nlu.language.requests import further, parts
from nlu.language.slots import slots_of
from nlu.language.times import TimeMention, times

_TOP = 3
_BOUND = {
    "visit_start": "visit_in_progress",
    "visit_continue": "visit_in_progress",
    "visit_submit": "visit_in_progress",
    "contract_sign": "contract_pending",
    "contract_reject": "contract_pending",
    "contract_dispute": "contract_pending",
    "contract_deliver": "contract_pending",
}
"""What people mostly ask for in the middle of something."""
_THERE, _ELSEWHERE = 1.5, 0.4
"""Odds of those intents in their state, and out of it."""
_ABOUT = frozenset({"customer", "contact", "store"})
_NEAR = 3
_LIKE = 0.68
"""Likeness from which a product is offered for an unknown name."""


class Reader:
    """Understands sentences about one snapshot of a company. Decides nothing."""

    def __init__(self, entities: Entities, weights: Weights | None = None) -> None:
        self._entities = entities
        self._linker = Linker(entities)
        self._weights = weights or shipped()
        self._prior = {state: self._odds(state) for state in ("", *_BOUND.values())}

    def read(self, text: str, state: str, today: date) -> Frame:
        """Understand a message.

        Args:
            text: As it was typed or heard.
            state: idle, visit_in_progress or contract_pending.
            today: The company's day, which relative times count from.
        """
        mentions = self._linker.link(text)
        chances = self._chances(text, mentions, state)
        best = ranked(self._weights, chances)
        intent = best[0][0]
        also = further(
            text, intent, [self._part(text, mentions, span, state) for span in parts(text)]
        )
        when = [t for t in times(text, today) if not _inside(t, mentions)]
        about = [(m.start, m.end) for m in mentions if m.kind in _ABOUT]
        note, _ = split_report(text, about)
        unknown, near = self._unknown(text, mentions)
        return Frame(
            text=text,
            intent=Intent(intent),
            also=tuple(Intent(name) for name in also),
            top=tuple((name, round(chance, 4)) for name, chance in best[:_TOP]),
            confidence=round(best[0][1], 4),
            slots=slots_of(text, [intent, *also], mentions, when, self._entities),
            named=tuple(_named(m) for m in mentions),
            spans=tuple(Span(t.word, t.first, t.last) for t in when),
            note=note,
            unknown=unknown,
            near=near,
        )

    def _chances(self, text: str, mentions: Sequence[Mention], state: str) -> NDArray[np.float64]:
        chances = self._weights.probabilities(masked(text, mentions))
        chances = chances * self._prior.get(state, self._prior[""])
        return np.asarray(chances / chances.sum())

    def _part(
        self, text: str, mentions: Sequence[Mention], span: tuple[int, int], state: str
    ) -> Sequence[tuple[str, float]]:
        """What one part of the message asks for by itself."""
        start, end = span
        inside = [_moved(m, -start) for m in mentions if start <= m.start and m.end <= end]
        return ranked(self._weights, self._chances(text[start:end], inside, state))

    def _odds(self, state: str) -> NDArray[np.float64]:
        odds = (
            1.0 if name not in _BOUND else _THERE if _BOUND[name] == state else _ELSEWHERE
            for name in self._weights.intents
        )
        return np.fromiter(odds, np.float64, len(self._weights.intents))

    def _unknown(self, text: str, mentions: Sequence[Mention]) -> tuple[str, tuple[str, ...]]:
        """Words that look like a product but are none, and the products nearest to them."""
        found = self._linker.unknown(text, mentions)
        if not found:
            return "", ()
        words = found[0][2]
        nearest = self._linker.nearest(words, Kind.PRODUCT, _NEAR)
        scored = {code: score for code, _, score in nearest if score >= _LIKE}
        codes = [thing.id for thing in self._entities.of(Kind.PRODUCT)]
        alike = process.extract(
            words.upper(), codes, scorer=fuzz.ratio, score_cutoff=_LIKE * 100, limit=_NEAR
        )
        scored |= {code: max(score / 100, scored.get(code, 0.0)) for code, score, _ in alike}
        return words, tuple(sorted(scored, key=scored.__getitem__, reverse=True)[:_NEAR])


def _named(one: Mention) -> Named:
    return Named(
        kind=one.kind,
        ids=one.ids,
        name=one.name,
        said=one.text,
        start=one.start,
        end=one.end,
        score=one.score,
        exact=one.exact,
    )


def _inside(when: TimeMention, mentions: Sequence[Mention]) -> bool:
    """The 618 of a promotion's name is no day."""
    return any(m.start < when.end and when.start < m.end for m in mentions)


def _moved(one: Mention, by: int) -> Mention:
    return replace(one, start=one.start + by, end=one.end + by)
