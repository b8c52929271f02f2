"""The scripted channel: what would reach a person is written down instead."""

from bot.channels.base import Parcel, SendError


class ScriptChannel:
    """Keeps what was sent. ``failures`` makes the next sends fail, as a bad network would."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.sent: list[Parcel] = []
        self.failures = 0

    async def send(self, parcel: Parcel) -> str:
        """Note the message down."""
        if self.failures > 0:
            self.failures -= 1
            raise SendError("the script lets this send fail")
        self.sent.append(parcel)
        return str(len(self.sent))
