"""Who may commit, and who may speak SQL."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import imports, modules, name_of, parsed

_TRANSACTION = {"commit", "rollback", "begin", "begin_nested"}
_STATEMENTS = {"select", "insert", "update", "delete", "text", "func"}
_PASSES_CONNECTIONS_AROUND = {"Connection", "Engine"}
_RAW_SQL_ALLOWED = {"SAVEPOINT", "ROLLBACK TO", "RELEASE"}


def _calls(path: Path) -> Iterator[str]:
    """The methods that a module calls on objects; ``place.begin()`` of a flow module is none."""
    siblings = {name for module, name in imports(path) if module.startswith("handlers")}
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if not (isinstance(owner, ast.Name) and owner.id in siblings):
                yield node.func.attr


def _uses_sqlalchemy(path: Path) -> list[tuple[str, str]]:
    return [(m, n) for m, n in imports(path) if m.split(".")[0] in {"sqlalchemy", "sqlite3"}]


def test_no_handler_opens_commits_or_rolls_back() -> None:
    found = {name_of(p): _TRANSACTION & set(_calls(p)) for p in modules("handlers")}

    assert {p: calls for p, calls in found.items() if calls} == {}


def test_no_repository_commits_or_rolls_back() -> None:
    found = {name_of(p): _TRANSACTION & set(_calls(p)) for p in modules("storage")}
    committing = {name for name, calls in found.items() if calls}

    assert committing <= {"storage/database.py", "storage/migrations/env.py"}


def test_only_storage_and_the_outside_know_the_database_library() -> None:
    found = [name_of(p) for p in modules("handlers", "domain", "nlu") if _uses_sqlalchemy(p)]

    assert found == []


def test_the_outside_only_passes_connections_around() -> None:
    found = {name_of(p): {n for _, n in _uses_sqlalchemy(p)} for p in modules("bot")}

    assert {p: n for p, n in found.items() if n - _PASSES_CONNECTIONS_AROUND} == {}


def test_statements_are_written_in_storage_only() -> None:
    found = [
        f"{name_of(path)}: {name}"
        for path in modules("bot", "handlers", "domain", "nlu")
        for module, name in _uses_sqlalchemy(path)
        if name in _STATEMENTS or module == "sqlite3"
    ]

    assert found == []


def test_raw_sql_outside_storage_is_savepoints_only() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in modules("bot", "handlers")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"exec_driver_sql", "execute", "executemany", "scalar", "scalars"}
        and not _is_savepoint(node)
    ]

    assert found == []


def _is_savepoint(call: ast.Call) -> bool:
    said = call.args[0] if call.args else None
    sql = said.value if isinstance(said, ast.Constant) else ""
    return isinstance(sql, str) and any(sql.startswith(word) for word in _RAW_SQL_ALLOWED)
