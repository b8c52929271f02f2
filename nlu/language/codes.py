"""The exact lane of codes: 00238 is 238 and never 2380, 6ES7511-1AK02 never -1AK01."""

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from nlu.language.arrays import Keys
from nlu.language.entities import Entity, Kind
from nlu.language.keyring import Keyring
from nlu.language.normal import Normal

_TOKEN = re.compile(r"[a-z0-9]+(?:[-/._ ][a-z0-9]+)*")
_PART = re.compile(r"[a-z0-9]+")
_MOST = 6
"""Parts of a code that may be separated."""
_LEAST = 3
"""Letters of a code."""
_ASKED = re.compile(
    r"(?:sku|编码|编号|货号|料号|条码|款号|代码|商品|产品|物料|订货号|型号)[\s:是为号]*$"
)
_COUNTED = re.compile(
    r"\s*(?:[个台箱瓶件桶盒袋吨包套只支根斤块元折倍%号月日天周年季点时分位家店次组条项期名人度万千百块折]|公斤|毫升|"
    r"ml|kg|kw|mm|\.\d)"
)
_PRICED = re.compile(r"[第¥$￥共约近超过降涨减加]\s*$")


@dataclass(frozen=True, slots=True)
class Code:
    """A code in a sentence's normal form."""

    kind: Kind
    owners: tuple[int, ...]
    start: int
    end: int
    text: str


class Codes:
    """Codes of all products."""

    def __init__(self, things: Sequence[Entity]) -> None:
        owners = array("i")
        keys = Keys(_keys(things, owners))
        self._ring = Keyring(keys, np.array(owners, np.int32))
        self._things = things

    def find(self, form: Normal) -> Iterator[Code]:
        """Codes that stand in the normal form as whole words."""
        for token in _TOKEN.finditer(form.text):
            parts = [(m.start(), m.end()) for m in _PART.finditer(form.text, *token.span())]
            for first in range(len(parts)):
                for last in range(first, min(first + _MOST, len(parts))):
                    found = self._at(form.text, parts[first][0], parts[last][1])
                    if found is not None:
                        yield found

    def _at(self, text: str, start: int, end: int) -> Code | None:
        said = _PART.findall(text[start:end])
        key = "".join(said)
        if len(key) < _LEAST:
            return None
        owners = self._ring.whole(key)
        kind = Kind.SKU
        if (
            not owners.size
            and len(said) == 1
            and key.isdigit()
            and not counts_something(text, start, end)
        ):
            owners = self._ring.whole(_bare(key))
            if len(owners) > 1:
                return None  # two codes that differ in zeros only are never guessed between
        if not owners.size:
            return None
        thing = self._things[owners[0]]
        if _plain(thing.id) != key and _bare(_plain(thing.id)) != _bare(key):
            kind = Kind.CODE
        elif key.isdigit() and key[0] != "0" and counts_something(text, start, end):
            return None
        return Code(kind, tuple(dict.fromkeys(owners.tolist())), start, end, text[start:end])


def counts_something(text: str, start: int, end: int) -> bool:
    """A bare number with a unit or a price sign, and nobody calls it a code."""
    if _ASKED.search(text[max(0, start - 8) : start]):
        return False
    return bool(_COUNTED.match(text[end : end + 4]) or _PRICED.search(text[:start][-3:]))


def _keys(things: Sequence[Entity], owners: "array[int]") -> Iterator[str]:
    for owner, thing in enumerate(things):
        if thing.kind is Kind.PRODUCT:
            own = _plain(thing.id)
            bare = [_bare(own)] if own.isdigit() else []
            for key in (own, *bare, *(_plain(code) for code in thing.codes)):
                owners.append(owner)
                yield key


def _plain(code: str) -> str:
    return "".join(_PART.findall(code.lower()))


def _bare(code: str) -> str:
    """Digits without leading zeros, marked as such."""
    return f"#{code.lstrip('0')}" if code.isdigit() else code
