"""A press is answered at once, and its message shows what was chosen."""

from datetime import timedelta

import pytest

from tests.peers.telegram.schema import RefusedError
from tests.telegram.conftest import Line
from tests.telegram.office import parcel

BUTTONS = [("确认", "12-0"), ("修改", "12-1")]


async def asked(line: Line) -> None:
    await line.bot.channel.send(parcel("12.80元?", buttons=BUTTONS))


async def test_a_press_is_handed_in_answered_and_shown(line: Line) -> None:
    rep = line.rep
    await asked(line)

    rep.taps("确认")
    await line.bot.poll_once()

    assert [(a.kind, a.body) for a in line.desk.arrivals] == [("press", {"token": "12-0"})]
    assert [query.answers for query in line.server.world.queries.values()] == [1]
    assert rep.last.labels == ["✓ 确认"]
    assert rep.last.text == "12.80元?"


async def test_pressing_what_was_chosen_asks_for_nothing(
    line: Line, capsys: pytest.CaptureFixture[str]
) -> None:
    rep = line.rep
    await asked(line)
    rep.taps("确认")
    await line.bot.poll_once()

    rep.taps("✓")
    await line.bot.poll_once()

    assert len(line.desk.arrivals) == 1
    assert [query.answers for query in line.server.world.queries.values()] == [1, 1]
    assert capsys.readouterr().err == ""


async def test_a_list_stays_to_be_gone_on_with(line: Line) -> None:
    rep = line.rep
    stores = [(f"到店 {name}", f"9-{n}") for n, name in enumerate("甲乙丙丁")]
    await line.bot.channel.send(parcel("今天4家", buttons=stores))

    for name in ("乙", "丁", "乙"):
        rep.taps(name)
        await line.bot.poll_once()

    assert rep.last.labels == ["到店 甲", "✓ 到店 乙", "到店 丙", "✓ 到店 丁"]
    assert [a.body["token"] for a in line.desk.arrivals] == ["9-1", "9-3", "9-1"]


async def test_two_quick_taps_are_two_presses_and_no_complaint(
    line: Line, capsys: pytest.CaptureFixture[str]
) -> None:
    rep = line.rep
    await asked(line)

    rep.taps("确认", twice=True)
    await line.bot.poll_once()

    assert len(line.desk.arrivals) == 2
    assert any("message is not modified" in said for said in line.server.refused)
    assert rep.last.labels == ["✓ 确认"]
    assert capsys.readouterr().err == ""


async def test_an_old_query_is_too_late_to_answer_and_still_counts(
    line: Line, capsys: pytest.CaptureFixture[str]
) -> None:
    rep = line.rep
    await asked(line)
    rep.taps("确认")
    line.clock.tick(minutes=30)

    await line.bot.poll_once()

    assert [a.body["token"] for a in line.desk.arrivals] == ["12-0"]
    assert any("query is too old" in said for said in line.server.refused)
    assert rep.last.labels == ["✓ 确认"]
    assert capsys.readouterr().err == ""


async def test_a_button_of_a_deleted_message_counts(
    line: Line, capsys: pytest.CaptureFixture[str]
) -> None:
    rep = line.rep
    await asked(line)
    message = rep.last
    rep.taps("确认")
    rep.deletes(message)

    await line.bot.poll_once()

    assert len(line.desk.arrivals) == 1
    assert any("message to edit not found" in said for said in line.server.refused)
    assert capsys.readouterr().err == ""


async def test_a_button_of_a_very_old_message_counts(line: Line) -> None:
    rep = line.rep
    await asked(line)
    line.clock.tick(days=3)

    rep.presses(rep.last, "12-1", old=True)
    await line.bot.poll_once()

    assert [a.body["token"] for a in line.desk.arrivals] == ["12-1"]
    assert line.desk.arrivals[0].at == line.clock.now()
    assert line.server.asked("editMessageReplyMarkup") == []


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (RefusedError(403, "Forbidden: bot was blocked by the user"), False),
        (RefusedError(429, "Too Many Requests", retry_after=3), False),
        (RefusedError(502, "Bad Gateway"), False),
        (RefusedError(401, "Unauthorized"), True),
        (RefusedError(400, "Bad Request: something new"), True),
    ],
    ids=["blocked", "flood", "gateway", "token", "unknown"],
)
async def test_an_answer_that_fails_harms_nothing(
    line: Line, capsys: pytest.CaptureFixture[str], trouble: RefusedError, said: bool
) -> None:
    rep = line.rep
    await asked(line)
    await line.bot.introduce()
    rep.taps("确认")
    line.server.trouble = [trouble, trouble]

    await line.bot.poll_once()

    assert len(line.desk.arrivals) == 1
    assert bool(capsys.readouterr().err) is said


async def test_a_press_that_could_not_be_kept_is_not_answered_yet(line: Line) -> None:
    rep = line.rep
    await asked(line)
    rep.taps("确认")
    line.desk.failures = [OSError("disk full")]

    with pytest.raises(Exception, match="disk full"):
        await line.bot.poll_once()
    before = [query.answers for query in line.server.world.queries.values()]
    await line.bot.poll_once()

    assert before == [0]
    assert rep.last.labels == ["✓ 确认"]


async def test_blocking_switches_the_person_off_and_on(line: Line) -> None:
    rep = line.rep
    rep.blocks()
    await line.bot.poll_once()
    line.clock.tick(seconds=timedelta(hours=1).seconds)
    rep.unblocks()
    await line.bot.poll_once()

    assert line.desk.switched == [("telegram", "7001", False), ("telegram", "7001", True)]
