"""In a group: whether a message is meant for the bot, and what it says to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telegram import Message, MessageEntity

from bot.channels.telegram.contents import clean
from handlers.commands import named


@dataclass(frozen=True, slots=True)
class Me:
    """The bot, as others name it."""

    id: int
    username: str


def meant(message: Message, me: Me) -> str | None:
    """The words without the bot's name; ``None`` when they are for others.

    A mention, a reply to a message of ours or one of our commands makes it ours. What names
    another bot is never ours. Telegram counts places in UTF-16 units.
    """
    units = (message.text or message.caption or "").encode("utf-16-le", errors="replace")
    entities = message.entities or message.caption_entities
    ours, cuts = _answers_us(message, me), []
    for entity, words in _spelled(units, entities):
        if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
            for_us = _commands_us(words, me)
            if for_us is False:
                return None
            ours = ours or bool(for_us)
        elif _names_us(entity, words, me):
            ours = True
            cuts.append(entity)
    return _without(units, cuts) if ours else None


def _answers_us(message: Message, me: Me) -> bool:
    earlier = message.reply_to_message
    return bool(earlier and earlier.from_user and earlier.from_user.id == me.id)


def _commands_us(words: str, me: Me) -> bool | None:
    """``False`` for another bot's command, ``None`` for one that may be anybody's."""
    name, _, bot = words.removeprefix("/").partition("@")
    if bot:
        return bot.lower() == me.username.lower()
    return True if named(name.lower()) or name.lower() == "start" else None


def _names_us(entity: MessageEntity, words: str, me: Me) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return bool(entity.user and entity.user.id == me.id)
    return entity.type == MessageEntity.MENTION and words.lower() == f"@{me.username.lower()}"


def _spelled(
    units: bytes, entities: Sequence[MessageEntity]
) -> Iterator[tuple[MessageEntity, str]]:
    for entity in entities:
        begin, end = entity.offset * 2, (entity.offset + entity.length) * 2
        yield entity, units[begin:end].decode("utf-16-le", errors="replace")


def _without(units: bytes, cuts: Sequence[MessageEntity]) -> str:
    for entity in sorted(cuts, key=lambda e: e.offset, reverse=True):
        units = units[: entity.offset * 2] + units[(entity.offset + entity.length) * 2 :]
    return clean(" ".join(units.decode("utf-16-le", errors="replace").split(" "))).strip()
