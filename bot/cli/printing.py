"""JSON lines on stdout, words on stderr."""

import json
import sys
from collections.abc import Mapping
from typing import Any


def out(line: Mapping[str, Any]) -> None:
    """One JSON line on stdout."""
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """A line for a person, on stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
