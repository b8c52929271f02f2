"""kill -9 while messages arrive: what was acknowledged is there, once."""

import asyncio
import random
import re
import signal
import sqlite3
import subprocess
import urllib.request
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.bot.test_serve import running

CYCLES = 8
_DICE = random.Random(7)  # noqa: S311 - no secret


def named(message: str) -> str:
    """The uuid that a page would have made."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, message))


def link_of(url: str, name: str) -> str:
    """The console token of a demo person, from the chooser."""
    with urllib.request.urlopen(url) as page:  # noqa: S310 - our own page
        html = page.read().decode()
    found = re.search(rf'/c/([\w.-]+)"[^>]*>(?:(?!</a>).)*{name}', html, re.DOTALL)
    assert found is not None
    return found[1]


async def talk(url: str, token: str, waiting: dict[str, dict[str, Any]], acked: set[str]) -> None:
    """Send everything that waits, again and again, until the line breaks."""
    with suppress(aiohttp.ClientError, ConnectionError, OSError):
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"{url}ws?token={token}&since=0", origin=url.rstrip("/")) as line,
        ):
            for message in list(waiting.values()):
                await line.send_json(message)
            async for heard in line:
                if heard.type is not aiohttp.WSMsgType.TEXT:
                    return
                if (done := heard.json().get("ack")) in waiting:
                    acked.add(done)
                    waiting.pop(done)


async def one_life(
    url: str,
    token: str,
    waiting: dict[str, dict[str, Any]],
    acked: set[str],
    process: "subprocess.Popen[str]",
) -> None:
    """Talk for a moment, then die without a word."""
    talking = asyncio.create_task(talk(url, token, waiting, acked))
    await asyncio.sleep(_DICE.uniform(0.02, 0.4))
    process.send_signal(signal.SIGKILL)
    await talking


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(tmp_path: Path) -> None:
    data = tmp_path / "data"
    place = {"kind": "place", "lat": 31.3196, "lon": 120.6773, "live": True, "datum": "wgs84"}
    first = named("m0")
    waiting: dict[str, dict[str, Any]] = {first: {"id": first, **place}}
    acked: set[str] = set()
    skus = ["516", "127", "233", "348", "462", "574", "681", "795"]

    for cycle in range(CYCLES):
        for number, sku in enumerate(skus[cycle:] + skus[:cycle]):
            name = named(f"m{cycle}-{number}")
            waiting[name] = {"id": name, "kind": "said", "text": f"{sku} {number + 1}箱"}
        with running(data) as (process, url):
            token = link_of(url, "叶小满")
            asyncio.run(one_life(url, token, waiting, acked, process))
    with running(data) as (process, url):
        token = link_of(url, "叶小满")
        asyncio.run(_finish(url, token, waiting, acked))

    assert len(acked) == 1 + CYCLES * len(skus)
    with sqlite3.connect(data / "bihuan.sqlite") as database:
        kept = {
            row[0].split(":")[1]
            for row in database.execute("select key from inbox")
            if ":" in row[0]
        }
        states = [row[0] for row in database.execute("select distinct state from inbox")]
        items = [row[0] for row in database.execute("select body from item")]
        check = database.execute("pragma integrity_check").fetchone()
    assert acked <= kept
    assert states == ["decided"]
    assert len(items) == len(skus), "one item a product, however often it was said"
    assert check == ("ok",)


async def _finish(
    url: str, token: str, waiting: dict[str, dict[str, Any]], acked: set[str]
) -> None:
    """Let the last life take what is left and decide it."""
    talking = asyncio.create_task(talk(url, token, waiting, acked))
    for _ in range(100):
        await asyncio.sleep(0.1)
        if not waiting:
            break
    await asyncio.sleep(1.5)
    talking.cancel()
    with suppress(asyncio.CancelledError):
        await talking
