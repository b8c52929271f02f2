"""One cell of a sheet: how text, money, dates and answers are read out of what people type."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

from domain.errors import BadCellError

Cell: TypeAlias = str | float | int | bool | datetime | None

_YES = frozenset(
    [
        "是",
        "有",
        "对",
        "y",
        "yes",
        "t",
        "true",
        "1",
        "√",
        "✓",
        "✔",
        "☑",
        "v",
        "含税",
        "含",
        "启用",
        "开",
        "on",
    ]
)
_NO = frozenset(
    [
        "否",
        "无",
        "不",
        "不是",
        "没有",
        "n",
        "no",
        "f",
        "false",
        "0",
        "×",
        "x",
        "✗",
        "✘",
        "未税",
        "不含税",
        "不含",
        "停用",
        "关",
        "off",
    ]
)
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook's serial dates have no zone
_SERIALS = (20_000, 80_000)
"""1954 to 2119: the serial numbers that can be a date of this company."""
_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?"
    r"(?:[\sT]+(\d{1,2})[:时点](\d{1,2})?(?::(\d{1,2})(?:\.\d+)?)?分?)?(?:\s*(Z|[+-]\d\d:?\d\d))?"
)
_PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)")
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?")
_CURRENCY = re.compile(r"[¥$,\s]|元|rmb|cny|人民币")
_SHOWN = 20
_NARROW = {c + 0xFEE0: c for c in range(ord("0"), ord("z") + 1) if chr(c).isalnum()} | {
    0x200B: None
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as the file has it: row 1 of the file is ``rows[0]``."""

    name: str
    rows: Sequence[Sequence[Cell]]
    hidden: bool = False


def bad(reason: str) -> BadCellError:
    """The refusal of one cell, in the user's words."""
    return BadCellError(reason=reason)


def text(cell: Cell) -> str:
    """A cell as trimmed text: full-width letters and digits narrowed, ``300.0`` as ``300``."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return (
            f"{cell:%Y-%m-%d}" if cell.time() == datetime.min.time() else f"{cell:%Y-%m-%d %H:%M}"
        )
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    plain = unicodedata.normalize("NFKC", str("" if cell is None else cell))
    return re.sub(r"[^\S\n]+", " ", plain.replace("\u200b", "")).strip()


def written(cell: Cell) -> str:
    """A cell as it was typed, trimmed: names and remarks keep their punctuation."""
    plain = str(cell) if isinstance(cell, str) else text(cell)
    return re.sub(r"[^\S\n]+", " ", plain.translate(_NARROW)).strip()


def shown(cell: Cell) -> str:
    """A cell for a reason: short, so that a pasted paragraph does not fill the report."""
    words = text(cell)
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"


def code(cell: Cell) -> str:
    """A code as text. A number gives its digits; lost zeros are restored elsewhere."""
    if isinstance(cell, (bool, datetime)):
        raise bad(f"不是编码:{shown(cell)}")
    words = text(cell)
    if isinstance(cell, float) and not cell.is_integer():
        raise bad(f"不能带小数:{words}")
    return re.sub(r"^(\d+)\.0+$", r"\1", words).strip("'’ ")


def is_number(cell: Cell) -> bool:
    """Whether the file holds a number here, so that leading zeros may be lost."""
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def decimal(cell: Cell) -> Decimal:
    """A number: ``1,200``, ``１２``, ``4 箱`` and ``1.2万`` are numbers too."""
    if isinstance(cell, (bool, datetime)):
        raise bad(f"应为数字:{shown(cell)}")
    words = _CURRENCY.sub("", text(cell).lower())
    if not (match := _NUMBER.match(words)):
        raise bad(f"应为数字:{shown(cell)}")
    number, rest = Decimal(match[0]), words[match.end() :]
    if rest.startswith("万"):
        number, rest = number * 10_000, rest[1:]
    if re.search(r"[-\d~至到]", rest):
        raise bad(f"应为一个数字:{shown(cell)}")
    return number


def number(cell: Cell, *, signed: bool = False) -> float:
    """A quantity; below zero only where returns are possible."""
    value = decimal(cell)
    if value < 0 and not signed:
        raise bad(f"不能小于 0:{shown(cell)}")
    return float(value)


def whole(cell: Cell) -> int:
    """A count: an integer, not below zero."""
    value = number(cell)
    if not value.is_integer():
        raise bad(f"应为整数:{shown(cell)}")
    return int(value)


def fen(cell: Cell, *, signed: bool = False) -> int:
    """Money written in yuan, as integer fen; a half fen is rounded up."""
    value = decimal(cell)
    if value < 0 and not signed:
        raise bad(f"不能小于 0:{shown(cell)}")
    return int((value * 100).quantize(Decimal(1), ROUND_HALF_UP))


def flag(cell: Cell) -> bool:
    """Yes or no, in any of the ways people mark a box."""
    words = text(cell).lower()
    if words in _YES:
        return True
    if words in _NO:
        return False
    raise bad(f"应为是或否:{shown(cell)}")


_ABSENT = re.compile(r"[无没未缺否不×✗✘]|(定位|拍照|上传|识别|签到)?(失败|异常|缺失)")


def there(cell: Cell) -> bool:
    """Whether a column of an export was filled: a tick, a file name, a price, coordinates."""
    words = text(cell).lower()
    return bool(words) and words not in _NO and not _ABSENT.match(words)


def words(cell: Cell) -> list[str]:
    """A list in one cell: separated by 、 , ; | or a new line, never by a space."""
    return [w for part in re.split(r"[、,;|\n]", text(cell)) if (w := part.strip())]


def day(cell: Cell) -> date:
    """A day: a date cell, a serial number or text such as ``2026年11月9日``."""
    return _naive(cell)[0].date()


def moment(cell: Cell, zone: tzinfo) -> datetime:
    """A point in time; without an offset of its own it is the company's time."""
    value, offset = _naive(cell)
    if not offset:
        return value.replace(tzinfo=zone)
    return datetime.fromisoformat(f"{value:%Y-%m-%dT%H:%M:%S}{offset}")


def clock(cell: Cell) -> str:
    """A time of day as ``HH:MM``."""
    match = re.fullmatch(r"(\d{1,2})(?:[:点时.](\d{1,2})?分?(?::\d\d)?)?", text(cell))
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 99)
    if hour > 23 or minute > 59:  # noqa: PLR2004 - a clock
        raise bad(f"应为时间,如 08:30:{shown(cell)}")
    return f"{hour:02d}:{minute:02d}"


def _naive(cell: Cell) -> tuple[datetime, str]:
    """The time as written, and its offset if one is written beside it."""
    if isinstance(cell, datetime):
        return cell, ""
    if is_number(cell) and _SERIALS[0] <= float(cell or 0) <= _SERIALS[1]:
        whole_seconds = round(float(cell or 0) * 86_400)
        return _EPOCH + timedelta(seconds=whole_seconds), ""
    plain = text(cell)
    match = _DATE.fullmatch(plain) or _PACKED.fullmatch(plain)
    if match is None:
        raise bad(f"应为日期,如 2026-11-09:{shown(cell)}")
    parts = match.groups()
    try:
        value = datetime(*(int(p or 0) for p in parts[:6]))  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError as err:
        raise bad(f"没有这一天:{shown(cell)}") from err
    return value, (parts[6] or "") if len(parts) > 6 else ""  # noqa: PLR2004 - offset group
