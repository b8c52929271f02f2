"""A message of the outbox as the pieces that its channel takes."""

from dataclasses import dataclass
from typing import Any

from bot.channels.base import Parcel
from bot.engine.once import holds_secret
from bot.engine.splitting import fits_below, split
from handlers.capabilities import CAPABILITIES
from storage.outbox import Outgoing


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A message under way."""

    out: Outgoing
    answers: str
    """In a group: the number of the message it answers."""
    edits: str = ""
    """The number of the message whose place it takes."""


def pieces_of(letter: Dispatch, text: str, image: str) -> list[Parcel]:
    """The message as its channel takes it: a picture with its words, or before them."""
    limits = CAPABILITIES[letter.out.channel]
    buttons = letter.out.buttons[: limits.buttons]
    tokens = [(b["label"], f"{letter.out.id}-{n}") for n, b in enumerate(buttons)]
    lasting = frozenset(t for b, (_, t) in zip(buttons, tokens, strict=True) if b.get("lasting"))
    *first, last = split(text, limits)
    pieces = [_parcel(letter, part) for part in first]
    if image and not fits_below(last, limits):
        pieces.insert(0, _parcel(letter, "", image=image))
        image = ""
    more = {"edits": "" if pieces else letter.edits}  # several can't take the place of one
    return [*pieces, _parcel(letter, last, buttons=tokens, lasting=lasting, image=image, **more)]


def _parcel(letter: Dispatch, text: str, **more: Any) -> Parcel:
    out = letter.out
    return Parcel(
        out_id=out.id,
        cause=out.cause,
        address=out.address,
        chat=out.chat,
        person_id=out.person_id,
        text=text,
        wants=str(out.facts.get("wants", "")),
        answers=letter.answers,
        again=out.attempts > 0,
        once=holds_secret(out.template),
        **more,
    )
