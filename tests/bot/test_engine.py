"""The way of a message: once, in order, through faults and kills."""

from datetime import timedelta

import pytest

from bot.engine.arrivals import Arrival
from bot.engine.core import Core
from storage.database import open_database
from storage.timers import Timer
from tests.chat import Chat
from tests.fakes import shelf, storefront


def test_the_same_message_twice_has_one_effect_and_one_answer(chat: Chat) -> None:
    chat.at(key="update-1")

    again = chat.at(key="update-1")

    assert len(again) == 0
    assert len(chat.visits()) == 1
    assert len(chat.visits()[0].presences) == 1


def test_what_was_received_but_not_decided_is_decided_after_a_kill(chat: Chat) -> None:
    chat.at()
    now = chat.clock.now()
    arrival = Arrival(
        channel="console",
        key="last-words",
        address=chat.person_id(chat.who),
        kind="said",
        body={"text": "516 12箱"},
        at=now,
        received_at=now,
    )
    chat.run(chat.app.engine.post(arrival))

    chat.restarts()
    heard = chat.settle()

    assert "00516=12箱" in heard.text


def test_a_photo_being_read_when_the_process_dies_is_read_again(chat: Chat) -> None:
    chat.at()
    chat.post_photo(storefront())
    chat.run(chat.app.engine.decide())
    claim = chat.app.core.call(
        lambda c: c.exec_driver_sql("update work set state = 'running', attempts = 1")
    )
    claim.result()

    chat.restarts()
    heard = chat.settle()

    assert "①门头全景已收" in heard.text


def test_a_reader_that_dies_is_tried_three_times(chat: Chat) -> None:
    chat.at()
    chat.reader.crashes = 2

    heard = chat.sends(storefront())

    assert "①门头全景已收" in heard.text
    assert chat.reader.read_count == 3


def test_a_reader_that_always_dies_asks_for_the_photo_again(chat: Chat) -> None:
    chat.at()
    chat.reader.crashes = 99

    heard = chat.sends(storefront())

    assert "照片没读出来,请重发一张。" in heard.text
    assert not chat.visits()[0].items


def test_bytes_that_are_no_picture_are_asked_again_at_once(chat: Chat) -> None:
    chat.at()
    chat.sends(shelf())

    heard = chat.sends(b"hello")

    assert "这不是图片,请直接拍照发。" in heard.text
    assert chat.reader.read_count == 2
    assert len(chat.visits()[0].items) == 1


def test_submitting_while_photos_are_read_is_carried_out_when_they_are(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱")
    chat.post_photo(storefront())
    chat.run(chat.app.engine.decide())
    chat.post_text("提交")
    chat.run(chat.app.engine.decide())

    heard = chat.settle()

    texts = [p.text for p in heard.parcels]
    assert "还在看1张照片,看完自动提交。" in texts
    assert "还不能提交" in texts[-1]
    assert "· 门头全景" not in texts[-1]
    assert "①门头全景已收" in texts[-1]


def test_a_broken_decision_is_parked_with_a_number_and_the_next_one_goes_on(chat: Chat) -> None:
    chat.at()
    chat.spoil("update visit set form_version = 99")

    broken = chat.says("进度")
    chat.spoil("update visit set form_version = 1")
    after = chat.says("进度")

    number = chat.on_database(lambda work: work.inbox.parked())[0][0]
    assert f"编号 {number}" in broken.text
    assert "☐①门头全景" in after.text


def test_a_parked_letter_is_replayed_when_its_cause_is_mended(chat: Chat) -> None:
    chat.at()
    chat.spoil("update visit set form_version = 99")
    chat.says("516 12箱")
    chat.spoil("update visit set form_version = 1")
    number = chat.on_database(lambda work: work.inbox.parked())[0][0]

    assert chat.on_database(lambda work: work.inbox.retry(number))
    heard = chat.settle()

    assert "00516=12箱" in heard.text
    assert not chat.on_database(lambda work: work.inbox.retry(number))


def test_a_send_that_fails_is_tried_again_and_order_is_kept(chat: Chat) -> None:
    chat.network.failures = 1
    first = chat.says("帮助")
    second = chat.says("今天跑哪几家")

    later = chat.waits(seconds=5)

    assert [len(first), len(second)] == [0, 0]
    assert "我能帮您" in later.parcels[0].text
    assert "跑3家" in later.parcels[1].text


def test_a_message_that_never_goes_out_is_given_up_and_others_go_on(chat: Chat) -> None:
    chat.network.failures = 7
    chat.says("帮助")

    chat.waits(hours=3)
    heard = chat.says("今天跑哪几家")

    assert "跑3家" in heard.text
    states = chat.on_database(
        lambda work: [
            r[0] for r in work.connection.exec_driver_sql("select state from outbox order by id")
        ]
    )
    assert states == ["dead", "sent"]


def test_a_burst_of_lines_gets_one_answer_with_all_of_it(chat: Chat) -> None:
    chat.at()
    for line in ("516 12箱", "127 6箱"):
        chat.post_text(line)

    heard = chat.settle()

    assert len(heard) == 1
    assert "00516=12箱" in heard.text
    assert "00127=6箱" in heard.text


def test_a_held_answer_survives_a_kill(chat: Chat) -> None:
    chat.at()
    chat.post_text("516 12箱")
    chat.run(chat.app.engine.decide())

    chat.restarts()
    heard = chat.settle()

    assert "00516=12箱" in heard.text


@pytest.mark.parametrize(
    ("catch_up", "fired"), [("all", 3), ("last", 1), ("none", 0)], ids=["all", "last", "none"]
)
def test_after_downtime_each_kind_of_timer_catches_up_as_it_should(
    chat: Chat, catch_up: str, fired: int
) -> None:
    now = chat.clock.now()

    def set_three(work: object) -> None:
        for hour in (1, 2, 3):
            work.timers.add(  # type: ignore[attr-defined]
                Timer(
                    kind="digest",
                    key=f"d{hour}",
                    due_at=now + timedelta(hours=hour),
                    conversation="person:Q011",
                    person_id="Q011",
                    payload={},
                    catch_up=catch_up,
                )
            )

    chat.on_database(set_three)
    chat.clock.tick(hours=5)

    chat.restarts()

    assert chat.run(chat.app.engine.fire()) == fired
    assert chat.run(chat.app.engine.fire()) == 0


def test_replies_go_where_the_last_message_came_from(chat: Chat) -> None:
    chat.channel = "telegram"
    chat.at()
    chat.channel = "wecom"
    chat.says("进度")

    channels = chat.on_database(
        lambda work: [
            r[0] for r in work.connection.exec_driver_sql("select channel from outbox order by id")
        ]
    )
    assert channels == ["telegram", "wecom"]


def test_the_core_undoes_alone_what_fails_and_commits_the_rest(chat: Chat) -> None:
    database = open_database(chat.data / "core.sqlite")
    core = Core(database)

    good = core.call(lambda c: c.exec_driver_sql("insert into mark values ('a', '1')"))
    bad = core.call(lambda c: c.exec_driver_sql("insert into nowhere values (1)"))
    after = core.call(lambda c: c.exec_driver_sql("select count(*) from mark").scalar())

    good.result()
    assert bad.exception() is not None
    assert after.result() == 1
    core.stop()
    database.dispose()


def test_the_core_thread_refuses_to_wait_for_itself(chat: Chat) -> None:
    core = chat.app.core

    nested = core.call(lambda _: core.call(lambda c: c.exec_driver_sql("select 1")))

    assert isinstance(nested.exception(), RuntimeError)
