"""The reference workbook, as it is and as people would mangle it."""

import random
import time
from datetime import datetime
from pathlib import Path

import pytest

from domain.company.cells import Cell
from nlu.sheets import read_book
from storage.company import SqlCompany
from tests.storage.importing import Company, counts, write_book

BOOK = Path(__file__).parents[3] / "shared" / "company" / "nanjing.xlsx"
pytestmark = pytest.mark.skipif(not BOOK.exists(), reason="needs ../shared/company/nanjing.xlsx")
ROWS = {
    "公司": 14,
    "人员": 20,
    "门店": 8,
    "商品": 9,
    "竞品对照": 3,
    "竞品价格": 3,
    "客户": 3,
    "合同价": 2,
}
ROWS |= {
    "报价记录": 1,
    "库存": 3,
    "在途": 1,
    "订单": 4,
    "成本": 3,
    "计划": 8,
    "客户字段": 6,
    "客户字段值": 2,
}
OTHER_WORDS = {
    "门店编码": "终端编号",
    "直属上级": "汇报对象",
    "商品编码": "货号",
    "业务员": "业务代表",
    "纬度": "lat",
}


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


def test_every_sheet_is_loaded_without_a_remark_in_seconds(company: Company) -> None:
    begun = time.perf_counter()

    reports = company.load(BOOK)

    assert time.perf_counter() - begun < 10
    assert {r.kind: counts(r) for r in reports.values()} == {
        n: (c, 0, 0, 0) for n, c in ROWS.items()
    }
    assert not any(r.noted or r.ignored for r in reports.values())
    assert company.settings["门店围栏(米)"] == "300"


def test_twice_changes_nothing(company: Company) -> None:
    company.load(BOOK)
    before = company.content()

    again = company.load(BOOK)

    assert {r.kind: counts(r) for r in again.values()} == {n: (0, 0, c, 0) for n, c in ROWS.items()}
    assert company.content() == before


def test_the_company_can_be_read_back(company: Company) -> None:
    company.load(BOOK)

    with company.connection() as connection:
        stored = SqlCompany(connection)
        people = {p.name: p for p in stored.people()}
        products = {p.code: p for p in stored.products()}
        plan = stored.plan_of(people["孙丽"].id, datetime(2026, 11, 23).date())  # noqa: DTZ001

    assert (people["孙丽"].id, people["孙丽"].roster, people["孙丽"].manager_id) == (
        "E012",
        7,
        "E004",
    )
    assert people["吴凡"].quick_entry
    assert products["00238"].aliases == ("青花椒酱油", "青花椒")
    assert products["00238"].list_fen == 980
    assert plan == ["ST001", "ST002", "ST003", "ST004"]


def test_a_mangled_copy_says_the_same(company: Company, tmp_path: Path) -> None:
    company.load(BOOK)
    before = company.content()
    dice = random.Random(7)  # noqa: S311 - a test's dice
    mangled: dict[str, list[list[Cell]]] = {}
    for sheet in dice.sample(read_book(BOOK), len(ROWS)):
        order = dice.sample(range(len(sheet.rows[0])), len(sheet.rows[0]))
        rows: list[list[Cell]] = [[row[i] for i in order] for row in sheet.rows]
        rows[0] = [OTHER_WORDS.get(str(cell), cell) for cell in rows[0]]
        codes = [
            i for i, cell in enumerate(rows[0]) if cell in {"货号", "竞品编码", "对应我品编码"}
        ]
        for row in rows[1:]:
            row[:] = [
                int(str(c)) if i in codes and str(c).isdigit() else c for i, c in enumerate(row)
            ]
        mangled[f"x{sheet.name}"] = [[f"{sheet.name}表"], [], *rows, [], ["合计"]]

    reports = company.load(write_book(tmp_path / "mangled.xlsx", mangled))

    assert {r.kind: counts(r) for r in reports.values()} == {
        n: (0, 0, c, 0) for n, c in ROWS.items()
    }
    assert [row for row, _ in reports["x商品"].noted] == [4, 5, 6, 7, 8, 9]
    assert company.content() == before


def test_undo_takes_everything_back(company: Company) -> None:
    empty = company.content()
    company.load(BOOK)

    report = company.undo("B1")

    assert (report.state, report.removed, report.conflicts) == ("undone", sum(ROWS.values()), [])
    assert company.content() == empty
    assert company.settings == {}
