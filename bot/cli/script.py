"""The lines of a play script: checked, with their faults named."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any


class ScriptError(Exception):
    """A script line that can't be played."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: somebody does something at a time, or the world does."""

    number: int
    """From 1, as an editor counts."""
    at: datetime
    """Arrival."""
    who: str = ""
    what: str = ""
    """text, photo, voice, document, location, press, press_of, edit; empty for a mere time."""
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sent_at(self) -> datetime:
        """The platform's message time."""
        given = self.data.get("sent_at")
        return datetime.fromisoformat(given) if given else self.at

    @property
    def album(self) -> str:
        """The burst that the line belongs to."""
        return str(self.data.get("album", ""))


_WHAT = ("edit_of", "text", "photo", "voice", "document", "location", "press_of", "press")


def read_script(path: Path) -> list[Line]:
    """All lines of a script.

    Raises:
        ScriptError: naming the line and what is wrong with it.
    """
    lines = []
    for number, raw in enumerate(path.read_text("utf-8").splitlines(), 1):
        if raw.strip():
            lines.append(_line(number, raw))
    for before, after in pairwise(lines):
        if after.at < before.at:
            raise ScriptError(f"line {after.number}: earlier than line {before.number}")
    return lines


def _line(number: int, raw: str) -> Line:
    try:
        data = json.loads(raw)
        at = datetime.fromisoformat(data["at"])
    except (ValueError, KeyError, TypeError) as error:
        raise ScriptError(f"line {number}: {error!r}") from error
    if at.tzinfo is None:
        raise ScriptError(f"line {number}: 'at' needs a zone")
    what = next((key for key in _WHAT if key in data), "")
    if what and not data.get("from"):
        raise ScriptError(f"line {number}: who sends it? 'from' is missing")
    return Line(number=number, at=at, who=str(data.get("from", "")), what=what, data=data)
