"""Every refusal and every reply has its words, and no words are left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from jinja2 import StrictUndefined

from bot.render import Renderer
from domain.errors import DomainError
from tests.architecture.tree import TEMPLATES, literals, modules, name_of, parsed

_FILES = sorted(
    p.relative_to(TEMPLATES).with_suffix("").as_posix() for p in TEMPLATES.rglob("*.txt")
)
_FOLDERS = tuple(f"{p.name}/" for p in TEMPLATES.iterdir() if p.is_dir())
_IMPORTED = re.compile(r"""{%-?\s*(?:import|include|extends|from)\s+["']([^"']+)\.txt["']""")
_WORDED = {"Reply", "News", "message"}
"""Calls whose first argument names a template."""


def _refusals(kind: type[DomainError] = DomainError) -> Iterator[type[DomainError]]:
    for one in kind.__subclasses__():
        yield one
        yield from _refusals(one)


def _named(path: Path) -> set[str]:
    """The templates that a module names: as the first argument of a reply, or by their folder."""
    called = (n for n in ast.walk(parsed(path)) if isinstance(n, ast.Call) and n.args)
    firsts = (n.args[0] for n in called if _callee(n) in _WORDED)
    words = {
        c.value
        for first in firsts
        if not isinstance(first, ast.JoinedStr)
        for c in ast.walk(first)
        if isinstance(c, ast.Constant) and isinstance(c.value, str)
    }
    inside = {s for s in literals(path) if s.startswith(_FOLDERS) and re.fullmatch(r"[a-z_/]+", s)}
    return {n for n in words | inside if not n.endswith("/")}


def _callee(call: ast.Call) -> str:
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _imported() -> set[str]:
    texts = (p.read_text("utf-8") for p in TEMPLATES.rglob("*.txt"))
    return {name for text in texts for name in _IMPORTED.findall(text)}


def test_every_refusal_has_a_code_of_its_own_and_its_words() -> None:
    codes = [refusal.code for refusal in _refusals()]

    assert len(set(codes)) == len(codes)
    assert [c for c in codes if f"errors/{c}" not in _FILES] == []


@pytest.mark.parametrize("name", _FILES)
def test_a_template_parses_and_a_missing_fact_is_an_error(name: str) -> None:
    jinja = Renderer(lambda: ZoneInfo("Asia/Shanghai"))._jinja

    assert jinja.undefined is StrictUndefined
    jinja.get_template(f"{name}.txt")


def test_every_template_that_is_named_exists() -> None:
    named = {name_of(p): _named(p) - set(_FILES) for p in modules("handlers", "bot")}

    assert {module: names for module, names in named.items() if names} == {}


def test_no_template_is_left_over() -> None:
    used = set().union(*(_named(p) for p in modules("handlers", "bot")), _imported())
    used |= {f"errors/{refusal.code}" for refusal in _refusals()}

    assert sorted(set(_FILES) - used) == []
