"""People at their phones: what they do becomes updates, what the bot does stands in their chats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.ports import Clock
from tests.peers.telegram.delivery import Delivery
from tests.peers.telegram.parts import about, answered, entities, place, standing
from tests.peers.telegram.sending import stamp
from tests.peers.telegram.things import THINGS
from tests.peers.telegram.world import Chat, Query, Shown, World


@dataclass
class Group:
    """A group, for people to speak in."""

    chat: Chat

    @property
    def seen(self) -> Sequence[Shown]:
        """What the bot wrote there."""
        return [shown for shown in self.chat.shown if shown.by_bot]

    def moves_to(self, number: int) -> "Group":
        """It becomes a supergroup with a new number."""
        self.chat.moved_to = number
        return self


class User:
    """Somebody with a phone. Everything takes ``at=``, the platform's time of the message."""

    def __init__(
        self,
        world: World,
        updates: Delivery,
        clock: Clock,
        bot: Mapping[str, Any],
        user_id: int,
        name: str,
    ) -> None:
        self._world = world
        self._updates = updates
        self._clock = clock
        self._bot = bot
        self.id = user_id
        self.chat = world.chat(user_id, "private", name)
        self._json = {
            "id": user_id,
            "is_bot": False,
            "first_name": name,
            "language_code": "zh-hans",
        }

    # what they do

    def starts(self, code: str = "") -> Shown:
        """Press START, or open a link that brings a code along."""
        return self.says(f"/start {code}".strip())

    def says(
        self,
        text: str,
        *,
        chat: Group | None = None,
        to: Shown | None = None,
        forwarded: bool = False,
        **more: Any,
    ) -> Shown:
        """Write something, or pass it on; ``to`` is the message it answers."""
        marked = entities("entities", text)
        told = {"text": text, **marked, **answered(to), **self._origin(forwarded)}
        return self._sends(told, chat=chat, text=text, **more)

    def sends_photo(
        self,
        data: bytes,
        caption: str = "",
        *,
        album: str = "",
        forwarded: bool = False,
        **more: Any,
    ) -> Shown:
        """A picture, as the phone sends it: in several sizes."""
        told = {"photo": self._sizes(data), **about(caption, album), **self._origin(forwarded)}
        return self._sends(told, text=caption, photo=data, **more)

    def sends_live_photo(self, data: bytes) -> Shown:
        """A picture that moves, as newer phones take them."""
        video = {**self._file(b"moov"), "width": 800, "height": 600, "duration": 2}
        return self._sends({"live_photo": {**video, "photo": self._sizes(data)}}, photo=data)

    def sends_file(
        self,
        data: bytes,
        name: str,
        mime: str = "application/octet-stream",
        *,
        size: int | None = None,
        caption: str = "",
        forwarded: bool = False,
        **more: Any,
    ) -> Shown:
        """A document."""
        document = {**self._file(data, size), "file_name": name, "mime_type": mime}
        told = {"document": document, **about(caption, ""), **self._origin(forwarded)}
        return self._sends(told, text=caption, **more)

    def speaks(self, data: bytes = b"OggS", *, seconds: int = 3, **more: Any) -> Shown:
        """A voice note."""
        voice = {**self._file(data), "duration": seconds, "mime_type": "audio/ogg"}
        return self._sends({"voice": voice}, **more)

    def sends(self, thing: str, **more: Any) -> Shown:
        """A sticker, a film, a poll … (``things``)."""
        return self._sends(THINGS[thing], **more)

    def shares(
        self,
        lat: float,
        lon: float,
        *,
        live: bool = False,
        accuracy: float | None = None,
        venue: str = "",
        forwarded: bool = False,
        **more: Any,
    ) -> Shown:
        """A location: where they stand, a pin, or live for an hour."""
        where = place(lat, lon, accuracy, live=live)
        told: dict[str, Any] = {"location": where, **self._origin(forwarded)}
        if venue:
            told["venue"] = {"location": where, "title": venue, "address": "某路1号"}
        return self._sends(told, **more)

    def moves(
        self, shared: Shown, lat: float, lon: float, accuracy: float | None = None, **more: Any
    ) -> None:
        """A live location goes on."""
        self._edits(shared, {"location": place(lat, lon, accuracy, live=True)}, **more)

    def stops(self, shared: Shown, **more: Any) -> None:
        """A live location ends."""
        last = shared.told["location"]
        there = place(last["latitude"], last["longitude"], None, live=False)
        self._edits(shared, {"location": there}, **more)

    def edits(self, shown: Shown, text: str, **more: Any) -> None:
        """Word an earlier message anew: its text, or the words below its picture."""
        of = "text" if "text" in shown.told else "caption"
        self._edits(shown, {of: text}, **more)

    def replaces(self, shown: Shown, data: bytes) -> None:
        """Put another picture in the place of an earlier one; the words stay."""
        self._edits(shown, {"photo": self._sizes(data)})

    def reacts(self, shown: Shown) -> None:
        """Telegram tells of some changes that nobody sees as of an edit."""
        self._edits(shown, {})

    def taps(self, label: str, *, twice: bool = False) -> str:
        """The newest button whose label holds the words; returns its data.

        One of the keyboard below the chat says its label.
        """
        for shown in reversed(self.chat.shown):
            for text, data in (button for row in shown.inline for button in row):
                if label in text:
                    for _ in range(2 if twice else 1):
                        self.presses(shown, data)
                    return data
        for row in self.chat.keyboard:
            for button in row:
                if label in button["text"]:
                    assert not button.get("request_location"), "that one shares a location"
                    self.says(button["text"])
                    return ""
        raise AssertionError(f"no button {label!r}")

    def presses(self, shown: Shown, data: str, *, old: bool = False) -> None:
        """A button by its data; ``old``: so long ago that the bot gets no message with it."""
        query = Query(f"{len(self._world.queries) + 7_000_000_000}", self._clock.now())
        self._world.queries[query.id] = query
        gone = {"chat": shown.chat.json, "message_id": shown.number, "date": 0}
        self._updates.push(
            callback_query={
                "id": query.id,
                "from": self._json,
                "chat_instance": "1",
                "message": gone if old else shown.told,
                "data": data,
            }
        )

    def deletes(self, shown: Shown) -> None:
        """Take a message out of the chat."""
        shown.chat.shown.remove(shown)

    def blocks(self) -> None:
        """Stop the bot."""
        self.chat.blocked = "bot was blocked by the user"
        self._member("member", "kicked")

    def unblocks(self) -> None:
        """Let it in again."""
        self.chat.blocked = ""
        self._member("kicked", "member")

    # what they see

    @property
    def seen(self) -> Sequence[Shown]:
        """What the bot wrote, oldest first."""
        return [shown for shown in self.chat.shown if shown.by_bot]

    @property
    def last(self) -> Shown:
        """The newest message of the bot."""
        return self.seen[-1]

    # the machinery

    def _sends(
        self,
        told: Mapping[str, Any],
        *,
        chat: Group | None = None,
        at: datetime | None = None,
        text: str = "",
        photo: bytes = b"",
    ) -> Shown:
        where, when = chat.chat if chat else self.chat, at or self._clock.now()
        shown = Shown(where, self._world.next_message(), when, text, photo)
        shown.told = {
            "message_id": shown.number,
            "date": stamp(when),
            "chat": where.json,
            "from": self._json,
            **told,
        }
        where.shown.append(shown)
        self._updates.push(message=shown.told)
        return shown

    def _edits(self, shown: Shown, told: dict[str, Any], *, at: datetime | None = None) -> None:
        shown.told = {**shown.told, **told, "edit_date": stamp(at or self._clock.now())}
        shown.text = str(told.get("text", told.get("caption", shown.text)))
        self._updates.push(edited_message=shown.told)

    def _member(self, before: str, after: str) -> None:
        change = {
            "chat": self.chat.json,
            "from": self._json,
            "date": stamp(self._clock.now()),
            "old_chat_member": standing(self._bot, before),
            "new_chat_member": standing(self._bot, after),
        }
        self._updates.push(my_chat_member=change)

    def _origin(self, forwarded: bool) -> dict[str, Any]:
        if not forwarded:
            return {}
        date = stamp(self._clock.now()) - 86_400
        return {"forward_origin": {"type": "hidden_user", "date": date, "sender_user_name": "别人"}}

    def _file(self, data: bytes, size: int | None = None) -> dict[str, Any]:
        file = self._world.store(data, size)
        return {"file_id": file.id, "file_unique_id": f"u-{file.id}", "file_size": file.size}

    def _sizes(self, data: bytes) -> list[dict[str, Any]]:
        small = {**self._file(b"a thumbnail"), "width": 90, "height": 67}
        return [small, {**self._file(data), "width": 1280, "height": 960}]
