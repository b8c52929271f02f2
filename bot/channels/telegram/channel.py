"""What the bot sends by Telegram, and the files it fetches from there."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from telegram import (
    InlineKeyboardMarkup,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, RetryAfter, TelegramError

from bot.channels.base import Fetched, FetchError, Parcel, SendError
from bot.channels.pace import Limit, Pace
from bot.channels.telegram import CHANNEL, FILE_LIMIT
from bot.channels.telegram.busy import Busy
from bot.channels.telegram.editing import NO_PREVIEW, edit
from bot.channels.telegram.failures import fetch_error, nobody_there, send_error, span_of
from bot.channels.telegram.keyboards import inline, locate
from bot.channels.telegram.line import Line
from bot.channels.telegram.settings import Settings
from bot.engine.arrivals import PRIVATE
from storage.blobs import Blobs

OVERALL = (Limit(30, 1.0),)
_PRIVATE = (Limit(1, 1.0),)
_GROUP = (Limit(1, 1.0), Limit(20, 60.0))
_KEYBOARDS = 10_000
_Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


class TelegramChannel:
    """Implements ``bot.channels.base.Channel`` and ``Fetcher``."""

    name = CHANNEL

    def __init__(
        self, line: Line, settings: Settings, blobs: Blobs, *, pace: Pace, busy: Busy
    ) -> None:
        self._line = line
        self._scrub = settings.scrub
        self._blobs = blobs
        self._pace = pace
        self._busy = busy
        self._located: OrderedDict[int, bool] = OrderedDict()
        """Chats where 发送我的位置 stands below or certainly does not; unknown after a start."""
        self._moved: dict[int, int] = {}
        """Groups that became supergroups, and their new numbers."""

    async def send(self, parcel: Parcel) -> str:
        """Send as one message, or in the place of one; returns its number in the chat.

        Raises:
            SendError: when it did not go out.
        """
        chat = self._chat_of(parcel)
        private = parcel.chat == PRIVATE
        await self._pace.turn(str(chat), _PRIVATE if private else _GROUP)
        if not parcel.edits:  # an edit is no answer to what is under way
            self._busy.end(chat)
        if parcel.image and not parcel.edits:
            self._busy.begin(chat, ChatAction.UPLOAD_PHOTO)
        try:
            return await self._sent(chat, parcel)
        except RetryAfter as error:
            self._pace.hold(str(chat), span_of(error))
            raise send_error(error, self._scrub) from None
        except ChatMigrated as error:
            self._moved[chat] = error.new_chat_id
            raise SendError("the group has a new number", retry_after=timedelta(0)) from None
        except TelegramError as error:
            raise send_error(error, self._scrub) from None
        finally:
            if not parcel.edits:
                self._busy.end(chat)

    async def fetch(self, media: Mapping[str, Any]) -> Fetched:
        """Get a file.

        Raises:
            FetchError: when it can't be had.
        """
        try:
            file = await self._line.get_file(str(media["file_id"]))
            if (file.file_size or 0) > FILE_LIMIT:
                raise FetchError("too_large", final=True)
            return Fetched(bytes(await file.download_as_bytearray()))
        except TelegramError as error:
            raise fetch_error(error, self._scrub) from None

    def _chat_of(self, parcel: Parcel) -> int:
        named = parcel.address if parcel.chat == PRIVATE else parcel.chat.removeprefix("group:")
        try:
            chat = int(named)
        except ValueError:
            raise SendError("no address of Telegram", gone=True) from None
        return self._moved.get(chat, chat)

    async def _sent(self, chat: int, parcel: Parcel) -> str:
        picture = await asyncio.to_thread(self._picture, parcel.image) if parcel.image else b""
        if parcel.edits and await edit(self._line, chat, parcel, picture):
            return parcel.edits
        markup = self._markup(chat, parcel)
        more: dict[str, Any] = {"reply_markup": markup, "reply_parameters": _answering(parcel)}
        message = await self._shown(chat, parcel, picture, more) if picture else None
        if message is None:
            message = await self._line.send_message(
                chat, parcel.text, link_preview_options=NO_PREVIEW, **more
            )
        if isinstance(markup, ReplyKeyboardMarkup | ReplyKeyboardRemove):
            self._remember(chat, shown=isinstance(markup, ReplyKeyboardMarkup))
        return str(message.message_id)

    async def _shown(
        self, chat: int, parcel: Parcel, picture: bytes, more: Mapping[str, Any]
    ) -> Message | None:
        """With its picture; ``None`` when Telegram won't have that: the words go out all the same."""
        try:
            return await self._line.send_photo(
                chat, picture, caption=parcel.text or None, filename="photo.jpg", **more
            )
        except BadRequest as error:
            if not parcel.text or nobody_there(error):
                raise
            return None

    def _picture(self, sha256: str) -> bytes:
        path = self._blobs.path(sha256)
        return path.read_bytes() if path.is_file() else b""

    def _markup(self, chat: int, parcel: Parcel) -> _Markup | None:
        """A message has one keyboard: its own, or one below the chat.

        While a location is asked for, messages with buttons leave the one below where it is.
        """
        if parcel.buttons:
            return inline(parcel.buttons, parcel.lasting)
        if parcel.chat != PRIVATE:
            return None
        if parcel.wants == "location":
            return locate()
        return ReplyKeyboardRemove() if self._located.get(chat, True) else None

    def _remember(self, chat: int, *, shown: bool) -> None:
        self._located[chat] = shown
        self._located.move_to_end(chat)
        while len(self._located) > _KEYBOARDS:
            self._located.popitem(last=False)


def _answering(parcel: Parcel) -> ReplyParameters | None:
    if parcel.chat == PRIVATE or not parcel.answers.isdecimal():
        return None
    return ReplyParameters(int(parcel.answers), allow_sending_without_reply=True)
