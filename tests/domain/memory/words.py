"""The vocabulary as it is shipped, and sentences with what they mean."""

import tomllib
from functools import cache
from pathlib import Path

from domain.memory.vocabulary import Vocabulary

_RULES = Path(__file__).parents[3] / "domain" / "rules" / "tags.toml"
_HERE = Path(__file__).parent


@cache
def shipped() -> Vocabulary:
    """The vocabulary of the first rule version."""
    return Vocabulary.compile(tomllib.loads(_RULES.read_text("utf-8")))


def sentences(name: str, parts: int) -> list[tuple[str, ...]]:
    """The lines of a file of examples; missing parts are empty."""
    lines = (_HERE / name).read_text("utf-8").splitlines()
    told = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [tuple([*line, *[""] * parts][:parts]) for line in told]
