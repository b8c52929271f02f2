"""Fixtures that every test may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chat import Chat

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    """A rep of the demo company at 10:02 on a Monday."""
    client = Chat(tmp_path / "data")
    yield client
    client.close()


@pytest.fixture
def shared() -> Path:
    """The pictures and workbooks beside the project; without them the test is skipped."""
    if not SHARED.exists():
        pytest.skip("needs ../shared")
    return SHARED
