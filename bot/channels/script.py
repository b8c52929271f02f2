"""The scripted channel: what would reach a person is written down instead."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.channels.base import Parcel, SendError


@dataclass(slots=True)
class BadNetwork:
    """Lets the next sends fail, whichever channel they take."""

    failures: int = 0

    def carry(self) -> None:
        """One send.

        Raises:
            SendError: as long as failures are left.
        """
        if self.failures > 0:
            self.failures -= 1
            raise SendError("the script lets this send fail")


class ScriptChannel:
    """Keeps what was sent."""

    def __init__(
        self, name: str, network: BadNetwork, read: Callable[[str], bytes] | None = None
    ) -> None:
        self.name = name
        self.sent: list[Parcel] = []
        self.seen: dict[int, bytes] = {}
        """Pictures that were shown once, by the number of their message."""
        self._network = network
        self._read = read

    async def send(self, parcel: Parcel) -> str:
        """Note the message down."""
        self._network.carry()
        self.sent.append(parcel)
        if parcel.once and parcel.image and self._read is not None:
            self.seen[parcel.out_id] = self._read(parcel.image)
        return parcel.edits or str(parcel.out_id)
