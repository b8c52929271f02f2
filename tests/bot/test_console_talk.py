"""The socket: acknowledged when committed, once each, and the history afterwards."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.bot.console import MANAGER, OTHER, REP, SZ101, Desk, desk, new_id, said, text_of
from tests.fakes import price_tag, shelf, storefront


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path / "data") as opened:
        yield opened


async def test_a_message_is_acknowledged_when_it_is_committed(office: Desk) -> None:
    async with office.tab(REP) as tab:
        message_id = new_id()

        answer = await tab.sends(id=message_id, kind="said", text="帮助")

        assert answer == {"ack": message_id}
        (row,) = office.inbox("said")
        assert (row.key, row.body["text"]) == (f"{REP}:{message_id}", "帮助")


async def test_the_same_id_again_has_no_second_effect(office: Desk) -> None:
    async with office.tab(REP) as tab:
        message = {"id": new_id(), "kind": "said", "text": "帮助"}
        await tab.sends(**message)
        await tab.hears()

        again = await tab.sends(**message)
        await office.settle()

        assert again == {"ack": message["id"]}
        assert len(office.inbox("said")) == 1
        assert await tab.quiet()


async def test_two_people_may_use_the_same_id(office: Desk) -> None:
    async with office.tab(REP) as one, office.tab(OTHER) as two:
        for tab in (one, two):
            await tab.sends(id="the-same-id", kind="said", text="帮助")

    assert len(office.inbox("said")) == 2


@pytest.mark.parametrize(
    "message",
    [
        {"kind": "said", "text": ""},
        {"kind": "said", "text": "  \n"},
        {"kind": "said", "text": 5},
        {"kind": "said", "text": "长" * 8001},
        {"kind": "said", "text": "x", "id": "short"},
        {"kind": "said", "text": "x", "id": "../../etc/passwd"},
        {"kind": "said", "text": "x", "id": None},
        {"kind": "place", "lat": 91, "lon": 0},
        {"kind": "place", "lat": "31", "lon": 118},
        {"kind": "place", "lat": True, "lon": 118},
        {"kind": "press"},
        {"kind": "press", "token": "1-0; drop"},
        {"kind": "photo", "sha256": "0" * 64},
        {"kind": "due", "payload": {}},
        {},
    ],
    ids=text_of,
)
async def test_what_makes_no_sense_is_answered_and_not_kept(
    office: Desk, message: dict[str, Any]
) -> None:
    async with office.tab(REP) as tab:
        answer = await tab.sends(**message)

        assert answer["error"]
        assert answer["message"].endswith("。")
        assert (await tab.says("帮助"))["text"].startswith("叶小满,我能帮您")
        assert len(office.inbox("said")) == 1


@pytest.mark.parametrize("raw", ["", "{", "[]", "5", '{"id": NaN}', '"\\ud800"', "[" * 9000])
async def test_noise_on_the_line_harms_nobody(office: Desk, raw: str) -> None:
    async with office.tab(REP) as tab:
        await tab.next()
        await tab.socket.send_str(raw)

        assert (await tab.next())["error"] == "bad_message" or raw.startswith("{")
        assert (await tab.says("帮助"))["text"]


async def test_half_a_character_is_replaced(office: Desk) -> None:
    async with office.tab(REP) as tab:
        await tab.socket.send_str('{"id": "12345678", "kind": "said", "text": "好\\ud83d"}')

        while "ack" not in await tab.next():
            pass
        assert (await tab.hears())["text"]
        assert office.inbox("said")[0].body["text"] == "好?"


async def test_every_open_page_of_the_person_shows_both_sides(office: Desk) -> None:
    async with office.tab(REP) as one, office.tab(REP) as two, office.tab(OTHER) as other:
        for tab in (one, two, other):
            await tab.next()
        message_id = new_id()
        await one.sends(id=message_id, kind="said", text="帮助")
        await office.settle()

        own, answer = await two.next(), await two.next()

        assert (own["mine"], own["text"]) == (message_id, "帮助")
        assert answer["text"].startswith("叶小满,我能帮您")
        assert await other.quiet()


async def test_a_message_says_what_it_wants_and_has_its_buttons(office: Desk) -> None:
    async with office.tab(REP) as tab:
        await tab.sends(**SZ101)
        board = await tab.hears()
        plan = await tab.says("今天跑哪几家")

        assert board["wants"] == "photo"
        assert board["edit_of"] is None
        assert plan["buttons"][0]["label"] == "到店 湖畔生活超市"
        assert plan["buttons"][0]["token"] == f"{plan['message']}-0"


async def test_a_visit_is_done_over_the_line(office: Desk) -> None:
    async with office.tab(REP) as tab:
        await tab.sends(**SZ101)
        await tab.hears()
        for shot in (storefront(), shelf()):
            await office.upload(REP, shot.data)
        await tab.hears()
        await tab.says("516 12箱,127 6箱,233 0")
        await office.upload(REP, price_tag("望海牌鲜味生抽1L", "14.50").data)
        asked = await tab.hears()
        await tab.sends(kind="press", token=asked["buttons"][0]["token"])
        done = await tab.hears()
        await tab.sends(kind="press", token=done["buttons"][-1]["token"])

        assert (await tab.hears())["text"].startswith("已提交 湖畔生活超市")


async def test_the_history_has_both_sides_in_the_order_of_reading(office: Desk) -> None:
    async with office.tab(REP) as tab:
        await tab.says("帮助")
        plan = await tab.says("今天跑哪几家")
        await tab.sends(kind="press", token=plan["buttons"][0]["token"])
        await tab.hears()
        await office.upload(REP, storefront().data, caption="门头")
        await tab.hears()

    items = await office.history(REP)

    lines = said(items)
    assert lines[:5] == [
        "> 帮助",
        "叶小满,我能帮您:",
        "> 今天跑哪几家",
        "今天(11-23)跑3家,已完成 0/3",
        "> 到店 湖畔生活超市",
    ]
    assert lines[-2] == "> 门头"
    assert items[-2]["kind"] == "photo"
    assert items[-2]["file"].startswith("/file/")
    assert items[3]["buttons"] == plan["buttons"]


async def test_the_history_is_the_last_hundred_and_all_that_is_newer(office: Desk) -> None:
    async with office.tab(REP) as tab:
        numbers = [(await tab.says("帮助"))["message"] for _ in range(120)]

    fresh = await office.history(REP)
    behind = await office.history(REP, since=numbers[20])

    assert len(fresh) == 100
    assert fresh[-1]["message"] == numbers[-1]
    assert [i["message"] for i in behind if "message" in i] == numbers[21:]


async def test_a_message_that_nobody_sees_counts_as_delivered(office: Desk) -> None:
    async with office.tab(REP) as tab:
        await tab.sends(kind="said", text="帮助")
    await office.settle()

    sent = office.on_database(lambda work: work.outbox.sent_in(f"person:{REP}", 10))

    assert [out.state for out in sent] == ["sent"]
    assert said(await office.history(REP)) == ["> 帮助", "叶小满,我能帮您:"]


async def test_a_message_on_its_way_is_not_missed_by_a_page_that_opens(office: Desk) -> None:
    async with office.tab(REP) as tab:
        await tab.says("帮助")
        number = (await tab.says("今天跑哪几家"))["message"]
    # As if the relay had handed it over but not noted it yet.
    office.on_database(lambda work: work.outbox.change(number, state="sending"))

    assert (await office.history(REP))[-1]["message"] == number


async def test_another_persons_button_does_nothing(office: Desk) -> None:
    async with office.tab(REP) as rep, office.tab(OTHER) as other:
        plan = await rep.says("今天跑哪几家")

        await other.sends(kind="press", token=plan["buttons"][0]["token"])

        assert (await other.hears())["text"] == "这个按钮不是给您的。"
    assert "到店" not in text_of(await office.history(OTHER))


async def test_a_history_is_nobody_elses(office: Desk) -> None:
    async with office.tab(REP) as tab:
        await tab.says("帮助")

    assert await office.history(MANAGER) == []


async def test_a_first_contact_is_bound_and_asked_to_agree(office: Desk) -> None:
    def forget(work: Any) -> None:
        work.connection.exec_driver_sql("delete from address")
        work.connection.exec_driver_sql("update person set consented_at = null")

    office.on_database(forget)
    office.app.caches.consented.clear()

    async with office.tab(REP) as tab:
        card = await tab.says("你好")

        labels = [button["label"] for button in card["buttons"]]
        assert labels == ["同意并开始(含定位)", "同意,不用定位"]
