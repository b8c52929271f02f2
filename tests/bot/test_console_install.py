"""The first start: a demo company, or a link for who runs a real one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import App, build
from bot.channels.console.channel import ConsoleChannel
from bot.cli.serve import install
from bot.tools.readers import Readers
from domain.company.cells import Cell, Sheet
from storage.loading import DEMO, import_sheets
from storage.work import SqlWork
from tests.bot.console import BASE, START
from tests.fakes import CountingIds, FakeClock, LabelReader

PEOPLE: list[list[Cell]] = [
    ["工号", "姓名", "角色", "部门", "片区", "直属上级"],
    ["A1", "何总监", "总监", "销售部", None, None],
    ["A2", "林主管", "主管", "销售部", "东区", "何总监"],
    ["A3", "小周", "业务员", "销售部", "东区", "林主管"],
]
ADMIN: list[Cell] = ["A9", "管理员小王", "管理员", "信息部", None, None]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    clock = FakeClock(START)
    app = build(
        tmp_path,
        clock=clock,
        ids=CountingIds(),
        readers=Readers(LabelReader()),
        channels={"console": ConsoleChannel(clock)},
    )
    yield app
    app.close()


def employ(app: App, *people: list[Cell]) -> None:
    with app.database.begin() as connection:
        import_sheets(
            SqlWork(connection, app.caches),
            [Sheet("人员", [*PEOPLE, *people])],
            at=START,
            by="test",
            batch_id="b1",
            file_name="x",
        )


def test_a_real_companys_admin_gets_a_link_once(
    app: App, capsys: pytest.CaptureFixture[str]
) -> None:
    employ(app, ADMIN)

    install(app, BASE)
    first = capsys.readouterr()
    install(app, BASE)

    assert first.out == ""
    assert first.err == f"管理员小王(管理员)的登录链接: {BASE}c/secret-0001\n"
    assert capsys.readouterr().err == ""
    with app.database.begin() as connection:
        work = SqlWork(connection, app.caches)
        assert work.links.holder("secret-0001") == "A9"
        assert work.marks.get(DEMO) == ""


def test_without_an_admin_the_highest_gets_the_link(
    app: App, capsys: pytest.CaptureFixture[str]
) -> None:
    employ(app)

    install(app, BASE)

    assert capsys.readouterr().err.startswith("何总监(总监)的登录链接: ")


def test_everybody_of_the_demo_can_be_reached_and_has_agreed(app: App) -> None:
    install(app, BASE)

    with app.database.begin() as connection:
        work = SqlWork(connection, app.caches)
        people = work.directory.organisation.people
        assert len(people) > 10
        assert all(work.consented(p) and work.addresses.of(p) == ("console", p) for p in people)
        assert work.marks.get(DEMO) == "1"
        assert not any(work.links.count(p) for p in people)
