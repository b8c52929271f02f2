"""The company's own settings: which there are, and what their values look like."""

import re
from collections import Counter
from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain.company.cells import Cell, bad, clock, decimal, shown, text
from domain.company.columns import plain_header

ZONE = "时区"
DEFAULT_ZONE = "Asia/Shanghai"


def _zone(cell: Cell) -> str:
    """A time zone this machine knows."""
    name = text(cell)
    if name in {"北京时间", "中国标准时间", "UTC+8", "GMT+8", "东八区"}:
        return DEFAULT_ZONE
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as err:
        raise bad(f"不是时区,如 Asia/Shanghai:{shown(cell)}") from err


def _amount(cell: Cell) -> str:
    """A number above zero, as text without a needless ``.0``."""
    value = decimal(cell)
    if value <= 0:
        raise bad(f"应大于 0:{shown(cell)}")
    return f"{value.normalize():f}"


def _interval(cell: Cell) -> str:
    """Two percentages, as people write them: -30~30, -30%至30%, ±30 or 30."""
    said = "".join(text(cell).split()).translate(_WAVES).replace("%", "")
    ends = _INTERVAL.fullmatch(said)
    if ends is None:
        raise bad(f"应像 -30~30:{shown(cell)}")
    high = ends["high"]
    low = ends["low"] or f"-{high.lstrip('+-')}"
    if not _LOWEST <= float(low) < float(high):
        raise bad(f"应从小到大,不小于 -100:{shown(cell)}")
    return f"{low.lstrip('+')}~{high.lstrip('+')}"


_LOWEST = -100
_WAVES = str.maketrans("～〜至到−－﹣％＋", "~~~~---%+")
_INTERVAL = re.compile(
    r"±?(?:(?P<low>[-+]?\d{1,3}(?:\.\d{1,2})?)~)?(?P<high>[-+]?\d{1,3}(?:\.\d{1,2})?)"
)


def _datum(cell: Cell) -> str:
    """A coordinate system, as people write it."""
    said = text(cell).upper().replace(" ", "").replace("-", "").replace("_", "")
    known = {"WGS84": "WGS-84", "GPS": "WGS-84", "GCJ02": "GCJ-02", "火星坐标": "GCJ-02"}
    if said not in known:
        raise bad(f"应为 WGS-84 或 GCJ-02:{shown(cell)}")
    return known[said]


def _words(cell: Cell) -> str:
    return text(cell)


SETTINGS: dict[str, Callable[[Cell], str]] = {
    "公司名称": _words,
    ZONE: _zone,
    "上班时间": clock,
    "下班时间": clock,
    "免打扰开始": clock,
    "免打扰结束": clock,
    "门店围栏(米)": _amount,
    "定位有效(分钟)": _amount,
    "模糊拒收(分)": _amount,
    "模糊提醒(分)": _amount,
    "价差预警(%)": _amount,
    "竞品价差区间(%)": _interval,
    "主推品最少SKU数": _amount,
    "签署熔断(小时)": _amount,
    "现场有效(分钟)": _amount,
    "定位精度(米)": _amount,
    "提交前定位(分钟)": _amount,
    "拜访有效(天)": _amount,
    "晚间汇总": clock,
    "周报时间": clock,
    "月报时间": clock,
    "坐标系(网页)": _datum,
    "坐标系(Telegram)": _datum,
    "坐标系(企业微信)": _datum,
    "坐标系(企业微信上报)": _datum,
    "价签识别": _words,
}
"""What a company can set. Other names are kept as text and remarked upon."""

_BRACKETS = str.maketrans("（【[{", "((((") | str.maketrans("）】]}", "))))")


def _in_full(name: str) -> str:
    """A name with what stands in its brackets, however those are typed."""
    return "".join(name.lower().translate(_BRACKETS).split())


_IN_FULL = {_in_full(name): name for name in SETTINGS}
_ALIKE = Counter(plain_header(name) for name in SETTINGS)
"""坐标系(网页) and 坐标系(企业微信) differ in their brackets alone; nothing else does."""
_PLAIN = {plain_header(name): name for name in SETTINGS if _ALIKE[plain_header(name)] == 1} | {
    "公司": "公司名称",
    "企业名称": "公司名称",
    "公司全称": "公司名称",
    "围栏": "门店围栏(米)",
    "围栏半径": "门店围栏(米)",
    "门店围栏半径": "门店围栏(米)",
    "上班": "上班时间",
    "下班": "下班时间",
    "免打扰开始时间": "免打扰开始",
    "免打扰结束时间": "免打扰结束",
}
PLAIN_NAMES = frozenset(map(plain_header, SETTINGS))


def setting(name: str, value: Cell) -> tuple[str, str, bool]:
    """The setting's own name, its checked value, and whether anybody knows it.

    Raises:
        BadCellError: when the value can't be what the setting says.
    """
    known = _IN_FULL.get(_in_full(name)) or _PLAIN.get(plain_header(name))
    return (known, SETTINGS[known](value), True) if known else (name, text(value), False)
