"""The commands in the READMEs and docs exist, and the two languages show the same ones."""

import re
import shlex
from pathlib import Path

import pytest

from bot.__main__ import parser
from tests.architecture.tree import ROOT, name_of

_PAGES = [
    ROOT / "README.md",
    ROOT / "README.zh-CN.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
_COMMAND = re.compile(r"python -m bot ([a-z][^`\n#|<>]*)")
_TARGET = re.compile(r"^([a-z]+):(?!=)", re.MULTILINE)
_MADE = re.compile(r"^\s*(?:make ((?:[a-z]+ ?)+))\s*(?:#|$)|`make ([a-z]+)`", re.MULTILINE)
_LINK = re.compile(r"\]\((?!#)([^):]+?)(?:#[^)]*)?\)")


def _commands(page: Path) -> list[str]:
    return sorted({found.strip() for found in _COMMAND.findall(page.read_text("utf-8"))})


def _cases() -> list[tuple[str, str]]:
    return [(name_of(page), command) for page in _PAGES for command in _commands(page)]


@pytest.mark.parametrize(("page", "command"), _cases())
def test_a_command_that_is_shown_is_accepted(page: str, command: str) -> None:
    args = parser().parse_args(shlex.split(command))

    assert args.command, page


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = (_commands(page) for page in _PAGES[:2])

    assert english == chinese
    assert english


def test_every_command_that_exists_is_shown() -> None:
    shown = {command.split()[0] for command in _commands(_PAGES[0])}
    actions = (a for a in parser()._actions if a.dest == "command")
    existing = {name for action in actions for name in action.choices or ()}

    assert existing - shown == set()


@pytest.mark.parametrize("page", _PAGES, ids=name_of)
def test_every_make_target_that_is_shown_exists(page: Path) -> None:
    targets = set(_TARGET.findall((ROOT / "Makefile").read_text("utf-8")))
    shown = {w for found in _MADE.findall(page.read_text("utf-8")) for w in " ".join(found).split()}

    assert shown - targets == set()


@pytest.mark.parametrize("page", _PAGES, ids=name_of)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    targets = _LINK.findall(page.read_text("utf-8"))

    assert [t for t in targets if not (page.parent / t).exists()] == []
