"""What looks like a model or a code but is none that the company has: S7-1600."""

import re
from collections.abc import Sequence

from nlu.language.normal import normal

_TOKEN = re.compile(r"[a-z]+[0-9]* [0-9]{3,}[a-z0-9-]*|[a-z0-9]+(?:[-/.][a-z0-9]+)*")
_SPEC = re.compile(
    r"[0-9]+(?:\.[0-9]+)?(?:ml|l|g|kg|kw|w|v|a|p|mm|cm|m|hz|ma|mg|k|pcs|d|h|m2|gb|mb|x[0-9]+)?"
    r"|v[0-9]+(?:\.[0-9]+)*|q[1-4]|[0-9]{2,4}(?:[-/.][0-9]{1,4}){1,2}|[0-9]{1,2}(?::[0-9]{2})"
    r"|b2b|b2c|p[0-9]|top ?[0-9]+|a4|5g|4s|w[0-9]{1,2}|h[12]|[0-9]{4}q[1-4]|fy[0-9]+"
)
_CODE = re.compile(
    r"(?:^|(?<=[查看找要])|(?<=查下)|(?<=编码)|(?<=货号)|(?<=sku)|(?<=[^0-9a-z.-])(?=0))[0-9]{4,6}"
    r"(?![0-9a-z.%台箱瓶件桶盒袋个包套元块年月日号点]|-[0-9])"
)
"""Digits that stand where a product's code would."""
_LEAST = 3
_LEFT = 2
_Span = tuple[int, int, str]


def unknown_codes(text: str, mentions: Sequence[_Span]) -> list[_Span]:
    """(start, end, text) of code-like words that no mention (start, end, kind) explains."""
    form = normal(text)
    out = []
    for code in _CODE.finditer(form.text):
        start, end = form.origin(*code.span())
        if _unexplained(start, end, mentions) == end - start:
            out.append((start, end, text[start:end]))
    for token in _TOKEN.finditer(form.text):
        letters = [c for c in token[0] if c.isalnum()]
        if len(letters) < _LEAST or _SPEC.fullmatch(token[0]) or not _mixed(token[0]):
            continue
        start, end = form.origin(*token.span())
        if _unexplained(start, end, mentions) >= _LEFT:
            out.append((start, end, text[start:end]))
    return out


def _unexplained(start: int, end: int, mentions: Sequence[_Span]) -> int:
    """Characters of the span that belong to no mention."""
    covered = {at for low, high, _ in mentions for at in range(max(low, start), min(high, end))}
    return end - start - len(covered)


def _mixed(token: str) -> bool:
    return any(c.isdigit() for c in token) and any(c.isalpha() for c in token)
