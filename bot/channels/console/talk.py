"""The console's WebSocket: one open page, both ways."""

import asyncio
import json
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from aiohttp import WSMsgType, web

from bot.app import App
from bot.channels.console.channel import ConsoleChannel, Session
from bot.channels.console.history import Item, history, label_of, of_first, of_letter
from bot.channels.console.identity import Identity, ask
from bot.channels.console.intake import BadMessageError, of_message
from bot.channels.console.later import BUSY, complain, id_of, later
from bot.engine.arrivals import Arrival
from domain.people import Person
from storage.history import SqlHistory
from storage.inbox import Letter
from storage.loading import DEMO
from storage.work import SqlWork

GONE = 4401
"""Close code: the link is no longer one."""
_HEARTBEAT_S = 20
_MESSAGE_LIMIT = 64 * 1024
_PING, _PONG = {"kind": "ping"}, {"pong": True}


class Post:
    """Hands arrivals to the engine and shows them on the person's other pages."""

    def __init__(self, app: App, channel: ConsoleChannel) -> None:
        self._app = app
        self._channel = channel

    async def __call__(self, person_id: str, arrival: Arrival) -> None:
        """Returns once the message is committed, or was before."""
        number = await self._app.engine.post(arrival)
        if number is None:
            return
        letter = Letter(
            id=number,
            channel=arrival.channel,
            key=arrival.key,
            conversation=f"person:{person_id}",
            person_id=person_id,
            address=arrival.address,
            chat=arrival.chat,
            kind=arrival.kind,
            body=arrival.body,
            at=arrival.at,
            received_at=arrival.received_at,
        )
        label = ""
        if letter.kind == "press":
            label = await ask(self._app, lambda work: _label(work, letter))
        self._channel.push(person_id, of_letter(letter, label))


@dataclass(frozen=True, slots=True)
class _Page:
    """One open page and the link it came by."""

    socket: web.WebSocketResponse
    session: Session
    token: str
    local: bool


class Talk:
    """Talks to pages."""

    def __init__(self, app: App, channel: ConsoleChannel, identity: Identity, post: Post) -> None:
        self._app = app
        self._channel = channel
        self._identity = identity
        self._post = post
        self._open: set[web.WebSocketResponse] = set()

    async def talk(
        self, request: web.Request, person: Person | None, *, local: bool
    ) -> web.WebSocketResponse:
        """Serve one socket until it ends."""
        # Compressing short messages would cost more memory a page than everything else.
        socket = web.WebSocketResponse(
            heartbeat=_HEARTBEAT_S, max_msg_size=_MESSAGE_LIMIT, compress=False
        )
        await socket.prepare(request)
        if person is None:
            await socket.close(code=GONE)
            return socket
        session = self._channel.open(person.id)
        page = _Page(socket, session, request.query["token"], local)
        self._open.add(socket)
        try:
            await self._greet(page, person, _since(request))
            if not await _first(self._write(page), self._listen(page)):
                await socket.close(code=GONE)
        except ConnectionError:
            pass  # the page went away while it was written to; it comes back and catches up
        except Exception as error:  # noqa: BLE001 - the page comes back and catches up here, too
            complain(error)
            await socket.close(code=BUSY)
        finally:
            self._open.discard(socket)
            self._channel.close(person.id, session)
        return socket

    async def hang_up(self, _application: web.Application) -> None:
        """The server ends: pages reconnect to the next one."""
        for socket in list(self._open):
            await socket.close(code=1001)

    async def _greet(self, page: _Page, person: Person, since: int) -> None:
        """The history first; what is pushed meanwhile waits in the session."""
        hello, items = await ask(
            self._app, lambda work: (_hello(work, person), history(work, person.id, since))
        )
        shown = {of_first(item): item["message"] for item in items if "message" in item}
        oldest = min(shown.values(), default=since)
        items += [
            item
            for item in self._channel.recent(person.id)
            if item["message"] > max(oldest, shown.get(of_first(item), 0))
        ]
        await page.socket.send_json({"hello": hello})
        await page.socket.send_json({"history": items})

    async def _holder(self, page: _Page) -> Person | None:
        return await self._identity.holder(page.token, local=page.local)

    async def _write(self, page: _Page) -> bool:
        """Send what is pushed; ends with ``False`` when the link no longer holds."""
        while True:
            items = await page.session.waiting()
            if await self._holder(page) is None:
                return False
            for item in items:
                await page.socket.send_json(item)

    async def _listen(self, page: _Page) -> bool:
        """Take what is sent; ends with ``False`` when the link no longer holds."""
        async for message in page.socket:
            if message.type is not WSMsgType.TEXT:
                continue
            answer = await self._hear(page, message.data)
            if answer is None:
                return False
            # Not by way of the session: what was not kept must be said even when nothing can be read.
            await page.socket.send_json(answer)
        return True

    async def _hear(self, page: _Page, text: str) -> Item | None:
        """The answer to a message; ``None`` when the link no longer holds."""
        try:
            data: Any = json.loads(text)
        except (ValueError, RecursionError):
            data = None
        try:
            person = await self._holder(page)
            return None if person is None else await self._answer(data, person)
        except Exception as error:  # noqa: BLE001 - whatever it was, it is not acknowledged
            return _PONG if data == _PING else later(id_of(data), error)

    async def _answer(self, data: Any, person: Person) -> Item:
        if data == _PING:
            return _PONG
        try:
            arrival = of_message(data, person.id, self._app.clock.now())
        except BadMessageError as error:
            return error.as_json()
        await self._post(person.id, arrival)
        return {"ack": data["id"]}


async def _first(*ways: Coroutine[Any, Any, bool]) -> bool:
    """Run both until one ends; the other is given up."""
    tasks = [asyncio.create_task(way) for way in ways]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return all(task.result() for task in done)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _hello(work: SqlWork, person: Person) -> dict[str, Any]:
    return {
        "person": person.id,
        "name": person.name,
        "role": person.role.value,
        "company": work.rules.settings().company,
        "demo": bool(work.marks.get(DEMO)),
    }


def _label(work: SqlWork, letter: Letter) -> str:
    return label_of(SqlHistory(work.connection), letter.conversation, letter.body)


def _since(request: web.Request) -> int:
    given = request.query.get("since", "")
    return int(given) if given.isdecimal() and len(given) < 18 else 0  # noqa: PLR2004
