"""Every name of every thing in rows: whose it is, what it is worth, how it sounds."""

from collections.abc import Iterator, Sequence
from enum import IntEnum

import numpy as np

from nlu.language.entities import Entities, Entity, Kind
from nlu.language.keyring import Keyring
from nlu.language.phonetic import keys_of
from nlu.language.short_names import abbreviations

_MANY = 20_000
"""Names of a kind; of more no abbreviations are made, too many would mean several things."""
_ABBREVIATED = frozenset(
    (Kind.PRODUCT, Kind.CUSTOMER, Kind.STORE, Kind.CAMPAIGN, Kind.EVENT, Kind.CONTRACT,
     Kind.DELIVERABLE, Kind.SCENARIO, Kind.FIELD)
)  # fmt: skip
_SHORTEST = 2


class Worth(IntEnum):
    """What sort of name a row is."""

    NAME = 0
    SHORT = 1
    """A short form, worked out."""
    ABBREVIATION = 2
    """A part of a name that nobody else has."""


class Names:
    """Rows of names and the keyring over them."""

    def __init__(self, entities: Entities) -> None:
        self.things: Sequence[Entity] = list(entities.all)
        self.texts: list[str] = []
        owners: list[int] = []
        worths: list[int] = []
        keys: list[str] = []
        rows: list[int] = []
        for owner, text, worth in self._all():
            for key in keys_of(text):
                if len(key) >= _SHORTEST:
                    keys.append(key)
                    rows.append(len(self.texts))
            self.texts.append(text)
            owners.append(owner)
            worths.append(worth)
        self.owners = np.array(owners, np.int32)
        self.worths = np.array(worths, np.int8)
        self.keys, self.key_rows = keys, np.array(rows, np.int32)
        self.ring = Keyring(keys, self.key_rows)

    def thing(self, row: int) -> Entity:
        """Whose name it is."""
        return self.things[self.owners[row]]

    def _all(self) -> Iterator[tuple[int, str, Worth]]:
        counts: dict[Kind, int] = {}
        for thing in self.things:
            counts[thing.kind] = counts.get(thing.kind, 0) + 1
        for owner, thing in enumerate(self.things):
            for text in dict.fromkeys((thing.name, *thing.aliases)):
                yield owner, text, Worth.NAME
            for text in thing.short:
                yield owner, text, Worth.SHORT
            if thing.kind in _ABBREVIATED and counts[thing.kind] < _MANY:
                yield from ((owner, text, Worth.ABBREVIATION) for text in _parts(thing))


def _parts(thing: Entity) -> set[str]:
    known = {thing.name, *thing.aliases, *thing.short}
    return {part for part in abbreviations(thing.name) if part not in known and not part.isascii()}
