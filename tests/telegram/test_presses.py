"""A press is answered at once, and its message shows what was chosen."""

from datetime import timedelta

import pytest

from tests.peers.telegram.schema import RefusedError
from tests.telegram.conftest import Line, restarted
from tests.telegram.office import parcel

BUTTONS = [("确认", "12-0"), ("修改", "12-1")]


STORES = [(f"到店 {name}", f"9-{n}") for n, name in enumerate("甲乙丙丁")]


async def asked(line: Line) -> None:
    await line.bot.channel.send(parcel("12.80元?", buttons=BUTTONS))


async def listed(line: Line) -> None:
    lasting = frozenset(token for _, token in STORES)
    await line.bot.channel.send(parcel("今天4家", buttons=STORES, lasting=lasting))


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
    await listed(line)

    for name in ("乙", "丁", "乙"):
        rep.taps(name)
        await line.bot.poll_once()

    assert rep.last.labels == ["到店 甲", "✓ 到店 乙", "到店 丙", "✓ 到店 丁"]
    assert [a.body["token"] for a in line.desk.arrivals] == ["9-1", "9-3", "9-1"]


async def test_two_entries_tapped_at_once_are_both_marked(line: Line) -> None:
    rep = line.rep
    await listed(line)

    rep.taps("乙")
    rep.taps("丁")
    await line.bot.poll_once()

    assert rep.last.labels == ["到店 甲", "✓ 到店 乙", "到店 丙", "✓ 到店 丁"]


async def test_a_choice_collapses_however_many_it_had(line: Line) -> None:
    rep = line.rep
    choices = [(label, f"9-{n}") for n, label in enumerate(["门头", "货架", "价签", "都不是"])]
    await line.bot.channel.send(parcel("这是什么?", buttons=choices))

    rep.taps("价签")
    await line.bot.poll_once()

    assert rep.last.labels == ["✓ 价签"]


async def test_a_choice_beside_a_lasting_button_ends_both(line: Line) -> None:
    rep = line.rep
    buttons = [("改为晨光便利店", "9-0"), ("重新定位", "9-1")]
    await line.bot.channel.send(parcel("太远", buttons=buttons, lasting=frozenset({"9-1"})))

    rep.taps("重新定位")
    await line.bot.poll_once()
    marked = rep.last.labels
    rep.taps("改为")
    await line.bot.poll_once()

    assert marked == ["改为晨光便利店", "✓ 重新定位"]
    assert rep.last.labels == ["✓ 改为晨光便利店"]
    assert [a.body["token"] for a in line.desk.arrivals] == ["9-1", "9-0"]


@pytest.mark.parametrize("at_once", [True, False], ids=["one batch", "two"])
async def test_of_two_choices_the_first_stands(line: Line, at_once: bool) -> None:
    rep = line.rep
    await asked(line)
    message = rep.last
    old = {**message.told}

    rep.presses(message, "12-0")
    if not at_once:
        await line.bot.poll_once()
        message.told = old  # the phone had not seen the edit yet
    rep.presses(message, "12-1")
    await line.bot.poll_once()

    assert [a.body["token"] for a in line.desk.arrivals] == ["12-0", "12-1"]
    assert message.labels == ["✓ 确认"]
    assert len(line.server.asked("editMessageReplyMarkup")) == 1


async def test_a_mark_that_failed_comes_with_the_next(line: Line) -> None:
    rep = line.rep
    await listed(line)
    await line.bot.introduce()
    line.server.trouble = [RefusedError(502, "Bad Gateway")] * 2
    rep.taps("乙")
    await line.bot.poll_once()

    rep.taps("丁")
    await line.bot.poll_once()

    assert rep.last.labels == ["到店 甲", "✓ 到店 乙", "到店 丙", "✓ 到店 丁"]


async def test_a_press_that_comes_again_is_only_answered(line: Line) -> None:
    rep = line.rep
    await asked(line)
    rep.taps("确认")
    await line.bot.poll_once()
    later = await restarted(line)  # before the press was confirmed

    await later.poll_once()
    await later.stop()

    assert len(line.desk.arrivals) == 1
    assert [query.answers for query in line.server.world.queries.values()] == [2]
    assert len(line.server.asked("editMessageReplyMarkup")) == 1


async def test_two_quick_taps_are_two_presses_and_one_edit(
    line: Line, capsys: pytest.CaptureFixture[str]
) -> None:
    rep = line.rep
    await asked(line)

    rep.taps("确认", twice=True)
    await line.bot.poll_once()

    assert len(line.desk.arrivals) == 2
    assert line.server.refused == []
    assert rep.last.labels == ["✓ 确认"]
    assert capsys.readouterr().err == ""


async def test_an_old_query_is_too_late_to_answer_and_still_counts(
    line: Line, capsys: pytest.CaptureFixture[str]
) -> None:
    rep = line.rep
    await asked(line)
    rep.taps("确认")
    line.clock.tick(seconds=140)

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
