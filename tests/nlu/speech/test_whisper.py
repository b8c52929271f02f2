"""The real model: unseen noise gives no text, real speech gives the right one."""

import csv
import re
import wave
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest
from rapidfuzz.distance import Levenshtein

from nlu.errors import UnreadableError
from nlu.speech.decoding import RATE_HZ, Samples, decode
from nlu.speech.errors import Unheard
from nlu.speech.transcriber import transcriber
from nlu.speech.weights import present
from tests.nlu.conftest import SHARED
from tests.nlu.speech.noises import NOISES, backwards, noise

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not present(), reason="the packaged speech model is not installed"),
]
_OF_THE_REP = "西门子 S7-1500 汇川 鸿运超市 城东店 青花椒酱油 技术支援契约 张总 王经理 老抽".split()  # noqa: SIM905
_SPOKEN = re.compile(r"[^0-9a-z\u3400-\u9fff]")


@pytest.fixture(scope="module")
def clips() -> Path:
    """Recorded and synthetic speech with its transcripts."""
    folder = SHARED / "eval" / "speech"
    if not folder.is_dir():
        pytest.skip(f"{folder} is absent")
    return folder


def _saved(path: Path, samples: Samples) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def _text(path: Path, hot_words: Sequence[str] = ()) -> str:
    try:
        return transcriber().hear(path, hot_words).text
    except UnreadableError as error:
        return "" if error.code == Unheard.NO_SPEECH else error.code


def _cer(clips: Path, *, synthetic: bool, hot_words: Sequence[str] = ()) -> float:
    with (clips / "labels.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    chosen = [r for r in rows if r["file"].startswith("tts") == synthetic]
    pairs = [(_plain(r["transcript"]), _plain(_text(clips / r["file"], hot_words))) for r in chosen]
    wrong = sum(Levenshtein.distance(said, heard) for said, heard in pairs)
    return wrong / sum(len(said) for said, _ in pairs)


def _plain(text: str) -> str:
    return _SPOKEN.sub("", text.lower())


@pytest.mark.parametrize("name", NOISES)
def test_noise_and_music_give_no_text(tmp_path: Path, name: str) -> None:
    levels: Iterable[tuple[float, float]] = ((0.5, 0.5), (6, 0.02), (6, 0.5), (20, 0.9))

    texts = [
        _text(_saved(tmp_path / "noise.wav", noise(name, seconds, level)), _OF_THE_REP)
        for seconds, level in levels
    ]

    assert texts == ["", "", "", ""]


@pytest.mark.parametrize("voices", [4, 8])
def test_a_crowd_that_says_nothing_gives_no_text(clips: Path, tmp_path: Path, voices: int) -> None:
    crowd = backwards(decode(clips / "masr_test.wav"), voices)

    assert _text(_saved(tmp_path / "crowd.wav", crowd), _OF_THE_REP) == ""


def test_people_are_understood(clips: Path) -> None:
    assert _cer(clips, synthetic=False) <= 0.17


def test_sentences_of_the_trade_are_understood(clips: Path) -> None:
    assert _cer(clips, synthetic=True) <= 0.18


def test_the_names_of_the_day_make_it_better(clips: Path) -> None:
    assert _cer(clips, synthetic=True, hot_words=_OF_THE_REP) <= 0.10


def test_speech_in_the_street_is_not_lost(clips: Path, tmp_path: Path) -> None:
    speech = decode(clips / "funasr_asr_example_zh.wav")
    street = noise("street", len(speech) / RATE_HZ, 0.15)

    text = _text(_saved(tmp_path / "mixed.wav", speech + street[: len(speech)]))

    assert "欢迎大家来体验" in text
