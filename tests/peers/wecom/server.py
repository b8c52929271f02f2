"""The API: what the bot asks of WeCom."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Self

from aiohttp import BodyPartReader, web
from aiohttp.test_utils import TestServer

from domain.ports import Clock
from tests.peers.wecom.caller import Caller
from tests.peers.wecom.errors import RefusedError, Troubles, refusal
from tests.peers.wecom.media import Media
from tests.peers.wecom.members import Member, Seen
from tests.peers.wecom.menus import Menu
from tests.peers.wecom.rules import check, is_interactive
from tests.peers.wecom.tokens import Tokens

_HTTP_TROUBLE = range(500, 600)
_CODE_LIFE = timedelta(hours=72)
_Handler = Callable[[web.Request], Awaitable[web.Response]]


class WeComServer:
    """One company with one self-built app."""

    corp_id, agent_id = "ww0123456789abcdef", 1000002
    secret = "app-secret-" + "s" * 32
    token, aes_key = "callbackToken7", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.tokens = Tokens(clock, self.corp_id, self.secret)
        self.media = Media(clock)
        self.menu = Menu()
        self.caller = Caller(clock, self.corp_id, self.agent_id, self.token, self.aes_key)
        self.calls: list[str] = []
        """Paths that the bot asked for, in order."""
        self.sent: list[Mapping[str, Any]] = []
        """Messages that were taken, whole."""
        self.settings = {"close": 0, "isreportenter": 1, "report_location_flag": 1}
        """Of the app, as an admin left them."""
        self._troubles = Troubles()
        self._members: dict[str, Member] = {}
        self._hidden: set[str] = set()
        self._unlicensed: set[str] = set()
        self._tasks: set[str] = set()
        self._codes: dict[str, tuple[Seen | None, datetime]] = {}
        self._ids = 0
        self._server = TestServer(self._application())

    async def __aenter__(self) -> Self:
        await self._server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._server.close()

    @property
    def url(self) -> str:
        return str(self._server.make_url("")).rstrip("/")

    @property
    def env(self) -> dict[str, str]:
        """What the bot's environment has to say."""
        return {
            "WECOM_CORP_ID": self.corp_id,
            "WECOM_AGENT_ID": str(self.agent_id),
            "WECOM_SECRET": self.secret,
            "WECOM_TOKEN": self.token,
            "WECOM_AES_KEY": self.aes_key,
            "WECOM_API": self.url,
        }

    @property
    def callback(self) -> str:
        """The address entered in 接收消息."""
        return self.caller.url

    @callback.setter
    def callback(self, url: str) -> None:
        self.caller.url = url

    def member(self, userid: str) -> Member:
        """A member in the app's visible range."""
        return self._members.setdefault(userid, Member(self, userid))

    def hides(self, userid: str) -> None:
        """Take a member out of the visible range."""
        self._hidden.add(userid)

    def withholds(self, userid: str) -> None:
        """A member without a licence: nothing reaches them, though nothing is refused."""
        self._unlicensed.add(userid)

    def fails(self, path: str, code: int, times: int = 1) -> None:
        """Order trouble for the next calls of a path; see ``Troubles.order``."""
        self._troubles.order(path, code, times)

    def next_id(self) -> int:
        self._ids += 1
        return 7_000_000_000_000_000_000 + self._ids

    def new_code(self, seen: Seen | None) -> str:
        """A response code for a card."""
        code = f"CODE-{len(self._codes) + 1:04d}"
        self._codes[code] = (seen, self.clock.now() + _CODE_LIFE)
        return code

    def _application(self) -> web.Application:
        app = web.Application(client_max_size=32 * 1024 * 1024)
        app.router.add_get("/cgi-bin/gettoken", self._guarded("gettoken", self._gettoken))
        for method, path, handler in (
            ("POST", "message/send", self._send),
            ("POST", "message/update_template_card", self._update),
            ("POST", "media/upload", self._upload),
            ("GET", "media/get", self._get_media),
            ("POST", "menu/create", self._make_menu),
            ("GET", "menu/get", self._get_menu),
            ("GET", "agent/get", self._get_agent),
        ):
            guarded = self._guarded(path, self._with_token(handler))
            app.router.add_route(method, f"/cgi-bin/{path}", guarded)
        return app

    def _guarded(self, path: str, handler: _Handler) -> _Handler:
        async def answer(request: web.Request) -> web.Response:
            self.calls.append(path)
            code = self._troubles.due(path)
            if code is not None and code in _HTTP_TROUBLE:
                return web.Response(status=code, text="<html>")
            if code:
                return web.json_response(refusal(code))
            try:
                answered = await handler(request)
            except RefusedError as error:
                return web.json_response(error.answer)
            if code == 0:
                assert request.transport is not None
                request.transport.abort()  # done, but nobody hears of it
            return answered

        return answer

    def _with_token(self, handler: _Handler) -> _Handler:
        async def answer(request: web.Request) -> web.Response:
            self.tokens.check(request.query.get("access_token"))
            return await handler(request)

        return answer

    async def _gettoken(self, request: web.Request) -> web.Response:
        token = self.tokens.issue(request.query.get("corpid"), request.query.get("corpsecret"))
        return _ok(access_token=token, expires_in=int(self.tokens.life.total_seconds()))

    async def _send(self, request: web.Request) -> web.Response:
        message = await request.json()
        self._own(message.get("agentid"))
        asked = [one for one in str(message.get("touser", "")).split("|") if one]
        there = [one for one in asked if one in self._members and one not in self._hidden]
        if not there:
            raise RefusedError(81013)
        check(message, self.media.has)
        task_id = message.get("template_card", {}).get("task_id", "")
        if task_id in self._tasks:
            raise RefusedError(42014)
        if task_id:
            self._tasks.add(task_id)
        self.sent.append(message)
        seen = self._as_seen(message)
        out = [one for one in there if one in self._unlicensed]
        for one in there:
            if one not in out:
                self._members[one].gets(seen)
        answer = {"msgid": f"MSG-{len(self.sent):04d}", "unlicenseduser": "|".join(out)}
        if is_interactive(message):
            answer["response_code"] = self.new_code(seen)
        return _ok(invaliduser="|".join(o for o in asked if o not in there), **answer)

    def _as_seen(self, message: Mapping[str, Any]) -> Seen:
        kind = str(message["msgtype"])
        body = message[kind]
        if kind == "template_card":
            below = body.get("sub_title_text", "")
            title = body["main_title"]["title"]
            keys = {b["text"]: b["key"] for b in body["button_list"]}
            text = f"{title}\n{below}" if below else title
            return Seen(kind, text, keys, task_id=body["task_id"])
        if kind in {"image", "file"}:
            stored = self.media.get(body["media_id"])
            return Seen(kind, picture=stored.data, name=stored.name)
        return Seen(kind, body["content"].replace("**", "" if kind == "markdown" else "**"))

    async def _update(self, request: web.Request) -> web.Response:
        asked = await request.json()
        self._own(asked.get("agentid"))
        seen, until = self._codes.pop(asked.get("response_code"), (None, self.clock.now()))
        if until <= self.clock.now() or not (asked.get("userids") or asked.get("atall")):
            raise RefusedError(40058)  # guessed: the code for a used response_code
        name = asked.get("button", {}).get("replace_name")
        if not name:
            raise RefusedError(40058)
        if seen is not None:
            seen.replaced = name
        return _ok(invaliduser=[])

    async def _upload(self, request: web.Request) -> web.Response:
        part = await (await request.multipart()).next()
        if not isinstance(part, BodyPartReader) or part.name != "media":
            raise RefusedError(41005)
        kind, data = request.query.get("type"), bytes(await part.read())
        media_id = self.media.upload(kind, part.filename, data)
        created = str(int(self.clock.now().timestamp()))
        return _ok(type=kind, media_id=media_id, created_at=created)

    async def _get_media(self, request: web.Request) -> web.Response:
        stored = self.media.get(request.query.get("media_id", ""))
        headers = {"Content-disposition": f'attachment; filename="{stored.name}"'}
        return web.Response(body=stored.data, headers=headers)

    async def _make_menu(self, request: web.Request) -> web.Response:
        self._own(int(request.query.get("agentid", "0")))
        self.menu.make((await request.json()).get("button"))
        return _ok()

    async def _get_menu(self, request: web.Request) -> web.Response:
        self._own(int(request.query.get("agentid", "0")))
        return web.json_response({"button": self.menu.shown()})

    async def _get_agent(self, request: web.Request) -> web.Response:
        self._own(int(request.query.get("agentid", "0")))
        users = [{"userid": one} for one in self._members if one not in self._hidden]
        return _ok(
            agentid=self.agent_id,
            name="闭环",
            allow_userinfos={"user": users},
            allow_partys={"partyid": []},
            allow_tags={"tagid": []},
            **self.settings,
        )

    def _own(self, agent_id: Any) -> None:
        if agent_id != self.agent_id:
            raise RefusedError(40056)


def _ok(**more: Any) -> web.Response:
    return web.json_response({**refusal(0), "errmsg": "ok", **more})
