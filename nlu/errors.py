"""What a reader says when a file can't be read: a code for programs, a sentence for people."""

from enum import StrEnum


class Unreadable(StrEnum):
    """Why a file can't be read."""

    NOT_FOUND = "not_found"
    EMPTY = "empty"
    NOT_IMAGE = "not_image"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"
    HEIC = "heic"
    """What an iPhone keeps unless told otherwise; there is a remedy, so it has a code of its own."""
    NO_ENGINE = "no_engine"


class UnreadableError(Exception):
    """A file that no reader can use; it says nothing about what the file shows."""

    def __init__(self, code: str, message: str) -> None:
        self.code = str(code)
        self.message = message
        super().__init__(f"{self.code}: {message}")

    def __reduce__(self) -> tuple[type["UnreadableError"], tuple[str, str]]:
        """Survive the way from a reading process to ours."""
        return UnreadableError, (self.code, self.message)
