"""A visit from the first tap to 已提交, in a real browser on the real bot."""

import os
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


def test_a_visit_is_done_on_a_phone(browser: Browser, bot: Bot, pictures: Path) -> None:
    rep = Person(browser, bot.url)
    shoot(rep.chooser, "chooser")
    page = rep.becomes("Q011")
    page.set_viewport_size(PHONE)
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
    assert fits(page)
    taps(page, "确认")
    reads(page, "都齐了")
    taps(page, "提交")
    reads(page, "已提交 湖畔生活超市")
    shoot(page, "phone-submitted")

    before = page.locator("deep-chat .text").all_inner_texts()
    page.reload()
    reads(page, "已提交 湖畔生活超市")
    assert page.locator("deep-chat .text").all_inner_texts() == before
    assert page.locator("deep-chat .mine img").count() == 3
    page.set_viewport_size({"width": 1280, "height": 800})
    page.wait_for_timeout(300)
    shoot(page, "desktop-history")
    page.locator("deep-chat .mine .picture").first.click()
    expect(page.locator("#picture-image")).to_be_visible()
    shoot(page, "desktop-picture")
    assert (rep.foreign, rep.faults) == ([], [])


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
    reads(page, "没听懂")
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
