"""Updates on their way to the desk, and what each of them asks for beside that."""

from typing import Any

from bot.channels.base import Desk
from bot.channels.telegram import CHANNEL
from bot.channels.telegram.busy import Busy
from bot.channels.telegram.errands import Errands
from bot.channels.telegram.intake import PoisonError, Press, Taken, number_of, take
from bot.channels.telegram.line import Line
from bot.channels.telegram.meant import Me
from bot.complaints import Complaints
from bot.engine.arrivals import PRIVATE, Arrival
from domain.ports import Clock

_LONG = frozenset({"photo", "voice", "file"})
"""What takes a while to read."""


class Receiver:
    """One bot's intake."""

    def __init__(
        self, line: Line, clock: Clock, complaints: Complaints, errands: Errands, busy: Busy
    ) -> None:
        self._line = line
        self._clock = clock
        self._complaints = complaints
        self._errands = errands
        self._busy = busy

    async def keep(self, desk: Desk, raw: Any, me: Me) -> None:
        """Have one update committed; what can't be read is said and passed over.

        Raises whatever the desk raises when it can't keep it. Until then nothing was done about it.
        """
        try:
            taken = take(raw, me, self._clock.now())
        except PoisonError as error:
            self._complaints.say(f"update {number_of(raw)} can't be read ({error}): passed over")
            return
        if taken.arrival is not None:
            await desk.post(taken.arrival)
        elif taken.reach is not None:
            await desk.reachable(CHANNEL, taken.reach.address, yes=taken.reach.yes)
        self._afterwards(taken)

    def _afterwards(self, taken: Taken) -> None:
        if taken.press is not None:
            self._errands.run(self._answer(taken.press))
        if taken.arrival is not None and _takes_long(taken.arrival):
            self._busy.begin(int(taken.arrival.address))

    async def _answer(self, press: Press) -> None:
        """Stop the waiting sign on the button, and show what was chosen."""
        if press.left is not None:
            self._errands.run(
                self._line.edit_message_reply_markup(
                    press.chat, press.message, reply_markup=press.left
                )
            )
        await self._line.answer_callback_query(press.query_id)


def _takes_long(arrival: Arrival) -> bool:
    return arrival.chat == PRIVATE and arrival.kind in _LONG and "media" in arrival.body
