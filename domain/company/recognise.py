"""Finding the header of a sheet, and what kind of sheet it is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.company.cells import Cell, Sheet, text
from domain.company.columns import Column, SheetSpec, fields, headers, plain_header
from domain.company.sheets import SHEETS

_LOOK_AT_ROWS = 12
"""A title, a unit line and a few blank rows may stand above the header."""
_BELONGING = re.compile(r"^(所属|所在|归属|对应|负责|当前)(?=..)")
_TRAILING = re.compile(r"(?<=.)(名称|姓名|信息)$")
_FAR = 100
_STATUS = re.compile(
    r"状态|完成情况|是否(已)?(完成|提交|拜访|闭环|通过)|^已?(完成|提交|闭环)(否|时间|日期)?$"
    r"|^已?拜访否?$|拜访结果|审核结果|status|^(is)?(done|finished|completed?|submitted)$"
)
_AT_LEAST = 2
_TELLING = 3
_SAME_SHEET = 3.0
"""What the sheet's own name weighs, in matched columns."""


@dataclass(frozen=True, slots=True)
class Found:
    """A sheet whose kind is known."""

    sheet: Sheet
    spec: SheetSpec
    header_row: int
    """Index in ``sheet.rows``."""
    columns: Mapping[int, Column]
    """Which column of the file fills what."""
    ignored: Sequence[tuple[str, str]]
    """Header and reason of the columns that fill nothing."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A sheet nobody can tell the kind of."""

    sheet: Sheet
    message: str


def recognise(sheet: Sheet) -> Found | Unknown:
    """Read the kind of a sheet off its headers; its name only decides where they leave it open."""
    best: tuple[float, Found] | None = None
    nearest: tuple[int, str] = (0, "")
    for index, row in enumerate(sheet.rows[:_LOOK_AT_ROWS]):
        names = {at: _name(cell) for at, cell in enumerate(row) if text(cell)}
        for spec in SHEETS:
            matched = _match(names, spec)
            lacking = _lacking(matched, spec, known=_is_called(sheet.name, spec))
            if lacking and matched:
                nearest = max(nearest, (len(matched), f"像「{spec.name}」,但缺少列:{lacking}"))
            if lacking or len(matched) < _AT_LEAST or not _vouched(sheet, spec):
                continue
            score = _score(names, matched, spec) + _named(sheet.name, spec)
            if best is None or score > best[0]:
                best = score, Found(sheet, spec, index, matched, _ignored(row, matched, spec))
    if best:
        return best[1]
    if not any(text(cell) for row in sheet.rows for cell in row):
        return Unknown(sheet, "空表,没有内容")
    return Unknown(
        sheet, nearest[1] if nearest[0] >= _AT_LEAST else "认不出这张表:没有找到认识的表头"
    )


def is_status(header: str) -> bool:
    """Whether a column sets a status: nothing is closed by typing it."""
    return bool(_STATUS.search(header))


def _match(names: Mapping[int, str], spec: SheetSpec) -> dict[int, Column]:
    """The file's columns by what they fill; of two for one field the better name counts."""
    ranked = []
    for at, name in names.items():
        hit = _lookup(name, spec)
        if hit and (hit[0].claim or not is_status(name)):
            ranked.append((hit[1], at, hit[0]))
    found: dict[int, Column] = {}
    for _, at, column in sorted(ranked, key=lambda hit: hit[:2]):
        if column not in found.values():
            found[at] = column
    return found


def _score(names: Mapping[int, str], matched: Mapping[int, Column], spec: SheetSpec) -> float:
    """How well a kind explains the headers: 商品编码, 商品名称, 成本价 are costs, no catalogue."""
    telling = spec.telling.split()
    explained = sum(_TELLING if c.field in telling else 1 for c in matched.values())
    doubled = sum(
        at not in matched and _lookup(name, spec) is not None for at, name in names.items()
    )
    unknown = len(names) - len(matched) - doubled
    return explained + doubled - 0.1 * unknown


def _lookup(name: str, spec: SheetSpec) -> tuple[Column, int] | None:
    """The column a header means, and how far it is from the title.

    What a header carries beside the word itself is taken off: 所属片区, 门店城市, 仓库名称.
    """
    known = headers(spec)
    if hit := known.get(name):
        return hit
    bare = _BELONGING.sub("", name)
    bare = next((bare.removeprefix(h) for h in spec.hints.split() if bare.startswith(h)), bare)
    hit = known.get(bare) or known.get(_TRAILING.sub("", bare))
    return (hit[0], hit[1] + _FAR) if hit else None


def _lacking(matched: Mapping[int, Column], spec: SheetSpec, *, known: bool) -> str:
    """The required columns that are not there, worded; with a ``known`` name no others are."""
    there = fields(matched.values())
    titles = [c.title for c in spec.columns if c.required and c.field not in there]
    if not (titles or known) and spec.any_of and not there & set(spec.any_of.split()):
        titles = [spec.column(spec.any_of.split()[0]).title]
    return "、".join(titles)


def _vouched(sheet: Sheet, spec: SheetSpec) -> bool:
    cells = (plain_header(cell) for row in sheet.rows for cell in row)
    return not spec.vouch or any(plain in spec.vouch for plain in cells)


def _named(name: str, spec: SheetSpec) -> float:
    """How much the sheet's name speaks for a kind."""
    plain = plain_header(name)
    if plain == spec.name or _is_called(name, spec):
        return _SAME_SHEET
    return max((len(hint) / 4 for hint in spec.hints.split() if hint in plain), default=0.0)


def _is_called(name: str, spec: SheetSpec) -> bool:
    """Whether a sheet's name has one of a kind's other names in it."""
    return any(also in plain_header(name) for also in spec.also.split())


def _ignored(
    row: Sequence[Cell], matched: Mapping[int, Column], spec: SheetSpec
) -> list[tuple[str, str]]:
    out = []
    for at, cell in enumerate(row):
        if not text(cell) or (at in matched and not matched[at].claim):
            continue
        reason = "不认识这一列,没有导入"
        if at in matched:
            out.append((text(cell), "只当作原系统的说法记下,不算闭环"))
            continue
        if is_status(name := _name(cell)):
            reason = "状态不能导入,只能由现场拜访产生"
        elif hit := _lookup(name, spec):
            reason = f"另有一列已当作{hit[0].title},这一列没有导入"
        out.append((text(cell), reason))
    return out


def _name(cell: Cell) -> str:
    """A header to look up; amounts in 万元 are not taken for yuan."""
    return plain_header(cell) + ("/万元" if "万元" in text(cell) else "")
