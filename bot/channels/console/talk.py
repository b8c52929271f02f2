"""The console's WebSocket: one open page, both ways."""

import asyncio
import json
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web

from bot.app import App
from bot.channels.console.channel import ConsoleChannel, Session
from bot.channels.console.history import Item, history, label_of, of_letter
from bot.channels.console.identity import DEMO, Identity, ask
from bot.channels.console.intake import BadMessageError, of_message
from bot.engine.arrivals import Arrival
from domain.people import Person
from storage.history import SqlHistory
from storage.inbox import Letter
from storage.work import SqlWork

GONE = 4401
"""Close code: the link is no longer one."""
_HEARTBEAT_S = 20
_MESSAGE_LIMIT = 64 * 1024


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
        label = await ask(self._app, lambda work: _label(work, letter))
        self._channel.push(person_id, of_letter(letter, label))


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
        socket = web.WebSocketResponse(heartbeat=_HEARTBEAT_S, max_msg_size=_MESSAGE_LIMIT)
        await socket.prepare(request)
        if person is None:
            await socket.close(code=GONE)
            return socket
        token, since = request.query["token"], _since(request)
        session = self._channel.open(person.id)
        self._open.add(socket)
        writer = asyncio.create_task(self._write(socket, session, token, local=local))
        try:
            await self._greet(socket, person, since)
            await self._listen(socket, session, token, local=local)
        finally:
            self._open.discard(socket)
            self._channel.close(person.id, session)
            writer.cancel()
            with suppress(asyncio.CancelledError, ConnectionError):
                await writer
        return socket

    async def hang_up(self, _application: web.Application) -> None:
        """The server ends: pages reconnect to the next one."""
        for socket in list(self._open):
            await socket.close(code=1001)

    async def _greet(self, socket: web.WebSocketResponse, person: Person, since: int) -> None:
        hello, items = await ask(
            self._app, lambda work: (_hello(work, person), history(work, person.id, since))
        )
        shown = {item.get("message") for item in items}
        items += [i for i in self._channel.recent(person.id) if i["message"] not in shown]
        await socket.send_json({"hello": hello})
        await socket.send_json({"history": items})

    async def _write(
        self, socket: web.WebSocketResponse, session: Session, token: str, *, local: bool
    ) -> None:
        """Send what is pushed, for as long as the link holds."""
        while True:
            item = await session.outgoing.get()
            if await self._identity.holder(token, local=local) is None:
                await socket.close(code=GONE)
                return
            await socket.send_json(item)

    async def _listen(
        self, socket: web.WebSocketResponse, session: Session, token: str, *, local: bool
    ) -> None:
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            person = await self._identity.holder(token, local=local)
            if person is None:
                await socket.close(code=GONE)
                return
            session.outgoing.put_nowait(await self._answer(message.data, person))

    async def _answer(self, text: str, person: Person) -> Item:
        try:
            data: Any = json.loads(text)
        except ValueError:
            data = None
        if data == {"kind": "ping"}:
            return {"pong": True}
        try:
            arrival = of_message(data, person.id, self._app.clock.now())
        except BadMessageError as error:
            return error.as_json()
        await self._post(person.id, arrival)
        return {"ack": data["id"]}


def _hello(work: SqlWork, person: Person) -> dict[str, Any]:
    return {
        "person": person.id,
        "name": person.name,
        "role": person.role.value,
        "company": work.rules.settings().company,
        "demo": bool(work.marks.get(DEMO)),
    }


def _label(work: SqlWork, letter: Letter) -> str:
    if letter.kind != "press":
        return ""
    return label_of(SqlHistory(work.connection), letter.conversation, letter.body)


def _since(request: web.Request) -> int:
    given = request.query.get("since", "")
    return int(given) if given.isdecimal() and len(given) < 18 else 0  # noqa: PLR2004
