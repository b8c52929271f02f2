"""A visit from the first tap to 已提交, in a real browser on the real bot."""

import os
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Bot, running
from tests.browser.page import PHONE, Person, fits, reads, says, sends, stands_at, taps
from tests.nlu import draw

pytestmark = pytest.mark.slow
SHOTS = Path(os.environ.get("BIHUAN_SHOTS", ""))
"""Where screenshots are kept for somebody to look at."""


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    draw.save(draw.storefront("湖畔生活超市"), folder / "door.jpg")
    draw.save(draw.shelf(), folder / "shelf.jpg")
    draw.save(draw.tag("望海牌鲜味生抽1L", "14.50"), folder / "tag.jpg")
    return folder


def shoot(page: Page, name: str) -> None:
    if SHOTS.name:
        page.screenshot(path=SHOTS / f"{name}.png")


def work_through(page: Page, pictures: Path) -> None:
    """Everything of a visit but its submission."""
    stands_at(page, "湖畔生活超市")
    reads(page, "到店:湖畔生活超市")
    expect(page.locator("#camera")).to_have_class("wanted")
    sends(page, "album", pictures / "shelf.jpg", pictures / "door.jpg")
    reads(page, "☑①门头全景")
    says(page, "516 12箱,127 6箱,233 0")
    reads(page, "(库存 3/3)")
    shoot(page, "phone-checklist")
    sends(page, "camera", pictures / "tag.jpg")
    reads(page, "14.50")
    shoot(page, "phone-tag")
    taps(page, "确认")
    reads(page, "都齐了")


def test_a_visit_is_done_on_a_phone(browser: Browser, bot: Bot, pictures: Path) -> None:
    rep = Person(browser, bot.url)
    shoot(rep.chooser, "chooser")
    page = rep.becomes("Q011")
    page.set_viewport_size(PHONE)
    expect(page.locator("#empty")).to_contain_text("到店后点「发位置」")
    shoot(page, "phone-empty")

    work_through(page, pictures)
    assert fits(page)
    taps(page, "提交")
    reads(page, "已提交 湖畔生活超市")
    shoot(page, "phone-submitted")

    before = page.locator("deep-chat .text").all_inner_texts()
    page.reload()
    reads(page, "已提交 湖畔生活超市")
    assert page.locator("deep-chat .text").all_inner_texts() == before
    assert page.locator("deep-chat .mine img").count() == 3
    assert (rep.foreign, rep.faults) == ([], [])


def test_a_picture_of_the_history_opens_large(browser: Browser, bot: Bot, pictures: Path) -> None:
    rep = Person(browser, bot.url)
    page = rep.becomes("Q011")
    stands_at(page, "湖畔生活超市")
    sends(page, "album", pictures / "door.jpg")
    reads(page, "☑①门头全景")
    page.reload()

    page.locator("deep-chat .mine .picture").first.click()

    expect(page.locator("#picture-image")).to_be_visible()
    shoot(page, "desktop-picture")
    page.keyboard.press("Escape")
    expect(page.locator("#picture-image")).to_be_hidden()
    shoot(page, "desktop-history")
    assert (rep.foreign, rep.faults) == ([], [])


def test_the_device_says_where_it_is(browser: Browser, bot: Bot) -> None:
    rep = Person(browser, bot.url)
    rep.context.set_geolocation({"latitude": 31.3197, "longitude": 120.6774, "accuracy": 20})
    page = rep.becomes("Q011")

    page.click("#place")
    page.get_by_role("button", name="用这台设备的真实定位").click()
    expect(page.locator("#line")).to_contain_text("没有定位权限")
    rep.context.grant_permissions(["geolocation"])
    page.click("#place")
    page.get_by_role("button", name="用这台设备的真实定位").click()

    reads(page, "到店:湖畔生活超市(距门店1")
    expect(page.locator("#line")).to_be_hidden()
    assert rep.faults == []


def test_a_place_can_be_typed(browser: Browser, bot: Bot) -> None:
    page = Person(browser, bot.url).becomes("Q011")
    page.click("#place")
    page.fill("#lat", "31.3196")
    page.fill("#lon", "200")
    page.click("#send-place")
    expect(page.locator("#lon")).to_be_focused()

    page.fill("#lon", "120.6773")
    page.click("#send-place")

    reads(page, "到店:湖畔生活超市")


