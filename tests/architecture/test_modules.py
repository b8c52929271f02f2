"""Modules are short, say what they know, and ask nobody but the runtime for time and dice."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, modules, name_of, parsed, written_by_hand

_LONGEST = 300
_ASKS_THE_MACHINE = [
    "from datetime import datetime\n\nNOW = datetime.now()\n",
    "from datetime import datetime\n\nNOW = datetime.utcnow()\n",
    "import time\n\nNOW = time.time()\n",
    "import uuid\n\nNEW = uuid.uuid4()\n",
    "from uuid import uuid4\n\nNEW = uuid4()\n",
    "import random\n\nROLLED = random.random()\n",
]


def _tests() -> list[Path]:
    return sorted((ROOT / "tests").rglob("*.py"))


def test_no_module_is_longer_than_300_lines() -> None:
    paths = [*written_by_hand(), *_tests()]
    lengths = {name_of(p): len(p.read_text("utf-8").splitlines()) for p in paths}

    assert {name: n for name, n in lengths.items() if n > _LONGEST} == {}


def test_every_module_starts_by_saying_what_it_knows() -> None:
    paths = [p for p in (*modules(), *_tests()) if p.read_bytes().strip()]

    assert [name_of(p) for p in paths if not ast.get_docstring(parsed(p))] == []


@pytest.mark.parametrize("source", _ASKS_THE_MACHINE, ids=lambda s: s.split("= ")[1].strip())
def test_ruff_refuses_a_module_that_asks_the_machine_for_time_or_dice(source: str) -> None:
    assert "TID251" in _ruff(source, "domain/snippet.py")


def test_only_the_runtime_may_ask_the_machine() -> None:
    for source in _ASKS_THE_MACHINE:
        assert "TID251" not in _ruff(source, "bot/runtime.py")

    excused = [name_of(p) for p in modules() if "noqa: TID251" in p.read_text("utf-8")]
    assert excused == []


def _ruff(source: str, name: str) -> str:
    """What ruff says about a source as if it stood in that file."""
    program = str(Path(sys.executable).with_name("ruff"))
    command = [program, "check", "--no-cache", "--output-format=concise", "--stdin-filename", name]
    said = subprocess.run(
        [*command, "-"], cwd=ROOT, input=source, capture_output=True, text=True, check=False
    )
    return said.stdout
