"""From a file to a text: cut to speech, heard, doubted, put right, spelled."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from domain.voice import VoiceReading
from nlu.errors import UnreadableError
from nlu.speech.decoding import RATE_HZ, Samples
from nlu.speech.transcriber import Transcriber, engine_key
from nlu.speech.vad import stretches
from tests.nlu.speech.hearing import Parrot, Told
from tests.voices import recorded, tone


def _whole(sound: Samples) -> Iterator[Samples]:
    yield sound


def _halves(sound: Samples) -> Iterator[Samples]:
    yield from np.array_split(sound, 2)


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.ogg"
    path.write_bytes(recorded("ogg", "libopus", 48000, seconds=3))
    return path


def test_what_was_heard_is_put_right_and_spelled(note: Path) -> None:
    told = Told("红图机械要15台", weights={"宏图机械要15台": -2.0})

    reading = Transcriber(Parrot(told), cut=_whole).hear(note, ["宏图机械"])

    assert reading.text == "宏图机械要十五台"
    assert reading.confidence == pytest.approx(0.74, abs=0.01)
    assert reading.seconds == pytest.approx(3.0, abs=0.1)
    assert len(reading.sha256) == 64


def test_stretches_follow_each_other_and_invented_ones_are_left_out(note: Path) -> None:
    parrot = Parrot(Told("谢谢观看"), Told("查一下报价"))

    reading = Transcriber(parrot, cut=_halves).hear(note)

    assert reading.text == "查一下报价"


@pytest.mark.parametrize("told", [Told(""), Told("我看不见了", silence=0.9), Told("请点赞订阅")])
def test_a_note_without_speech_says_so(note: Path, told: Told) -> None:
    with pytest.raises(UnreadableError, match="no_speech"):
        Transcriber(Parrot(told), cut=_whole).hear(note)


def test_a_slip_of_the_thumb_is_no_speech_and_not_listened_to(tmp_path: Path) -> None:
    path = tmp_path / "slip.wav"
    path.write_bytes(recorded("wav", "pcm_s16le", 16000, seconds=0.4))
    parrot = Parrot(Told("你好"))

    with pytest.raises(UnreadableError, match="no_speech"):
        Transcriber(parrot, cut=_whole).hear(path)

    assert parrot.listened_for == []


def test_no_more_than_twenty_names_are_listened_for(note: Path) -> None:
    parrot = Parrot(Told("查一下报价"))

    Transcriber(parrot, cut=_whole).hear(
        note, [" 甲店 ", "", "甲店", *(f"店{i}" for i in range(30))]
    )

    (words,) = parrot.listened_for
    assert words[:2] == ["甲店", "店0"]
    assert len(words) == 20


@pytest.mark.parametrize("level", [0.0, 0.01, 0.9])
def test_a_tone_at_any_loudness_holds_no_speech(level: float) -> None:
    assert list(stretches(tone(3, RATE_HZ, level=level))) == []


def test_an_engine_has_a_key_of_its_own_by_model_and_none_when_it_is_absent() -> None:
    assert engine_key() == engine_key("base")
    assert engine_key("/models/large") != engine_key()


def test_a_reading_tells_what_note_it_is_of() -> None:
    assert VoiceReading("ab", "好", 0.9, 1.0).sha256 == "ab"
