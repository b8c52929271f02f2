"""In a group the bot hears what is meant for it, and nothing private is answered there."""

import pytest

from bot.channels.telegram.intake import take
from bot.channels.telegram.meant import Me
from bot.engine.arrivals import Arrival
from tests.chat import START
from tests.fakes import FakeClock
from tests.peers.telegram.people import Group, User
from tests.peers.telegram.server import BOT, TelegramServer
from tests.telegram.conftest import Line
from tests.telegram.office import REP_ID, Office, parcel

ME = Me(424242, "bihuan_test_bot")
GROUP = -1001234567890


def heard(server: TelegramServer) -> Arrival | None:
    return take(server.updates.waiting[-1], ME, START).arrival


@pytest.fixture
def server() -> TelegramServer:
    return TelegramServer(FakeClock(START))


@pytest.fixture
def rep(server: TelegramServer) -> User:
    return server.user(7001, "叶小满")


@pytest.fixture
def group(server: TelegramServer) -> Group:
    return server.group(GROUP, "河西组")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("@bihuan_test_bot 今天进度", "今天进度"),
        ("今天进度 @Bihuan_Test_Bot", "今天进度"),
        ("🏪😀 @bihuan_test_bot 238 12箱", "🏪😀  238 12箱"),
        ("@bihuan_test_bot", ""),
        ("/help@bihuan_test_bot", "/help@bihuan_test_bot"),
        ("/help", "/help"),
        ("/plan@bihuan_test_bot", "/plan@bihuan_test_bot"),
        ("/help @somebody", "/help @somebody"),
    ],
)
def test_what_names_the_bot_is_heard_without_its_name(
    server: TelegramServer, rep: User, group: Group, said: str, words: str
) -> None:
    rep.says(said, chat=group)

    found = heard(server)
    assert found is not None
    assert found.body == {"text": words, "addressed": True}
    assert (found.kind, found.chat, found.address) == ("said", f"group:{GROUP}", "7001")


def test_a_mention_by_the_bots_shown_name_is_heard(
    server: TelegramServer, rep: User, group: Group
) -> None:
    rep.says("闭环 今天进度", chat=group)
    message = server.updates.waiting[-1]["message"]
    message["entities"] = [{"type": "text_mention", "offset": 0, "length": 2, "user": BOT}]

    found = heard(server)
    assert found is not None
    assert found.body["text"] == "今天进度"


@pytest.mark.parametrize(
    "said",
    [
        "今天谁去河西?",
        "@somebody_else 你去",
        "/help@other_bot",
        "/weather",
        "/plan",
        "/start",
        "/help @other_bot",
        "/help@other_bot @bihuan_test_bot",
    ],
)
def test_what_is_for_others_is_not_kept(
    server: TelegramServer, rep: User, group: Group, said: str
) -> None:
    rep.says(said, chat=group)

    assert heard(server) is None


def test_a_picture_in_a_group_is_no_evidence_but_its_caption_is_heard(
    server: TelegramServer, rep: User, group: Group
) -> None:
    rep.sends_photo(b"\xff\xd8", "门头", chat=group)
    silent = heard(server)
    rep.sends_photo(b"\xff\xd8", "@bihuan_test_bot 门头", chat=group)
    named = heard(server)

    assert silent is None
    assert named is not None
    assert (named.kind, named.body["text"]) == ("said", "门头")


def test_edits_and_moving_places_in_a_group_are_nobodys_business(
    server: TelegramServer, rep: User, group: Group
) -> None:
    first = rep.says("@bihuan_test_bot 238 12箱", chat=group)

    rep.edits(first, "@bihuan_test_bot 238 21箱")

    assert heard(server) is None


async def test_it_answers_who_asked_and_only_there(desk: Office) -> None:
    rep, group = desk.rep(), desk.server.group(GROUP, "河西组")

    asked = rep.says("@bihuan_test_bot 今天跑哪几家", chat=group)
    rep.says("晚上聚餐?", chat=group)
    await desk.settle()

    assert [(shown.text, shown.answers) for shown in group.seen] == [
        ("请到私聊里办理,群里不方便回答。", asked.number)
    ]
    assert rep.seen == []
    assert [row.kind for row in desk.inbox()] == ["said"]


async def test_an_answer_to_our_message_is_meant_for_us(desk: Office) -> None:
    rep, group = desk.rep(), desk.server.group(GROUP, "河西组")
    rep.says("@bihuan_test_bot 在吗", chat=group)
    await desk.settle()

    rep.says("那我怎么办", chat=group, to=group.seen[-1])
    await desk.settle()

    assert len(group.seen) == 2


async def test_an_answer_goes_out_though_the_question_was_deleted(line: Line) -> None:
    group = line.server.group(GROUP)

    await line.bot.channel.send(parcel("在", chat=f"group:{GROUP}", answers="555"))

    assert [(shown.text, shown.answers) for shown in group.seen] == [("在", None)]


async def test_a_group_that_moved_is_found_again(line: Line) -> None:
    line.server.group(-77).moves_to(GROUP)
    group = line.server.group(GROUP)
    message = parcel("在", chat="group:-77")

    with pytest.raises(Exception, match="new number") as refused:
        await line.bot.channel.send(message)
    await line.bot.channel.send(message)

    assert getattr(refused.value, "retry_after", None) is not None
    assert [shown.text for shown in group.seen] == ["在"]


async def test_no_keyboard_for_locations_stands_in_a_group(line: Line) -> None:
    group = line.server.group(GROUP)

    await line.bot.channel.send(parcel("在哪?", chat=f"group:{GROUP}", wants="location"))

    assert group.chat.keyboard == []
    assert REP_ID not in line.server.world.chats


@pytest.mark.parametrize("said", ["@bihuan_test_bot 待复核", "/help", "/radar@bihuan_test_bot"])
@pytest.mark.parametrize("known", [True, False], ids=["rep", "stranger"])
async def test_whatever_it_says_in_a_group_is_one_short_line(
    desk: Office, said: str, known: bool
) -> None:
    who = desk.rep() if known else desk.server.user(9999, "路人")
    group = desk.server.group(GROUP, "河西组")

    who.says(said, chat=group)
    await desk.settle()

    assert [(len(shown.text) < 40, shown.labels) for shown in group.seen] == [(True, [])]
