"""Fixtures of the tests of the outside world."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.moody import MoodyChat


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MB of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def moody(tmp_path: Path) -> Iterator[MoodyChat]:
    """Somebody whose messengers may refuse."""
    client = MoodyChat(tmp_path / "data")
    yield client
    client.close()
