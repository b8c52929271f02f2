"""``import`` beside a running bot: the file goes through its inbox."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.books import book
from tests.bot.commands import demo_book
from tests.bot.test_serve import ROOT, running


def types(data: Path, *words: str) -> list[dict[str, Any]]:
    """A command in a process of its own, as a person beside the bot would run it."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *words, "--data", str(data)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.slow
def test_it_is_previewed_loaded_and_undone_by_the_bot_that_runs(tmp_path: Path) -> None:
    data = tmp_path / "data"
    stores = tmp_path / "门店.xlsx"
    stores.write_bytes(book(["门店编码", "门店名称"], ["ZZ900", "新开便利店"], title="门店"))
    whole = demo_book(tmp_path / "demo.xlsx")
    with running(data):
        preview = types(data, "import", str(stores), "--dry-run")
        before = types(data, "dump", "people")
        loaded = types(data, "import", str(stores), str(whole), "nowhere.xlsx")
        undone = types(data, "import", "--undo", loaded[0]["batch"])
        twice = types(data, "import", "--undo", loaded[0]["batch"])

    assert (preview[0]["as"], preview[0]["added"]) == ("门店", 1)
    assert (loaded[0]["file"], loaded[0]["added"]) == (str(stores), 1)
    assert len(before) > 10
    assert len(loaded) == 18
    assert loaded[-1]["error"] == "not_found"
    assert (undone[0]["state"], undone[0]["removed"]) == ("undone", 1)
    assert twice[0]["state"] == "already_undone"
