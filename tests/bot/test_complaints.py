"""What an administrator hears of: once a minute, and nothing secret."""

import pytest

from bot.complaints import Complaints


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_same_trouble_is_said_once_a_minute(capsys: pytest.CaptureFixture[str]) -> None:
    seconds = Seconds()
    complaints = Complaints("wecom", seconds=seconds)

    for seconds.now in (0.0, 1.0, 59.0, 60.0):
        complaints.say("no connection")
    complaints.say("another trouble")

    said = capsys.readouterr().err.splitlines()
    assert said == ["wecom: no connection"] * 2 + ["wecom: another trouble"]


def test_a_bug_is_said_with_its_place_and_without_the_secret(
    capsys: pytest.CaptureFixture[str],
) -> None:
    complaints = Complaints(scrub=lambda words: words.replace("12:AB", "…"))

    try:
        int("bot12:AB")
    except ValueError as error:
        complaints.bug(error)

    said = capsys.readouterr().err
    assert "test_complaints.py" in said
    assert "ValueError" in said
    assert "12:AB" not in said


def test_many_troubles_are_not_remembered_for_ever(capsys: pytest.CaptureFixture[str]) -> None:
    complaints = Complaints(seconds=Seconds())

    for number in range(101):
        complaints.say(str(number))
    complaints.say("0")

    assert capsys.readouterr().err.splitlines().count("0") == 2
