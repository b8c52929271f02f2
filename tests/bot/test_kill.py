"""kill -9 while messages and photos arrive: what was acknowledged is there, once."""

import asyncio
import faulthandler
import os
import random
import sqlite3
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.books import book
from tests.bot.killing import MARK, Client, configure, link_of, ready, started

CYCLES = int(os.environ.get("BIHUAN_KILLS", "52"))
DOUBLED_SENDS = 0.03
_SEED = 7
_STOCK = {"00516": 1, "00127": 2, "00233": 3, "00348": 4, "00462": 5, "00574": 6, "00681": 7}
_PLACES = {"叶小满": (31.3196, 120.6773), "白一鸣": (31.3092, 120.7054)}
_ENOUGH_S = 90


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faulthandler.cancel_dump_traceback_later()  # it is not stuck, it only takes so long
    begun = time.monotonic()
    dice = random.Random(_SEED)  # noqa: S311 - no secret
    data, log = tmp_path / "data", tmp_path / "log"
    clients = first_life(tmp_path, data, log, dice)

    for cycle in range(CYCLES):
        for client in clients:
            fill(client, cycle)
        one_life(data, log, clients, dice, cycle)
    with started(data, log) as process:
        asyncio.run(finish(ready(process), clients, data))

    for client in clients:
        check(client, data)
    failed = check_work(data)
    sends = sum((client.heard for client in clients), Counter())
    doubled = sum(times - 1 for times in sends.values())
    with capsys.disabled():
        sys.stdout.write(
            f"\n{CYCLES} kills in {time.monotonic() - begun:.0f} s: "
            f"{sum(len(c.acked) for c in clients)} messages and "
            f"{sum(len(c.acked_photos) for c in clients)} photos acknowledged, "
            f"{sum(c.deliveries for c in clients)} deliveries, {failed} photos asked again, "
            f"{len(sends)} answers heard, {doubled} of them twice\n"
        )
    assert doubled <= DOUBLED_SENDS * len(sends)
    assert "Traceback" not in log.read_text()
    assert orphans(data) == []


def first_life(tmp_path: Path, data: Path, log: Path, dice: random.Random) -> list[Client]:
    """An installation killed while it was made, then made; reading without OCR, to be quick."""
    with started(data, log):
        time.sleep(dice.uniform(0.5, 1.5))
    with started(data, log) as process:
        url = ready(process)
        tokens = {name: link_of(url, name) for name in _PLACES}
    sheet = tmp_path / "公司.xlsx"
    sheet.write_bytes(book(["项目", "值"], ["价签识别", "off"], title="公司"))
    configure(data, sheet)
    seeds = {name: random.Random(dice.random()) for name in _PLACES}  # noqa: S311
    return [Client(name, tokens[name], seeds[name]) for name in _PLACES]


def fill(client: Client, cycle: int) -> None:
    """What the rep does in this life; the last two of five bring photos."""
    lat, lon = _PLACES[client.name]
    if cycle % 13 == 0:
        client.says("place", lat=lat, lon=lon, live=True, datum="wgs84", accuracy_m=20)
    for text in ("帮助", "今天跑哪几家", "进度")[: client.dice.randint(1, 3)]:
        client.says("said", text=text)  # answered at once; a visit's answers wait for each other
    for sku, quantity in client.dice.sample(sorted(_STOCK.items()), 4):
        client.says("said", text=f"{sku} {quantity}箱")
    if cycle % 5 >= 3:
        client.snaps()


def one_life(data: Path, log: Path, clients: list[Client], dice: random.Random, cycle: int) -> None:
    """Talk for a moment, then die without a word; every tenth dies before it is up."""
    with started(data, log) as process:
        if cycle % 10 == 9:
            time.sleep(dice.uniform(0.3, 1.7))
            return
        url = ready(process)
        long = cycle % 5 == 4
        seconds = dice.uniform(1.5, 5) if long else dice.uniform(0.02, 0.6)
        asyncio.run(talk_and_kill(url, clients, process, seconds))


async def talk_and_kill(url: str, clients: list[Client], process: Any, seconds: float) -> None:
    talking = [asyncio.create_task(client.live(url)) for client in clients]
    await asyncio.sleep(seconds)
    process.kill()
    await asyncio.wait_for(asyncio.gather(*talking), 10)


async def finish(url: str, clients: list[Client], data: Path) -> None:
    """Let the last life take what is left, read it, decide it and say it."""
    talking = [asyncio.create_task(client.live(url)) for client in clients]
    until = time.monotonic() + _ENOUGH_S
    while time.monotonic() < until:
        await asyncio.sleep(0.3)
        if all(client.done for client in clients) and not ask(data, _UNDONE):
            break
    for task in talking:
        task.cancel()
    await asyncio.gather(*talking, return_exceptions=True)
    assert all(client.done for client in clients)
    assert ask(data, _UNDONE) == []


_UNDONE = """
    select 'inbox', state from inbox where state not in ('decided', 'broken')
    union all select 'work', state from work where state in ('new', 'running')
    union all select 'outbox', state from outbox where state in ('new', 'sending')
"""


def ask(data: Path, statement: str, *values: str) -> list[Any]:
    """Rows as another process sees them."""
    database = sqlite3.connect(f"file:{data / 'bihuan.sqlite'}?mode=ro", uri=True, timeout=10)
    try:
        return database.execute(statement, values).fetchall()
    finally:
        database.close()


def check(client: Client, data: Path) -> None:
    """Every acknowledged message once, every photo one evidence, nothing twice in the visit."""
    (person,) = ask(data, "select id from person where name = ?", client.name)[0]
    rows = ask(data, "select id, key from inbox where channel = 'console' and address = ?", person)
    number = {key.split(":")[1]: id_ for id_, key in rows}
    assert len(number) == len(rows)
    assert {*client.acked, *client.acked_photos} <= set(number)

    evidence = Counter(
        row[0] for row in ask(data, "select id from evidence where person_id = ?", person)
    )
    photos = {number[name] for name in client.acked_photos}
    assert photos
    assert evidence == Counter(photos), "each acknowledged photo is evidence once"

    visits = ask(data, "select id from visit where rep_id = ?", person)
    assert len(visits) == 1
    items = ask(
        data,
        "select slot, source, sha256, json_extract(body, '$.stock.sku'),"
        " json_extract(body, '$.stock.quantity') from item where visit_id = ?",
        visits[0][0],
    )
    of_photo = Counter(source for _, source, sha256, *_ in items if sha256)
    assert of_photo
    assert max(of_photo.values()) == 1, "a photo is one item at most"
    assert set(of_photo) <= photos
    stock = [(sku, quantity) for *_, sku, quantity in items if sku]
    assert sorted(stock) == sorted(_STOCK.items())


def check_work(data: Path) -> int:
    """All work ended, and nothing is broken; how many photos were asked for again."""
    assert ask(data, "pragma integrity_check") == [("ok",)]
    assert ask(data, "select id, note from inbox where state = 'broken'") == []
    states = dict(ask(data, "select state, count(*) from work group by state"))
    assert set(states) <= {"done", "failed"}
    notes = {row[0] for row in ask(data, "select note from work where state = 'failed'")}
    assert notes <= {"restarted", "killed"}
    return int(states.get("failed", 0))


def orphans(data: Path) -> list[int]:
    """Processes that outlived the bot; a reader notices within a moment."""
    for _ in range(50):
        if not _marked(data):
            break
        time.sleep(0.1)
    return _marked(data)


def _marked(data: Path) -> list[int]:
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get(MARK) == str(data):
                found.append(process.pid)
    return found
