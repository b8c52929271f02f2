"""Words letter for letter, with full-width letters and marks as plain ones."""

import unicodedata

_FOLDED = str.maketrans("。、「」", ";,,,")
EDGES = " \t\n,;:!."
"""What may stand around a clause and says nothing."""


def folded(text: str) -> str:
    """Plain lower-case letters, digits and marks; every letter stays where it stands."""
    out = []
    for letter in text:
        plain = unicodedata.normalize("NFKC", letter).lower()
        out.append(plain if len(plain) == 1 else letter)
    return "".join(out).translate(_FOLDED)
