"""In a group: whether a message is meant for the bot, and what it says to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from telegram import Message, MessageEntity

from bot.channels.telegram.contents import clean
from bot.channels.telegram.menu import IN_GROUPS

_Spelled: TypeAlias = tuple[MessageEntity, str]
"""A part of a message that Telegram marks, and what stands there."""


@dataclass(frozen=True, slots=True)
class Me:
    """The bot, as others name it."""

    id: int
    username: str


def meant(message: Message, me: Me) -> str | None:
    """The words without the bot's name; ``None`` when they are for others.

    A mention, a reply to a message of ours, a command with our name or one of the groups' menu makes
    it ours. What names another bot is never ours. Telegram counts places in UTF-16 units.
    """
    units = (message.text or message.caption or "").encode("utf-16-le", errors="replace")
    spelled = list(_spelled(units, message.entities or message.caption_entities))
    command, bot = _command(spelled)
    if bot and bot != me.username.lower():
        return None
    cuts = [entity for entity, words in spelled if _names_us(entity, words, me)]
    ours = bool(bot or cuts) or _answers_us(message, me)
    if not ours and (command not in IN_GROUPS or _names_a_bot(spelled)):
        return None
    return _without(units, cuts)


def _answers_us(message: Message, me: Me) -> bool:
    earlier = message.reply_to_message
    return bool(earlier and earlier.from_user and earlier.from_user.id == me.id)


def _command(spelled: Sequence[_Spelled]) -> tuple[str, str]:
    """The command that the message begins with, and the bot it names; both may be empty."""
    for entity, words in spelled:
        if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
            name, _, bot = words.lower().removeprefix("/").partition("@")
            return name, bot
    return "", ""


def _names_a_bot(spelled: Sequence[_Spelled]) -> bool:
    """Bots are known by the end of their names."""
    mentions = (words for entity, words in spelled if entity.type == MessageEntity.MENTION)
    return any(words.lower().endswith("bot") for words in mentions)


def _names_us(entity: MessageEntity, words: str, me: Me) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return bool(entity.user and entity.user.id == me.id)
    return entity.type == MessageEntity.MENTION and words.lower() == f"@{me.username.lower()}"


def _spelled(units: bytes, entities: Sequence[MessageEntity]) -> Iterator[_Spelled]:
    for entity in entities:
        begin, end = entity.offset * 2, (entity.offset + entity.length) * 2
        yield entity, units[begin:end].decode("utf-16-le", errors="replace")


def _without(units: bytes, cuts: Sequence[MessageEntity]) -> str:
    for entity in sorted(cuts, key=lambda e: e.offset, reverse=True):
        units = units[: entity.offset * 2] + units[(entity.offset + entity.length) * 2 :]
    return clean(units.decode("utf-16-le", errors="replace")).strip()