def test_a_voice_note_is_recorded_and_sent(browser: Browser, bot: Bot) -> None:
    rep = Person(browser, bot.url)
    page = rep.becomes("Q011")

    page.click("#voice")
    expect(page.locator("#voice")).to_have_attribute("aria-pressed", "true")
    page.wait_for_timeout(1200)
    shoot(page, "desktop-recording")
    page.click("#voice")

    reads(page, "没听清,请再说一次或打字")  # the browser's stand-in for a microphone beeps
    page.reload()
    expect(page.locator("deep-chat .mine audio")).to_be_visible()
    shoot(page, "desktop-voice")
    assert (rep.foreign, rep.faults) == ([], [])


def test_a_file_is_sent_and_can_be_had_back(browser: Browser, bot: Bot, tmp_path: Path) -> None:
    book = tmp_path / "门店.csv"
    book.write_text("门店编码,门店名称\nX1,新店\n", "utf-8")
    page = Person(browser, bot.url).becomes("Q004")

    sends(page, "file", book)

    reads(page, "门店.csv")
    page.reload()
    with page.expect_download() as got:
        page.locator("deep-chat .download").click()
    assert got.value.suggested_filename == "门店.csv"
    assert got.value.path().read_bytes() == book.read_bytes()


def test_the_page_works_by_keyboard(browser: Browser, bot: Bot) -> None:
    page = Person(browser, bot.url).becomes("Q011")
    page.focus("#place")

    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="湖畔生活超市")).to_be_focused()
    page.keyboard.press("Enter")

    reads(page, "到店:湖畔生活超市")
    page.get_by_role("textbox", name="输入消息").focus()
    page.keyboard.type("提交")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="发送")).to_be_focused()
    page.keyboard.press("Enter")
    reads(page, "还不能提交")


def test_two_people_at_once_see_only_their_own(browser: Browser, bot: Bot) -> None:
    somebody = Person(browser, bot.url)
    rep, manager = somebody.becomes("Q011"), somebody.becomes("Q004")

    says(rep, "帮助")
    says(manager, "雷达图")

    reads(rep, "叶小满,我能帮您")
    reads(manager, "过程健康度")
    assert manager.locator("deep-chat .mine").count() == 1
    assert somebody.faults == []


def test_nothing_that_is_typed_becomes_markup(browser: Browser, bot: Bot) -> None:
    rep = Person(browser, bot.url)
    page = rep.becomes("Q011")
    evil = "<img src=x onerror=\"document.title='hit'\"> **a**\n1. b"

    says(page, evil)

    reads(page, "<img src=x", side="mine")
    reads(page, "您是想做哪件事")
    page.reload()
    reads(page, "<img src=x", side="mine")
    assert page.locator("deep-chat img").count() == 0
    assert page.title() != "hit"
    assert rep.faults == []


def test_a_lost_connection_loses_and_doubles_nothing(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path / "data") as first:
        port = int(first.url.rstrip("/").rsplit(":", 1)[1])
        rep = Person(browser, first.url)
        page = rep.becomes("Q011")
        says(page, "帮助")
        reads(page, "我能帮您")
    expect(page.locator("#line")).to_contain_text("正在重连")
    says(page, "今天跑哪几家")
    shoot(page, "desktop-lost")

    with running(tmp_path / "data", port):
        reads(page, "已完成 0/3")
        expect(page.locator("#line")).to_be_hidden()

        page.reload()
        reads(page, "已完成 0/3")
        assert page.locator("deep-chat .mine").count() == 2
        assert page.locator("deep-chat .theirs").count() == 2


def test_what_could_not_be_kept_goes_again_by_itself(
    browser: Browser, tmp_path: Path, pictures: Path
) -> None:
    data = tmp_path / "data"
    with running(data) as bot:
        rep = Person(browser, bot.url)
        page = rep.becomes("Q011")
        says(page, "帮助")
        reads(page, "我能帮您")
        other = sqlite3.connect(data / "bihuan.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")  # as good as a full disk: nothing can be kept

        says(page, "今天跑哪几家")
        expect(page.locator("deep-chat .mine .time").last).to_contain_text(
            "没存上,稍后自动再发", timeout=20_000
        )
        shoot(page, "desktop-later")
        sends(page, "album", pictures / "door.jpg")
        expect(page.locator("deep-chat .mine .time").last).to_contain_text(
            "没存上,稍后自动再发", timeout=20_000
        )
        other.execute("ROLLBACK")
        other.close()

        expect(page.get_by_text("已完成 0/3")).to_be_visible(timeout=30_000)
        expect(page.get_by_text("照片收到了")).to_be_visible(timeout=60_000)
        expect(page.get_by_text("稍后自动再发")).to_have_count(0)
        assert page.locator("deep-chat .mine").count() == 3
