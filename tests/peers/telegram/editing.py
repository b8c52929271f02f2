"""What the bot changes in messages that stand in chats already."""

from collections.abc import Mapping
from typing import Any

from aiogram.methods import (
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
)
from aiogram.types import InputMediaPhoto

from domain.ports import Clock
from tests.peers.telegram.rates import Rates
from tests.peers.telegram.schema import bad_request
from tests.peers.telegram.sending import (
    check_caption,
    check_text,
    number_of,
    plain,
    rows_of,
    sizes,
    stamp,
)
from tests.peers.telegram.world import Shown, World


class Editing:
    """Edits what the bot wrote into the chats of a world."""

    def __init__(self, world: World, clock: Clock, rates: Rates) -> None:
        self._world = world
        self._clock = clock
        self._rates = rates

    def markup(self, request: EditMessageReplyMarkup) -> dict[str, Any]:
        """``editMessageReplyMarkup``."""
        shown = self._found(request, counts=False)
        return self._change(shown, request.reply_markup, text=shown.text, data=shown.photo)

    def text(self, request: EditMessageText) -> dict[str, Any]:
        """``editMessageText``."""
        shown = self._found(request)
        if shown.photo:
            raise bad_request("there is no text in the message to edit")
        check_text(request.text)
        assert request.model_fields_set.isdisjoint({"parse_mode", "entities"}), "texts are plain"
        return self._change(
            shown, request.reply_markup, text=request.text or "", told={"text": request.text}
        )

    def caption(self, request: EditMessageCaption) -> dict[str, Any]:
        """``editMessageCaption``."""
        shown = self._found(request)
        if not shown.photo:
            raise bad_request("there is no caption in the message to edit")
        check_caption(request.caption)
        return self._change(
            shown,
            request.reply_markup,
            text=request.caption or "",
            data=shown.photo,
            told={"caption": request.caption or ""},
        )

    def media(self, request: EditMessageMedia, files: Mapping[str, bytes]) -> dict[str, Any]:
        """``editMessageMedia``, with the bytes that came along; a text becomes a picture."""
        shown, media = self._found(request), request.media
        assert isinstance(media, InputMediaPhoto)
        check_caption(media.caption)
        data = files.get(str(media.media).removeprefix("attach://"), b"")
        told = {"photo": sizes(self._world, data), "caption": media.caption or ""}
        shown.told.pop("text", None)
        return self._change(
            shown, request.reply_markup, text=media.caption or "", data=data, told=told
        )

    def _found(self, request: Any, *, counts: bool = True) -> Shown:
        chat = self._world.chats.get(number_of(request.chat_id))
        shown = chat.find(request.message_id or 0) if chat else None
        if chat is None or shown is None:
            raise bad_request("message to edit not found")
        if not shown.by_bot:
            raise bad_request("message can't be edited")
        if counts:
            self._rates.count(chat.id)
        return shown

    def _change(
        self,
        shown: Shown,
        markup: Any,
        *,
        text: str,
        data: bytes = b"",
        told: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        keyboard = rows_of(markup)
        if (text, data, keyboard) == (shown.text, shown.photo, shown.inline):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are "
                "exactly the same as a current content and reply markup of the message"
            )
        shown.text, shown.photo, shown.inline = text, data, keyboard
        shown.edits += 1
        now = stamp(self._clock.now())
        shown.told |= {**(told or {}), "reply_markup": plain(markup), "edit_date": now}
        return shown.told
