"""Rows of a recognised sheet: which of them are data, and what their cells say."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from domain.company import cells
from domain.company.cells import Cell, text
from domain.company.checks import CHECKS, check_references
from domain.company.columns import Column, Kind, plain_header
from domain.company.recognise import Found
from domain.company.world import Draft, World, numeric_fields
from domain.errors import BadCellError

_TOTAL = re.compile(
    r"(本页|本月|本周|本日|当月|全部|总计|数量|金额)?(合计|小计|总计|共计|累计|汇总|total|subtotal|grandtotal)([:(].*|[\d,.]*[家个条行件箱元份人]?)?"
)
_REMARK = re.compile(
    r"(备注|说明|注|附注|附|注意|提示|填表说明|填写说明|数据来源|截至|以上|制表|制表人|填表|填表人|填报人|审核|审核人|复核|打印时间|打印日期|导出时间|制表时间|制表日期)(?![\w])|^注\d|^[*※]"
)
_REMARK_WORDS = re.compile(
    r"(备注|说明|附注|注意|提示|数据来源|截至|以上|制表|填表|审核|打印时间|导出时间)"
)
_REMARK_CELLS = 4
"""A signature line (制表人 … 审核人 …) has up to two pairs."""
_EMPTY = frozenset(
    {"", "-", "--", "—", "——", "/", "\\", "n/a", "na", "#n/a", "null", "none", "nan", "暂无", "空"}
)
_SEQUENCE = frozenset({"序号", "排序"})
_ENOUGH_ROWS = 3


@dataclass(frozen=True, slots=True)
class Read:
    """A sheet after reading: every data row is loaded, a repeat, or refused with a reason."""

    found: Found
    drafts: Sequence[Draft]
    ignored: Sequence[tuple[str, str]]

    @property
    def loaded(self) -> list[Draft]:
        """The rows to write, one per key."""
        return [d for d in self.drafts if not (d.refusal or d.repeat or d.merged)]

    @property
    def repeats(self) -> int:
        """Rows that say what another row says."""
        return sum(d.repeat for d in self.drafts if not d.refusal)

    @property
    def skipped(self) -> list[tuple[int, str]]:
        """Row and reason."""
        return [(d.row, d.refusal) for d in self.drafts if d.refusal]

    @property
    def noted(self) -> list[tuple[int, str]]:
        """Row and remark, of rows that were loaded all the same."""
        return [(d.row, ";".join(d.notes)) for d in self.drafts if d.notes and not d.refusal]


Seen = dict[tuple[str, tuple[Any, ...]], tuple[str, int, dict[str, Any]]]
"""(kind of sheet, key) to the sheet, row and values that were written for it in this file."""


def read(found: Found, world: World, zone: tzinfo, seen: Seen) -> Read:
    """Turn a sheet's rows into drafts, checked against what is known; the world learns from them."""
    columns, ignored = _without_row_numbers(found)
    drafts = [_draft(number, row, columns, zone) for number, row in data_rows(found, columns)]
    check_references(found.spec, drafts, world)
    if check := CHECKS.get(found.spec.name):
        check([d for d in drafts if not d.refusal], world)
    _settle(found, drafts, seen)
    return Read(found, drafts, [*found.ignored, *ignored])


