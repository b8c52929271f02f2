"""Whisper behind the promise of ``recognising``: faster-whisper on two threads at most."""

import math
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import opencc

from nlu.errors import UnreadableError
from nlu.speech import weights
from nlu.speech.decoding import RATE_HZ, Samples
from nlu.speech.errors import Unheard
from nlu.speech.gates import repetitive
from nlu.speech.prompting import listening_for
from nlu.speech.recognising import Guess

_THREADS = 2
_BEAM = 5
_WARMER = (0.2, 0.4)
"""Temperatures to try when the likeliest reading goes round in circles or is a mere guess."""
_WILD = -1.0
"""Mean log probability of a token below which a reading is a mere guess."""
_PROMPT_ROOM = 200
"""Tokens: Whisper reads no more than 223 before what it hears."""
_TOKENS_PER_S, _TOKENS_AT_LEAST, _TOKENS_AT_MOST = 14, 16, 200
_LEAST_P = 1e-9


class Whisper:
    """One loaded model. Not for several threads."""

    def __init__(self, model: str = "") -> None:
        """Load it.

        Raises:
            UnreadableError: ``no_engine`` when the engine or the model is not there.
        """
        self.name = model or weights.PACKAGED
        self._model = _loaded(self.name)
        self._simplified = opencc.OpenCC("t2s")

    def listen(self, speech: Samples, hot_words: Sequence[str]) -> "Listening":
        """Hear at most half a minute of speech."""
        return Listening(self, speech, hot_words)

    @cached_property
    def tokens(self) -> Any:
        """Text to tokens and back."""
        from faster_whisper.tokenizer import Tokenizer  # noqa: PLC0415 - heavy

        return Tokenizer(self._model.hf_tokenizer, True, task="transcribe", language="zh")  # noqa: FBT003

    def prompt(self, hot_words: Sequence[str]) -> list[int]:
        """What the model believes was said before, and that it should write Chinese."""
        words = list(hot_words)
        before: list[int] = self.tokens.encode(listening_for(words))
        while len(before) > _PROMPT_ROOM and words:
            words.pop()
            before = self.tokens.encode(listening_for(words))
        return [self.tokens.sot_prev, *before, *self.tokens.sot_sequence, self.tokens.no_timestamps]

    def encoded(self, speech: Samples) -> Any:
        """The sound as the model sees it; hearing and weighing share it."""
        from faster_whisper.audio import pad_or_trim  # noqa: PLC0415

        return self._model.encode(pad_or_trim(self._model.feature_extractor(speech)))

    def generated(self, encoded: Any, prompt: list[int], **how: Any) -> Any:
        """One run of the model."""
        return self._model.model.generate(
            encoded, [prompt], return_scores=True, return_no_speech_prob=True, **how
        )[0]

    def aligned(self, encoded: Any, prompt: list[int], tokens: list[int], frames: int) -> Any:
        """How likely the model finds tokens that are given to it."""
        return self._model.model.align(encoded, prompt, [tokens], frames)[0]

    def text_of(self, tokens: Sequence[int]) -> str:
        """In simplified characters."""
        return str(self._simplified.convert(self.tokens.decode(list(tokens)).strip()))


class Listening:
    """One stretch of speech under the model."""

    def __init__(self, whisper: Whisper, speech: Samples, hot_words: Sequence[str]) -> None:
        self._whisper = whisper
        self._seconds = len(speech) / RATE_HZ
        self._encoded = whisper.encoded(speech)
        self._prompt = whisper.prompt(hot_words)
        self.silence = 0.0
        self.guess = self._heard()

    def weigh(self, text: str) -> float:
        """Natural logarithm of the probability that these words were said, up to a constant."""
        tokens = self._whisper.tokens.encode(text)
        if not tokens or len(tokens) > _TOKENS_AT_MOST:
            return -math.inf
        frames = min(3000, int(self._seconds * 100))
        found = self._whisper.aligned(self._encoded, self._prompt, tokens, frames)
        likely = np.maximum(np.asarray(found.text_token_probs, dtype=np.float64), _LEAST_P)
        return float(np.log(likely).sum())

    def _heard(self) -> Guess:
        """The likeliest reading; warmer ones when that one is no good."""
        best = self._run(beam_size=_BEAM)
        for temperature in _WARMER:
            if best.logprob >= _WILD and not repetitive(best.text):
                break
            warm = self._run(
                beam_size=1, sampling_topk=0, sampling_temperature=temperature, num_hypotheses=1
            )
            best = max(best, warm, key=lambda g: (not repetitive(g.text), g.logprob))
        return best

    def _run(self, **how: Any) -> Guess:
        room = _TOKENS_AT_LEAST + int(self._seconds * _TOKENS_PER_S)
        length = len(self._prompt) + min(room, _TOKENS_AT_MOST)
        found = self._whisper.generated(self._encoded, self._prompt, max_length=length, **how)
        self.silence = float(found.no_speech_prob)
        tokens = found.sequences_ids[0]
        mean = float(found.scores[0]) * len(tokens) / (len(tokens) + 1) if tokens else -math.inf
        return Guess(self._whisper.text_of(tokens), mean)


def _loaded(name: str) -> Any:
    try:
        from faster_whisper import WhisperModel  # noqa: PLC0415 - 1.4 s
    except ImportError as error:
        raise UnreadableError(Unheard.NO_ENGINE, f"faster-whisper is missing: {error}") from error
    how: dict[str, Any] = {"device": "cpu", "compute_type": "int8", "cpu_threads": _threads()}
    files = weights.packaged() if name == weights.PACKAGED else None
    if files is None and not Path(name).is_dir():
        how["local_files_only"] = os.environ.get("HF_HUB_OFFLINE") == "1"
    try:
        return WhisperModel(name, files=files, **how)
    except (OSError, ValueError, RuntimeError) as error:
        # A hub that is not reached says so by a kind of OSError; a folder without a model
        # and files of another make by the other two.
        raise UnreadableError(Unheard.NO_ENGINE, f"{name}: {error}") from error


def _threads() -> int:
    return max(1, min(_THREADS, os.cpu_count() or 1))
