"""What keyboards show once their buttons were pressed."""

from collections import OrderedDict
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from bot.channels.telegram.intake import Press
from bot.channels.telegram.keyboards import after
from bot.channels.telegram.line import Line

_REMEMBERED = 2000


@dataclass(slots=True)
class _Keyboard:
    """One message's: as Telegram has it, and as it should be."""

    shown: InlineKeyboardMarkup
    wanted: InlineKeyboardMarkup
    under_way: bool = False


class Marks:
    """Remembers keyboards for a while: presses come faster than their edits get there.

    A choice that was made stays as it was made first. Edits of one message go out one by one.
    """

    def __init__(self, line: Line) -> None:
        self._line = line
        self._keyboards: OrderedDict[tuple[int, int], _Keyboard] = OrderedDict()

    async def put(self, press: Press) -> None:
        """Show a press that was handed in; nothing when its message is too old to have a keyboard.

        Raises:
            TelegramError: when it could not be shown; the next press tries it, too.
        """
        if press.shown is None:
            return
        place = (press.chat, press.message)
        keyboard = self._keyboards.setdefault(place, _Keyboard(press.shown, press.shown))
        self._keyboards.move_to_end(place)
        while len(self._keyboards) > _REMEMBERED:
            self._keyboards.popitem(last=False)
        keyboard.wanted = after(keyboard.wanted, press.data)
        if not keyboard.under_way:
            await self._show(place, keyboard)

    async def _show(self, place: tuple[int, int], keyboard: _Keyboard) -> None:
        """Until Telegram has what should be."""
        keyboard.under_way = True
        chat, message = place
        try:
            while keyboard.shown != keyboard.wanted:
                wanted = keyboard.wanted
                await self._line.edit_message_reply_markup(chat, message, reply_markup=wanted)
                keyboard.shown = wanted
        finally:
            keyboard.under_way = False
