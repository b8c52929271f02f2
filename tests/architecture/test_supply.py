"""What the product brings in: pinned by hash, without addresses, one OpenCV, nothing forgotten."""

import re
import shutil
import subprocess
import tomllib
from importlib.metadata import distributions

import pytest

from tests.architecture.tree import PACKAGES, ROOT

_LOCKS = ["requirements/run.txt", "requirements/dev.txt", "requirements/node.txt"]
_ADDRESS = re.compile(r"://|--(?:extra-)?index|--find-links")


def _pins(lock: str) -> dict[str, str]:
    found = re.findall(
        r"^([A-Za-z0-9._-]+)==([^\s;]+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE
    )
    return {_plain(name): version for name, version in found}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~;\[ ]", name, maxsplit=1)[0]).lower()


def _declared() -> dict[str, list[str]]:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {"run": table["project"]["dependencies"], "dev": table["dependency-groups"]["dev"]}


@pytest.mark.parametrize("lock", _LOCKS)
def test_a_lock_holds_no_addresses(lock: str) -> None:
    assert _ADDRESS.findall((ROOT / lock).read_text("utf-8")) == []


@pytest.mark.parametrize("lock", _LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)

    assert [b.split()[0] for b in blocks if "==" in b and "--hash=sha256:" not in b] == []


def test_every_browser_library_has_a_hash_and_no_address() -> None:
    text = (ROOT / "bot/web/package-lock.json").read_text("utf-8")

    assert '"resolved"' not in text
    assert text.count('"integrity": "sha512-') == text.count('"node_modules/')


@pytest.mark.parametrize("group", ["run", "dev"])
def test_every_declared_dependency_is_pinned(group: str) -> None:
    wanted = {_plain(name) for name in _declared()[group]}

    assert sorted(wanted - _pins(f"requirements/{group}.txt").keys()) == []


def test_run_and_dev_agree() -> None:
    run, dev = _pins("requirements/run.txt"), _pins("requirements/dev.txt")

    assert {n: (v, dev.get(n)) for n, v in run.items() if dev.get(n) != v} == {}


def test_there_is_exactly_one_opencv() -> None:
    installed = {_plain(d.name) for d in distributions() if d.name.lower().startswith("opencv")}
    locked = {name for name in _pins("requirements/run.txt") if name.startswith("opencv")}

    assert installed == locked == {"opencv-python-headless"}


def test_git_ignores_no_file_of_the_product() -> None:
    """A file that git ignores works here and is missing in every clone."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("no git, or no repository")
    files = "\n".join(
        p.relative_to(ROOT).as_posix()
        for folder in (*PACKAGES, "tests", "requirements", "docs")
        for p in (ROOT / folder).rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    )
    command = [git, "check-ignore", "--stdin", "--no-index"]
    ignored = subprocess.run(
        command, cwd=ROOT, input=files, capture_output=True, text=True, check=False
    )

    assert ignored.stdout.splitlines() == []
