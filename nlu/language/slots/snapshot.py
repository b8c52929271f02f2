"""What is worked out once for a company's snapshot, and forgotten with it."""

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from nlu.language.entities import Entities

_T = TypeVar("_T")


class PerSnapshot(Generic[_T]):
    """A function of a snapshot and words, remembered as long as the snapshot lives."""

    def __init__(self, build: Callable[..., _T]) -> None:
        self._build = build
        self._known: WeakKeyDictionary[Entities, dict[tuple[str, ...], _T]] = WeakKeyDictionary()

    def __call__(self, entities: Entities, *words: str) -> _T:
        found = self._known.setdefault(entities, {})
        if words not in found:
            found[words] = self._build(entities, *words)
        return found[words]
