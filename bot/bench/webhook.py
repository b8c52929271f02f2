"""How soon a messenger's call is acknowledged while price tags are being read.

Real HTTP on this machine: 50 calls a second, open loop, into the same routes as in ``run``. The
floor takes the same calls and only parses their bytes. Caller and bot share one process, so both
figures include what the caller costs.
"""

import asyncio
import io
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from aiohttp import ClientSession, web
from PIL import Image, ImageDraw

from bot.app import App, build
from bot.bench.callers import Call, Caller, TelegramCaller, WeComCaller
from bot.bench.company import REPS, load_company, open_visits
from bot.channels.connect import connect
from bot.drawing.fonts import font
from bot.engine.arrivals import Arrival
from bot.runtime import SystemClock, SystemIds, keep_what_start_made
from bot.tools.photos import PoolReader
from bot.tools.readers import Readers
from storage.blobs import Blobs
from storage.inbox import SqlInbox
from storage.jobs import SqlJobs

_CALLS = 1000
_A_SECOND = 50
_WAITING = 3
"""Tags that always wait to be read."""
_SPACING_S = 1 / _A_SECOND
_LOOK_S = 0.2
_WARM_UP_S = 8.0
"""Until the reader has its models and the messenger knows its own name."""


@dataclass(frozen=True, slots=True)
class _Waits:
    """How long calls waited, in milliseconds, shortest first."""

    ms: Sequence[float]

    def share(self, share: float) -> float:
        """The wait that so many (0-1) did not exceed."""
        return self.ms[min(int(len(self.ms) * share), len(self.ms) - 1)]


async def measure() -> dict[str, Any]:
    """Telegram and WeCom in turn; the figure is the slower one's."""
    found, read = {}, 0
    for caller in (TelegramCaller(), WeComCaller()):
        with TemporaryDirectory() as folder:
            floor = await _floor(caller)
            waits, tags = await _ours(caller, Path(folder))
        found[caller.name], read = (waits, floor), read + tags
    slower, floor = max(found.values(), key=lambda pair: pair[0].share(0.99))
    figure = slower.share(0.99)
    return {
        "name": "webhook",
        "n": _CALLS * len(found),
        "figure": round(figure, 1),
        "unit": "ms p99",
        "floor": round(floor.share(0.99), 1),
        "ratio": round(figure / floor.share(0.99), 2),
        **{f"{name}_p99_ms": round(waits.share(0.99), 1) for name, (waits, _) in found.items()},
        **{f"{name}_p50_ms": round(waits.share(0.5), 1) for name, (waits, _) in found.items()},
        "tags_read": read,
    }


async def _floor(caller: Caller) -> _Waits:
    async def parse(request: web.Request) -> web.Response:
        caller.parse(await request.read())
        return web.Response()

    async with _serving([web.post(caller.path, parse)]) as base:
        return await _call(base, caller)


async def _ours(caller: Caller, folder: Path) -> tuple[_Waits, int]:
    """The whole bot: engine, workers, a process that reads tags, and answers that go out."""
    clock, reader, ids = SystemClock(), PoolReader(1), SystemIds()
    async with _serving([web.route("*", "/{path:.*}", caller.anything)]) as outside:
        made, troubles = connect(caller.env(outside), Blobs(folder / "blobs"), clock, ids)
        if troubles:
            raise RuntimeError(troubles[0])
        (messenger,) = made
        channels = {messenger.channel.name: messenger.channel}
        app = build(folder, clock=clock, ids=ids, readers=Readers(reader), channels=channels)
        await open_visits(app, load_company(app, caller.name), caller.name)
        await app.engine.start()
        await messenger.start(app.engine)
        tags = asyncio.create_task(_keep_reading(app, caller.name))
        try:
            async with _serving(messenger.routes()) as base:
                await asyncio.sleep(_WARM_UP_S)
                keep_what_start_made()
                waits = await _call(base, caller)
        finally:
            tags.cancel()
            await messenger.stop()
            await app.engine.stop()
            reader.close()
            read = app.core.call(lambda c: SqlJobs(c).count("photo", "done")).result()
            broken = app.core.call(lambda c: SqlInbox(c).parked()).result()
            app.close()
    if broken or not read:
        raise RuntimeError(f"{len(broken)} calls broke, {read} tags were read")
    return waits, read


async def _call(base: str, caller: Caller) -> _Waits:
    """Call at a steady pace, whether answers come or not."""
    waits: list[float] = []

    async def one(call: Call) -> None:
        begin = time.perf_counter()
        url = base + call.path
        sent = session.post(url, data=call.body, params=call.query, headers=call.headers)
        async with sent as answer:
            await answer.read()
            waits.append((time.perf_counter() - begin) * 1000)
            if answer.status != 200:  # noqa: PLR2004 - acknowledged, or it does not count
                raise RuntimeError(f"{caller.name}: {answer.status}")

    async with ClientSession() as session, asyncio.TaskGroup() as group:
        begin = time.perf_counter()
        for number in range(_CALLS):
            await asyncio.sleep(max(0.0, begin + number * _SPACING_S - time.perf_counter()))
            who, text = number % REPS + 1, f"{1000 + number // REPS} 12箱"
            group.create_task(one(caller.call(number, who, text)))
    return _Waits(sorted(waits))


async def _keep_reading(app: App, channel: str) -> None:
    """See to it that tags wait to be read all the time, each another one."""
    number = 0
    while True:
        waiting = await asyncio.wrap_future(
            app.core.call(lambda c: SqlJobs(c).count("photo", "new"))
        )
        for _ in range(_WAITING - waiting):
            number += 1
            data = await asyncio.to_thread(_tag, number)
            sha256 = await asyncio.to_thread(app.blobs.put, data)
            await app.engine.post(_photo(channel, number, sha256, len(data), app.clock.now()))
        await asyncio.sleep(_LOOK_S)


def _photo(channel: str, number: int, sha256: str, size: int, now: datetime) -> Arrival:
    return Arrival(
        channel=channel,
        key=f"tag{number}",
        address=str(number % REPS + 1),
        kind="photo",
        body={"sha256": sha256, "caption": "", "album": ""},
        at=now,
        received_at=now,
        sizes={sha256: size},
    )


def _tag(number: int) -> bytes:
    """A price tag with a price of its own."""
    noise = np.random.default_rng(number).integers(200, 255, (60, 80, 3), dtype=np.uint8)
    image = Image.fromarray(noise).resize((1280, 960))
    draw = ImageDraw.Draw(image)
    draw.text((120, 120), "鲜味生抽500ml", fill="black", font=font(110))
    draw.text((160, 400), f"¥{number % 90 + 5}.{number % 10}0", fill="red", font=font(260))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


@asynccontextmanager
async def _serving(routes: Iterable[web.RouteDef]) -> AsyncIterator[str]:
    """A server of its own on a free port; gives its address."""
    application = web.Application()
    application.add_routes(routes)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()
