"""A real bot on a port of its own, and a real browser before it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Bot:
    """A running ``python -m bot run``."""

    url: str
    process: "subprocess.Popen[str]"


@contextmanager
def running(data: Path, port: int = 0) -> Iterator[Bot]:
    """Run the bot on a data directory; port 0 is any free one."""
    command = [sys.executable, "-m", "bot", "run", "--port", str(port), "--data", str(data)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "TZ": "UTC"}
    ) as process:
        assert process.stdout is not None
        try:
            yield Bot(json.loads(process.stdout.readline())["url"], process)
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Bot]:
    with running(tmp_path / "data") as started:
        yield started


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Gone before tests of others begin: as long as it is there, its event loop is running."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium,
            args=[
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
            ],
        )
        yield started
        started.close()
