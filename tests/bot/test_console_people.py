"""Who is who on the page: codes shown once, leavers shut out, secrets not in the history."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from aiohttp import WSMsgType
from PIL import Image

from tests.bot.console import MANAGER, REP, Desk, desk, said
from tests.handlers.joining import codes

ADMIN = "Q031"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path / "data") as opened:
        yield opened


async def test_a_code_to_scan_is_shown_once_to_who_asked_for_it(office: Desk) -> None:
    async with office.tab(MANAGER) as tab:
        card = await tab.says("邀请 叶小满")
    code = codes(card["text"])[0]

    seen = await office.client.get(f"{card['image']}?token={office.link(MANAGER)}")
    others = await office.client.get(f"{card['image']}?token={office.link(REP)}")
    later = await office.history(MANAGER)

    with Image.open(io.BytesIO(await seen.read())) as image:
        picture = np.array(image.convert("L"))
    assert (seen.status, seen.content_type, others.status) == (200, "image/jpeg", 404)
    assert seen.headers["Cache-Control"] == "no-store"
    assert cv2.QRCodeDetector().detectAndDecode(picture)[0] == f"绑定 {code}"
    assert said(later)[-1] == "邀请码已发出,只显示一次。要重发就再邀请一次。"
    assert not codes(str(later))


async def test_the_picture_is_not_on_the_disk(office: Desk) -> None:
    async with office.tab(MANAGER) as tab:
        card = await tab.says("邀请 叶小满")

    assert not office.app.blobs.path(card["image"].removeprefix("/file/")).exists()


async def test_a_code_that_was_handed_in_is_not_in_the_history(office: Desk) -> None:
    async with office.tab(REP) as tab:
        await tab.says("绑定 K7PM-2QXA")

    assert said(await office.history(REP))[0] == "> (内容没有保存)"


async def test_the_page_of_who_was_disabled_is_closed(office: Desk) -> None:
    link = office.link(REP)
    async with office.tab(REP, token=link) as tab, office.tab(ADMIN) as admin:
        card = await admin.says("停用 叶小满")
        token = card["buttons"][0]["token"]
        await admin.sends(kind="press", token=token)
        await office.settle()
        await tab.socket.send_json({"id": "12345678", "kind": "said", "text": "进度"})
        while (got := await tab.socket.receive(timeout=5)).type is WSMsgType.TEXT:
            pass

        assert got.type is WSMsgType.CLOSE
        assert tab.socket.close_code == 4401
    assert (await office.client.get(f"/c/{link}")).status == 404
    assert office.on_database(lambda work: work.addresses.held_by(REP)) == []


async def test_a_page_stays_its_holders_whoevers_code_is_typed_there(office: Desk) -> None:
    async with office.tab(MANAGER) as tab:
        code = codes((await tab.says("邀请 白一鸣"))["text"])[0]
    async with office.tab(REP) as tab:
        asked = await tab.says(f"绑定 {code}")
        await tab.sends(kind="press", token=asked["buttons"][0]["token"])
        await office.settle()
        mine = await tab.says("我的账号")

        assert mine["text"].startswith("叶小满的账号")
    assert office.on_database(lambda work: work.addresses.person_of("console", REP)) == REP
