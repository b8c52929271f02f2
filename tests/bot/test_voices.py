"""The process that hears: one that dies is replaced, one that is not there says so."""

import asyncio
from pathlib import Path

import pytest

from bot.engine.workers import WorkError
from bot.tools.voices import HereHearer, NoReader, PoolHearer, Voices, chosen_model
from nlu.errors import UnreadableError
from storage.blobs import Blobs
from tests.bot.commands import Terminal
from tests.bot.processes import kill, processes_of
from tests.voices import ToldHearer, note, recorded


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    path = tmp_path / "tone.ogg"
    path.write_bytes(recorded("ogg", "libopus", 48000))
    return path


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.mark.slow
def test_a_process_of_its_own_hears_and_one_that_is_killed_is_replaced(tone: Path) -> None:
    hearer = PoolHearer()

    async def hear_kill_hear() -> list[str]:
        codes = [await _code(hearer, tone)]
        kill(hearer._pool)
        with pytest.raises(WorkError) as lost:
            await hearer.read(tone, ())
        codes += [lost.value.code, await _code(hearer, tone)]
        return codes

    assert asyncio.run(hear_kill_hear()) == ["no_speech", "killed", "no_speech"]
    hearer.close()


@pytest.mark.slow
def test_a_process_that_takes_too_long_is_ended(tone: Path) -> None:
    hearer = PoolHearer()

    async def give_up() -> bool:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await hearer.read(tone, ())
        return processes_of(hearer._pool) == []

    assert asyncio.run(give_up())
    hearer.close()


async def _code(hearer: HereHearer | PoolHearer | NoReader, path: Path) -> str:
    with pytest.raises(UnreadableError) as caught:
        await hearer.read(path, ())
    return caught.value.code


def test_without_an_engine_nothing_is_heard_and_nothing_kept(tone: Path) -> None:
    off = HereHearer()
    off.off = True

    for hearer in (NoReader(), off):
        assert asyncio.run(_code(hearer, tone)) == "no_engine"
        assert Voices(Blobs(tone.parent), hearer).engine({"hotwords": ["甲"]}) == ""


def test_what_was_heard_is_kept_by_what_was_listened_for(tmp_path: Path) -> None:
    told = ToldHearer()
    told.off = False
    voices = Voices(Blobs(tmp_path), told)

    keys = {voices.engine({"hotwords": words}) for words in (["甲"], ["甲", "乙"], ["甲乙"], [])}

    assert len(keys) == 4
    assert voices.engine({}) in keys


def test_a_format_that_nobody_opens_travels_with_its_name(tmp_path: Path) -> None:
    told, blobs = ToldHearer(), Blobs(tmp_path)
    told.off = False
    sha256 = blobs.put(note(fails="unsupported:SILK"))

    with pytest.raises(WorkError) as refused:
        asyncio.run(Voices(blobs, told).run({"sha256": sha256}))

    assert (refused.value.code, refused.value.note, refused.value.final) == (
        "unsupported",
        "SILK",
        True,
    )


def test_the_environment_names_a_larger_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BIHUAN_WHISPER", raising=False)
    usual = chosen_model()
    monkeypatch.setenv("BIHUAN_WHISPER", "/models/large")

    assert (usual, chosen_model()) == ("", "/models/large")


def test_transcribe_names_what_it_can_not_hear(terminal: Terminal, tmp_path: Path) -> None:
    silk = tmp_path / "note.silk"
    silk.write_bytes(b"\x02#!SILK_V3" + bytes(64))
    empty = tmp_path / "empty.ogg"
    empty.write_bytes(b"")

    lines = terminal.types("transcribe", silk, empty, tmp_path / "none.amr")

    assert [(line["file"], line["error"]) for line in lines] == [
        (str(silk), "unsupported"),
        (str(empty), "broken"),
        (str(tmp_path / "none.amr"), "not_found"),
    ]
    assert "SILK" in lines[0]["message"]
    assert terminal.exit_code == 1


def test_transcribe_says_when_nobody_speaks(terminal: Terminal, tone: Path) -> None:
    lines = terminal.types("transcribe", tone, tone.with_name("none.ogg"))

    assert lines[0] == {"file": str(tone), "text": "", "confidence": 0.0, "no_speech": True}
    assert lines[1]["error"] == "not_found"
    assert terminal.exit_code == 0


def test_transcribe_says_when_the_model_is_not_there(terminal: Terminal, tone: Path) -> None:
    lines = terminal.types("transcribe", "--model", tone.parent, tone)

    assert [line["error"] for line in lines] == ["no_engine"]
    assert terminal.exit_code == 1


def test_doctor_names_a_model_that_is_not_there(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BIHUAN_WHISPER", str(tmp_path / "large"))

    found = {line["check"]: line for line in terminal.types("doctor", "--data", tmp_path)}

    assert found["speech model (base)"]["state"] == "ok"
    missing = found[f"BIHUAN_WHISPER = {tmp_path / 'large'}"]
    assert missing["state"] == "missing"
    assert "unset BIHUAN_WHISPER" in missing["fix"]
