"""Making the weights from the sentences: ``python -m nlu.language.intents.training``.

Sentences stand in ``nlu/data/sentences``, a file an intent, with ``{product}`` and the like for
what is named. Each is learnt as typed and once more as a recogniser might mishear it.
"""

import hashlib
import json
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from nlu.language.intents.grams import BUCKETS, features
from nlu.language.intents.masking import filled
from nlu.language.intents.weights import FILE, softmax
from nlu.language.syllables import syllable

if TYPE_CHECKING:
    from sklearn.svm import LinearSVC

_DATA = Path(str(files("nlu"))) / "data"
_FOLDS = 5
_HOMOPHONES, _DROPPED, _STOPS = 0.1, 0.015, 0.6
"""Share of characters that are misheard, lost, and of punctuation that nobody says."""
_PUNCTUATION = frozenset(",。?!、;:,.?!;:…")
_COST = 1.0
_STEPS = 127


def raw_sentences() -> list[str]:
    """The training sentences as they were written, with their placeholders."""
    return [line for path in _files() for line in _lines(path)]


def sentences() -> list[tuple[str, str]]:
    """(masked sentence, intent) of the training sentences."""
    return [(filled(line), path.stem) for path in _files() for line in _lines(path)]


def _files() -> list[Path]:
    return sorted((_DATA / "sentences").glob("*.txt"))


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]


def digest(pairs: Sequence[tuple[str, str]]) -> str:
    """Names a set of sentences."""
    return hashlib.sha256(json.dumps(pairs, ensure_ascii=False).encode()).hexdigest()


class Mishearing:
    """Homophones instead of characters, some lost, punctuation gone."""

    def __init__(self, texts: Sequence[str], seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - noise, no secret
        self._alike: dict[str, list[str]] = defaultdict(list)
        for char in sorted({c for text in texts for c in text if "一" <= c <= "鿿"}):
            self._alike[syllable(char)].append(char)

    def __call__(self, text: str) -> str:
        """The text as it may have been heard."""
        return "".join(self._heard(char) for char in text)

    def _heard(self, char: str) -> str:
        chance = self._random.random()
        if char in _PUNCTUATION:
            return "" if chance < _STOPS else char
        if "一" <= char <= "鿿" and chance < _HOMOPHONES:
            return self._random.choice(self._alike[syllable(char)])
        return "" if chance > 1 - _DROPPED else char


def matrix(texts: Sequence[str]) -> csr_matrix:
    """(texts, buckets)."""
    found = [features(text) for text in texts]
    ends = np.cumsum([0, *(len(buckets) for buckets, _ in found)])
    data = np.concatenate([values for _, values in found])
    indices = np.concatenate([buckets for buckets, _ in found])
    return csr_matrix((data, indices, ends), shape=(len(texts), BUCKETS))


def fit(texts: Sequence[str], intents: Sequence[str]) -> "LinearSVC":
    """A linear support vector machine, one against all."""
    from sklearn.svm import LinearSVC  # noqa: PLC0415 - heavy, and only training needs it

    heard = Mishearing(texts, seed=1)
    twice = [*texts, *(heard(text) for text in texts)]
    return LinearSVC(C=_COST, random_state=0).fit(matrix(twice), [*intents, *intents])


def cross_validated(texts: Sequence[str], intents: Sequence[str]) -> NDArray[np.float64]:
    """(texts, intents) scores that each text got from a model that never saw it."""
    order = np.random.default_rng(0).permutation(len(texts))
    scores = np.zeros((len(texts), len(set(intents))))
    for fold in range(_FOLDS):
        out = set(order[fold::_FOLDS].tolist())
        kept = [i for i in range(len(texts)) if i not in out]
        model = fit([texts[i] for i in kept], [intents[i] for i in kept])
        held = sorted(out)
        scores[held] = model.decision_function(matrix([texts[i] for i in held]))
    return scores


def temperature(scores: NDArray[np.float64], gold: NDArray[np.int64]) -> float:
    """The one whose probabilities lose least (log loss) on held-out sentences."""

    def loss(candidate: float) -> float:
        chances = softmax(scores / candidate)[np.arange(len(gold)), gold]
        return -float(np.log(np.maximum(chances, 1e-12)).mean())

    candidates: list[float] = np.geomspace(0.05, 1.5, 40).tolist()
    return min(candidates, key=loss)


def train() -> dict[str, float]:
    """Write the weights; figures of the cross-validation."""
    pairs = sentences()
    texts, intents = [text for text, _ in pairs], [intent for _, intent in pairs]
    names = sorted(set(intents))
    gold = np.array([names.index(intent) for intent in intents])
    scores = cross_validated(texts, intents)
    best = np.argsort(-scores, 1)
    model = fit(texts, intents)
    scale = np.abs(model.coef_).max(1) / _STEPS
    np.savez_compressed(
        _DATA / FILE,
        intents=np.array(names),
        scale=scale.astype(np.float32),
        table=np.round(model.coef_ / scale[:, None]).T.astype(np.int8),
        bias=model.intercept_.astype(np.float32),
        temperature=np.float32(temperature(scores, gold)),
        sentences=np.array(digest(pairs)),
    )
    return {
        "n": len(pairs),
        "top1": float((best[:, 0] == gold).mean()),
        "top3": float((best[:, :3] == gold[:, None]).any(1).mean()),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(train()) + "\n")