def data_rows(found: Found, columns: Mapping[int, Column]) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The rows under the header that are data: no blanks, totals, remarks or repeated headers."""
    header = [plain_header(cell) for cell in found.sheet.rows[found.header_row]]
    for index in range(found.header_row + 1, len(found.sheet.rows)):
        row = found.sheet.rows[index]
        filled = [(at, words) for at, cell in enumerate(row) if (words := text(cell))]
        blank = not any(at in columns for at, _ in filled)
        repeated = [plain_header(cell) for cell in row] == header
        if not (blank or repeated or _is_footer(filled, columns)):
            yield index + 1, row


def _is_footer(filled: Sequence[tuple[int, str]], columns: Mapping[int, Column]) -> bool:
    """Whether a row is a total or a remark under the table."""
    first = re.sub(r"\s", "", filled[0][1]).lower()
    if _TOTAL.fullmatch(first):
        return True
    if len(filled) <= _REMARK_CELLS and _REMARK.match(first):
        return True
    if len(filled) == 1 and _REMARK_WORDS.match(first):
        return True
    keys = [at for at, c in columns.items() if c.required]
    keyless = not any(at in keys for at, _ in filled)
    return keyless and any(_TOTAL.fullmatch(re.sub(r"\s", "", w).lower()) for _, w in filled)


def _without_row_numbers(found: Found) -> tuple[Mapping[int, Column], list[tuple[str, str]]]:
    """A 序号 that merely counts the rows of the sheet is no roster number."""
    header = found.sheet.rows[found.header_row]
    for at, column in found.columns.items():
        if column.field != "roster" or plain_header(header[at]) not in _SEQUENCE:
            continue
        counted = [text(row[at]) for _, row in data_rows(found, found.columns) if at < len(row)]
        if len(counted) >= _ENOUGH_ROWS and counted == [str(n + 1) for n in range(len(counted))]:
            rest = {k: c for k, c in found.columns.items() if k != at}
            return rest, [(text(header[at]), "只是行号,没有当作花名册序号")]
    return found.columns, []


def _draft(number: int, row: Sequence[Cell], columns: Mapping[int, Column], zone: tzinfo) -> Draft:
    """Read one row; a bad cell refuses it where the column is required, else stays out."""
    raw = {c.field: row[at] for at, c in columns.items() if at < len(row)}
    draft = Draft(number, {}, numeric_fields(raw))
    for column in sorted(columns.values(), key=lambda c: not c.required):
        cell = raw.get(column.field)
        if column.kind is Kind.THERE:
            draft.values[column.field] = text(cell).lower() not in _EMPTY and cells.there(cell)
            continue
        if text(cell).lower() in _EMPTY:
            if column.required:
                draft.refuse(f"缺少{column.title}")
            continue
        try:
            draft.values[column.field] = _value(cell, column, zone)
        except BadCellError as err:
            reason = f"{column.title}{err.facts['reason']}"
            if column.required:
                draft.refuse(reason)
            else:
                draft.note(f"{reason},这一项没有导入")
    return draft


_READERS: Mapping[Kind, Callable[[Cell], Any]] = {
    Kind.TEXT: cells.written,
    Kind.PERSON: text,
    Kind.CODE: cells.code,
    Kind.WHOLE: cells.whole,
    Kind.DAY: cells.day,
    Kind.FLAG: cells.flag,
    Kind.WORDS: cells.words,
}


def _value(cell: Cell, column: Column, zone: tzinfo) -> Any:
    match column.kind:
        case Kind.MONEY:
            return cells.fen(cell, signed=column.signed)
        case Kind.NUMBER:
            return cells.number(cell, signed=column.signed)
        case Kind.MOMENT:
            return cells.moment(cell, zone)
        case kind:
            return _READERS[kind](cell)


def _settle(found: Found, drafts: Sequence[Draft], seen: Seen) -> None:
    """One row per key: of different rows the last counts, over sheets the first sheet."""
    last: dict[tuple[Any, ...], Draft] = {}
    for draft in reversed([d for d in drafts if not (d.refusal or d.merged)]):
        draft.key = draft.key or tuple(draft.values.get(name) for name in found.spec.key.split())
        if before := seen.get((found.spec.name, draft.key)):
            sheet, row, values = before
            draft.repeat = values == draft.values
            if not draft.repeat:
                draft.refuse(f"工作表「{sheet}」第 {row} 行已有同一条,内容不同,以那一行为准")
        elif winner := last.get(draft.key):
            draft.repeat = winner.values == draft.values
            if not draft.repeat:
                draft.refuse(f"与第 {winner.row} 行是同一条,内容不同,以第 {winner.row} 行为准")
                winner.note(f"与第 {draft.row} 行是同一条,以本行为准")
        else:
            last[draft.key] = draft
    for key, draft in last.items():
        seen[found.spec.name, key] = found.sheet.name, draft.row, draft.values
