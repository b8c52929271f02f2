"""The trained classifier: scores of all intents for a masked sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from nlu.language.intents.grams import features

FILE = "intents.npz"


@dataclass(frozen=True, eq=False)
class Weights:
    """A linear model; its letters are hashed, so it needs no vocabulary."""

    intents: tuple[str, ...]
    scale: NDArray[np.float32]
    """(intents,): what one step of ``table`` is worth."""
    table: NDArray[np.int8]
    """(buckets, intents)."""
    bias: NDArray[np.float32]
    """(intents,)."""
    temperature: float
    """Scores divided by it give probabilities that mean what they say, fitted by cross-validation."""
    sentences: str
    """SHA-256 of the training sentences."""

    def probabilities(self, sentence: str) -> NDArray[np.float64]:
        """(intents,) summing to 1, of a masked sentence."""
        buckets, values = features(sentence)
        scores = (values @ self.table[buckets]) * self.scale + self.bias
        return softmax(scores / self.temperature)


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores as probabilities."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True))


@cache
def shipped() -> Weights:
    """The weights that come with the package."""
    with files("nlu").joinpath("data", FILE).open("rb") as stream, np.load(stream) as kept:
        return Weights(
            intents=tuple(str(name) for name in kept["intents"]),
            scale=kept["scale"],
            table=kept["table"],
            bias=kept["bias"],
            temperature=float(kept["temperature"]),
            sentences=str(kept["sentences"]),
        )


def ranked(weights: Weights, chances: NDArray[np.float64]) -> Sequence[tuple[str, float]]:
    """(intent, probability), likeliest first."""
    order = np.argsort(-chances, kind="stable")
    return [(weights.intents[i], float(chances[i])) for i in order]
