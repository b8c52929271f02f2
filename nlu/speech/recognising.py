"""What turns speech into words: a small promise that Whisper keeps, and fakes in tests."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from nlu.speech.decoding import Samples


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest reading of a stretch of speech."""

    text: str
    logprob: float
    """Mean natural logarithm of the probability of its tokens, <= 0."""


class Heard(Protocol):
    """One stretch of speech, heard."""

    @property
    def guess(self) -> Guess: ...
    @property
    def silence(self) -> float:
        """0-1: how sure the engine is that nobody speaks."""
        ...

    def weigh(self, text: str) -> float:
        """Natural logarithm of the probability that these words were said, up to a constant."""
        ...


class Recogniser(Protocol):
    """Hears stretches of speech."""

    def listen(self, speech: Samples, hot_words: Sequence[str]) -> Heard:
        """Hear at most half a minute."""
        ...
