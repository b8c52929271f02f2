"""Giving memory back to the system."""

import ctypes


def give_back() -> None:
    """Return what large arrays left behind: glibc keeps it, 100 MB after a catalogue of 100,000."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
