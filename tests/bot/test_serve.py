"""``run`` from outside: ready, locked, stopped; and who gets a link at the first start."""

import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from aiohttp import ClientSession

from bot.app import App, build
from bot.channels.console.channel import ConsoleChannel
from bot.channels.console.identity import DEMO
from bot.cli.serve import install
from bot.lock import DataLock, LockedError
from domain.company.cells import Cell, Sheet
from storage.loading import import_sheets
from storage.work import SqlWork
from tests.bot.console import BASE, START
from tests.fakes import CountingIds, FakeClock, LabelReader

ROOT = Path(__file__).parents[2]
PEOPLE: list[list[Cell]] = [
    ["工号", "姓名", "角色", "部门", "片区", "直属上级"],
    ["A1", "何总监", "总监", "销售部", None, None],
    ["A2", "林主管", "主管", "销售部", "东区", "何总监"],
    ["A3", "小周", "业务员", "销售部", "东区", "林主管"],
]
ADMIN: list[Cell] = ["A9", "管理员小王", "管理员", "信息部", None, None]


def command(data: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "bot", "run", "--data", str(data), *more]


@contextmanager
def running(data: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    with subprocess.Popen(
        command(data, "--port", "0"),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        line = json.loads(process.stdout.readline())
        assert line["ready"] is True
        try:
            yield process, line["url"]
        finally:
            if process.poll() is None:
                process.kill()


def refused(data: Path, *more: str) -> str:
    """What a run says that can't begin."""
    done = subprocess.run(
        command(data, *more), cwd=ROOT, capture_output=True, text=True, timeout=30, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_an_empty_directory_gets_the_demo_and_is_stopped_cleanly(
    tmp_path: Path, how: signal.Signals
) -> None:
    with running(tmp_path / "new" / "data") as (process, url):
        with urllib.request.urlopen(url) as page:  # noqa: S310 - our own page
            assert "叶小满" in page.read().decode()

        process.send_signal(how)

        assert process.wait(10) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_a_second_run_on_the_directory_is_refused(tmp_path: Path) -> None:
    with running(tmp_path) as (process, _):
        said = refused(tmp_path, "--port", "0")

        assert "another bot is running" in said
        assert str(process.pid) in said
        assert "Traceback" not in said


def test_a_killed_run_leaves_no_lock(tmp_path: Path) -> None:
    with running(tmp_path) as (process, _):
        process.kill()
        process.wait()

    with running(tmp_path) as (_, url):
        assert url.startswith("http://127.0.0.1:")


async def say(url: str, text: str) -> list[str]:
    """Open a page, say something, and be killed at once when it is acknowledged."""
    async with ClientSession(url) as client:
        page = await (await client.get("/")).text()
        found = re.search(r'/c/(\w+)"[^>]*data-person="Q011"', page)
        assert found
        async with client.ws_connect(f"/ws?token={found[1]}") as socket:
            await socket.receive_json(timeout=5)
            history = (await socket.receive_json(timeout=5))["history"]
            if text:
                await socket.send_json({"id": "12345678", "kind": "said", "text": text})
                while "ack" not in await socket.receive_json(timeout=5):
                    pass
            return [item["text"] for item in history]


async def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    with running(tmp_path) as (process, url):
        await say(url, "帮助")
        process.kill()
        process.wait()

    with running(tmp_path) as (_, url):
        seen: list[str] = []
        while len(seen) < 2:
            seen = await say(url, "")

    assert seen[0] == "帮助"
    assert seen[1].startswith("叶小满,我能帮您")


def test_a_busy_port_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        said = refused(tmp_path, "--port", str(port))

    assert f"can't listen on 127.0.0.1 port {port}" in said
    assert "Traceback" not in said


def test_a_port_that_is_none_is_said(tmp_path: Path) -> None:
    assert "port 99999" in refused(tmp_path, "--port", "99999")


def test_a_directory_that_can_not_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    assert "file" in refused(tmp_path / "file", "--port", "0")


@pytest.mark.slow
def test_a_start_is_quick_and_small(tmp_path: Path) -> None:
    with running(tmp_path):
        pass
    began = time.monotonic()

    with running(tmp_path) as (process, _):
        took_s = time.monotonic() - began
        time.sleep(2)
        rss_mib = psutil.Process(process.pid).memory_info().rss / 2**20

    assert took_s < 3
    assert rss_mib < 200


def test_what_is_heavy_waits_until_it_is_needed() -> None:
    heavy = "cv2 onnxruntime rapidocr sklearn scipy openpyxl alembic telegram pandas".split()  # noqa: SIM905
    look = f"import sys, bot.cli.serve; print([m for m in {heavy} if m in sys.modules])"

    done = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_the_lock_is_given_back(tmp_path: Path) -> None:
    with DataLock(tmp_path), pytest.raises(LockedError), DataLock(tmp_path):
        pass

    with DataLock(tmp_path):
        pass


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    clock = FakeClock(START)
    app = build(
        tmp_path,
        clock=clock,
        ids=CountingIds(),
        reader=LabelReader(),
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
        assert not any(work.links.any_open(p) for p in people)
