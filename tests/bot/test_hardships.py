"""What goes wrong around the engine: full disks, bad channels, secrets, second thoughts."""

import asyncio
import threading
from pathlib import Path

import pytest

from bot.channels.base import Parcel
from domain.settings import COMPANY
from storage.blobs import Blobs
from storage.loading import DEMO
from tests.books import book
from tests.chat import ADMIN, Chat
from tests.fakes import storefront


class BrokenChannel:
    """Raises what no channel should."""

    name = "console"

    async def send(self, parcel: Parcel) -> str:
        raise ConnectionResetError(str(parcel.out_id))


def test_a_channels_bug_is_a_failed_send_like_any_other(chat: Chat) -> None:
    good = chat.channels["console"]
    chat.app.engine._relay._channels = {"console": BrokenChannel()}
    chat.says("帮助")
    chat.app.engine._relay._channels = {"console": good}

    later = chat.waits(seconds=5)

    assert "我能帮您" in later.text


def test_within_one_batch_nothing_overtakes_a_message_that_failed(chat: Chat) -> None:
    chat.network.failures = 1
    for text in ("帮助", "今天跑哪几家"):
        chat.post_text(text)

    chat.settle()
    later = chat.waits(seconds=5)

    assert ["我能帮您" in p.text or "跑3家" in p.text for p in later.parcels] == [True, True]
    assert "我能帮您" in later.parcels[0].text


def test_the_loops_go_on_after_an_error_nobody_foresaw(
    chat: Chat, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.engine.engine._BREATH_S", 0.01)
    engine = chat.app.engine
    real, calls = engine.decide, 0

    async def fails_once() -> list[int]:
        nonlocal calls
        calls += 1
        if calls == 1:
            raise OSError("disk full")
        return await real()

    async def live() -> None:
        await engine.start()
        for _ in range(200):
            await asyncio.sleep(0.02)
            if chat.channels["console"].sent:
                break
        await engine.stop()

    monkeypatch.setattr(engine, "decide", fails_once)
    chat.post_text("帮助")
    chat.run(live())

    assert "disk full" in capsys.readouterr().err
    assert "我能帮您" in chat.channels["console"].sent[0].text


def test_a_login_link_is_kept_nowhere_once_it_was_said(chat: Chat) -> None:
    said = chat.says("登录链接 白一鸣", who=ADMIN).text
    token = said.split("/c/")[1].split()[0]

    kept = chat.on_database(
        lambda work: str(
            [
                work.connection.exec_driver_sql(f"select * from {t}").all()  # noqa: S608 - our own names
                for t in ("outbox", "inbox", "audit", "link")
            ]
        )
    )
    assert token.startswith("secret-")
    assert token not in kept


def test_nothing_is_read_before_the_person_agrees(chat: Chat) -> None:
    chat.spoil("update person set consented_at = null where id = 'Q011'")
    chat.on_database(lambda work: work.forget())

    heard = chat.sends(storefront())
    jobs = chat.on_database(
        lambda work: work.connection.exec_driver_sql("select count(*) from work").scalar()
    )
    agreed = chat.taps("同意并开始")

    assert "不在后台跟踪" in heard.text
    assert jobs == chat.reader.read_count == 0
    assert "请再发一次" in agreed.text


@pytest.mark.parametrize("token", ["²-0", "9" * 40 + "-0", "x", "", "1-", "-1"])
def test_a_button_that_never_was_is_answered(chat: Chat, token: str) -> None:
    heard = chat.presses(token)

    assert heard.text == "这个按钮已过期。发「进度」看现在到哪一步。"


def test_settings_that_contradict_each_other_are_not_taken(chat: Chat) -> None:
    wrong = book(["项目", "值"], ["模糊拒收(分)", 60], title="公司")

    heard = chat.uploads("公司.xlsx", wrong, who=ADMIN)
    chat.at()

    assert "没有写入" in heard.text
    assert chat.on_database(lambda work: work.rules.newest(COMPANY)) == 2
    assert len(chat.visits()) == 1


def test_real_people_end_the_demo(chat: Chat) -> None:
    chat.on_database(lambda work: work.marks.set(DEMO, "1"))
    people = book(["工号", "姓名", "角色"], ["X1", "新来的", "业务员"], title="人员")
    chat.uploads("人员.xlsx", people, who=ADMIN)
    chat.taps("导入", who=ADMIN)

    assert chat.on_database(lambda work: work.marks.get(DEMO)) == ""


def test_the_same_bytes_from_two_threads_are_stored_once_and_whole(tmp_path: Path) -> None:
    blobs, data = Blobs(tmp_path), b"x" * 200_000
    failed: list[BaseException] = []

    def put() -> None:
        try:
            blobs.put(data)
        except OSError as error:
            failed.append(error)

    threads = [threading.Thread(target=put) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert blobs.read(blobs.put(data)) == data
    assert not list(tmp_path.rglob("*.part"))


def test_the_same_photo_again_is_not_read_again(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())
    chat.sends(storefront())

    assert chat.reader.read_count == 1


@pytest.mark.parametrize(("deaths", "said"), [(9, "①门头全景已收"), (10, "照片没读出来")])
def test_a_photo_outlives_many_restarts_but_not_endless_ones(
    chat: Chat, deaths: int, said: str
) -> None:
    """The bot's own death is rarely a photo's fault; one that takes the bot along must not for ever."""
    chat.at()
    chat.post_photo(storefront())
    for _ in range(deaths):
        chat.run(chat.app.engine.decide())
        claimed = chat.app.core.call(chat.app.engine._workers._claim).result()
        assert claimed is not None
        chat.restarts()

    assert said in chat.settle().text
