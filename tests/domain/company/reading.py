"""Reads sheets the way an import does, without a database."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from domain.company.cells import Cell, Sheet
from domain.company.recognise import Found, Unknown, recognise
from domain.company.rows import Read, Seen, read
from domain.company.sheets import SHEETS
from domain.company.world import World

ZONE = ZoneInfo("Asia/Shanghai")
Rows = Sequence[Sequence[Cell]]
Table = list[list[Cell]]

PEOPLE: Rows = [
    ["工号", "姓名", "角色", "片区", "花名册序号", "直属上级"],
    ["E1", "周敏", "主管", "河西", None, None],
    ["E2", "孙丽", "业务员", "河西", 7.0, "周敏"],
]
STORES: Rows = [
    ["门店编码", "门店名称", "业务员", "纬度", "经度", "坐标系"],
    ["ST001", "幸福超市", "孙丽", 31.999, 118.731, "WGS-84"],
    ["ST002", "阳光便利", "孙丽", 32.0005, 118.734, "WGS-84"],
]
PRODUCTS: Rows = [
    ["商品编码", "商品名称", "箱规"],
    ["00238", "青花椒酱油", 12.0],
    ["00112", "特级生抽", 6.0],
]
CUSTOMERS: Rows = [["客户编码", "客户名称"], ["K1", "宏达机械"], ["K2", "恒泰自动化"]]
FIELDS: Rows = [
    ["字段", "类型", "可见性"],
    ["偏好", "文本", "公开"],
    ["员工数", "数字", "公开"],
    ["建厂日", "日期", "公开"],
    ["上市", "是否", "公开"],
    ["威胁", "选项:低,中,高", "私密"],
]


def found(rows: Rows, name: str = "Sheet1") -> Found:
    """The recognised sheet, or a failure saying why not."""
    result = recognise(Sheet(name, rows))
    assert isinstance(result, Found), result
    return result


def unknown(rows: Rows, name: str = "Sheet1") -> Unknown:
    """The sheet nobody can tell the kind of."""
    result = recognise(Sheet(name, rows))
    assert isinstance(result, Unknown), result
    return result


def read_all(*sheets: Rows, world: World | None = None) -> dict[str, Read]:
    """Read sheets in the order of an import; the last sheet of a kind stays under its name."""
    world, seen = world or World(), Seen()
    known = [found(rows, f"表{n}") for n, rows in enumerate(sheets, 1)]
    for sheet in known:
        world.spell(sheet)
    known.sort(key=lambda f: SHEETS.index(f.spec))
    return {f.spec.name: read(f, world, ZONE, seen) for f in known}


def values(result: Read) -> list[dict[str, Any]]:
    """What would be written."""
    return [draft.values for draft in result.loaded]
