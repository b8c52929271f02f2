"""Stores by the beginning of their names, among a few: 晨光 for 晨光便利店."""

from collections.abc import Sequence

from domain.directory import Directory
from domain.numbers import plain
from domain.stores import Store

_SHORTEST = 2


def stores_meant(said: str, among: Sequence[Store], directory: Directory) -> Sequence[Store]:
    """The stores that the words name: in full or by code, else by the longest beginning of a name.

    Several, where the words fit several; none, where they fit none.
    """
    if whole := directory.stores_in(said, among):
        return whole
    text = plain(said).upper()
    begun = [(_begun(plain(s.name).upper(), text), s) for s in among]
    most = max((length for length, _ in begun), default=0)
    return [s for length, s in begun if length == most] if most else []


def said_of(store: Store, said: str) -> str:
    """The part of the words that names the store: its code, its name or the beginning of it."""
    text = plain(said)
    if store.code.upper() in text.upper():
        at = text.upper().index(store.code.upper())
        return text[at : at + len(store.code)]
    name = plain(store.name)
    return name[: _begun(name.upper(), text.upper())]


def _begun(name: str, text: str) -> int:
    """How many letters of a name's beginning stand in a text; 0 when it is but one."""
    lengths = range(len(name), _SHORTEST - 1, -1)
    return next((n for n in lengths if name[:n] in text), 0)
