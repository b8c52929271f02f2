"""Coming in over Telegram: a link or a picture to scan, the consent, a new phone."""

import io

import cv2
import numpy as np
from PIL import Image

from tests.chat import STORE
from tests.telegram.office import REP, REP_ID, Office

MANAGER, MANAGER_ID, NEW = "Q004", 7004, 9001


def scanned(picture: bytes) -> str:
    """What a phone reads in a picture."""
    with Image.open(io.BytesIO(picture)) as image:
        return cv2.QRCodeDetector().detectAndDecode(np.array(image.convert("L")))[0]


async def invited(desk: Office) -> str:
    """The link in the picture of an invitation."""
    su = desk.user(MANAGER_ID, MANAGER)
    su.says("邀请 叶小满")
    await desk.settle()
    return scanned(su.last.photo)


async def test_the_link_in_the_picture_lets_a_new_account_in(desk: Office) -> None:
    desk.on_database(lambda work: work.consents.withdraw(REP))
    link = await invited(desk)
    ye = desk.server.user(NEW, "小叶")

    ye.starts(link.partition("start=")[2])
    await desk.settle()
    card = ye.last
    ye.taps("同意并开始(含定位)")
    await desk.settle()
    ye.shares(*STORE)
    await desk.settle()

    assert link.startswith("https://t.me/")
    assert card.text.startswith("叶小满,您好。开始前请看一下:")
    assert "到店:湖畔生活超市" in ye.last.text
    su = desk.server.user(MANAGER_ID, MANAGER)
    assert su.last.text == "叶小满已用您给的邀请码绑定了Telegram。"


async def test_a_new_phone_takes_over_and_the_old_one_is_told(desk: Office) -> None:
    old, new = desk.rep(), desk.server.user(NEW, "小叶")
    old.says("帮助")
    await desk.settle()
    new.starts((await invited(desk)).partition("start=")[2])
    await desk.settle()

    assert new.seen[0].text.startswith("叶小满,欢迎回来,Telegram已绑定。")
    assert "换到了另一个Telegram账号" in old.last.text
    accounts = desk.on_database(lambda work: work.addresses.held_by(REP))
    on_telegram = [h.account.address for h in accounts if h.account.channel == "telegram"]
    assert on_telegram == [str(NEW)]
    assert str(REP_ID) not in on_telegram


async def test_a_stranger_who_taps_start_is_told_how_to_come_in_and_no_more(desk: Office) -> None:
    stranger = desk.server.user(NEW, "路人")

    stranger.starts()
    stranger.sends_photo(b"\xff\xd8\xff\xe0 no picture")
    stranger.says("你们是哪家公司")
    await desk.settle()

    assert [shown.text[:10] for shown in stranger.seen] == ["您好,我还不认识您。"]
    assert {row.body.get("text", "") for row in desk.inbox()} == {""}
    assert not list((desk.data / "blobs").rglob("?" * 64))
