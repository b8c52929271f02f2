"""The console's HTTP side: pages, uploads, files. The protocol is in the package's docstring."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import IO, Any

from aiohttp import BodyPartReader, web

from bot.app import App
from bot.channels.console.channel import ConsoleChannel
from bot.channels.console.guard import Guard, Handler, dress, is_local
from bot.channels.console.identity import Identity, ask
from bot.channels.console.intake import (
    UPLOAD_LIMIT,
    BadMessageError,
    checked_id,
    of_file,
)
from bot.channels.console.later import complain, later
from bot.channels.console.pages import FETCH, Pages
from bot.channels.console.places import places
from bot.channels.console.talk import Post, Talk
from bot.channels.kinds import shown_inline, type_of
from domain.people import Person
from storage.database import DATABASE_ERRORS, of_the_disk
from storage.history import SqlHistory
from storage.loading import DEMO
from storage.work import SqlWork

_UPLOADS = 4
"""Uploads held in memory at a time."""
_IN_MEMORY = 256 * 1024
"""An upload that is larger waits in a temporary file until it is complete."""
_PIECE = 64 * 1024
_GONE = ("链接打不开", "这个链接无效或已收回。请向公司管理员要一个新的登录链接。")
_BUSY = ("暂时打不开", "收到的都在,现在存不了新的。请过一会儿刷新本页。")
_TOO_LARGE = "文件超过20MB,请压缩或换小一点的再发。"


class Console:
    """Serves one installation."""

    def __init__(
        self,
        app: App,
        channel: ConsoleChannel,
        hosts: Iterable[str],
        pages: Pages | None = None,
        hooks: Iterable[web.RouteDef] = (),
    ) -> None:
        self._app = app
        self._channel = channel
        self._hooks = list(hooks)
        """What messengers serve on the same port."""
        self._guard = Guard(hosts, (hook.path for hook in self._hooks))
        self._identity = Identity(app)
        self._pages = pages or Pages()
        self._post = Post(app, channel)
        self._talk = Talk(app, channel, self._identity, self._post)
        self._room = asyncio.Semaphore(_UPLOADS)

    def application(self) -> web.Application:
        """The aiohttp application."""
        application = web.Application(middlewares=[self._guard.check, self._patiently])
        application.on_response_prepare.append(dress)
        application.on_shutdown.append(self._talk.hang_up)
        application.add_routes(
            [
                *self._hooks,
                web.get("/", self._home),
                web.get("/c/{token}", self._chat),
                web.get("/ws", self._socket),
                web.post("/upload", self._upload),
                web.get("/file/{sha256}", self._file),
                web.get("/api/places", self._places),
                web.get("/{place:own|lib}/{name}", self._static),
            ]
        )
        return application

    @web.middleware
    async def _patiently(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """A page that can't be read just now says so."""
        try:
            return await handler(request)
        except DATABASE_ERRORS as error:
            if not of_the_disk(error):
                raise
            complain(error)
            return self._pages.notice(*_BUSY, status=503)

    async def _home(self, request: web.Request) -> web.StreamResponse:
        """The chooser; on this machine and for the demo company only."""
        groups = await self._identity.choices() if _local(request) else []
        if not groups:
            return self._pages.notice(
                "闭环", "请用您的专属链接打开。没有链接?请向公司管理员要一个。"
            )
        return self._pages.page(
            "chooser",
            {**await ask(self._app, _facts), "groups": groups, "fetch": self._missing()},
        )

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        person = await self._identity.holder(request.match_info["token"], local=_local(request))
        if person is None:
            return self._pages.notice(*_GONE, status=404)
        if self._missing():
            text = f"浏览器组件还没有下载。请在安装目录运行 {FETCH},然后刷新本页。"
            return self._pages.notice("还差一步", text, status=503)
        facts = await ask(self._app, _facts)
        return self._pages.page("chat", {**facts, "person": person})

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        person = await self._identity.holder(request.query.get("token", ""), local=_local(request))
        return await self._talk.talk(request, person, local=_local(request))

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        person = await self._person(request)
        try:
            checked_id(request.query.get("id"))
            # A slow line takes its time on the disk; memory is for those that have all.
            with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as received:
                await _receive(request, received)
                async with self._room:
                    return await self._keep(request, person, received)
        except BadMessageError as error:
            status = 413 if error.code == "too_large" else 400
            return web.json_response(error.as_json(), status=status)
        except (web.HTTPException, ConnectionError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it was, it is not acknowledged
            return web.json_response(later(request.query["id"], error), status=503)

    async def _keep(
        self, request: web.Request, person: Person, received: IO[bytes]
    ) -> web.Response:
        received.seek(0)
        data = await asyncio.to_thread(received.read)
        if not data:
            raise BadMessageError("empty", "文件是空的,请重新选择。")
        arrival = of_file(
            request.query,
            person.id,
            head=data[:16],
            sha256=await asyncio.to_thread(self._app.blobs.put, data),
            size=len(data),
            now=self._app.clock.now(),
        )
        await self._post(person.id, arrival)
        return web.json_response({"ack": request.query["id"], "kind": arrival.kind})

    async def _file(self, request: web.Request) -> web.StreamResponse:
        person = await self._person(request)
        sha256 = request.match_info["sha256"]
        conversation = f"person:{person.id}"
        if (once := self._channel.picture(person.id, sha256)) is not None:
            headers = {"Cache-Control": "no-store"}
            return web.Response(body=once, content_type="image/jpeg", headers=headers)
        if not await ask(
            self._app, lambda work: SqlHistory(work.connection).holds(conversation, sha256)
        ):
            raise web.HTTPNotFound
        path = self._app.blobs.path(sha256)
        if not path.is_file():
            raise web.HTTPNotFound(text="404: 照片已按规定删除")
        found = await asyncio.to_thread(_type_of_file, path)
        inline = shown_inline(found)
        headers = {
            "Content-Type": found,
            "Content-Disposition": "inline" if inline else "attachment",
            # Asked again each time, so that a revoked link shows nothing; not sent again.
            "Cache-Control": "private, no-cache",
            "ETag": f'"{sha256}"',
        }
        return web.FileResponse(path, headers=headers)

    async def _places(self, request: web.Request) -> web.StreamResponse:
        person = await self._person(request)
        now = self._app.clock.now()
        return web.json_response(await ask(self._app, lambda work: places(work, person, now)))

    async def _static(self, request: web.Request) -> web.StreamResponse:
        return self._pages.file(request.match_info["place"], request.match_info["name"])

    async def _person(self, request: web.Request) -> Person:
        person = await self._identity.holder(request.query.get("token", ""), local=_local(request))
        if person is None:
            raise web.HTTPUnauthorized(
                text='{"error":"gone","message":"链接已失效。"}', content_type="application/json"
            )
        return person

    def _missing(self) -> str:
        """The command that fetches the browser libraries, while they are missing."""
        return "" if self._pages.complete else FETCH


def _facts(work: SqlWork) -> dict[str, Any]:
    """What a page says about the company."""
    settings = work.rules.settings()
    return {
        "company": settings.company,
        "zone": settings.zone.key,
        "demo": bool(work.marks.get(DEMO)),
    }


def _local(request: web.Request) -> bool:
    return is_local(request.remote, request.headers.get("Host", ""), request.headers)


def _type_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return type_of(file.read(16))


async def _receive(request: web.Request, into: IO[bytes]) -> None:
    """Take the uploaded file: the raw body, or the first file of a form."""
    if (request.content_length or 0) > UPLOAD_LIMIT + _PIECE:
        raise _too_large()
    if not request.content_type.startswith("multipart/"):
        await _copy(request.content.read, into)
        return
    async for part in await request.multipart():
        if isinstance(part, BodyPartReader) and part.filename is not None:
            await _copy(part.read_chunk, into)
            return


async def _copy(read: Callable[[int], Awaitable[bytes]], into: IO[bytes]) -> None:
    """All of it, as long as it is within the limit."""
    size = 0
    while piece := await read(_PIECE):
        size += len(piece)
        if size > UPLOAD_LIMIT:
            raise _too_large()
        into.write(piece)


def _too_large() -> BadMessageError:
    return BadMessageError("too_large", _TOO_LARGE)
