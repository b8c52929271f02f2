"""A bot that is killed again and again, and the pages that talk to it all the while."""

import asyncio
import json
import os
import random
import re
import subprocess
import sys
import urllib.request
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from PIL import Image, ImageEnhance

from tests.bot.test_serve import ROOT, command
from tests.nlu.draw import jpeg, shelf, storefront

MARK = "BIHUAN_KILLED_HERE"
"""In the environment of the bot and of every process that it makes."""
_TAPPED = frozenset({"门头", "货架"})
"""What a kind is asked with; other buttons would change what the visit should hold."""
_BROKEN = (aiohttp.ClientError, OSError, TimeoutError, ValueError)


def link_of(url: str, name: str) -> str:
    """The console token of a demo person, from the chooser."""
    with urllib.request.urlopen(url) as page:  # noqa: S310 - our own page
        html = page.read().decode()
    found = re.search(rf'/c/([\w.-]+)"[^>]*>(?:(?!</a>).)*{name}', html, re.DOTALL)
    assert found is not None
    return found[1]


@contextmanager
def started(data: Path, log: Path) -> Iterator["subprocess.Popen[str]"]:
    """A bot that was just started, whatever it has come to; killed at the end."""
    with (
        log.open("a") as complaints,
        subprocess.Popen(
            command(data, "--port", "0"),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            env={**os.environ, MARK: str(data)},
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def ready(process: "subprocess.Popen[str]") -> str:
    """Its address, once it answers."""
    assert process.stdout is not None
    line = json.loads(process.stdout.readline())
    assert line["ready"] is True
    return str(line["url"])


def configure(data: Path, book: Path) -> None:
    """Import a workbook while nothing runs."""
    done = [sys.executable, "-m", "bot", "import", str(book), "--data", str(data)]
    subprocess.run(done, cwd=ROOT, check=True, capture_output=True, timeout=60)


def picture(dice: random.Random) -> bytes:
    """A small real photo that nobody took before."""
    whole: Image.Image = dice.choice((storefront, shelf))().resize((640, 480))
    left, top = dice.randrange(0, 60), dice.randrange(0, 50)
    cut = whole.crop((left, top, left + 560, top + 420))
    return jpeg(ImageEnhance.Brightness(cut).enhance(dice.uniform(0.85, 1.1)), quality=85)


@dataclass
class Client:
    """Two tabs of one person. What is not acknowledged is sent again, often more than once."""

    name: str
    token: str
    dice: random.Random
    waiting: dict[str, dict[str, Any]] = field(default_factory=dict)
    photos: dict[str, bytes] = field(default_factory=dict)
    acked: list[str] = field(default_factory=list)
    acked_photos: list[str] = field(default_factory=list)
    deliveries: int = 0
    heard: Counter[int] = field(default_factory=Counter)
    """How often each message of the bot was pushed."""
    newest: int = 0
    tokens: list[str] = field(default_factory=list)

    def says(self, kind: str, **body: Any) -> None:
        """Put a message in line."""
        name = self._name()
        self.waiting[name] = {"id": name, "kind": kind, **body}

    def snaps(self) -> None:
        """Put a photo in line."""
        self.photos[self._name()] = picture(self.dice)

    @property
    def done(self) -> bool:
        return not (self.waiting or self.photos)

    async def live(self, url: str) -> None:
        """Be on the page until the line breaks."""
        async with aiohttp.ClientSession() as session:
            uploading = asyncio.create_task(self._upload(session, url))
            await asyncio.gather(self._tab(session, url), self._tab(session, url, first=False))
            uploading.cancel()
            await asyncio.gather(uploading, return_exceptions=True)

    async def _tab(self, session: aiohttp.ClientSession, url: str, *, first: bool = True) -> None:
        address = f"{url}ws?token={self.token}&since={self.newest}"
        with suppress(*_BROKEN):
            async with session.ws_connect(address, origin=url.rstrip("/")) as line:
                sending = asyncio.create_task(self._send(line))
                try:
                    async for message in line:
                        self._got(json.loads(message.data), first=first)
                finally:
                    sending.cancel()
                    await asyncio.gather(sending, return_exceptions=True)

    async def _send(self, line: aiohttp.ClientWebSocketResponse) -> None:
        """All that waits, and some that the server has: acknowledgements get lost, too."""
        before: dict[str, dict[str, Any]] = {}
        with suppress(*_BROKEN):
            while True:
                for message in [*self.waiting.values(), *before.values()]:
                    for _ in range(self.dice.randint(1, 3)):
                        await line.send_json(message)
                        self.deliveries += 1
                    await asyncio.sleep(self.dice.uniform(0, 0.02))
                before = dict(list(self.waiting.items())[:3])
                await asyncio.sleep(0.15)

    async def _upload(self, session: aiohttp.ClientSession, url: str) -> None:
        while True:
            for name, data in list(self.photos.items()):
                times = self.dice.randint(1, 3)
                tries = [self._post(session, url, name, data) for _ in range(times)]
                outcomes = await asyncio.gather(*tries)
                if None in outcomes:
                    return  # nobody is there any more
                if any(outcomes):
                    del self.photos[name]
                    self.acked_photos.append(name)
            await asyncio.sleep(0.05)

    async def _post(
        self, session: aiohttp.ClientSession, url: str, name: str, data: bytes
    ) -> bool | None:
        query = {"token": self.token, "id": name, "kind": "photo"}
        self.deliveries += 1
        try:
            async with session.post(f"{url}upload", params=query, data=data) as answer:
                return bool((await answer.json()).get("ack") == name)
        except _BROKEN:
            return None

    def _got(self, item: dict[str, Any], *, first: bool) -> None:
        if (done := item.get("ack")) and self.waiting.pop(done, None):
            self.acked.append(done)
        for one in item.get("history", ()):
            self.newest = max(self.newest, one.get("message", 0))
        if "message" in item and first:
            self.heard[item["message"]] += 1
            self.newest = max(self.newest, item["message"])
            self.tokens += [b["token"] for b in item["buttons"] if b["label"] in _TAPPED]
            if self.tokens and len(self.waiting) < 20:
                self.says("press", token=self.dice.choice(self.tokens[-6:]))

    def _name(self) -> str:
        return str(uuid.UUID(int=self.dice.getrandbits(128), version=4))
