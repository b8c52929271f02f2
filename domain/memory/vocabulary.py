"""The tags that notes are turned into: keys, values, and the words that people use for them.

The words are data (``domain/rules/tags.toml``), read at run time like every other rule.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any, Self

TAGS = "tags"
"""Kind of the rule."""
_OBJECT, _LAST_OBJECT = "([^,;。!?]{0,8}?)", "([^,;。!?]{0,8})"
"""What a ``*`` stands for, within a word and at its end."""
_WORDS = frozenset({"says", "cores", "denies", "opposes"})
_VALUE = frozenset({"name", "group", "against", "shown"}) | _WORDS
_LISTS = ("called", "near", "after", "with", "unless", "except", "beside")
_FLAGS = ("exclusive", "bare", "positive_only", "deniable", "personal", "close")
_KEY = frozenset({"name", "value", *_FLAGS, *_LISTS})


class Force(Enum):
    """What a word does for its value."""

    SAYS = 1
    CORE = 2
    DENIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of a key, and how people say it."""

    name: str
    group: str = ""
    """Only values of one group exclude each other."""
    against: str = ""
    """How its contrary is shown: 不辣."""
    shown: str = ""
    """How it is shown when it has an object: 意向更换{}品牌."""
    says: tuple[str, ...] = ()
    cores: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    opposes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Key:
    """One kind of tag."""

    name: str
    values: Mapping[str, Value]
    exclusive: bool
    bare: bool
    """Its cores need no word of liking beside them."""
    positive_only: bool
    """What is denied says nothing."""
    deniable: bool
    """A denial alone will do: 不换品牌."""
    personal: bool
    """It is of the person who is named, and of nobody else at the customer."""
    close: bool
    """What it needs must stand in the same clause."""
    called: tuple[str, ...]
    near: tuple[str, ...]
    after: tuple[str, ...]
    needs: tuple[str, ...]
    """One of these must stand in the clause."""
    unless: tuple[str, ...]
    excepted: tuple[str, ...]
    beside: tuple[str, ...]
    """Words before it that make it somebody else's."""

    @cached_property
    def _sayings(self) -> Sequence[tuple[Value, Force, str]]:
        return sorted(_sayings(self.values.values()), key=lambda s: len(s[2]), reverse=True)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        heads = "".join(sorted({re.escape(word[0]) for _, _, word in self._sayings}))
        words = "|".join(f"({_as_pattern(word)})" for _, _, word in self._sayings)
        return re.compile(f"(?=[{heads}])(?:{words})")

    @cached_property
    def _numbers(self) -> Mapping[int, tuple[Value, Force, int]]:
        """Which group of the pattern is which word; its object is the group after it."""
        found, number = {}, 1
        for value, force, word in self._sayings:
            found[number] = (value, force, number + 1 if word.count("*") == 1 else 0)
            number += 1 + word.count("*")
        return found

    def mentions(self, text: str) -> Iterator[tuple[Value, Force, str, int, int]]:
        """Where words of its values stand, the longest first: value, force, object, start, end."""
        for match in self._pattern.finditer(text):
            number = match.lastindex or 0  # the outer group closes last
            value, force, inner = self._numbers[number]
            about = match[inner] if inner and value.shown else ""
            yield value, force, about, match.start(), match.end()

    def without_exceptions(self, text: str) -> str:
        """The text with the longer words blanked that only contain a word of the key."""
        for word in self.excepted:
            text = text.replace(word, "□" * len(word))
        return text


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All keys, by name. Equal only to itself: a rule version is compiled once."""

    keys: Mapping[str, Key]

    @classmethod
    def compile(cls, table: Mapping[str, Any]) -> Self:
        """Turn a parsed rule into a vocabulary, or raise ValueError naming the wrong key."""
        keys = [_key(one) for one in table.get("key", ())]
        if not keys or len({key.name for key in keys}) < len(keys):
            raise ValueError("tags: every key stands once, and there is at least one")
        return cls({key.name: key for key in keys})

    def value(self, key: str, value: str) -> Value | None:
        """What is known of a value."""
        return self.keys[key].values.get(value) if key in self.keys else None

    def shown(self, key: str, value: str, *, negated: bool = False, about: str = "") -> str:
        """A tag as people read it: 口味偏好=辣, 口味偏好=不辣, 意向更换PLC品牌."""
        known = self.value(key, value) or Value(name=value)
        if negated:
            return f"{key}={known.against or f'不是{value}'}"
        if known.shown:
            return known.shown.format(about)
        return f"{key}={value}:{about}" if about else f"{key}={value}"

    def clash(self, key: str, one: tuple[str, bool], other: tuple[str, bool]) -> bool:
        """Whether two tags of a key, each a value and whether it is denied, can't both hold."""
        (value, denied), (held, held_denied) = one, other
        if value == held:
            return denied is not held_denied
        if denied or held_denied:
            return False
        first, second = self.value(key, value), self.value(key, held)
        if first is None or second is None:
            return key in self.keys and self.keys[key].exclusive
        if value in second.opposes or held in first.opposes:
            return True
        return self.keys[key].exclusive and first.group == second.group


def _as_pattern(word: str) -> str:
    escaped = re.escape(word)
    if escaped.endswith(r"\*"):
        escaped = escaped.removesuffix(r"\*") + _LAST_OBJECT
    return escaped.replace(r"\*", _OBJECT)


def _sayings(values: Iterable[Value]) -> Iterator[tuple[Value, Force, str]]:
    for value in values:
        for force, words in (
            (Force.SAYS, value.says),
            (Force.CORE, value.cores),
            (Force.DENIES, value.denies),
        ):
            for word in words:
                yield value, force, word


def _key(table: Mapping[str, Any]) -> Key:
    name = str(table.get("name", ""))
    wrong = set(table) - _KEY
    if not name or wrong:
        raise ValueError(f"tags: {sorted(wrong) or 'a key without a name'} in {name!r}")
    lists = {field: _words(table.get(field, ()), f"{name}.{field}") for field in _LISTS}
    values = [_value(name, one) for one in table.get("value", ())]
    if not any((*v.says, *v.cores, *v.denies) for v in values):
        raise ValueError(f"tags: {name} has no value with words")
    return Key(
        name=name,
        values={value.name: value for value in values},
        **{flag: bool(table.get(flag, False)) for flag in _FLAGS},
        called=lists["called"],
        near=lists["near"],
        after=lists["after"],
        needs=lists["with"],
        unless=lists["unless"],
        excepted=lists["except"],
        beside=lists["beside"],
    )


def _value(key: str, table: Mapping[str, Any]) -> Value:
    name = str(table.get("name", ""))
    wrong = set(table) - _VALUE
    if not name or wrong:
        raise ValueError(f"tags: {sorted(wrong) or 'a value without a name'} in {key}")
    words = {field: _words(table.get(field, ()), f"{key}.{name}") for field in _WORDS}
    return Value(
        name=name,
        group=str(table.get("group", "")),
        against=str(table.get("against", "")),
        shown=str(table.get("shown", "")),
        **words,
    )


def _words(told: Any, where: str) -> tuple[str, ...]:
    if isinstance(told, str) or not all(
        isinstance(word, str) and word[:1].strip("*") for word in told
    ):
        raise ValueError(f"tags: {where} is no list of words")
    return tuple(told)
