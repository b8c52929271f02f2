"""Frozen dataclasses to JSON and back, by their type hints."""

import collections.abc
import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
_PLAIN = frozenset({str, int, float, bool, type(None)})


def encode(value: Any) -> Any:
    """JSON-ready form: dataclasses as objects without fields that are empty by default, times as ISO text."""
    if type(value) in _PLAIN:
        return value
    # Most of what is in a message is plain: no call for that, it is written with every answer.
    if isinstance(value, dict):
        return {
            (k if type(k) is str else encode(k)): (v if type(v) in _PLAIN else encode(v))
            for k, v in value.items()
        }
    if isinstance(value, list | tuple | set | frozenset):
        return [v if type(v) in _PLAIN else encode(v) for v in value]
    return _encoded(value)


def _encoded(value: Any) -> Any:
    if isinstance(value, Mapping):
        return encode(dict(value))
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        kind: Any = type(value)
        pairs = ((name, getattr(value, name), spare) for name, spare in _names(kind))
        return {name: encode(v) for name, v, spare in pairs if not (spare and v is None)}
    return value


def decode(cls: type[T], data: Mapping[str, Any]) -> T:
    """The dataclass that ``encode`` made ``data`` of. Unknown keys are left out."""
    kind: Any = cls
    make = makers(kind)
    return cls(**{k: make[k](v) for k, v in data.items() if k in make})


@cache
def _names(cls: Any) -> tuple[tuple[str, bool], ...]:
    """Fields, and whether an empty one may be left out because ``None`` is its default."""
    return tuple((f.name, f.default is None) for f in dataclasses.fields(cls))


@cache
def makers(cls: Any) -> dict[str, Callable[[Any], Any]]:
    """How to make each field of a dataclass from JSON."""
    hints = typing.get_type_hints(cls)
    return {name: _maker(hints[name]) for name, _ in _names(cls)}


def _maker(hint: Any) -> Callable[[Any], Any]:
    """How to make a value of that type from JSON."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        inner = _maker(next(a for a in args if a is not type(None)))
        return lambda v: None if v is None else inner(v)
    if origin is tuple:
        inner = _maker(args[0])
        return lambda v: tuple(inner(one) for one in v)
    if origin in {dict, collections.abc.Mapping}:
        key = _maker(args[0])
        return lambda v: {key(k): one for k, one in v.items()}
    return _leaf(hint)


def _leaf(hint: Any) -> Callable[[Any], Any]:
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return lambda v: decode(hint, v)
    return _same


def _same(value: Any) -> Any:
    return value
