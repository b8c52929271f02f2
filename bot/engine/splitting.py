"""Cutting texts to what a channel takes, where a reader would cut them."""

from handlers.capabilities import Capabilities

_ENDS = "。!?;!?;,,、 "
"""Where a line that is too long itself is cut, if one of these is near."""


def split(text: str, limits: Capabilities) -> list[str]:
    """Parts within the channel's limit: cut between lines, a longer line between sentences."""
    parts, rest = [], ""
    for line in text.split("\n"):
        joined = f"{rest}\n{line}" if rest else line
        if fits(joined, limits):
            rest = joined
            continue
        if rest.strip():
            parts.append(rest)
        rest = line
        while not fits(rest, limits):
            head = _head(rest, limits)
            parts.append(head)
            rest = rest[len(head) :]
    return [*parts, rest] if rest.strip() or not parts else parts


def fits(text: str, limits: Capabilities) -> bool:
    """Whether a text goes out in one piece."""
    return _size(text, limits.text_unit) <= limits.text_limit


def fits_below(text: str, limits: Capabilities) -> bool:
    """Whether a text can stand below a picture."""
    most = limits.text_limit if limits.caption_limit is None else limits.caption_limit
    return _size(text, limits.text_unit) <= most


def _size(text: str, unit: str) -> int:
    if unit == "bytes":
        return len(text.encode())
    return len(text.encode("utf-16-le")) // 2 if unit == "utf16" else len(text)


def _head(text: str, limits: Capabilities) -> str:
    """The longest beginning that fits, back to the end of a sentence if that is not far."""
    low, high = 1, limits.text_limit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[:middle], limits) else (low, middle - 1)
    end = max(text.rfind(mark, 0, low) for mark in _ENDS) + 1
    return text[: end if end > low * 2 // 3 else low]
