"""Private values: one table, two readers, no trace anywhere else."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from domain.company.cells import Cell
from domain.people import Person
from storage.company import SqlCompany
from storage.private import PrivateValue, SqlPrivate
from storage.tables.base import Base
from tests.storage.importing import Book, Company

SECRET, NEWER = "老板儿子要换供应商", "已经换了一家试用"
PEOPLE: list[list[Cell]] = [
    ["工号", "姓名", "角色", "片区", "直属上级"],
    ["E0", "陈立", "总监", None, None],
    ["E1", "周敏", "主管", "河西", "陈立"],
    ["E2", "孙丽", "业务员", "河西", "周敏"],
    ["E3", "王强", "业务员", "河西", "周敏"],
    ["E4", "钱程", "主管", "江宁", "陈立"],
    ["E9", "许工", "管理员", None, None],
]


def book(*rows: list[Cell]) -> Book:
    """A workbook with private values."""
    return {
        "人员": PEOPLE,
        "客户": [["客户编码", "客户名称"], ["K1", "宏达"]],
        "客户字段": [
            ["字段", "类型", "可见性"],
            ["痛点", "文本", "私密"],
            ["威胁", "选项:低,中,高", "私密"],
        ],
        "客户字段值": [["客户编码", "字段", "值", "填写人"], *rows],
    }


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


def seen_by(company: Company, name: str) -> list[str]:
    """What somebody reads of 宏达's 痛点."""
    with company.connection() as connection:
        viewer: Person = next(p for p in SqlCompany(connection).people() if p.name == name)
        return [v.value for v in SqlPrivate(connection).private_value("K1", "痛点", viewer)]


def tables_holding(company: Company, secret: str) -> set[str]:
    """The tables in whose rows the secret stands, whatever the column."""
    with company.connection() as connection:
        return {
            table.name
            for table in Base.metadata.sorted_tables
            for row in connection.execute(text(f'select * from "{table.name}"'))  # noqa: S608 - own names
            if secret in str(row) or json.dumps(secret)[1:-1] in str(row)
        }


def test_only_the_author_and_the_direct_superior_read_it(company: Company) -> None:
    company.load(book(["K1", "痛点", SECRET, "孙丽"]))

    assert {p for p in ("陈立", "周敏", "孙丽", "王强", "钱程", "许工") if seen_by(company, p)} == {
        "周敏",
        "孙丽",
    }
    assert seen_by(company, "周敏") == [SECRET]


def test_it_stands_in_one_table_and_in_no_report(company: Company) -> None:
    reports = company.load(
        book(
            ["K1", "痛点", SECRET, "孙丽"],
            ["K1", "痛点", NEWER, "孙丽"],
            ["K1", "威胁", SECRET, "孙丽"],
        )
    )
    company.load(
        book(
            ["K1", "痛点", SECRET, "孙丽"],
            ["K9", "痛点", SECRET, "孙丽"],
            ["K1", "没有", SECRET, None],
        )
    )

    assert tables_holding(company, SECRET) == {"private_value"}
    assert tables_holding(company, NEWER) == {"private_past"}
    assert SECRET not in str([r.as_json("f") for r in reports.values()])
    assert NEWER not in str([r.as_json("f") for r in reports.values()])


def test_the_same_twice_is_the_same(company: Company) -> None:
    company.load(book(["K1", "痛点", SECRET, "孙丽"]))
    before = company.content()

    report = company.load(book(["K1", "痛点", SECRET, "孙丽"]))["客户字段值"]

    assert (report.same, report.changed) == (1, 0)
    assert company.content() == before


def test_undo_brings_the_old_value_back_but_never_over_a_newer_one(company: Company) -> None:
    company.load(book(["K1", "痛点", SECRET, "孙丽"]))
    company.load(book(["K1", "痛点", NEWER, "孙丽"]))

    assert company.undo("B2").conflicts == []
    assert seen_by(company, "孙丽") == [SECRET]

    own = PrivateValue(
        customer_code="K1",
        field="痛点",
        author_id="E2",
        value="自己改的",
        at=datetime(2026, 12, 1, tzinfo=UTC),
    )
    with company.connection() as connection:
        SqlPrivate(connection).keep(own)
    assert [c["table"] for c in company.undo("B1").conflicts] == ["private_value"]
    assert [r["value"] for r in company.rows("private_value")] == ["自己改的"]


def test_a_value_does_not_show_in_a_repr() -> None:
    at = datetime(2026, 12, 1, tzinfo=UTC)

    assert SECRET not in repr(
        PrivateValue(customer_code="K1", field="痛点", author_id="E2", value=SECRET, at=at)
    )
