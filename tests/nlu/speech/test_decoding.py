"""Sound files of every app become samples; anything else becomes a code, never a crash."""

from pathlib import Path

import numpy as np
import pytest

from nlu.errors import UnreadableError
from nlu.speech.decoding import RATE_HZ, decode
from nlu.speech.errors import UnknownFormatError
from nlu.speech.formats import format_of
from tests.voices import amr_with_pauses, recorded

_NB = (12, 13, 15, 17, 19, 20, 26, 31, 5)
_WB = (17, 23, 32, 36, 40, 46, 50, 58, 60, 5)
_APPS = {
    "telegram": ("ogg", "libopus", 48000),
    "browser": ("webm", "libopus", 48000),
    "iphone": ("ipod", "aac", 44100),
    "wecom": ("amr", "libopencore_amrnb", 8000),
    "android": ("3gp", "libopencore_amrnb", 8000),
    "mp3": ("mp3", "libmp3lame", 44100),
    "adts": ("adts", "aac", 16000),
    "wav": ("wav", "pcm_s16le", 8000),
    "flac": ("flac", "flac", 16000),
}


def _file(folder: Path, data: bytes, name: str = "note.bin") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _outcome(path: Path) -> str:
    try:
        decode(path)
    except UnreadableError as error:
        return error.code
    return "heard"


def _code(folder: Path, data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        decode(_file(folder, data))
    return caught.value.code


@pytest.mark.parametrize("app", _APPS)
def test_what_an_app_records_is_heard_whatever_its_name(tmp_path: Path, app: str) -> None:
    samples = decode(_file(tmp_path, recorded(*_APPS[app])))

    loudest = np.argmax(np.abs(np.fft.rfft(samples))) * RATE_HZ / len(samples)
    assert len(samples) / RATE_HZ == pytest.approx(2.0, abs=0.15)
    assert loudest == pytest.approx(440, abs=3)
    assert float(np.abs(samples).max()) <= 1.0


@pytest.mark.parametrize(
    "data",
    [
        amr_with_pauses(b"#!AMR\n", _NB, speech=7, comfort=8),
        amr_with_pauses(b"#!AMR-WB\n", _WB, speech=2, comfort=9),
    ],
    ids=["narrow", "wide"],
)
def test_comfort_noise_and_missing_frames_are_no_harm(tmp_path: Path, data: bytes) -> None:
    assert len(decode(_file(tmp_path, data))) == pytest.approx(RATE_HZ, rel=0.05)


def test_a_long_note_is_refused_before_all_of_it_is_decoded(tmp_path: Path) -> None:
    path = _file(tmp_path, recorded("wav", "pcm_s16le", 8000, seconds=4))

    with pytest.raises(UnreadableError) as caught:
        decode(path, longest_s=3)

    assert caught.value.code == "too_long"
    assert len(decode(path, longest_s=4)) == 4 * RATE_HZ


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"#!SILK_V3", "SILK"),
        (b"\x02#!SILK_V3", "SILK"),
        (b"#!AMR_MC1.0\n", "AMR with several channels"),
        (b"\x30\x26\xb2\x75\x8e\x66", "WMA"),
        (b"FORM\0\0\0\0AIFF", "AIFF"),
        (b"RIFF\0\0\0\0AVI LIST", "AVI"),
        (b"RIFF\0\0\0\0????", "RIFF"),
        (b"#EXTM3U\nfile:///etc/passwd", "M3U"),
        (b"hello", ""),
        (b"\xff", ""),
    ],
)
def test_a_format_that_nobody_opens_is_named(tmp_path: Path, head: bytes, name: str) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        decode(_file(tmp_path, head + bytes(64) if len(head) > 5 else head))

    assert caught.value.code == "unsupported"
    assert caught.value.name == name
    assert name in caught.value.message


def test_a_refusal_survives_the_way_from_another_process() -> None:
    error = UnknownFormatError("SILK")

    kind, args = error.__reduce__()

    assert kind(*args).name == "SILK"


@pytest.mark.parametrize("app", ["telegram", "wecom", "iphone", "wav", "flac", "android"])
def test_a_note_that_was_cut_off_is_broken(tmp_path: Path, app: str) -> None:
    data = recorded(*_APPS[app])

    assert _code(tmp_path, data[: len(data) * 2 // 3]) == "broken"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"OggS",
        b"#!AMR\n",
        b"RIFF\0\0\0\0WAVEfmt ",
        b"\x1aE\xdf\xa3" + bytes(64),
        b"\xff\xfb" + bytes(3000),
        b"\0\0\0\x18ftypM4A " + bytes(64),
        b"fLaC" + bytes(64),
        b"ID3" + bytes(64),
    ],
    ids=lambda data: repr(data[:4]),
)
def test_a_file_with_nothing_behind_its_head_is_broken(tmp_path: Path, data: bytes) -> None:
    assert _code(tmp_path, data) == "broken"


def test_a_file_that_is_too_large_or_not_there_is_not_opened(tmp_path: Path) -> None:
    large = _file(tmp_path, b"OggS")
    with large.open("r+b") as file:
        file.truncate(21 * 2**20)

    codes = []
    for path in (large, tmp_path / "none.ogg", tmp_path):
        with pytest.raises(UnreadableError) as caught:
            decode(path)
        codes.append(caught.value.code)

    assert codes == ["too_large", "not_found", "not_found"]


@pytest.mark.parametrize("app", _APPS)
def test_bytes_changed_on_the_way_never_crash(tmp_path: Path, app: str) -> None:
    whole, dice, outcomes = recorded(*_APPS[app]), np.random.default_rng(11), set[str]()

    for spoilt in (1, 5, 50, 500) * 5:
        data = bytearray(whole)
        for at in dice.integers(0, len(data), spoilt):
            data[at] = dice.integers(0, 256)
        outcomes.add(_outcome(_file(tmp_path, bytes(data))))

    assert outcomes <= {"heard", "broken", "unsupported", "too_long"}


def test_a_recorder_that_never_wrote_its_length_is_heard(tmp_path: Path) -> None:
    data = bytearray(recorded("wav", "pcm_s16le", 16000))
    data[4:8] = b"\xff\xff\xff\xff"
    at = data.index(b"data") + 4
    data[at : at + 4] = b"\xff\xff\xff\xff"

    assert len(decode(_file(tmp_path, bytes(data)))) == 2 * RATE_HZ


def test_mpeg_sound_without_a_wrapper_is_told_from_aac() -> None:
    assert format_of(b"\xff\xfb\x90\x00").name == "MP3"
    assert format_of(b"\xff\xf1\x50\x80").name == "AAC"
