"""Spreadsheets as people send them: xlsx, xls, xlsb, ods and delimited text, as plain cells."""

import csv
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import python_calamine as calamine
from charset_normalizer import from_bytes

from domain.company.cells import Cell, Sheet

__all__ = ["BadBookError", "Cell", "Sheet", "read_book"]

_MAX_FILE = 50_000_000
_MAX_UNPACKED = 200_000_000
_MAX_RATIO = 1_000
"""Deflate packs at most 1,032 : 1, and only one byte repeated gets near it."""
_MAX_CELLS = 20_000_000
"""The bounding box of a sheet: the reader allocates it whole, even for two far-off cells."""
_CHUNK = 1 << 20
_CELL = re.compile(rb"""<(?:\w+:)?c(?=\s)[^>]*?\sr=["']([A-Z]{1,3})(\d{1,7})["']""")
_ODS = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)(?=[\s/>])([^>]*)>")
_REPEATED = re.compile(rb"""repeated=["'](\d{1,9})["']""")
_LONGEST_TAG = 200
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_DELIMITERS = ",\t;|"
_PEEK = 30
_TORN = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(NotImplementedError, RuntimeError, OSError, EOFError, ValueError),
)


class BadBookError(Exception):
    """A file that can't be read as a workbook; the message is for the person who sent it."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        """``not_found``, ``empty``, ``not_a_workbook``, ``encrypted`` or ``too_large``."""
        self.message = message
        super().__init__(f"{code}: {message}")


def read_book(path: Path | str) -> list[Sheet]:
    """Read every sheet of a file. Row 1 of the file is ``rows[0]``, blank rows included.

    Empty cells are ``None``, whole-day dates are midnight, times of day ``HH:MM``; a cell merged
    downwards counts in each of its rows.

    Raises:
        BadBookError: with a code and a sentence.
    """
    file = Path(path)
    if not file.is_file():
        raise BadBookError("not_found", f"找不到文件 {file.name}")
    if file.stat().st_size > _MAX_FILE:
        raise _too_large()
    data = file.read_bytes()
    if not data.strip():
        raise BadBookError("empty", "文件是空的")
    if data.startswith(b"PK"):
        _refuse_bombs(data)
    elif data.startswith(_OLE):
        if _LOCKED in data:
            raise _encrypted()
    else:
        return [_delimited(data, file.stem)]
    sheets = _workbook(data)
    if not any(cell is not None for sheet in sheets for row in sheet.rows for cell in row):
        raise BadBookError("empty", "工作簿里没有内容")
    return sheets


def _workbook(data: bytes) -> list[Sheet]:
    try:
        with calamine.CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            return [
                Sheet(meta.name, _rows(book.get_sheet_by_name(meta.name)), _is_hidden(meta))
                for meta in book.sheets_metadata
                if meta.typ is calamine.SheetTypeEnum.WorkSheet
            ]
    except calamine.PasswordError as err:
        raise _encrypted() from err
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as err:  # a panic of the Rust reader is no Exception
        raise _not_a_workbook() from err


def _rows(sheet: calamine.CalamineSheet) -> list[list[Cell]]:
    rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        for below in range(top + 1, min(bottom + 1, len(rows))):
            if rows[below][left] is None:
                rows[below][left] = rows[top][left]
    return rows


def _cell(value: Any) -> Cell:
    match value:
        case "" | None:
            return None
        case datetime() | bool() | int() | float() | str():
            return value
        case date():
            return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a cell has no zone
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60:02d}:{minutes % 60:02d}"
        case other:
            return str(other)


def _is_hidden(meta: calamine.SheetMetadata) -> bool:
    return meta.visible is not calamine.SheetVisibleEnum.Visible


def _refuse_bombs(data: bytes) -> None:
    """Look at the sizes before anything is unpacked, and at the cells before they are laid out."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as book:
            entries = book.infolist()
            if any(e.flag_bits & 1 for e in entries):
                raise _encrypted()
            unpacked = sum(e.file_size for e in entries)
            dense = any(
                e.file_size > _CHUNK and e.file_size > _MAX_RATIO * e.compress_size for e in entries
            )
            if unpacked > _MAX_UNPACKED or dense:
                raise _too_large()
            for entry in entries:
                with book.open(entry) as part:
                    if entry.filename == "content.xml":
                        _refuse_far_ods_cells(part.read())
                    else:
                        _refuse_far_cells(iter(partial(part.read, _CHUNK), b""))
    except _TORN as err:
        raise _not_a_workbook() from err


def _refuse_far_cells(chunks: Iterator[bytes]) -> None:
    rows = columns = 1
    tail = b""
    for chunk in chunks:
        window = tail + chunk
        for letters, digits in _CELL.findall(window):
            rows = max(rows, int(digits))
            columns = max(columns, _column(letters))
        if rows * columns > _MAX_CELLS:
            raise _too_large()
        tail = window[-_LONGEST_TAG:]


def _refuse_far_ods_cells(xml: bytes) -> None:
    """Repeats multiply: one row of a thousand equal cells, a million times over."""
    row = column = rows = columns = 0
    for kind, attributes in _ODS.findall(xml):
        repeated = _REPEATED.search(attributes)
        times = int(repeated[1]) if repeated else 1
        if kind == b"table":
            row = 0
        elif kind == b"table-row":
            row, column = row + times, 0
        else:
            column += times
            if b"value-type" in attributes:
                rows, columns = max(rows, row), max(columns, column)
    if rows * columns > _MAX_CELLS:
        raise _too_large()


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _delimited(data: bytes, name: str) -> Sheet:
    words = _decoded(data)
    delimiter = max(_DELIMITERS, key=lambda d: _fit(words, d))
    try:
        rows = [
            [cell.strip() or None for cell in row]
            for row in csv.reader(words.splitlines(keepends=True), delimiter=delimiter)
        ]
    except csv.Error as err:
        raise _not_a_workbook() from err
    return Sheet(name, rows)


def _decoded(data: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 with a mark, else GBK, else the best guess."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16" if marked else "utf-8-sig", "gb18030"):
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\x00-\x08\x0e-\x1f\ue000-\uf8ff]", words):
            return words
    guess = None if b"\x00" in data else from_bytes(data).best()
    if guess is None or re.search(r"[\x00-\x08\x0e-\x1f]", str(guess)):
        raise _not_a_workbook()
    return str(guess)


def _fit(words: str, delimiter: str) -> tuple[int, int]:
    """How well a delimiter cuts the first lines: rows of the commonest width, and that width."""
    try:
        widths = Counter(map(len, _first_rows(words, delimiter)))
    except csv.Error:
        return 0, 0
    wide = [(count, width) for width, count in widths.items() if width > 1]
    return max(wide, default=(0, 0))


def _first_rows(words: str, delimiter: str) -> Iterable[Sequence[str]]:
    lines = words[: 64 * _CHUNK // 1024].splitlines(keepends=True)[:_PEEK]
    return csv.reader(lines, delimiter=delimiter)


def _encrypted() -> BadBookError:
    return BadBookError("encrypted", "文件有密码,请去掉密码再发")


def _too_large() -> BadBookError:
    return BadBookError("too_large", "文件太大,请分成几个再发")


def _not_a_workbook() -> BadBookError:
    return BadBookError("not_a_workbook", "这不是表格文件,请发 xlsx、xls、ods 或 csv")
