"""``run``: the bot and its browser console, until it is told to stop."""

import asyncio
import os
import signal
import socket
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from aiohttp import ClientSession, web

from bot.app import App, build
from bot.channels.base import Messenger
from bot.channels.connect import connect
from bot.channels.console.channel import ConsoleChannel
from bot.channels.console.identity import CHANNEL
from bot.channels.console.pages import FETCH, Pages
from bot.channels.console.server import Console
from bot.cli.printing import out, say
from bot.lock import DataLock, LockedError
from bot.runtime import SystemClock, SystemIds, keep_what_start_made
from bot.tools.charts import PoolCharts
from bot.tools.figures import PoolFigures
from bot.tools.photos import PoolReader
from bot.tools.readers import Readers
from bot.tools.sentences import PoolSentences
from bot.tools.voices import PoolHearer, chosen_model
from domain.people import Person, Role
from storage.blobs import Blobs
from storage.database import DATABASE_ERRORS, of_the_disk, why
from storage.loading import DEMO, import_sheets
from storage.work import SqlWork

_READERS = 1
_GRACE_S = 2.0
_LAST_PORT = 65535
_ANY = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}  # noqa: S104 - only on request
"""Every address of the machine, and the one to open the page at."""
_HIGHEST = (Role.ADMIN, Role.EXECUTIVE, Role.DIRECTOR, Role.MANAGER, Role.HEAD, Role.REP)


def serve(data: Path, host: str, port: int) -> int:
    """The command; returns the exit code."""
    try:
        with DataLock(data), _listen(host, port) as listening:
            asyncio.run(_serve(data, host, listening))
    except (LockedError, OSError) as error:
        say(str(error))
        return 1
    except DATABASE_ERRORS as error:
        if not of_the_disk(error):
            raise
        say(f"can't begin: {why(error)}. What is wrong: python -m bot doctor --data {data}")
        return 1
    except KeyboardInterrupt:
        return 130  # before it was ready; afterwards a signal is a wish to stop
    return 0


def install(app: App, base: str) -> None:
    """Make sure that somebody can come in: the demo company, or links for the admins."""
    with app.database.begin() as connection:
        app.caches.refresh(connection)
        work = SqlWork(connection, app.caches)
        if not work.directory.organisation.people:
            _install_demo(work, app)
        if not work.marks.get(DEMO):
            for person in _admins(work):
                _invite(work, app, person, base)


async def _serve(data: Path, host: str, listening: socket.socket) -> None:
    clock, ids = SystemClock(), SystemIds()
    blobs = Blobs(data / "blobs")
    reader, console = PoolReader(_READERS), ConsoleChannel(clock, blobs.read)
    messengers, troubles = connect(os.environ, blobs, clock, ids)
    channels = {CHANNEL: console, **{m.channel.name: m.channel for m in messengers}}
    hearer, understander = PoolHearer(chosen_model()), PoolSentences()
    readers, charts = Readers(reader, hearer, understander, PoolFigures), PoolCharts(data / "cache")
    app = build(data, clock=clock, ids=ids, readers=readers, channels=channels, charts=charts)
    try:
        base = _address(host, listening.getsockname()[1])
        install(app, base)
        if not Pages().complete:
            troubles = [*troubles, f"the browser libraries are missing; this fetches them: {FETCH}"]
        for trouble in troubles:
            say(trouble)
        hooks = [hook for messenger in messengers for hook in messenger.routes()]
        web_console = Console(app, console, names_of(host), hooks=hooks)
        await app.engine.start()
        receiving = asyncio.create_task(_receive(app, messengers))
        try:
            await _answer_until_told(web_console.application(), listening, base)
        finally:
            receiving.cancel()
            await asyncio.wait([receiving])
            await app.engine.stop()  # first: what is being sent still needs its connections
            for messenger in messengers:
                await messenger.stop()
    finally:
        _close(reader, hearer, understander, charts, app)


class _Closable(Protocol):
    def close(self) -> None: ...


def _close(*used: _Closable) -> None:
    for one in used:
        one.close()


async def _receive(app: App, messengers: Sequence[Messenger]) -> None:
    """Beside the console, which need not wait until a messenger's server answers."""
    starts = (messenger.start(app.engine) for messenger in messengers)
    for result in await asyncio.gather(*starts, return_exceptions=True):
        if isinstance(result, Exception):
            sys.stderr.write("".join(traceback.format_exception(result)))


async def _answer_until_told(
    application: web.Application, listening: socket.socket, base: str
) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    # No access log: addresses hold the tokens of personal links.
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=_GRACE_S)
    await runner.setup()
    try:
        await web.SockSite(runner, listening).start()
        async with ClientSession() as client, client.get(base) as answer:
            answer.raise_for_status()
        keep_what_start_made()
        out({"ready": True, "url": base})
        await stop.wait()
    finally:
        await runner.cleanup()


def _listen(host: str, port: int) -> socket.socket:
    """A socket on the address.

    Raises:
        OSError: saying which address can't be had.
    """
    if not 0 <= port <= _LAST_PORT:
        raise OSError(f"can't listen on port {port}: ports are 0 to {_LAST_PORT}")
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        raise OSError(f"can't listen on {host} port {port}: {error.strerror}") from error


def _address(host: str, port: int) -> str:
    """Where somebody at this machine opens the page."""
    name = _ANY.get(host, host)
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def names_of(host: str) -> Sequence[str]:
    """The names that the page may be opened under, besides this machine's own."""
    given = [name.strip() for name in os.environ.get("BIHUAN_HOSTS", "").split(",")]
    if host not in _ANY:
        return [host, *given]
    if not any(given):
        say("other machines can't open the page: set BIHUAN_HOSTS to the name or address they use")
    return given


def _install_demo(work: SqlWork, app: App) -> None:
    """Nobody is there yet: a small company to try everything with."""
    from bot.demo.company import demo_sheets  # noqa: PLC0415 - only the very first start needs it

    now = app.clock.now()
    today = work.rules.settings().day(now)
    import_sheets(
        work, demo_sheets(today), at=now, by="demo", batch_id=app.ids.new(), file_name="demo"
    )
    work.marks.set(DEMO, "1")
    for person in work.directory.organisation.people.values():
        work.addresses.bind(CHANNEL, person.id, person.id, now)
        work.consent(person.id, now)
    say(f"installed the demo company {work.rules.settings().company}")


def _admins(work: SqlWork) -> Sequence[Person]:
    """The admins, or whoever stands highest."""
    people = [p for p in work.directory.organisation.people.values() if p.active]
    for role in _HIGHEST:
        if found := [p for p in people if p.role is role]:
            return found
    return ()


def _invite(work: SqlWork, app: App, person: Person, base: str) -> None:
    if work.links.count(person.id):
        return
    token, now = app.ids.secret(), app.clock.now()
    work.links.make(person.id, token, now)
    work.audit.note(now, "run", "link_made", person.id)
    say(f"{person.name}({person.role.value})的登录链接: {base}c/{token}")
