"""``parse``: sentences from stdin, understood, one JSON line each."""

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bot.cli.printing import out, say
from domain.understanding import Frame
from nlu.language.catalogue import of_file
from nlu.language.entities import Entities
from nlu.language.reader import Reader
from storage.database import open_readonly
from storage.work import Caches, SqlWork


def parse(data: Path, catalogue: Path | None, today: date, lines: Iterable[str]) -> int:
    """Understand every line; 1 only if none could be."""
    found = _file(catalogue, today) if catalogue else _company(data, today)
    if found is None:
        return 1
    reader, day = Reader(found[0]), found[1]
    done = failed = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            asked = _asked(line)
        except ValueError as error:
            out({"line": number, "error": "bad_line", "message": str(error)})
            failed += 1
            continue
        frame = reader.read(asked["text"], asked["state"], day)
        out({"id": asked["id"], **_line(frame)})
        done += 1
    return 1 if failed and not done else 0


def _asked(line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON: {error}") from error
    if not (isinstance(asked, Mapping) and isinstance(asked.get("text"), str)):
        raise ValueError("needs an object with a text")  # noqa: TRY004 - the line is wrong
    return {"id": asked.get("id"), "text": asked["text"], "state": str(asked.get("state", ""))}


def _line(frame: Frame) -> dict[str, Any]:
    return {
        "intent": frame.intent.value,
        "also_intents": [intent.value for intent in frame.also],
        "slots": dict(frame.slots),
        "top3": [list(pair) for pair in frame.top],
        "confidence": frame.confidence,
    }


def _file(path: Path, today: date) -> tuple[Entities, date] | None:
    """A catalogue file; its own clock counts."""
    try:
        data = json.loads(path.read_text("utf-8"))
        now = data.get("ref_now")
        return of_file(data), datetime.fromisoformat(now).date() if now else today
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        say(f"{path}: no catalogue that can be read: {error}")
        return None


def _company(data: Path, today: date) -> tuple[Entities, date] | None:
    """The company of the data directory."""
    from bot.tools.vocabulary import vocabulary  # noqa: PLC0415 - not needed beside a file

    path = data / "bihuan.sqlite"
    if not path.exists():
        say(f"{data}: no data yet")
        return None
    database = open_readonly(path)
    with database.connect() as connection:
        found = vocabulary(SqlWork(connection, Caches()))
    database.dispose()
    return found, today


def stdin() -> Iterable[str]:
    """What is piped in, as UTF-8 whatever the terminal says."""
    return (line.decode("utf-8", "replace") for line in sys.stdin.buffer)
