"""Messages that were changed, and changes that Telegram only calls so."""

from datetime import timedelta

import pytest

from bot.channels.telegram.intake import Taken
from tests.chat import START
from tests.fakes import FakeClock
from tests.peers.telegram.people import User
from tests.peers.telegram.server import TelegramServer
from tests.telegram.taking import JPEG, arrival, newest


@pytest.fixture
def server() -> TelegramServer:
    """Nobody listens: the updates that wait there are looked at."""
    return TelegramServer(FakeClock(START))


@pytest.fixture
def rep(server: TelegramServer) -> User:
    return server.user(7001, "叶小满")


@pytest.mark.parametrize("caption", [False, True])
def test_an_edit_names_the_message(server: TelegramServer, rep: User, caption: bool) -> None:
    first = rep.sends_photo(JPEG, "238 12箱") if caption else rep.says("238 12箱")

    rep.edits(first, "238 21箱", at=START + timedelta(minutes=1))

    found = arrival(server)
    photo = {"photo": "u-file-2"} if caption else {}
    assert (found.kind, found.body) == ("edit", {"of": "1", "text": "238 21箱", **photo})
    assert (found.at, found.ref) == (START + timedelta(minutes=1), "")


def test_an_edit_that_puts_another_picture_in_is_told_by_its_picture(
    server: TelegramServer, rep: User
) -> None:
    first = rep.sends_photo(JPEG, "门头")
    was = arrival(server).body["unique"]

    rep.reacts(first)
    same = arrival(server).body
    rep.replaces(first, JPEG + b" another")
    other = arrival(server).body

    assert (same["text"], same["photo"]) == ("门头", was)
    assert (other["text"], other["photo"]) == ("门头", "u-file-4")


def test_a_picture_sent_as_a_file_is_told_by_its_file(server: TelegramServer, rep: User) -> None:
    first = rep.sends_file(JPEG, "1.jpg", "image/jpeg")
    was = arrival(server).body["unique"]

    rep.reacts(first)

    assert arrival(server).body == {"of": "1", "text": "", "photo": was}


def test_a_sticker_worded_anew_is_nothing(server: TelegramServer, rep: User) -> None:
    first = rep.sends("sticker")

    rep._edits(first, {})

    assert newest(server) == Taken()
