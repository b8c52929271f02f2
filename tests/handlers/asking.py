"""Asking about products as the reader of sentences would have understood it."""

from typing import Any

from domain.understanding import Frame, Intent, Named
from storage.codec import encode
from tests.chat import Chat, Heard

KEY_REP, OTHER_KEY_REP = "穆青山", "夏知了"
SOY = "B0810"
"""餐饮生抽10L: of C101 there is a contract price, of C102 a quote."""


def asks(
    chat: Chat,
    *wishes: Intent,
    product: str = "",
    customer: str = "",
    store: str = "",
    who: str = KEY_REP,
    text: str = "?",
    **slots: Any,
) -> Heard:
    """Somebody asks for these things at once; codes stand for what his words name.

    ``note`` among the slots is the clause that tells something.
    """
    note = str(slots.pop("note", ""))
    about = {"product": product, "customer": customer, "store": store}
    named = tuple(
        Named(kind=kind, ids=(code,), name=code, said=code, start=0, end=1)
        for kind, code in about.items()
        if code
    )
    frame = Frame(
        text=text,
        intent=wishes[0],
        also=wishes[1:],
        confidence=1.0,
        top=((wishes[0].value, 1.0),),
        slots=slots,
        named=named,
        note=note,
    )
    return _read_as(chat, frame, who)


def unsure(chat: Chat, text: str, *top: tuple[Intent, float], who: str = KEY_REP) -> Heard:
    """Somebody says what may mean several things, so likely each."""
    likely = tuple((intent.value, chance) for intent, chance in top)
    frame = Frame(text=text, intent=top[0][0], confidence=top[0][1], top=likely)
    return _read_as(chat, frame, who)


def _read_as(chat: Chat, frame: Frame, who: str) -> Heard:
    body = {
        "frame": encode(frame),
        "spoken": False,
        "picked": {},
        "at": chat.clock.now().isoformat(),
    }
    return chat._arrives("understood", body, who=who)
