"""Why a voice note could not be heard: codes for programs."""

from enum import StrEnum

from nlu.errors import UnreadableError


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


class UnknownFormatError(UnreadableError):
    """A format that nobody here can open, by its name."""

    def __init__(self, name: str) -> None:
        self.name = name
        """Empty when nothing tells what it is."""
        named = f"{name} is no voice format that can be read" if name else "no voice note"
        super().__init__(Unheard.UNSUPPORTED, named)

    def __reduce__(self) -> tuple[type["UnknownFormatError"], tuple[str]]:  # type: ignore[override]
        """Survive the way from a reading process to ours."""
        return UnknownFormatError, (self.name,)
