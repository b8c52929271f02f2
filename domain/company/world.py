"""What is known while a workbook is read: stored already, or loaded from its earlier sheets."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.company.cells import code as code_text
from domain.company.cells import is_number
from domain.company.recognise import Found

_ZERO_LED = re.compile(r"0\d+")
_SHORT = 5
"""Digits of a code from which nobody suspects lost zeros: barcodes are longer."""
_BETWEEN_HAN = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")


@dataclass(slots=True)
class Codes:
    """The codes of one kind of thing, found also in other case, without their zeros, by name."""

    names: dict[str, str] = field(default_factory=dict)
    """Code to name."""
    widths: set[int] = field(default_factory=set)
    """How long the codes with leading zeros are."""
    _alike: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _named: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "Codes":
        """Known codes and their names."""
        codes = cls()
        for code, name in pairs:
            codes.add(code, name)
        return codes

    def add(self, code: str, name: str = "") -> None:
        """Know one more."""
        self.names[code] = name
        self._alike[loose(code)].add(code)
        self._named[name].add(code)
        if _ZERO_LED.fullmatch(code):
            self.widths.add(len(code))

    def alike(self, words: str) -> set[str]:
        """The codes that differ from the words at most in case or leading zeros."""
        return self._alike.get(loose(words), set())

    def find(self, words: str) -> str | None:
        """The code meant: exact, else the only one alike, else the only one of that name."""
        if words in self.names:
            return words
        same = self.alike(words) or self._named.get(words, set())
        return next(iter(same)) if len(same) == 1 else None


def loose(code: str) -> str:
    """A code without what people and spreadsheets lose: case, and the zeros before digits."""
    return code.lstrip("0") or "0" if code.isdigit() else code.casefold()


@dataclass(frozen=True, slots=True)
class Someone:
    """A person as far as references to people need it."""

    id: str
    name: str
    number: str = ""
    district: str = ""
    roster: int | None = None


@dataclass(slots=True)
class People:
    """Everybody who can be meant by a 工号 or a name."""

    by_id: dict[str, Someone] = field(default_factory=dict)
    _by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _numbers: Codes = field(default_factory=Codes)
    _by_number: dict[str, str] = field(default_factory=dict)

    def add(self, someone: Someone) -> None:
        """Know one more, or know somebody anew."""
        if before := self.by_id.get(someone.id):
            self._by_name[before.name].remove(before.id)
        self.by_id[someone.id] = someone
        self._by_name[someone.name].append(someone.id)
        if someone.number:
            self._numbers.add(someone.number)
            self._by_number[someone.number] = someone.id

    def named(self, name: str) -> list[Someone]:
        """People of exactly that name."""
        return [self.by_id[i] for i in self._by_name.get(name, ())]

    def numbered(self, number: str) -> Someone | None:
        """Whoever has that 工号."""
        found = self._numbers.find(number)
        return self.by_id[self._by_number[found]] if found else None

    def find(self, words: str) -> Someone | str:
        """The person meant by ``孙丽``, ``E012`` or ``孙丽(E012)``, or why nobody is."""
        parts = [words, *re.split(r"[()/\[\]]", words)]
        for part in (p.strip() for p in parts):
            if someone := self.numbered(part):
                return someone
        for part in (person_name(p) for p in parts):
            same = self.named(part) if part else []
            if len(same) == 1:
                return same[0]
            if same:
                return f"有 {len(same)} 位{part},请写工号"
        return f"找不到「{words}」"


def person_name(words: str) -> str:
    """A name without the blank that aligns two-character names: ``孙 丽``."""
    return _BETWEEN_HAN.sub("", words.strip())


@dataclass(frozen=True, slots=True)
class CustomerField:
    """A field the company added to its customers."""

    name: str
    kind: str
    """文本, 数字, 日期, 是否 or 选项."""
    options: tuple[str, ...]
    private: bool


@dataclass(slots=True)
class World:
    """Everything a row may refer to."""

    people: People = field(default_factory=People)
    codes: dict[str, Codes] = field(default_factory=lambda: defaultdict(Codes))
    """By sheet: 门店, 商品, 客户, 竞品对照."""
    fields: dict[str, CustomerField] = field(default_factory=dict)
    located: set[str] = field(default_factory=set)
    """Stores whose point is stored already."""
    key_spellings: dict[str, Codes] = field(default_factory=lambda: defaultdict(Codes))
    """Codes with leading zeros in the sheets that define them."""
    spellings: dict[str, Codes] = field(default_factory=lambda: defaultdict(Codes))
    """Codes with leading zeros anywhere in the file."""

    def spell(self, found: Found) -> None:
        """Learn how a sheet writes codes, so that numbers elsewhere get their zeros back."""
        for at, column in found.columns.items():
            if not column.refers:
                continue
            for row in found.sheet.rows[found.header_row + 1 :]:
                cell = row[at] if at < len(row) else None
                if isinstance(cell, str) and _ZERO_LED.fullmatch(words := code_text(cell)):
                    self.spellings[column.refers].add(words)
                    if column.refers == found.spec.name:
                        self.key_spellings[column.refers].add(words)

    def restore(self, words: str, kind: str, *, number: bool) -> tuple[str, str]:
        """The full code of a sheet's own key, and what was done to it.

        A code typed as text is kept when the same sheet also has it with zeros: two codes that
        differ in zeros only are never guessed between.
        """
        known = self.codes[kind]
        if not words.isdigit():
            return self._same_case(words, kind), ""
        if words.startswith("0") or (not number and self.key_spellings[kind].alike(words)):
            return words, ""
        full = known.find(words) or self._spelled(words, kind) or self._padded(words, kind)
        if full and full != words:
            return full, f"编码 {words} 补回前导零:{full}"
        unsure = number and not full and kind in {"门店", "商品"} and len(words) <= _SHORT
        return words, f"编码是数字格式,按 {words} 导入;若有前导零请改成文本" if unsure else ""

    def _same_case(self, words: str, kind: str) -> str:
        same = self.codes[kind].alike(words)
        return next(iter(same)) if len(same) == 1 else words

    def _spelled(self, words: str, kind: str) -> str | None:
        same = self.spellings[kind].alike(words)
        return next(iter(same)) if len(same) == 1 else None

    def _padded(self, words: str, kind: str) -> str | None:
        """Filled to the one width that all codes with leading zeros have."""
        widths = self.codes[kind].widths | self.spellings[kind].widths
        return words.zfill(next(iter(widths))) if len(widths) == 1 else None


@dataclass(slots=True)
class Draft:
    """One source row on its way to a record."""

    row: int
    """As Excel shows it: the first row of the sheet is 1."""
    values: dict[str, Any]
    """Field to value. An empty cell has no entry: it leaves what is stored as it is."""
    numeric: frozenset[str] = frozenset()
    """Fields whose cell was a number in the file."""
    notes: list[str] = field(default_factory=list)
    refusal: str = ""
    repeat: bool = False
    """The same content stands in another row, which is the one that is written."""
    merged: bool = False
    """What it says has gone into another row's record."""
    rows: int = 1
    """Source rows that the record is made of."""
    key: tuple[Any, ...] = ()

    def refuse(self, reason: str) -> None:
        """Skip the row; the first reason stays."""
        self.refusal = self.refusal or reason

    def note(self, reason: str) -> None:
        """Load the row, with a remark."""
        self.notes.append(reason)


def numeric_fields(cells: Mapping[str, Any]) -> frozenset[str]:
    """The fields whose cell is a number."""
    return frozenset(name for name, cell in cells.items() if is_number(cell))
