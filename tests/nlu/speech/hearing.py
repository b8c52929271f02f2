"""A stand-in for Whisper: it hears what it is told, and weighs texts by a table."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nlu.speech.decoding import Samples
from nlu.speech.recognising import Guess


@dataclass(frozen=True)
class Told:
    """One stretch."""

    text: str
    logprob: float = -0.3
    silence: float = 0.02
    weights: Mapping[str, float] = field(default_factory=dict)
    """Logarithms of texts' probabilities; what is not there was certainly not said."""

    @property
    def guess(self) -> Guess:
        return Guess(self.text, self.logprob)

    def weigh(self, text: str) -> float:
        return 0.0 if text == self.text else self.weights.get(text, -math.inf)


class Parrot:
    """Keeps ``Recogniser``'s promise: says one told stretch after another."""

    def __init__(self, *told: Told) -> None:
        self._left = list(told)
        self.listened_for: list[Sequence[str]] = []

    def listen(self, speech: Samples, hot_words: Sequence[str]) -> Told:  # noqa: ARG002
        self.listened_for.append(hot_words)
        return self._left.pop(0)
