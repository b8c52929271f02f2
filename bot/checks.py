"""One finding of ``doctor``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it stands (``ok``, ``missing``, ``wrong``), and what mends it."""

    check: str
    state: str
    need_for: str
    fix: str = ""
