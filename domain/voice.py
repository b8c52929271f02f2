"""Voice notes: how long one may be, and what was heard in it."""

from dataclasses import dataclass

LONGEST_S = 120
"""Seconds. More is a lecture: nobody checks what was understood of it."""
SHORTEST_S = 0.45
"""Seconds; a slip of the thumb."""
LARGEST_BYTES = 20 * 2**20
HOT_WORDS = 20
"""How many names of a rep's day the reader listens for; with more of them it hears worse."""


@dataclass(frozen=True, slots=True)
class VoiceReading:
    """One voice note, heard."""

    sha256: str
    text: str
    """Simplified Chinese with punctuation, as far as the engine gives any."""
    confidence: float
    """0-1, how sure the engine was; below 0.5 expect wrong words."""
    seconds: float
    """How long the note is."""
