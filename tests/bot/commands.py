"""Running commands as a person would, in this process."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from bot.__main__ import main
from bot.demo.company import demo_sheets
from tests.chat import START


class Terminal:
    """Types commands and reads JSON lines."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.exit_code = 0
        self.stderr = ""

    def types(self, *words: object) -> list[dict[str, Any]]:
        """Run one command; every line of stdout must be JSON."""
        self._capsys.readouterr()
        self.exit_code = main([str(word) for word in words])
        said = self._capsys.readouterr()
        self.stderr = said.err
        return [json.loads(line) for line in said.out.splitlines()]


def demo_book(path: Path) -> Path:
    """The demo company as a workbook file."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in demo_sheets(START.date()):
        page = workbook.create_sheet(sheet.name)
        for row in sheet.rows:
            page.append(list(row))
    workbook.save(path)
    return path


def script(path: Path, lines: Sequence[dict[str, Any]]) -> Path:
    """A play script file."""
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text(text, "utf-8")
    return path
