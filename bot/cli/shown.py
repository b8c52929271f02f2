"""What the people of a played script have before their eyes."""

from collections.abc import Sequence

from bot.channels.base import Parcel


class Shown:
    """Messages in the order of printing; an edit takes the place of the one it edits."""

    def __init__(self) -> None:
        self._printed: list[Parcel] = []
        self._standing: dict[int, Parcel] = {}
        """By the printed number of the first message, in the order of the chat."""
        self._number_of: dict[str, int] = {}
        """The printed number of a message by its channel's own number."""

    def note(self, parcel: Parcel) -> tuple[int, int | None]:
        """A message is printed: its number, and the number of the message that it is an edit of."""
        self._printed.append(parcel)
        number = len(self._printed)
        first = self._number_of.get(parcel.edits) if parcel.edits else None
        if first is None:
            self._number_of[str(parcel.out_id)] = number
        self._standing[first or number] = parcel
        return number, first

    def at(self, number: int) -> Sequence[Parcel]:
        """The message that was printed as the n-th; nothing when there is none."""
        return self._printed[number - 1 :][:1]

    def to(self, address: str, chat: str) -> Sequence[Parcel]:
        """Messages with buttons that an account sees in a chat, newest first."""
        shown = reversed(self._standing.values())
        return [p for p in shown if p.buttons and _in(p, address, chat)]


def _in(parcel: Parcel, address: str, chat: str) -> bool:
    return parcel.chat == chat and (chat != "private" or parcel.address == address)
