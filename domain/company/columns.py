"""What a sheet of the company workbook is made of, declared as data."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from domain.company.cells import Cell, text


class Kind(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"
    CODE = "code"
    PERSON = "person"
    """A 工号 or a unique name."""
    MONEY = "money"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    MOMENT = "moment"
    FLAG = "flag"
    WORDS = "words"
    THERE = "there"
    """Whether anything was there: a tick, a file name, a price. An empty cell says no."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field it fills, the headers it goes by, how it is read."""

    field: str
    title: str
    kind: Kind = Kind.TEXT
    names: str = ""
    """Other headers, as people write them, best first, between blanks."""
    required: bool = False
    """A row without it is skipped, and a sheet without it is not recognised."""
    refers: str = ""
    """The sheet whose key it names: 门店, 商品 …"""
    signed: bool = False
    """Below zero is possible: returned goods."""
    claim: bool = False
    """A status, kept as what another system says; it sets nothing."""


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """One kind of sheet."""

    name: str
    """The sheet's name in the reference workbook; what reports call it."""
    key: str
    """The fields, between blanks, that say which record a row is about."""
    hints: str
    """Words in a sheet's name that speak for this kind when headers leave it open."""
    columns: tuple[Column, ...]
    telling: str = ""
    """Fields that other kinds don't have: they weigh more than a code or a name."""
    any_of: str = ""
    """Beside the required columns at least one of these must be there."""
    also: str = ""
    """Other names of the sheet, between blanks, that say as much as its own: where one is part of
    the name, the required columns are enough."""
    vouch: frozenset[str] = frozenset()
    """Plain words of which one must stand in the sheet: its headers alone are too common."""

    def column(self, field: str) -> Column:
        """The column that fills a field."""
        return next(c for c in self.columns if c.field == field)


def plain_header(cell: Cell) -> str:
    """A header without what differs from file to file: case, blanks, brackets, marks, units."""
    bare = re.sub(r"[(\[{【<〔].*?[)\]}】>〕]", "", text(cell).lower())
    return re.sub(r"[\s*:_/\\\-、,.。#\"'“”?!]", "", bare)


@cache
def headers(spec: SheetSpec) -> dict[str, tuple[Column, int]]:
    """Every plain header of a kind of sheet: its column, and its rank, 0 being the title."""
    found = {plain_header(c.title): (c, 0) for c in spec.columns}
    for column in spec.columns:
        for rank, name in enumerate((*column.names.split(), column.field), 1):
            found.setdefault(plain_header(name), (column, rank))
    return found


def mix(heads: str, tails: str) -> str:
    """All headers made of a first and a last word: 店铺 + 编号."""
    return " ".join(h + t for h in heads.split() for t in tails.split())


def fields(columns: Iterable[Column]) -> set[str]:
    """The fields that some columns fill."""
    return {c.field for c in columns}
