"""Polite words at the end of a sentence: taken off before it is read."""

from collections.abc import Sequence


def without_end(said: str, ends: Sequence[str]) -> str:
    """A sentence without any of the words at its end; longer ones must come first."""
    while end := next((one for one in ends if said.endswith(one)), ""):
        said = said.removesuffix(end).rstrip()
    return said
