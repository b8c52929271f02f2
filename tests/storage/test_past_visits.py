"""Visits of an older system go through the import, and never become visits."""

from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from domain.company.cells import Cell
from domain.past_visits import PastStock
from storage.figures.past import SqlPastVisits
from storage.tables.visits import VisitRow
from tests.storage.importing import Company, counts
from tests.storage.test_imports import PEOPLE, PRODUCTS, STORES

DAY = date(2026, 10, 8)
HEAD: list[Cell] = ["日期", "业务员", "门店编码", "状态", "门头照", "SKU编码", "库存"]
ROWS: list[list[Cell]] = [
    HEAD,
    ["2026-10-08", "孙丽", "ST002", "已闭环", "有", "00238", "12箱"],
    ["2026-10-08", "孙丽", "ST002", "已闭环", "有", "00112", None],
    ["2026-10-08", "孙丽", "ST001", "已闭环", "无", None, None],
    ["2026-10-08", "孙丽", "ST009", "已闭环", "有", None, None],
]


def test_what_was_recorded_elsewhere_is_kept_once_and_can_be_taken_back(tmp_path: Path) -> None:
    company = Company(tmp_path)
    company.load({"人员": PEOPLE, "门店": STORES, "商品": PRODUCTS})

    dry = company.load({"拜访记录": ROWS}, dry=True)["拜访记录"]
    first = company.load({"拜访记录": ROWS})["拜访记录"]
    again = company.load({"拜访记录": ROWS})["拜访记录"]
    more = company.load({"历史拜访": [HEAD, [*ROWS[3][:4], "有", "00238", "3箱"]]})["历史拜访"]
    with company.connection() as connection:
        past = SqlPastVisits(connection).of("E2", DAY)
        visits = connection.scalar(select(func.count()).select_from(VisitRow))
    undone = [company.undo(batch) for batch in ("B5", "B3")]

    assert counts(dry) == counts(first) == (3, 0, 0, 1)
    assert counts(again) == (0, 0, 3, 1)
    assert counts(more) == (0, 1, 0, 0)
    assert first.skipped == [(5, "门店编码 ST009 不在「门店」里")]
    assert visits == 0
    assert {(one.store_code, one.claim, one.shown["storefront"]) for one in past} == {
        ("ST002", "已闭环", True),
        ("ST001", "已闭环", True),
    }
    assert past[-1].stocks == (
        PastStock(sku="00238", quantity=12.0, unit="箱"),
        PastStock(sku="00112", quantity=None),
    )
    assert [(u.removed, u.restored, u.conflicts) for u in undone] == [(0, 1, []), (2, 0, [])]
    with company.connection() as connection:
        assert not SqlPastVisits(connection).of("E2", DAY)
