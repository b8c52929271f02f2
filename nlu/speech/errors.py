"""Why a voice note could not be heard: codes for programs."""

from enum import StrEnum


class Unheard(StrEnum):
    """Why there is no text."""

    NOT_FOUND = "not_found"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    UNSUPPORTED = "unsupported"
    """A format that nobody here can open; the message names it."""
    BROKEN = "broken"
    NO_ENGINE = "no_engine"
    NO_SPEECH = "no_speech"
    TIMEOUT = "timeout"
