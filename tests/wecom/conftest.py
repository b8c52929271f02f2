"""Fixtures of the WeCom tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wecom.office import Notebook, Office, office


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Office]:
    """The demo company on WeCom, at 10:02 on a Monday."""
    async with office(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
async def notes(desk: Office) -> Notebook:
    """What is handed in, in place of the engine."""
    notebook = Notebook()
    await desk.start(notebook)
    return notebook
