"""Keyboards below a message and below the chat."""

import unicodedata
from collections.abc import Sequence

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

DONE = "done"
"""What the button of a choice already made sends: nothing that anybody has to do."""
_ROOMS = ((3, 8), (2, 14))
"""So many buttons stand side by side, if none of them is wider than that.

Widths are in Latin letters; a Chinese character takes two. A phone shows about 34.
"""
_LASTING = "+"
"""What the data of a lasting button ends with."""
_LOCATE = "📍 发送我的位置"


def inline(
    buttons: Sequence[tuple[str, str]], lasting: frozenset[str] = frozenset()
) -> InlineKeyboardMarkup:
    """Buttons of a message: short ones side by side, in their order."""
    rows: list[list[InlineKeyboardButton]] = []
    widest = 0
    for label, token in buttons:
        data = f"{token}{_LASTING}" if token in lasting else token
        button, width = InlineKeyboardButton(label, callback_data=data), _width(label)
        if rows and len(rows[-1]) < _beside(max(widest, width)):
            rows[-1].append(button)
            widest = max(widest, width)
        else:
            rows.append([button])
            widest = width
    return InlineKeyboardMarkup(rows)


def token_of(data: str) -> str:
    """The token of a button by what it sends."""
    return data.removesuffix(_LASTING)


def after(shown: InlineKeyboardMarkup, data: str) -> InlineKeyboardMarkup:
    """What a keyboard becomes by a press; the same when that is no button of it any more.

    A choice is made once: only what was chosen stays. Of a list (the day's stores, the queue)
    what was opened is marked, and the rest stays to be gone on with.
    """
    pressed = next(
        (b for row in shown.inline_keyboard for b in row if b.callback_data == data), None
    )
    if pressed is None:
        return shown
    if not data.endswith(_LASTING):
        return InlineKeyboardMarkup([[_marked(pressed, DONE)]])
    rows = [[_marked(b, data) if b is pressed else b for b in row] for row in shown.inline_keyboard]
    return InlineKeyboardMarkup(rows)


def locate() -> ReplyKeyboardMarkup:
    """One tap sends where the phone is; the phone asks before it does."""
    button = KeyboardButton(_LOCATE, request_location=True)
    return ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True)


def _marked(button: InlineKeyboardButton, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(f"✓ {button.text.removeprefix('✓ ')}", callback_data=data)


def _beside(width: int) -> int:
    return next((count for count, most in _ROOMS if width <= most), 1)


def _width(label: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in label)
