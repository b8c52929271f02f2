"""Somebody before the chat page."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

DESKTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)
_LONG_MS = 60_000


class Person:
    """Opens the chooser, takes an identity, and does what people do."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.url = url
        self.faults: list[str] = []
        self.foreign: list[str] = []
        self.context: BrowserContext = browser.new_context(locale="zh-CN", viewport=DESKTOP)
        self.context.on("request", lambda request: self._asked(request.url))
        self.chooser = self.context.new_page()
        self.chooser.goto(url)

    def becomes(self, person_id: str) -> Page:
        with self.context.expect_page() as opened:
            self.chooser.click(f"a[data-person={person_id}]")
        page = opened.value
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda m: self.faults.append(m.text) if m.type == "error" else None)
        page.wait_for_selector("deep-chat #text-input")
        return page

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != urlsplit(self.url).netloc:
            self.foreign.append(url)


def says(page: Page, text: str) -> None:
    page.click("deep-chat #text-input")
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def taps(page: Page, label: str) -> None:
    page.locator("deep-chat .choice", has_text=label).last.click()


def sends(page: Page, picker: str, *files: Path) -> None:
    page.set_input_files(f"#{picker}-input", [str(file) for file in files])


def stands_at(page: Page, store: str) -> None:
    page.click("#place")
    page.locator("#places-list button", has_text=store).click()


def reads(page: Page, text: str, side: str = "theirs") -> None:
    """Wait until the newest message of a side has the text in it."""
    found = page.locator(f"deep-chat .{side} .text").last
    expect(found).to_contain_text(text, timeout=_LONG_MS)


def fits(page: Page) -> bool:
    """Whether nothing scrolls sideways."""
    wide: bool = page.evaluate(
        "document.documentElement.scrollWidth <= innerWidth &&"
        "(e => e.scrollWidth <= e.clientWidth)"
        "(document.querySelector('deep-chat').shadowRoot.getElementById('messages'))"
    )
    return wide
