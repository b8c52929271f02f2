"""A messenger that refuses, hangs and comes back, and somebody who uses it."""

import asyncio

from bot.channels.base import Parcel, SendError
from bot.channels.script import BadNetwork, ScriptChannel
from storage.outbox import Outgoing
from storage.work import SqlWork
from tests.chat import Chat


class Moody(ScriptChannel):
    """Refuses what ``refusals`` says for an address, once each; ``slow`` addresses never answer."""

    def __init__(self, name: str, network: BadNetwork) -> None:
        super().__init__(name, network)
        self.refusals: dict[str, list[SendError]] = {}
        self.slow: set[str] = set()

    async def send(self, parcel: Parcel) -> str:
        if parcel.address in self.slow:
            await asyncio.Event().wait()
        if refusals := self.refusals.get(parcel.address):
            raise refusals.pop(0)
        return await super().send(parcel)


class MoodyChat(Chat):
    def _script_channel(self, name: str) -> ScriptChannel:
        return Moody(name, self.network)

    def moody(self, channel: str) -> Moody:
        found = self.channels[channel]
        assert isinstance(found, Moody)
        return found

    def queues(self, who: str, *texts: str, channel: str = "telegram", priority: int = 1) -> None:
        """Messages of the outbox, as decisions leave them."""
        person_id = self.person_id(who)

        def add(work: SqlWork) -> None:
            now = self.clock.now()
            for text in texts:
                work.outbox.add(
                    Outgoing(
                        conversation=f"person:{person_id}",
                        person_id=person_id,
                        channel=channel,
                        address=person_id,
                        chat="private",
                        template="visit/why_late",
                        facts={"store": text},
                        priority=priority,
                        created_at=now,
                        next_at=now,
                    )
                )

        self.on_database(add)

    def states(self) -> list[str]:
        query = "select state from outbox order by id"
        return [
            row[0] for row in self.on_database(lambda w: w.connection.exec_driver_sql(query).all())
        ]
