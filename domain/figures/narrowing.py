"""What questions are not about: it need not even be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.directory import Directory
from domain.figures.grouping import Atlas, within
from domain.figures.query import Query


@dataclass(frozen=True, slots=True)
class Narrow:
    """Visits that may matter; the figures look at each once more."""

    reps: tuple[str, ...] = ()
    """Person ids of everybody who is asked about; empty: of all."""
    without: tuple[str, ...] = ()
    """Codes of stores that nothing is asked about."""


def narrow(queries: Sequence[Query], directory: Directory) -> Narrow:
    """Leave out what no question is about; a store without a district may belong to any."""
    scopes = {query.scope for query in queries}
    atlas = Atlas(directory, single=True)
    places = [(s.code, atlas.of(s.code, "")) for s in directory.stores.values() if s.district]
    without = (code for code, place in places if not any(within(place, s) for s in scopes))
    reps = {rep for scope in scopes for rep in scope.reps} if all(s.reps for s in scopes) else ()
    return Narrow(tuple(sorted(reps)), tuple(without))
