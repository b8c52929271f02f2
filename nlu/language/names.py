"""Every name of every thing in rows: whose it is, what it is worth, how it sounds."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import IntEnum

import numpy as np

from nlu.language.arrays import Keys, Rows
from nlu.language.entities import Entities, Entity, Kind
from nlu.language.keyring import Keyring
from nlu.language.phonetic import keys_of
from nlu.language.short_names import abbreviations

_MANY = 20_000
"""Things of a kind; of more no abbreviations are made, too many would mean several things."""
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
        self._counts = Counter(thing.kind for thing in self.things)
        self.texts: list[str] = []
        owners, worths, rows = array("i"), array("b"), array("i")
        self.keys = Keys(self._keys(owners, worths, rows))
        """Of all names; a name with two readings has two."""
        self.rows: Rows = np.array(rows, np.int32)
        """Of every key."""
        self.owners: Rows = np.array(owners, np.int32)
        """Of every row."""
        self.worths = np.array(worths, np.int8)
        self.ring = Keyring(self.keys, self.rows)

    def thing(self, row: int) -> Entity:
        """Whose name it is."""
        return self.things[int(self.owners[row])]

    def by_kind(self) -> Iterator[tuple[Kind, Rows]]:
        """Which keys find the things of each kind: all names, and their short forms.

        Of many things only one short form each, more would crowd out other things.
        """
        found: dict[Kind, array[int]] = {}
        few = {kind for kind, count in self._counts.items() if count < _MANY}
        for at, row in enumerate(self.rows.tolist()):
            thing, worth = self.thing(row), self.worths[row]
            short = worth == Worth.SHORT and (
                thing.kind in few or self.texts[row] in _telling(thing)
            )
            if worth == Worth.NAME or short:
                found.setdefault(thing.kind, array("i")).append(at)
        yield from ((kind, np.array(keys, np.int32)) for kind, keys in found.items())

    def _keys(
        self, owners: "array[int]", worths: "array[int]", rows: "array[int]"
    ) -> Iterator[str]:
        """All keys one by one; fills in what belongs to them on the way."""
        for owner, text, worth in self._all():
            for key in keys_of(text):
                if len(key) >= _SHORTEST:
                    rows.append(len(self.texts))
                    yield key
            self.texts.append(text)
            owners.append(owner)
            worths.append(worth)

    def _all(self) -> Iterator[tuple[int, str, Worth]]:
        for owner, thing in enumerate(self.things):
            for text in dict.fromkeys((thing.name, *thing.aliases)):
                yield owner, text, Worth.NAME
            for text in thing.short:
                yield owner, text, Worth.SHORT
            if thing.kind in _ABBREVIATED and self._counts[thing.kind] < _MANY:
                yield from ((owner, text, Worth.ABBREVIATION) for text in _parts(thing))


def _telling(thing: Entity) -> Sequence[str]:
    """The short form that names most: of a firm that without place and 有限公司."""
    if thing.kind is Kind.CUSTOMER:
        return thing.short[:2][-1:]
    return thing.short[:1] if thing.kind is Kind.STORE else ()


def _parts(thing: Entity) -> set[str]:
    known = {thing.name, *thing.aliases, *thing.short}
    return {part for part in abbreviations(thing.name) if part not in known and not part.isascii()}
