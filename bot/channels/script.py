"""The scripted channel: what would reach a person is written down instead."""

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

    def __init__(self, name: str, network: BadNetwork) -> None:
        self.name = name
        self.sent: list[Parcel] = []
        self._network = network

    async def send(self, parcel: Parcel) -> str:
        """Note the message down."""
        self._network.carry()
        self.sent.append(parcel)
        return str(parcel.out_id)
