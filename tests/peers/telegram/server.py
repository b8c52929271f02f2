"""The server: its address, the bot's requests, and the doors for a test to look through."""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any

from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteWebhook,
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
    GetFile,
    GetMe,
    GetMyCommands,
    GetUpdates,
    GetWebhookInfo,
    SendChatAction,
    SendMessage,
    SendPhoto,
    SetMyCommands,
    SetWebhook,
    TelegramMethod,
)
from aiohttp import BodyPartReader, web

from domain.ports import Clock
from tests.peers.seconds import Seconds
from tests.peers.telegram.delivery import Delivery
from tests.peers.telegram.editing import Editing
from tests.peers.telegram.menu import Menu
from tests.peers.telegram.people import Group, User
from tests.peers.telegram.rates import Rates
from tests.peers.telegram.schema import RefusedError, bad_request, request_of
from tests.peers.telegram.sending import Sending
from tests.peers.telegram.world import World

TOKEN = "424242:test-token_of-a_bot-that-is-none"  # noqa: S105 - of nothing
BOT = {"id": 424242, "is_bot": True, "first_name": "闭环", "username": "bihuan_test_bot"}


class TelegramServer:
    """One bot's side of Telegram."""

    def __init__(self, clock: Clock, *, seconds: Callable[[], float] | None = None) -> None:
        self.clock = clock
        self.world = World()
        self.updates = Delivery(clock)
        self.rates = Rates(seconds or Seconds())
        self.menu = Menu()
        self.calls: list[tuple[str, TelegramMethod[Any]]] = []
        self.refused: list[str] = []
        """What was refused, in the server's words."""
        self.trouble: list[RefusedError] = []
        """What the next requests are answered with, whatever they ask but updates and signs."""
        self.poll_trouble: list[RefusedError] = []
        self.token = TOKEN
        self.page = 0
        """When set, a proxy answers in its place: the status of a page that quotes the address."""
        self.file_limit = 20 * 1024 * 1024
        self.url = ""
        self._sending = Sending(self.world, BOT, clock, self.rates)
        self._editing = Editing(self.world, clock, self.rates)
        self._runner: web.AppRunner | None = None
        self._happened = asyncio.Event()

    async def start(self) -> "TelegramServer":
        """Listen on a free port of this machine."""
        app = web.Application(client_max_size=60 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._asked)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def stop(self) -> None:
        """Gone, as if the network were."""
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def env(self) -> dict[str, str]:
        """What the bot is started with."""
        return {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API": self.url}

    def user(self, user_id: int, name: str = "某人") -> User:
        """Somebody with a private chat."""
        return User(self.world, self.updates, self.clock, BOT, user_id, name)

    def group(self, chat_id: int, title: str = "群") -> Group:
        """A group that the bot is in; people speak with ``chat=``."""
        return Group(self.world.chat(chat_id, "supergroup", title))

    def asked(self, name: str) -> list[Any]:
        """Every request of a method so far."""
        return [request for method, request in self.calls if method == name]

    async def until(self, so: Callable[[], bool]) -> None:
        """Wait for a request after which it is so."""
        while not so():
            self._happened.clear()
            await self._happened.wait()

    async def _asked(self, request: web.Request) -> web.Response:
        name = request.match_info["method"]
        if self.page:
            text = f"<html>blocked: {request.path}</html>"
            return web.Response(status=self.page, text=text, content_type="text/html")
        try:
            self._let_in(request.match_info["token"], name)
            fields, files = await _form(request)
            for field in files:
                if f"attach://{field}" not in fields.get("media", ""):
                    fields.setdefault(field, f"attach://{field}")
            asked = request_of(name, fields)
            self.calls.append((name, asked))
            result = await self._answer(asked, files)
        except RefusedError as error:
            self.refused.append(f"{name}: {error.description}")
            return _refusal(error)
        finally:
            self._happened.set()
        return web.json_response({"ok": True, "result": result})

    def _let_in(self, token: str, name: str) -> None:
        if token != self.token:
            raise RefusedError(401, "Unauthorized")
        trouble = self.poll_trouble if name == "getUpdates" else self.trouble
        if trouble and name != "sendChatAction":
            raise trouble.pop(0)

    async def _answer(self, asked: TelegramMethod[Any], files: Mapping[str, bytes]) -> Any:
        if isinstance(asked, GetUpdates):
            return await self.updates.poll(
                asked.offset or 0, asked.limit or 100, asked.timeout or 0, asked.allowed_updates
            )
        if isinstance(asked, SendPhoto):
            return self._sending.photo(asked, files.get("photo", b""))
        if isinstance(asked, EditMessageMedia):
            return self._editing.media(asked, files)
        answer = self._answers().get(type(asked))
        if answer is None:
            raise LookupError(f"the test server has no {asked.__api_method__}")
        return answer(asked)

    def _answers(self) -> Mapping[type, Callable[[Any], Any]]:
        return {
            GetMe: lambda _: self._me(),
            SendMessage: self._sending.message,
            SendChatAction: self._sending.action,
            EditMessageReplyMarkup: self._editing.markup,
            EditMessageText: self._editing.text,
            EditMessageCaption: self._editing.caption,
            AnswerCallbackQuery: self._sending.answer,
            GetFile: self._get_file,
            SetWebhook: self._set_webhook,
            DeleteWebhook: self._delete_webhook,
            GetWebhookInfo: lambda _: self._webhook_info(),
            GetMyCommands: self.menu.get,
            SetMyCommands: self.menu.set,
        }

    def _me(self) -> dict[str, Any]:
        return {**BOT, "can_join_groups": True, "can_read_all_group_messages": False}

    def _set_webhook(self, asked: SetWebhook) -> bool:
        self.updates.point(asked.model_dump(exclude_none=True))
        return True

    def _delete_webhook(self, asked: DeleteWebhook) -> bool:
        if asked.drop_pending_updates:
            self.updates.waiting.clear()
        self.updates.point({})
        return True

    def _webhook_info(self) -> dict[str, Any]:
        info = {
            "url": self.updates.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.waiting),
        }
        if self.updates.last_error:
            info |= {
                "last_error_message": self.updates.last_error,
                "last_error_date": 1_790_000_000,
            }
        return info

    def _get_file(self, asked: GetFile) -> dict[str, Any]:
        file = self.world.files.get(asked.file_id)
        if file is None or file.lost:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if file.size > self.file_limit:
            raise bad_request("file is too big")
        path = f"photos/{file.id}.bin"
        self.world.paths[path] = file.id
        return {
            "file_id": file.id,
            "file_unique_id": f"u-{file.id}",
            "file_size": file.size,
            "file_path": path,
        }

    async def _download(self, request: web.Request) -> web.Response:
        file_id = self.world.paths.get(request.match_info["path"])
        if request.match_info["token"] != self.token or file_id is None:
            return _refusal(RefusedError(404, "Not Found"))
        return web.Response(body=self.world.files[file_id].data)


async def _form(request: web.Request) -> tuple[dict[str, str], dict[str, bytes]]:
    """The parameters and the files of a request."""
    fields, files = dict(request.query), {}
    if request.content_type == "application/json":
        given = json.loads(await request.text())
        fields |= {n: v if isinstance(v, str) else json.dumps(v) for n, v in given.items()}
    elif request.content_type.startswith("multipart/"):
        async for part in await request.multipart():
            assert isinstance(part, BodyPartReader)
            assert part.name is not None
            if part.filename is None:
                fields[part.name] = await part.text()
            else:
                files[part.name] = bytes(await part.read())
    else:
        fields |= {n: str(v) for n, v in (await request.post()).items()}
    return fields, files


def _refusal(error: RefusedError) -> web.Response:
    body: dict[str, Any] = {
        "ok": False,
        "error_code": error.code,
        "description": error.description,
    }
    if error.parameters:
        body["parameters"] = error.parameters
    return web.json_response(body, status=error.code)
