"""Messages of the bot that stay where they are and say something new."""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import InputMediaPhoto, LinkPreviewOptions
from telegram.error import BadRequest

from bot.channels.base import Parcel
from bot.channels.telegram.failures import nobody_there
from bot.channels.telegram.keyboards import inline
from bot.channels.telegram.line import Line

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_SAME = "message is not modified"
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_OTHER_KIND = "there is no"
"""… text in the message to edit, … caption in the message to edit."""


async def edit(line: Line, chat: int, parcel: Parcel, picture: bytes) -> bool:
    """Put a message in the place of an earlier one; ``False`` when there is none any more.

    A picture can be replaced but never taken away: words alone become its caption.

    Raises:
        TelegramError: when it could not be done just now, or never can be.
    """
    if not parcel.edits.isdecimal():
        return False
    ways = _ways(line, chat, parcel, picture)
    for number, way in enumerate(ways, 1):
        try:
            await way()
        except BadRequest as error:
            said = str(error).lower()
            if _SAME in said:
                return True  # done before a crash, or nothing is new
            if any(words in said for words in _GONE):
                return False
            refused_picture = bool(picture) and number == 1 and not nobody_there(error)
            if number == len(ways) or not (refused_picture or _OTHER_KIND in said):
                raise
        else:
            return True
    return False


def _ways(
    line: Line, chat: int, parcel: Parcel, picture: bytes
) -> list[Callable[[], Awaitable[Any]]]:
    """By what a message can be edited, likeliest first: nobody knows if it was sent as a picture."""
    markup = inline(parcel.buttons, parcel.lasting) if parcel.buttons else None
    where: dict[str, Any] = {
        "chat_id": chat,
        "message_id": int(parcel.edits),
        "reply_markup": markup,
    }

    async def media() -> None:
        shown = InputMediaPhoto(picture, caption=parcel.text or None, filename="photo.jpg")
        await line.edit_message_media(shown, **where)

    async def text() -> None:
        await line.edit_message_text(parcel.text, link_preview_options=NO_PREVIEW, **where)

    async def caption() -> None:
        await line.edit_message_caption(caption=parcel.text, **where)

    return [media, caption, text] if picture else [text, caption]
