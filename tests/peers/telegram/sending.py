"""What the bot does in chats: messages, pictures, keyboards, answers to presses."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from aiogram.methods import AnswerCallbackQuery, SendChatAction, SendMessage, SendPhoto
from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

from domain.ports import Clock
from tests.peers.telegram.rates import Rates
from tests.peers.telegram.schema import RefusedError, bad_request
from tests.peers.telegram.world import Chat, Row, Shown, World

_TEXT, _CAPTION = 4096, 1024
_DATA_BYTES = 64
_ANSWER_WITHIN = timedelta(seconds=60)
_BUTTONS = 100
_ACTIONS = frozenset({"typing", "upload_photo", "upload_document", "record_voice", "find_location"})


class Sending:
    """Writes into the chats of a world."""

    def __init__(self, world: World, bot: Mapping[str, Any], clock: Clock, rates: Rates) -> None:
        self._world = world
        self._bot = bot
        self._clock = clock
        self._rates = rates

    def message(self, request: SendMessage) -> dict[str, Any]:
        """``sendMessage``."""
        chat = self._open(request.chat_id)
        check_text(request.text)
        assert request.model_fields_set.isdisjoint({"parse_mode", "entities"}), "texts are plain"
        return self._show(chat, request, {"text": request.text})

    def photo(self, request: SendPhoto, data: bytes) -> dict[str, Any]:
        """``sendPhoto``, with the bytes that came along."""
        chat = self._open(request.chat_id)
        check_caption(request.caption)
        told: dict[str, Any] = {"photo": sizes(self._world, data)}
        told |= {"caption": request.caption} if request.caption else {}
        return self._show(chat, request, told, data)

    def answer(self, request: AnswerCallbackQuery) -> bool:
        """``answerCallbackQuery``."""
        query = self._world.queries.get(request.callback_query_id)
        if query is None or self._clock.now() - query.at > _ANSWER_WITHIN:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        query.answers += 1
        return True

    def action(self, request: SendChatAction) -> bool:
        """``sendChatAction``."""
        if request.action not in _ACTIONS:
            raise bad_request("wrong parameter action in request")
        self._open(request.chat_id, counts=False).actions.append(request.action)
        return True

    def _open(self, chat_id: Any, *, counts: bool = True) -> Chat:
        """A chat that the bot may write into."""
        chat = self._world.chats.get(number_of(chat_id))
        if chat is None:
            raise bad_request("chat not found")
        if chat.moved_to:
            text = "Bad Request: group chat was upgraded to a supergroup chat"
            raise RefusedError(400, text, migrate_to_chat_id=chat.moved_to)
        if chat.blocked:
            raise RefusedError(403, f"Forbidden: {chat.blocked}")
        if counts:
            self._rates.count(chat.id)
        return chat

    def _show(
        self,
        chat: Chat,
        request: SendMessage | SendPhoto,
        told: Mapping[str, Any],
        data: bytes = b"",
    ) -> dict[str, Any]:
        markup = request.reply_markup
        inline = rows_of(markup) if isinstance(markup, InlineKeyboardMarkup) else []
        answers = self._answered(chat, request)
        if isinstance(markup, ReplyKeyboardMarkup):
            chat.keyboard = _below(chat, markup)
        elif isinstance(markup, ReplyKeyboardRemove):
            chat.keyboard = []
        text = str(told.get("text", told.get("caption", "")))
        number, now = self._world.next_message(), self._clock.now()
        shown = Shown(chat, number, now, text, data, inline, by_bot=True, answers=answers)
        shown.told = {
            "message_id": number,
            "date": self._time(),
            "chat": chat.json,
            "from": dict(self._bot),
            **told,
        } | ({"reply_markup": plain(markup)} if inline else {})
        chat.shown.append(shown)
        return shown.told

    def _answered(self, chat: Chat, request: SendMessage | SendPhoto) -> int | None:
        wanted = request.reply_parameters
        if wanted is None:
            return None
        if chat.find(wanted.message_id or 0) is not None:
            return wanted.message_id
        if wanted.allow_sending_without_reply is not True:
            raise bad_request("message to be replied not found")
        return None

    def _time(self) -> int:
        return stamp(self._clock.now())


def check_text(text: str | None) -> None:
    """What Telegram takes as a text."""
    if not (text or "").strip():
        raise bad_request("message text is empty")
    if units(text or "") > _TEXT:
        raise bad_request("message is too long")


def check_caption(caption: str | None) -> None:
    """What it takes below a picture."""
    if units(caption or "") > _CAPTION:
        raise bad_request("message caption is too long")


def sizes(world: World, data: bytes) -> list[dict[str, Any]]:
    """A picture as Telegram tells of it."""
    if not data.startswith((b"\xff\xd8", b"\x89PNG")):
        raise bad_request("IMAGE_PROCESS_FAILED")
    file = world.store(data)
    return [{"file_id": file.id, "file_unique_id": f"u-{file.id}", "width": 800, "height": 600}]


def rows_of(markup: Any) -> list[Row]:
    """The buttons of an inline keyboard, checked as Telegram does."""
    rows = markup.inline_keyboard if markup is not None else []
    found = [[(b.text, b.callback_data or "") for b in row] for row in rows]
    buttons = [button for row in found for button in row]
    if len(buttons) > _BUTTONS:
        raise bad_request("reply markup is too long")
    for label, data in buttons:
        if not label.strip():
            raise bad_request("can't parse inline keyboard button: Text buttons are unallowed")
        if not 1 <= len(data.encode()) <= _DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    return found


def units(text: str) -> int:
    """Telegram counts UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def stamp(at: datetime) -> int:
    """Seconds, as Telegram writes times."""
    return int(at.timestamp())


def _below(chat: Chat, markup: ReplyKeyboardMarkup) -> list[list[dict[str, Any]]]:
    rows = [[b.model_dump(exclude_none=True) for b in row] for row in markup.keyboard]
    if chat.kind != "private" and any("request_location" in b for row in rows for b in row):
        raise bad_request("location can be requested in private chats only")
    return rows


def plain(markup: Any) -> Any:
    """A keyboard as Telegram tells of it."""
    return markup.model_dump(exclude_none=True) if markup is not None else {"inline_keyboard": []}


def number_of(chat_id: Any) -> int:
    """A chat's number; no chat has a name here."""
    return chat_id if isinstance(chat_id, int) else 0
