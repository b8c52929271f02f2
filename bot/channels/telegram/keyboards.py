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
_CHOICE = 3
"""More buttons than that are a list."""
_LOCATE = "📍 发送我的位置"


def inline(buttons: Sequence[tuple[str, str]]) -> InlineKeyboardMarkup:
    """Buttons of a message: short ones side by side, in their order."""
    rows: list[list[InlineKeyboardButton]] = []
    widest = 0
    for label, token in buttons:
        button, width = InlineKeyboardButton(label, callback_data=token), _width(label)
        if rows and len(rows[-1]) < _beside(max(widest, width)):
            rows[-1].append(button)
            widest = max(widest, width)
        else:
            rows.append([button])
            widest = width
    return InlineKeyboardMarkup(rows)


def chosen(shown: InlineKeyboardMarkup, data: str) -> InlineKeyboardMarkup | None:
    """What is left of a keyboard after a press; ``None`` when that was no button of it.

    A choice is made once: only what was chosen stays. A list (the day's stores, the queue) stays
    to be gone on with, and what was opened is marked.
    """
    buttons = [button for row in shown.inline_keyboard for button in row]
    pressed = next((b for b in buttons if b.callback_data == data), None)
    if pressed is None:
        return None
    if len(buttons) <= _CHOICE:
        return InlineKeyboardMarkup([[_marked(pressed, DONE)]])
    rows = [[_marked(b, data) if b is pressed else b for b in row] for row in shown.inline_keyboard]
    return InlineKeyboardMarkup(rows)


def locate() -> ReplyKeyboardMarkup:
    """One tap sends where the phone is; the phone asks before it does."""
    button = KeyboardButton(_LOCATE, request_location=True)
    return ReplyKeyboardMarkup([[button]], resize_keyboard=True)


def _marked(button: InlineKeyboardButton, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(f"✓ {button.text.removeprefix('✓ ')}", callback_data=data)


def _beside(width: int) -> int:
    return next((count for count, most in _ROOMS if width <= most), 1)


def _width(label: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in label)
