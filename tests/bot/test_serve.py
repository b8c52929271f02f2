"""``run`` from outside: ready, locked, stopped; and who gets a link at the first start."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from aiohttp import ClientSession

from bot.cli.serve import names_of, serve
from bot.lock import DataLock, LockedError

ROOT = Path(__file__).parents[2]


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


def test_it_serves_until_it_is_interrupted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[str] = []

    def interrupt_when_ready() -> None:
        for _ in range(200):
            time.sleep(0.1)
            seen.append(capsys.readouterr().out)
            if seen[-1]:
                break
        os.kill(os.getpid(), signal.SIGINT)

    watcher = threading.Thread(target=interrupt_when_ready)
    watcher.start()

    assert serve(tmp_path, "127.0.0.1", 0) == 0

    watcher.join()
    assert json.loads("".join(seen))["ready"] is True
    assert serve(tmp_path, "127.0.0.1", 99999) == 1
    with DataLock(tmp_path):
        assert serve(tmp_path, "127.0.0.1", 0) == 1


@pytest.mark.parametrize(
    ("host", "hosts", "names", "warned"),
    [
        ("127.0.0.1", "", ["127.0.0.1", ""], False),
        ("0.0.0.0", "bot.example, 10.0.0.5", ["bot.example", "10.0.0.5"], False),  # noqa: S104
        ("0.0.0.0", "", [""], True),  # noqa: S104
    ],
)
def test_the_names_of_the_page_are_told(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    host: str,
    hosts: str,
    names: list[str],
    warned: bool,
) -> None:
    monkeypatch.setenv("BIHUAN_HOSTS", hosts)

    assert names_of(host) == names
    assert ("BIHUAN_HOSTS" in capsys.readouterr().err) is warned


@pytest.mark.slow
def test_a_second_run_on_the_directory_is_refused(tmp_path: Path) -> None:
    with running(tmp_path) as (process, _):
        said = refused(tmp_path, "--port", "0")

        assert "another bot is running" in said
        assert str(process.pid) in said
        assert "Traceback" not in said


@pytest.mark.slow
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


@pytest.mark.slow
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
    heavy = "cv2 onnxruntime rapidocr sklearn scipy openpyxl alembic telegram pandas matplotlib"
    look = f"import sys, bot.cli.serve; print([m for m in {heavy.split()} if m in sys.modules])"

    done = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_the_lock_is_given_back(tmp_path: Path) -> None:
    with DataLock(tmp_path), pytest.raises(LockedError), DataLock(tmp_path):
        pass

    with DataLock(tmp_path):
        pass
