"""Files by their SHA-256: written whole, or not at all."""

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile


class Blobs:
    """A directory ``ab/cd/<sha256>``. What is put is on the disk before ``put`` returns."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, data: bytes) -> str:
        """Store the bytes; the same bytes again cost nothing.

        Raises:
            OSError: when the disk is full or can't be written; nothing is left behind.
        """
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.path(sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            part = Path(file.name)
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                part.replace(path)
            except BaseException:
                part.unlink()  # a full disk is not made fuller
                raise
        for folder in (path.parent, path.parent.parent, self._root):
            _sync_directory(folder)
        return sha256

    def remove(self, sha256: str) -> None:
        """Let go of a file that no row refers to; nothing happens when it is not there."""
        self.path(sha256).unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        """Where the file of that hash is, or would be.

        Raises:
            ValueError: when it is no SHA-256, so that no path can be smuggled in.
        """
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):  # noqa: PLR2004
            raise ValueError(f"no SHA-256: {sha256!r}")
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def read(self, sha256: str) -> bytes:
        """The bytes.

        Raises:
            FileNotFoundError: when nothing of that hash was put.
        """
        return self.path(sha256).read_bytes()


def _sync_directory(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
