"""Who gets in: the chooser, personal links, Host and Origin."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType, WSServerHandshakeError

from bot.channels.console.guard import is_local
from storage.loading import DEMO
from tests.bot.console import MANAGER, OTHER_NAME, REP, Desk, desk


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path / "data") as opened:
        yield opened


async def home(office: Desk, **headers: str) -> str:
    return await (await office.client.get("/", headers=headers)).text()


async def chosen(office: Desk, person_id: str) -> str:
    """The token that the chooser gives for a person."""
    found = re.search(rf'/c/(\w+)"[^>]*data-person="{person_id}"', await home(office))
    assert found
    return found[1]


async def test_the_chooser_shows_the_demo_company_by_role(office: Desk) -> None:
    page = await home(office)

    order = [page.index(f">{r}</h2>") for r in ("业务员", "主管", "总监", "高管", "部门负责人")]
    assert order == sorted(order)
    assert "叶小满" in page
    assert "苏婉清" in page


@pytest.mark.parametrize(
    "headers",
    [{"Host": OTHER_NAME}, {"X-Forwarded-For": "10.0.0.9"}, {"Forwarded": "for=10.0.0.9"}],
)
async def test_there_is_no_chooser_for_who_comes_from_elsewhere(
    office: Desk, headers: dict[str, str]
) -> None:
    token = await chosen(office, REP)

    page = await home(office, **headers)

    assert "请用您的专属链接打开" in page
    assert "叶小满" not in page
    assert (await office.client.get(f"/c/{token}", headers=headers)).status == 404


async def test_there_is_no_chooser_for_a_real_company(office: Desk) -> None:
    token = await chosen(office, REP)
    office.on_database(lambda work: work.marks.set(DEMO, ""))

    assert "请用您的专属链接打开" in await home(office)
    assert (await office.client.get(f"/c/{token}")).status == 404


@pytest.mark.parametrize(
    ("peer", "host", "local"),
    [
        ("127.0.0.1", "127.0.0.1:8080", True),
        ("127.0.0.1", "localhost:8080", True),
        ("::1", "[::1]:8080", True),
        ("192.168.1.7", "127.0.0.1:8080", False),
        ("127.0.0.1", "192.168.1.7:8080", False),
        ("127.0.0.1", "evil.example", False),
        (None, "localhost", False),
        ("127.0.0.1", "", False),
        ("127.0.0.1", "[::1", False),
    ],
)
def test_local_means_this_machine_under_its_own_name(
    peer: str | None, host: str, local: bool
) -> None:
    assert is_local(peer, host, {}) is local


async def test_a_chosen_identity_opens_its_page(office: Desk) -> None:
    token = await chosen(office, MANAGER)

    answer = await office.client.get(f"/c/{token}")

    assert answer.status == 200
    assert "苏婉清" in await answer.text()
    assert token == await chosen(office, MANAGER)  # so that a tab lives on after a restart
    assert token != await chosen(office, REP)


async def test_a_personal_link_opens_from_anywhere_until_it_is_revoked(office: Desk) -> None:
    link = office.link(REP)

    answer = await office.client.get(f"/c/{link}", headers={"Host": OTHER_NAME})
    office.revoke(REP)
    after = await office.client.get(f"/c/{link}", headers={"Host": OTHER_NAME})

    assert answer.status == 200
    assert (after.status, "链接打不开" in await after.text()) == (404, True)


@pytest.mark.parametrize("token", ["x", "%E5%8F%B6", "0" * 64, "a" * 5000])
async def test_a_guessed_link_opens_nothing(office: Desk, token: str) -> None:
    await home(office)

    assert (await office.client.get(f"/c/{token}")).status == 404
    assert (await office.client.post(f"/upload?token={token}&id=12345678")).status == 401
    async with office.client.ws_connect(f"/ws?token={token}") as socket:
        assert (await socket.receive()).type is WSMsgType.CLOSE
        assert socket.close_code == 4401


async def ended(socket: ClientWebSocketResponse) -> int | None:
    """The code that the server closed with; what was on the way before is read."""
    while (await socket.receive(timeout=5)).type is WSMsgType.TEXT:
        pass
    return socket.close_code


async def test_a_page_of_a_revoked_link_is_shown_nothing_more(office: Desk) -> None:
    async with office.tab(REP) as one, office.tab(REP) as two:
        await one.sends(kind="said", text="帮助")
        office.revoke(REP)
        await office.settle()

        assert [await ended(tab.socket) for tab in (one, two)] == [4401, 4401]


async def test_a_page_of_a_revoked_link_can_say_nothing_more(office: Desk) -> None:
    async with office.tab(REP) as tab:
        office.revoke(REP)
        await tab.socket.send_json({"id": "12345678", "kind": "said", "text": "提交"})

        assert await ended(tab.socket) == 4401
    assert office.inbox("said") == []


async def test_what_a_tab_tells_a_link_to_others_is_nothing(office: Desk) -> None:
    answer = await office.client.get(f"/c/{office.link(REP)}")

    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy
    assert "http" not in re.sub(r"http-equiv", "", await answer.text())


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "192.168.1.7:8080", "["]
)
async def test_an_unknown_host_is_refused(office: Desk, host: str) -> None:
    link = office.link(REP)

    for path in ("/", f"/c/{link}", f"/api/places?token={link}", "/own/main.js"):
        answer = await office.client.get(path, headers={"Host": host})
        assert answer.status == 403
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
async def test_another_sites_page_can_do_nothing(office: Desk, origin: str) -> None:
    link = office.link(REP)

    answer = await office.client.post(
        f"/upload?token={link}&id=12345678", data=b"x", headers={"Origin": origin}
    )
    with pytest.raises(WSServerHandshakeError) as refused:
        await office.client.ws_connect(f"/ws?token={link}", headers={"Origin": origin})

    assert (answer.status, refused.value.status) == (403, 403)


async def test_our_own_page_may(office: Desk) -> None:
    origin = str(office.client.make_url("/")).rstrip("/")
    link = office.link(REP)

    async with office.client.ws_connect(f"/ws?token={link}", headers={"Origin": origin}) as socket:
        assert "hello" in await socket.receive_json()


async def test_without_the_browser_libraries_the_page_says_what_fetches_them(
    tmp_path: Path,
) -> None:
    async with desk(tmp_path / "data", tmp_path / "nothing") as office:
        page = await office.client.get(f"/c/{office.link(REP)}")
        places = await office.client.get(f"/api/places?token={office.link(REP)}")

        assert (page.status, "make run" in await page.text()) == (503, True)
        assert "make run" in await home(office)
        assert len(await places.json()) > 0


@pytest.mark.parametrize(
    "path",
    ["/own/nothing.js", "/own/..%2Fchat.html", "/lib/..%2Fpyvenv.cfg", "/lib/deep-chat.LICENSE"],
)
async def test_only_scripts_and_styles_are_served(office: Desk, path: str) -> None:
    assert (await office.client.get(path)).status == 404


async def test_scripts_have_their_type(office: Desk) -> None:
    for path in ("/own/main.js", "/lib/deepChat.bundle.js"):
        answer = await office.client.get(path)
        assert (answer.status, answer.content_type) == (200, "text/javascript")


async def test_places_to_try_belong_to_the_demo(office: Desk) -> None:
    link = office.link(REP)

    demo = await (await office.client.get(f"/api/places?token={link}")).json()
    office.on_database(lambda work: work.marks.set(DEMO, ""))
    real = await (await office.client.get(f"/api/places?token={link}")).json()

    assert [place["code"] for place in demo[:3]] == ["SZ101", "SZ102", "SZ103"]
    assert real == []
