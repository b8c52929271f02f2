"""What turns speech into words: a small promise, and Whisper behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from nlu.speech.decoding import Samples


@dataclass(frozen=True, slots=True)
class Guess:
    """One reading of a stretch of speech."""

    text: str
    logprob: float
    """Mean natural logarithm of the probability of its tokens, <= 0."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of at most half a minute and its readings."""

    guesses: tuple[Guess, ...]
    """The likeliest first; empty when there was nothing."""
    silence: float
    """0-1: how sure the engine is that nobody speaks."""
    seconds: float


class Recogniser(Protocol):
    """Hears stretches of speech."""

    def hear(self, speech: Samples, hot_words: Sequence[str]) -> Stretch:
        """Its readings, in the writing that it happens to use."""
        ...
