"""The WeCom server of the tests, held to a client that others wrote for the real one: wecomkit."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from wecomkit import AsyncWeComClient, WeComAPIError, WeComConfig
from wecomkit.exceptions import WeComRateLimitError

from tests.chat import START
from tests.fakes import FakeClock, shelf
from tests.peers.wecom import WeComServer

CARD: dict[str, Any] = {
    "card_type": "button_interaction",
    "task_id": "task-1",
    "main_title": {"title": "确认合同"},
    "button_list": [{"text": "确认", "key": "ok"}, {"text": "修改", "key": "no"}],
}
APP = WeComServer.agent_id


class Peer:
    """wecomkit before the server."""

    def __init__(self, server: WeComServer, clock: FakeClock) -> None:
        self.server, self.clock = server, clock
        self.ye = server.member("ye")
        config = WeComConfig(corp_id=server.corp_id, corp_secret=server.secret, base_url=server.url)
        self.client = AsyncWeComClient(config)

    async def card(self, **more: Any) -> dict[str, Any]:
        made = {**CARD, **more}
        sent = await self.client.messages.send("template_card", APP, made, to_user="ye")
        return dict(sent)

    async def update(self, code: str) -> None:
        await self.client.messages.update_template_card(
            agent_id=APP, response_code=code, userids=["ye"], button={"replace_name": "已确认"}
        )

    async def passes(self, **span: float) -> None:
        """Time goes by; wecomkit does not renew its token by itself, nor with our clock."""
        self.clock.tick(**span)
        await self.client.get_access_token(force_refresh=True)

    async def code_of(self, call: Any) -> int:
        """The errcode that a call ends with."""
        with pytest.raises(WeComAPIError) as caught:
            await call
        return caught.value.errcode


@pytest.fixture
async def peer() -> AsyncIterator[Peer]:
    clock = FakeClock(START)
    async with WeComServer(clock) as server:
        opened = Peer(server, clock)
        async with opened.client:
            yield opened


async def test_texts_and_markdown_reach_a_member(peer: Peer) -> None:
    messages = peer.client.messages

    answer = await messages.send_text(APP, "你好", to_user="ye|nobody")
    await messages.send("markdown", APP, {"content": "**你好**"}, to_user="ye")

    assert [s.text for s in peer.ye.seen] == ["你好", "你好"]
    assert (answer["errcode"], answer["invaliduser"]) == (0, "nobody")


async def test_a_picture_is_uploaded_sent_and_got_again(peer: Peer) -> None:
    uploaded = await peer.client.media.upload_bytes(shelf().data, "image", "a.jpg")
    media_id = uploaded["media_id"]

    await peer.client.messages.send("image", APP, {"media_id": media_id}, to_user="ye")
    got = await peer.client.media.get(media_id)
    await peer.passes(days=3)

    assert peer.ye.seen[-1].picture == got.content == shelf().data
    assert await peer.code_of(peer.client.media.get(media_id)) == 40007


async def test_a_card_is_updated_once_within_72_hours(peer: Peer) -> None:
    first = await peer.card()
    late = await peer.card(task_id="task-2")

    await peer.update(first["response_code"])

    assert (peer.ye.seen[0].replaced, peer.ye.seen[0].buttons) == ("已确认", [])
    assert await peer.code_of(peer.update(first["response_code"])) == 40058
    await peer.passes(hours=72)
    assert await peer.code_of(peer.update(late["response_code"])) == 40058


async def test_the_menu_is_kept(peer: Peer) -> None:
    assert await peer.code_of(peer.client.menu.get(APP)) == 46003
    await peer.client.menu.create(APP, [{"type": "click", "name": "帮助", "key": "help"}])

    got = await peer.client.menu.get(APP)

    assert got["button"][0]["key"] == "help"
    assert (await peer.client.agent.get(APP))["allow_userinfos"]["user"] == [{"userid": "ye"}]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"task_id": "中文"}, 42014),
        ({"task_id": "x" * 129}, 42014),
        ({"main_title": {}}, 40058),
        ({"main_title": {"title": "x" * 37}}, 40058),
        ({"sub_title_text": "x" * 161}, 40058),
        ({"button_list": []}, 40058),
        ({"button_list": [{"text": "x", "key": str(n)} for n in range(7)]}, 40058),
        ({"button_list": [{"text": "x", "key": "k" * 1025}]}, 40058),
        ({"button_list": [{"text": "x", "key": "k"}, {"text": "y", "key": "k"}]}, 40058),
    ],
)
async def test_a_card_that_is_wrong_is_refused(
    peer: Peer, change: dict[str, Any], code: int
) -> None:
    assert await peer.code_of(peer.card(**change)) == code


async def test_a_task_id_serves_once(peer: Peer) -> None:
    await peer.card()

    assert await peer.code_of(peer.card()) == 42014


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        ("text", {"content": "中" * 683}, 45002),
        ("text", {"content": ""}, 44004),
        ("markdown", {"content": "x" * 2049}, 45002),
        ("image", {"media_id": "none"}, 40007),
        ("voice", {"media_id": "none"}, 40008),
    ],
)
async def test_a_message_that_is_wrong_is_refused(
    peer: Peer, kind: Any, content: dict[str, Any], code: int
) -> None:
    call = peer.client.messages.send(kind, APP, content, to_user="ye")

    assert await peer.code_of(call) == code


async def test_nobody_reachable_is_an_error(peer: Peer) -> None:
    send = peer.client.messages.send_text
    peer.server.hides("ye")

    assert await peer.code_of(send(APP, "你好", to_user="nobody")) == 81013
    assert await peer.code_of(send(APP, "你好", to_user="ye")) == 81013


async def test_another_app_and_an_untrusted_address_are_refused(peer: Peer) -> None:
    send = peer.client.messages.send_text
    peer.server.fails("message/send", 60020)

    assert await peer.code_of(send(APP, "你好", to_user="ye")) == 60020
    assert await peer.code_of(send(7, "你好", to_user="ye")) == 40056


async def test_tokens_end_when_they_like(peer: Peer) -> None:
    await peer.client.messages.send_text(APP, "你好", to_user="ye")
    peer.clock.tick(hours=2)
    expired = await peer.code_of(peer.client.messages.send_text(APP, "你好", to_user="ye"))
    peer.server.tokens.revoke()
    revoked = await peer.code_of(peer.client.messages.send_text(APP, "你好", to_user="ye"))

    assert (expired, revoked) == (42001, 40014)
    assert peer.server.tokens.asked == 1


async def test_a_token_stays_the_same_as_long_as_it_lives(peer: Peer) -> None:
    first = await peer.client.get_access_token(force_refresh=True)
    second = await peer.client.get_access_token(force_refresh=True)
    peer.clock.tick(hours=2)
    third = await peer.client.get_access_token(force_refresh=True)

    assert first == second != third


async def test_too_many_calls_are_told_in_wecoms_way(peer: Peer) -> None:
    peer.server.fails("message/send", 45009)

    with pytest.raises(WeComRateLimitError):
        await peer.client.messages.send_text(APP, "你好", to_user="ye")


async def test_more_than_thirty_a_minute_are_dropped_in_silence(peer: Peer) -> None:
    for number in range(32):
        await peer.client.messages.send_text(APP, str(number), to_user="ye")
    peer.clock.tick(seconds=60)
    await peer.client.messages.send_text(APP, "later", to_user="ye")

    assert peer.ye.dropped == 2
    assert [s.text for s in peer.ye.seen] == [*map(str, range(30)), "later"]


async def test_more_than_a_thousand_an_hour_are_dropped_too(peer: Peer) -> None:
    for _ in range(34):
        for _ in range(30):
            await peer.client.messages.send_text(APP, "x", to_user="ye")
        peer.clock.tick(minutes=1)

    assert (len(peer.ye.seen), peer.ye.dropped) == (1000, 20)
    assert peer.clock.now() - START < timedelta(hours=1)


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        ("image", b"GIF89a....", 40004),
        ("image", b"\xff\xd8\xff" + bytes(10 * 2**20), 40009),
        ("voice", b"#!AMR" + bytes(2 * 2**20), 40006),
        ("file", b"tiny", 40006),
    ],
    ids=["gif", "large picture", "long voice", "tiny"],
)
async def test_an_upload_that_is_wrong_is_refused(
    peer: Peer, kind: Any, data: bytes, code: int
) -> None:
    assert await peer.code_of(peer.client.media.upload_bytes(data, kind, "a.bin")) == code


@pytest.mark.parametrize(
    ("buttons", "code"),
    [
        ([], 40016),
        ([{"type": "click", "name": "帮助", "key": "x"}] * 4, 40016),
        ([{"type": "click", "name": "中文字符太长", "key": "x"}], 40018),
        ([{"type": "tap", "name": "帮助", "key": "x"}], 40017),
        ([{"type": "click", "name": "帮助", "key": "k" * 129}], 40019),
        ([{"name": "a", "sub_button": [{"type": "click", "name": "b", "key": "c"}] * 6}], 40016),
    ],
)
async def test_a_menu_that_is_wrong_is_refused(
    peer: Peer, buttons: list[dict[str, Any]], code: int
) -> None:
    assert await peer.code_of(peer.client.menu.create(APP, buttons)) == code
