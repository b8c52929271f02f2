"""``doctor``: what is there, what is missing, and the line that mends it."""

import asyncio
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryFile

from sqlalchemy import Connection

from bot.channels import connect
from bot.checks import Check
from bot.cli.printing import out
from bot.drawing.fonts import chart_font_path, font_path
from bot.tools.voices import MODEL, chosen_model
from nlu.engines import OFF, engine_names, find_engine
from nlu.speech import weights
from storage.database import DATABASE_ERRORS, newest_revision, open_readonly, revision_of, why
from storage.identity import SqlAudit
from storage.inbox import SqlInbox
from storage.jobs import SqlJobs
from storage.work import Caches, SqlWork

_MIN_PYTHON = (3, 11)
_FREE_MIB = 500
_SHIFTS = 3
"""Locations that a wrong coordinate system would explain, from which it is said."""
_READERS = ("rapidocr", "tesseract")
_LIBRARIES = ("deepChat.bundle.js",)


def doctor(data: Path) -> int:
    """Print every finding; the exit code is always 0."""
    for look in _LOOKS:
        for found in look(data):
            out({f: getattr(found, f) for f in ("check", "state", "need_for", "fix")})
    return 0


def _python(data: Path) -> Iterator[Check]:
    del data
    fine = sys.version_info[:2] >= _MIN_PYTHON
    yield Check(
        f"python {platform.python_version()}",
        "ok" if fine else "wrong",
        "everything",
        "" if fine else "install Python 3.11 or newer, then: make PY=python3.11 run",
    )


def _readers(data: Path) -> Iterator[Check]:
    del data
    yield _present("rapidocr", "reading price tags", "make run", found=_starts("rapidocr"))
    line = "sudo apt-get install tesseract-ocr tesseract-ocr-chi-sim"
    optional = "a second price tag reader (optional)"
    yield _present("tesseract", optional, line, found=_starts("tesseract"))
    for name in engine_names():
        if name not in _READERS:
            fix = "look at what the package that brings it needs"
            yield _present(name, "a further price tag reader", fix, found=_starts(name))


def _starts(engine: str) -> bool:
    """Whether an engine is there with all it needs: program, models, languages."""
    return find_engine(engine) is not None


def _speech(data: Path) -> Iterator[Check]:
    del data
    yield _present("speech model (base)", "voice notes", "make run", found=weights.present())
    model = chosen_model()
    if model:
        fix = (
            f"python -m bot transcribe --model {model} AUDIO, once with a network; or unset {MODEL}"
        )
        yield _present(f"{MODEL} = {model}", "voice notes", fix, found=weights.present(model))


def _chosen(setting: str) -> Check:
    """What 价签识别 says, and whether that engine can read."""
    check = f"价签识别 = {setting}"
    if setting == OFF:
        return Check(f"{check}: prices are typed", "ok", "reading price tags")
    if find_engine(setting) is not None:
        return Check(check, "ok", "reading price tags")
    fix = "install it, or in chat: /字段 竞品价格 OCR=auto"
    return Check(f"{check}: not installed, prices are typed", "missing", "reading price tags", fix)


def _fonts(data: Path) -> Iterator[Check]:
    del data
    found = font_path() is not None
    yield _present("chinese font", "watermarks and grids", "make run", found=found)
    found = chart_font_path() is not None
    yield _present("chinese font for charts", "charts", "make run", found=found)


def _web(data: Path) -> Iterator[Check]:
    del data
    folder = Path(sys.prefix) / "share/bihuan/web"
    found = all((folder / name).exists() for name in _LIBRARIES)
    yield _present("browser libraries", "the chat console", "make run", found=found)


def _messengers(data: Path) -> Iterator[Check]:
    del data
    yield from asyncio.run(connect.checks(os.environ))


def _space(data: Path) -> Iterator[Check]:
    place = _nearest(data)
    free = shutil.disk_usage(place).free // 2**20
    state = "ok" if free >= _FREE_MIB else "wrong"
    fix = "" if state == "ok" else f"free some space under {place}"
    yield Check(f"disk space ({free} MiB free)", state, "everything that is sent", fix)


def _writing(data: Path) -> Iterator[Check]:
    """Try it: rights, a file in the way and a read-only disk look different beforehand."""
    place, database = _nearest(data), data / "bihuan.sqlite"
    fix = ""
    try:
        with TemporaryFile(dir=place) as file:
            file.write(b"x")
    except OSError as error:
        fix = f"make {place} writable ({error.strerror}), or choose another --data"
    if not fix and database.exists() and not os.access(database, os.W_OK):
        fix = f"chmod u+w {database}"
    yield Check("writing", "wrong" if fix else "ok", "everything", fix)


def _nearest(data: Path) -> Path:
    """The data directory, or the one that it would be made in."""
    return next((p for p in (data, *data.absolute().parents) if p.exists()), Path())


def _database(data: Path) -> Iterator[Check]:
    path = data / "bihuan.sqlite"
    if not path.exists():
        yield Check("data directory", "missing", "everything", f"python -m bot run --data {data}")
        return
    database = open_readonly(path)
    try:
        with database.connect() as connection:
            yield from _schema(connection, data)
    except DATABASE_ERRORS as error:
        yield Check(f"database: {why(error)}", "wrong", "everything", "restore the last backup")
    finally:
        database.dispose()


def _schema(connection: Connection, data: Path) -> Iterator[Check]:
    revision = revision_of(connection)
    current = revision == newest_revision()
    fix = "" if current else f"python -m bot migrate --data {data}"
    yield Check(f"schema {revision}", "ok" if current else "wrong", "everything", fix)
    if current:
        yield _chosen(SqlWork(connection, Caches()).rules.settings().ocr)
        yield from _datums(SqlAudit(connection))
        for number, note in SqlInbox(connection).parked():
            fix = f"python -m bot retry {number} --data {data}"
            yield Check(f"broken message {number}: {note}", "wrong", "one conversation", fix)
        for number, kind, note in SqlJobs(connection).failed():
            if kind == "watermark":  # a photo that can't be read is asked again in chat
                check = f"watermark {number} was not drawn: {note}"
                yield Check(check, "wrong", "one photo's copy", "the original is kept")


def _datums(audit: SqlAudit) -> Iterator[Check]:
    """Places that only make sense in the other coordinate system, time and again."""
    for channel, count in audit.count("datum_suspect").items():
        if count >= _SHIFTS:
            fix = "set 坐标系 of that channel on the 公司 sheet to the other of WGS-84 and GCJ-02"
            yield Check(f"{count} shifted locations on {channel}", "wrong", "check-ins", fix)


def _present(check: str, need_for: str, fix: str, *, found: bool) -> Check:
    return Check(check, "ok" if found else "missing", need_for, "" if found else fix)


_LOOKS: tuple[Callable[[Path], Iterator[Check]], ...] = (
    _python,
    _readers,
    _speech,
    _fonts,
    _web,
    _space,
    _writing,
    _database,
    _messengers,
)
