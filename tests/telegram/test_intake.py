"""Each kind of update, and what it is to the bot."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.channels.telegram.intake import Taken, take
from tests.chat import START
from tests.fakes import FakeClock
from tests.peers.telegram.people import User
from tests.peers.telegram.server import BOT, TelegramServer
from tests.telegram.taking import JPEG, ME, NOW, arrival, newest


@pytest.fixture
def server() -> TelegramServer:
    """Nobody listens: the updates that wait there are looked at."""
    return TelegramServer(FakeClock(START))


@pytest.fixture
def rep(server: TelegramServer) -> User:
    return server.user(7001, "叶小满")


def media(number: int) -> dict[str, Any]:
    return {"media": {"file_id": f"file-{number}"}}


def unique(number: int) -> dict[str, Any]:
    return {"unique": f"u-file-{number}"}


Act = Callable[[User], Any]
CASES: dict[str, tuple[Act, str, dict[str, Any]]] = {
    "text": (lambda u: u.says("今天跑哪几家"), "said", {"text": "今天跑哪几家", "addressed": True}),
    "command": (lambda u: u.says("/plan"), "said", {"text": "/plan", "addressed": True}),
    "start": (lambda u: u.starts(), "enter", {"asked": True}),
    "invited": (
        lambda u: u.starts("k7pm-2qxa"),
        "said",
        {"text": "绑定 k7pm-2qxa", "addressed": True},
    ),
    "start by another link": (lambda u: u.starts("aB3-_x"), "enter", {"asked": True}),
    "odd start": (lambda u: u.says("/start 帮我"), "enter", {"asked": True}),
    "start of two words": (lambda u: u.says("/start a b"), "enter", {"asked": True}),
    "long start": (lambda u: u.starts("A" * 90), "enter", {"asked": True}),
    "forwarded text": (
        lambda u: u.says("238 12箱", forwarded=True),
        "said",
        {"text": "238 12箱", "addressed": True, "forwarded": True},
    ),
    "photo": (
        lambda u: u.sends_photo(JPEG, "门头", album="a1"),
        "photo",
        {
            **media(2),
            "size": 2,
            "caption": "门头",
            "album": "a1",
            "provenance": "unknown",
            **unique(2),
        },
    ),
    "forwarded photo": (
        lambda u: u.sends_photo(JPEG, forwarded=True),
        "photo",
        {**media(2), "size": 2, "caption": "", "album": "", "provenance": "forwarded", **unique(2)},
    ),
    "live photo": (
        lambda u: u.sends_live_photo(JPEG),
        "photo",
        {**media(3), "size": 2, "caption": "", "album": "", "provenance": "unknown", **unique(3)},
    ),
    "picture as file": (
        lambda u: u.sends_file(JPEG, "IMG_1.JPG", "image/jpeg"),
        "photo",
        {
            **media(1),
            "size": 2,
            "caption": "",
            "album": "",
            "provenance": "file",
            "name": "IMG_1.JPG",
            **unique(1),
        },
    ),
    "forwarded picture as file": (
        lambda u: u.sends_file(JPEG, "1.png", "", forwarded=True, caption="货架"),
        "photo",
        {
            **media(1),
            "size": 2,
            "caption": "货架",
            "album": "",
            "provenance": "forwarded",
            "name": "1.png",
            **unique(1),
        },
    ),
    "workbook": (
        lambda u: u.sends_file(b"PK", "门店.xlsx"),
        "file",
        {**media(1), "size": 2, "name": "门店.xlsx"},
    ),
    "file too large": (
        lambda u: u.sends_file(b"", "大.pptx", size=20 * 2**20 + 1),
        "file",
        {"size": 20 * 2**20 + 1, "too_large": True, "name": "大.pptx"},
    ),
    "voice": (
        lambda u: u.speaks(b"OggS", seconds=7),
        "voice",
        {**media(1), "size": 4, "seconds": 7},
    ),
    "sticker": (lambda u: u.sends("sticker"), "other", {"what": "贴纸"}),
    "film": (lambda u: u.sends("video"), "other", {"what": "视频"}),
    "round film": (lambda u: u.sends("video_note"), "other", {"what": "视频"}),
    "gif": (lambda u: u.sends("animation"), "other", {"what": "动图"}),
    "card": (lambda u: u.sends("contact"), "other", {"what": "名片"}),
    "poll": (lambda u: u.sends("poll"), "other", {"what": "投票"}),
    "dice": (lambda u: u.sends("dice"), "other", {"what": "动态表情"}),
    "story": (lambda u: u.sends("story"), "other", {"what": "动态"}),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_message_is(server: TelegramServer, rep: User, case: str) -> None:
    act, kind, body = CASES[case]

    act(rep)

    found = arrival(server)
    assert (found.kind, dict(found.body)) == (kind, body)
    assert (found.channel, found.address, found.chat) == ("telegram", "7001", "private")
    assert (found.key, found.ref) == ("424242:901", "1")


PIN = {"datum": None, "accuracy_m": None, "live": False, "forwarded": False, "update": False}
PLACES: dict[str, tuple[Act, dict[str, Any]]] = {
    "pin": (lambda u: u.shares(31.3, 120.6), {}),
    "here": (lambda u: u.shares(31.3, 120.6, accuracy=18.5), {"accuracy_m": 18.5}),
    "live": (
        lambda u: u.shares(31.3, 120.6, live=True, accuracy=9),
        {"accuracy_m": 9, "live": True},
    ),
    "venue": (lambda u: u.shares(31.3, 120.6, venue="湖畔生活超市"), {}),
    "forwarded": (lambda u: u.shares(31.3, 120.6, forwarded=True), {"forwarded": True}),
    "live and forwarded": (
        lambda u: u.shares(31.3, 120.6, live=True, forwarded=True),
        {"live": True, "forwarded": True},
    ),
}


@pytest.mark.parametrize("case", PLACES)
def test_what_a_place_proves(server: TelegramServer, rep: User, case: str) -> None:
    act, more = PLACES[case]

    act(rep)

    assert arrival(server).body == {"lat": 31.3, "lon": 120.6, **PIN, **more}


def test_a_live_location_that_moves_is_an_update_of_its_own_time(
    server: TelegramServer, rep: User
) -> None:
    shared = rep.shares(31.3, 120.6, live=True)

    rep.moves(shared, 31.4, 120.7, 8, at=START + timedelta(minutes=3))

    found = arrival(server)
    assert (found.kind, found.at) == ("place", START + timedelta(minutes=3))
    assert found.body == {
        **PIN, "lat": 31.4, "lon": 120.7, "accuracy_m": 8, "live": True, "update": True,
    }  # fmt: skip


def test_a_live_location_that_ended_proves_nothing(server: TelegramServer, rep: User) -> None:
    shared = rep.shares(31.3, 120.6, live=True)

    rep.stops(shared)

    assert newest(server) == Taken()


def test_the_time_of_a_message_is_telegrams(server: TelegramServer, rep: User) -> None:
    rep.says("补一条", at=START - timedelta(hours=3))

    assert arrival(server).at == START - timedelta(hours=3)
    assert arrival(server).received_at == NOW


def test_an_answer_names_our_message(server: TelegramServer, rep: User) -> None:
    told = {"message_id": 77, "date": 1, "chat": rep.chat.json, "from": BOT, "text": "多少?"}
    ours = rep.says("?")
    ours.told = told

    rep.says("12", to=ours)

    assert arrival(server).body["reply_to"] == "77"


def test_an_answer_to_oneself_names_nothing(server: TelegramServer, rep: User) -> None:
    rep.says("12", to=rep.says("238"))

    assert "reply_to" not in arrival(server).body


def test_blocking_and_coming_back_are_told(server: TelegramServer, rep: User) -> None:
    rep.blocks()
    away = newest(server).reach
    rep.unblocks()
    back = newest(server).reach

    assert away is not None
    assert back is not None
    assert [(r.address, r.yes) for r in (away, back)] == [("7001", False), ("7001", True)]


def test_notices_of_the_chat_itself_are_no_messages(server: TelegramServer, rep: User) -> None:
    rep.sends("pinned")

    assert newest(server) == Taken()


@pytest.mark.parametrize(
    "sender",
    [{"is_bot": True}, {"sender_chat": {"id": -1, "type": "channel", "title": "t"}}],
    ids=["a bot", "a channel"],
)
def test_bots_and_channels_are_ignored(
    server: TelegramServer, rep: User, sender: dict[str, Any]
) -> None:
    rep.says("你好")
    message = server.updates.waiting[-1]["message"]
    chat = sender.pop("sender_chat", None)
    message["from"] |= sender
    message |= {"sender_chat": chat} if chat else {}

    assert newest(server) == Taken()


def test_a_live_photo_without_its_photo_is_a_film(server: TelegramServer, rep: User) -> None:
    rep.sends_live_photo(JPEG)
    del server.updates.waiting[-1]["message"]["live_photo"]["photo"]

    assert arrival(server).body == {"what": "视频"}


def test_something_newer_than_this_program_is_named_as_such(server: TelegramServer) -> None:
    told = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "hologram": {"id": 1}}
    user = {"id": 7, "is_bot": False, "first_name": "某"}

    found = take({"update_id": 1, "message": {**told, "from": user}}, ME, NOW).arrival

    assert found is not None
    assert (found.kind, found.body) == ("other", {"what": "这种消息"})
