"""An import can be taken back, except where somebody went on working since."""

from pathlib import Path

import pytest
from sqlalchemy import delete, update

from domain.company.cells import Cell
from storage.tables.company import StoreRow
from tests.storage.importing import Company

STORES: list[list[Cell]] = [
    ["门店编码", "门店名称", "线路", "经纬度", "坐标系"],
    ["ST001", "幸福超市", "A", "31.999,118.731", "GPS"],
    ["ST002", "阳光便利", "A", "32.0005,118.734", "GPS"],
]


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


def test_what_was_changed_gets_its_old_values_back(company: Company) -> None:
    company.load({"门店": STORES})
    before = company.content()
    dated: list[list[Cell]] = [["客户编码", "客户名称", "签约日期"], ["K1", "宏达", "2026-03-01"]]
    company.load(
        {"门店": [["门店编码", "门店名称"], ["ST001", "新幸福"], ["ST003", "新店"]], "客户": dated}
    )

    report = company.undo("B2")

    assert report.as_json() == {
        "batch": "B2",
        "state": "undone",
        "message": "已撤销批次 B2:删除 2 条,恢复 1 条",
        "removed": 2,
        "restored": 1,
        "conflicts": [],
    }
    assert company.content() == before


def test_undo_twice_and_undo_of_nothing_are_answered_clearly(company: Company) -> None:
    company.load({"门店": STORES})
    company.undo("B1")

    assert company.undo("B1").state == "already_undone"
    assert company.undo("B1").message == "批次 B1 已经撤销过,没有再动"
    assert company.undo("B9").state == "unknown"


def test_what_was_changed_since_is_left_and_listed(company: Company) -> None:
    company.load({"门店": STORES})
    with company.connection() as connection:
        connection.execute(update(StoreRow).where(StoreRow.code == "ST001").values(route="B"))
        connection.execute(delete(StoreRow).where(StoreRow.code == "ST002"))

    report = company.undo("B1")

    assert report.conflicts == [
        {"table": "store", "key": {"code": "ST002"}, "reason": "已不在"},
        {"table": "store", "key": {"code": "ST001"}, "reason": "后来改过"},
    ]
    assert report.message.endswith("2 条后来改过,没有动")
    assert [r["route"] for r in company.rows("store")] == ["B"]


def test_fields_the_import_did_not_touch_are_nobodys_conflict(company: Company) -> None:
    company.load({"门店": STORES})
    company.load({"门店": [["门店编码", "门店名称"], ["ST001", "新幸福"]]})
    with company.connection() as connection:
        connection.execute(update(StoreRow).where(StoreRow.code == "ST001").values(route="B"))

    company.undo("B2")

    assert (company.rows("store")[0]["name"], company.rows("store")[0]["route"]) == (
        "幸福超市",
        "B",
    )


def test_settings_come_back_through_the_caller(company: Company) -> None:
    company.settings = {"公司名称": "旧名", "上班时间": "08:00"}
    company.load(
        {
            "公司": [
                ["项目", "值"],
                ["公司名称", "新名"],
                ["下班时间", "18:00"],
                ["上班时间", "9:00"],
            ]
        }
    )
    company.settings["上班时间"] = "09:30"

    report = company.undo("B1")

    assert company.settings == {"公司名称": "旧名", "上班时间": "09:30"}
    assert (report.restored, report.removed, len(report.conflicts)) == (1, 1, 1)
