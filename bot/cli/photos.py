"""``check-photo`` and ``read-price``."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bot.cli.printing import out
from nlu.engines import find_engine
from nlu.errors import UnreadableError
from nlu.ocr import Ocr
from nlu.photos import photo_report, tag_report

_Report = Callable[..., dict[str, Any]]


def check_photos(files: Sequence[str]) -> int:
    """Kind, clarity and hashes of each picture."""
    return _each(files, photo_report, find_engine())


def read_prices(files: Sequence[str]) -> int:
    """The price tag on each picture."""
    return _each(files, tag_report, find_engine())


def _each(files: Sequence[str], report: _Report, ocr: Ocr | None) -> int:
    """One line a file; 1 only if none could be processed."""
    done = 0
    for name in files:
        try:
            out({"file": name, **report(Path(name), ocr=ocr)})
            done += 1
        except UnreadableError as error:
            out({"file": name, "error": error.code, "message": error.message})
    return 0 if done else 1
