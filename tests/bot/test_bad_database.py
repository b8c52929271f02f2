"""A full, locked or read-only database: nothing is acknowledged that is not kept, and it passes."""

import pytest
from sqlalchemy.exc import DBAPIError

from storage.database import TransactionLostError
from tests.bot.disks import fill_database, locked, raw_of
from tests.chat import Chat
from tests.fakes import storefront


def count(chat: Chat, table: str) -> int:
    return chat.on_database(
        lambda work: int(
            work.connection.exec_driver_sql(f"select count(*) from {table}").scalar_one()  # noqa: S608 - our own names
        )
    )


def test_what_does_not_fit_is_not_acknowledged_and_fits_later(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())
    before, kept = chat.state(), count(chat, "inbox")
    long = "字" * 6000

    database = raw_of(chat.app)
    fill_database(database)
    with pytest.raises((DBAPIError, TransactionLostError)):
        chat._post("said", {"text": long, "addressed": True}, key="long")
    full = (chat.state(), count(chat, "inbox"))
    database.execute("PRAGMA max_page_count=1000000")
    for _ in range(2):  # the client sends again, and once too often
        chat._post("said", {"text": long, "addressed": True}, key="long")
    chat.settle()

    assert full == (before, kept)
    assert count(chat, "inbox") == kept + 2  # the message once, and what it was understood as
    assert "☑①门头全景" in chat.says("进度").text


def test_a_message_that_was_kept_is_decided_when_there_is_room_again(chat: Chat) -> None:
    """A full disk is no bug of the letter: it waits, and is not parked."""
    chat.at()
    for number in range(40):
        chat.post_text(f"516 {number + 1}箱")

    database = raw_of(chat.app)
    fill_database(database)
    with pytest.raises((DBAPIError, TransactionLostError)):
        chat.settle()
    parked = chat.on_database(lambda work: work.inbox.parked())
    database.execute("PRAGMA max_page_count=1000000")
    chat.settle()

    assert parked == chat.on_database(lambda work: work.inbox.parked()) == []
    assert chat.state()[0][5] == ("00516", 1)


def test_what_a_lost_commit_remembered_is_forgotten(chat: Chat) -> None:
    chat.spoil("update person set consented_at = null where id = 'Q011'")
    chat.on_database(lambda work: work.forget())
    chat.says("你好")
    token = chat.history[-1].buttons[0][1]
    chat._post("press", {"token": token})

    def agrees_but_is_lost(connection: object) -> None:
        chat.app.engine._decider.decide(connection)  # type: ignore[arg-type]
        raise TransactionLostError("the disk went away")

    with pytest.raises(TransactionLostError):
        chat.app.core.call(agrees_but_is_lost).result()

    assert not chat.on_database(lambda work: work.consented("Q011"))
    assert "欢迎" in chat.settle().text or chat.on_database(lambda work: work.consented("Q011"))


def test_a_read_only_database_takes_nothing_and_loses_nothing(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())
    before = chat.state()

    database = raw_of(chat.app)
    database.execute("PRAGMA query_only=ON")
    for kind, body in (("said", {"text": "516 12箱"}), ("place", {"lat": 31.3, "lon": 120.6})):
        with pytest.raises((DBAPIError, TransactionLostError)):
            chat._post(kind, body, key=kind)
    database.execute("PRAGMA query_only=OFF")
    after = chat.state()
    heard = chat.says("516 12箱", key="said")

    assert after == before
    assert "00516=12箱" in heard.text


def test_a_database_that_others_lock_is_waited_for_and_then_not_acknowledged(chat: Chat) -> None:
    raw_of(chat.app).execute("PRAGMA busy_timeout=50")
    chat.at()
    other = locked(chat.data / "bihuan.sqlite", 0.3)

    with pytest.raises((DBAPIError, TransactionLostError)):
        chat._post("said", {"text": "516 12箱", "addressed": True}, key="s")
    other.join()

    assert "00516=12箱" in chat.says("516 12箱", key="s").text
    assert count(chat, "item") == 1
