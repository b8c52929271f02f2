"""What an update of Telegram means for the bot: pure functions, without network or clock."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import CallbackQuery, ChatMemberUpdated, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.channels.telegram import CHANNEL
from bot.channels.telegram.contents import clean, content_of, place_of, unique_of
from bot.channels.telegram.keyboards import DONE, token_of
from bot.channels.telegram.meant import Me, meant
from bot.engine.arrivals import PRIVATE, Arrival
from domain.invitations import code_in

_START = re.compile(r"/start(?:@\w+)?(?:\s+(.*))?", re.ASCII | re.DOTALL)
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
_TOKEN_LIMIT = 64


class PoisonError(Exception):
    """An update that can't be read; the message names only what kind of trouble it was."""


@dataclass(frozen=True, slots=True)
class Reach:
    """An account has blocked the bot, or let it in again."""

    address: str
    yes: bool


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed: Telegram waits for an answer to the query."""

    query_id: str
    chat: int = 0
    message: int = 0
    data: str = ""
    shown: InlineKeyboardMarkup | None = None
    """Its keyboard, when that is one to show the press on."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What is to be done about an update; nothing of it when it is not for us."""

    arrival: Arrival | None = None
    reach: Reach | None = None
    press: Press | None = None


@dataclass(frozen=True, slots=True)
class _Delivery:
    """What every arrival of an update has in common."""

    key: str
    now: datetime

    def of(self, message: Message, kind: str, body: Mapping[str, Any], **more: Any) -> Arrival:
        user = message.from_user
        facts = {"ref": _number(message), "at": message.date, **more}
        return Arrival(
            channel=CHANNEL,
            key=self.key,
            address=str(user.id if user else ""),
            kind=kind,
            body=body,
            received_at=self.now,
            **facts,
        )


def number_of(raw: Any) -> int | None:
    """The number of an update, if it has one."""
    number = raw.get("update_id") if isinstance(raw, Mapping) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def take(raw: Any, me: Me, now: datetime) -> Taken:
    """What an update asks for.

    Raises:
        PoisonError: when it is none, whatever is wrong with it.
    """
    number = number_of(raw)
    if number is None:
        raise PoisonError("no update_id")
    try:
        taken = _take(Update.de_json(raw, None), me, _Delivery(f"{me.id}:{number}", now))
        _check(taken)
    except Exception as error:  # noqa: BLE001 - nobody knows how Telegram may break its own format
        raise PoisonError(type(error).__name__) from None
    return taken


def _check(taken: Taken) -> None:
    """What the library lets through, though it is no time and no number.

    Raises:
        ValueError: when something is not what it should be.
    """
    if taken.arrival is not None:
        if not isinstance(taken.arrival.at, datetime):
            raise ValueError("no time")
        int(taken.arrival.address)
        int(taken.arrival.chat.removeprefix("group:").removeprefix(PRIVATE) or 0)
    if taken.reach is not None:
        int(taken.reach.address)


def _take(update: Update, me: Me, delivery: _Delivery) -> Taken:
    if update.message is not None:
        return Taken(arrival=_sent(update.message, me, delivery))
    if update.edited_message is not None:
        return Taken(arrival=_edited(update.edited_message, delivery))
    if update.callback_query is not None:
        return _pressed(update.callback_query, delivery)
    if update.my_chat_member is not None:
        return Taken(reach=_reach(update.my_chat_member))
    return Taken()


def _sent(message: Message, me: Me, delivery: _Delivery) -> Arrival | None:
    if not _by_a_person(message):
        return None
    if message.chat.type in _GROUPS:
        words = meant(message, me)
        body = None if words is None else {"text": words, **_reply_to(message, me)}
        chat = group(message.chat.id)
        return (
            delivery.of(message, "said", {**body, "addressed": True}, chat=chat) if body else None
        )
    if message.chat.type != ChatType.PRIVATE:
        return None
    started = _START.fullmatch((message.text or "").strip())
    if started is not None:
        return _started(message, started[1] or "", delivery)
    content = content_of(message)
    if content is None:
        return None
    kind, body = content
    more = _reply_to(message, me) if kind == "said" else {}
    return delivery.of(message, kind, {**body, **more})


def group(chat_id: int) -> str:
    """The name of a group's conversation."""
    return f"group:{chat_id}"


def _started(message: Message, code: str, delivery: _Delivery) -> Arrival:
    """A link with an invitation, or the button that opens the chat; any other link is as good."""
    if code_in(code) is None:
        return delivery.of(message, "enter", {"asked": True})
    return delivery.of(message, "said", {"text": f"绑定 {code}", "addressed": True})


def _edited(message: Message, delivery: _Delivery) -> Arrival | None:
    """A place that moved, or a message worded anew; its own number is no new message's."""
    if not _by_a_person(message) or message.chat.type != ChatType.PRIVATE:
        return None
    at = message.edit_date or message.date
    if message.location is not None:
        # One that has ended stands still: it proves nothing about now.
        content = place_of(message, update=True) if message.location.live_period else None
        return delivery.of(message, *content, at=at) if content else None
    photo = unique_of(message)
    if message.text is None and message.caption is None and not photo:
        return None
    text = clean(message.text if message.text is not None else message.caption)
    body = {"of": _number(message), "text": text, **({"photo": photo} if photo else {})}
    return delivery.of(message, "edit", body, at=at, ref="")


def _pressed(query: CallbackQuery, delivery: _Delivery) -> Taken:
    message, data = query.message, clean(query.data)
    if message is None or not data or data == DONE or query.from_user.is_bot:
        return Taken(press=Press(query.id))
    private = message.chat.type == ChatType.PRIVATE
    shown = message.reply_markup if private and isinstance(message, Message) else None
    arrival = Arrival(
        channel=CHANNEL,
        key=delivery.key,
        address=str(query.from_user.id),
        chat=PRIVATE if private else group(message.chat.id),
        kind="press",
        body={"token": token_of(data)[:_TOKEN_LIMIT]},
        at=delivery.now,  # a query has no time of its own
        received_at=delivery.now,
    )
    return Taken(arrival, press=Press(query.id, message.chat.id, message.message_id, data, shown))


def _reach(change: ChatMemberUpdated) -> Reach | None:
    if change.chat.type != ChatType.PRIVATE:
        return None
    status = change.new_chat_member.status
    gone = status in {ChatMemberStatus.BANNED, ChatMemberStatus.LEFT}
    return Reach(str(change.chat.id), yes=not gone)


def _by_a_person(message: Message) -> bool:
    """Not by a channel, a bot or an administrator who hides behind the group."""
    user = message.from_user
    return user is not None and not user.is_bot and message.sender_chat is None


def _reply_to(message: Message, me: Me) -> dict[str, str]:
    earlier = message.reply_to_message
    if earlier is None or earlier.from_user is None or earlier.from_user.id != me.id:
        return {}
    return {"reply_to": _number(earlier)}


def _number(message: Message) -> str:
    return str(int(message.message_id))
