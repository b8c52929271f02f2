"""The source tree, as the architecture tests look at it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "handlers", "domain", "nlu", "storage")
TEMPLATES = ROOT / "bot" / "templates"


def modules(*packages: str) -> list[Path]:
    """The modules of some packages (of all five when none is named), in order."""
    return sorted(p for name in packages or PACKAGES for p in (ROOT / name).rglob("*.py"))


def written_by_hand(*packages: str) -> list[Path]:
    """The modules that no tool wrote: all but the migrations."""
    migrations = ROOT / "storage" / "migrations"
    return [p for p in modules(*packages) if not p.is_relative_to(migrations)]


@cache
def parsed(path: Path) -> ast.Module:
    """The module's syntax tree."""
    return ast.parse(path.read_text("utf-8"), str(path))


def name_of(path: Path) -> str:
    """The path as messages show it."""
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """(module, name) of everything a module imports; the name is empty for ``import x``."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def literals(path: Path) -> set[str]:
    """Every string that a module writes out."""
    nodes = (n for n in ast.walk(parsed(path)) if isinstance(n, ast.Constant))
    return {n.value for n in nodes if isinstance(n.value, str)}
