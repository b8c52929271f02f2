"""Updates on their way to the desk, and what each of them asks for beside that."""

from typing import Any

from bot.channels.base import Desk
from bot.channels.telegram import CHANNEL
from bot.channels.telegram.busy import Busy
from bot.channels.telegram.errands import Errands
from bot.channels.telegram.intake import PoisonError, Taken, number_of, take
from bot.channels.telegram.line import Line
from bot.channels.telegram.marks import Marks
from bot.channels.telegram.meant import Me
from bot.channels.telegram.patience import Patience
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
        self._marks = Marks(line)
        self._patience = Patience(complaints)

    async def keep(self, desk: Desk, raw: Any, me: Me) -> None:
        """Have one update committed; what can't be read, or never kept, is said and passed over.

        Raises whatever the desk raises when it can't keep it. Until then nothing was done about it.
        """
        number = number_of(raw)
        try:
            taken = take(raw, me, self._clock.now())
        except PoisonError as error:
            self._complaints.say(f"update {number} can't be read ({error}): passed over")
            return
        try:
            new = await _hand_in(desk, taken)
        except Exception as error:
            if number is None or not self._patience.over(number, error):
                raise
            return
        if taken.press is not None:  # the waiting sign on the button stops, whatever became of it
            self._errands.run(self._line.answer_callback_query(taken.press.query_id))
        if new:
            self._afterwards(taken)

    def _afterwards(self, taken: Taken) -> None:
        if taken.press is not None:
            self._errands.run(self._marks.put(taken.press))
        if taken.arrival is not None and _takes_long(taken.arrival):
            self._busy.begin(int(taken.arrival.address))


async def _hand_in(desk: Desk, taken: Taken) -> bool:
    """Whether it is something new, and not delivered before."""
    if taken.arrival is not None:
        return await desk.post(taken.arrival) is not None
    if taken.reach is not None:
        await desk.reachable(CHANNEL, taken.reach.address, yes=taken.reach.yes)
    return False


def _takes_long(arrival: Arrival) -> bool:
    return arrival.chat == PRIVATE and arrival.kind in _LONG and "media" in arrival.body
