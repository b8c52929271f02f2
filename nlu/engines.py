"""Which OCR engine reads: the one that a setting names, found by name; plug-ins included."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, version
from importlib.util import find_spec
from shutil import which

from nlu.errors import Unreadable, UnreadableError
from nlu.images import Rgb
from nlu.ocr import Line, Ocr, RapidOcr, TesseractOcr

GROUP = "bihuan.ocr"
"""Entry-point group under which other packages register a class or function that makes an ``Ocr``."""
AUTO, OFF = "auto", "off"


@dataclass(frozen=True, slots=True)
class PluggedOcr:
    """Somebody else's engine: whatever goes wrong in it, the photo is still a photo."""

    name: str
    version: str
    engine: Ocr

    def read(self, image: Rgb) -> list[Line]:
        """Find lines of text.

        Raises:
            UnreadableError: ``no_engine``, for every failure of the engine.
        """
        try:
            return self.engine.read(image)
        except Exception as error:
            raise UnreadableError(Unreadable.NO_ENGINE, f"{self.name} failed: {error!r}") from error


def engine_names() -> Sequence[str]:
    """The engines that are installed, best first. Cheap: nothing heavy loads."""
    return [name for name, there in _SHIPPED.items() if there()] + sorted(_plugged())


def chosen(setting: str) -> str:
    """The engine that a setting stands for; empty when there is none to read with."""
    names = engine_names() if setting != OFF else ()
    if setting == AUTO:
        return next((name for name in names if name in _SHIPPED), "")
    return setting if setting in names else ""


def engine_key(setting: str) -> str:
    """Name and version of that engine, as readings are kept by; empty for none. Cheap."""
    name = chosen(setting)
    if not name:
        return ""
    if name in _SHIPPED:
        return f"{name}-{version(_PACKAGES[name])}"
    return f"{name}-{_version_of(_plugged()[name])}"


def find_engine(setting: str = AUTO) -> Ocr | None:
    """Make the engine, or ``None`` when it is off, not installed or does not start.

    ``auto`` takes the next one when the best does not start.
    """
    names = [n for n in engine_names() if n in _SHIPPED] if setting == AUTO else [chosen(setting)]
    for name in filter(None, names):
        try:
            return _make(name)
        except (UnreadableError, PackageNotFoundError):
            continue
    return None


def _make(name: str) -> Ocr:
    if name in _MAKERS:
        return _MAKERS[name]()
    point = _plugged()[name]
    try:
        return PluggedOcr(name, _version_of(point), point.load()())
    except Exception as error:
        raise UnreadableError(Unreadable.NO_ENGINE, f"{name} does not load: {error!r}") from error


def _plugged() -> dict[str, EntryPoint]:
    """Registered engines by name, as a setting writes it; a shipped name can't be taken over."""
    found = {point.name.lower(): point for point in entry_points(group=GROUP)}
    return {name: point for name, point in found.items() if name not in {*_SHIPPED, AUTO, OFF}}


def _version_of(point: EntryPoint) -> str:
    return point.dist.version if point.dist else ""


def _has_rapidocr() -> bool:
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def _has_tesseract() -> bool:
    return find_spec("pytesseract") is not None and which("tesseract") is not None


_SHIPPED: Mapping[str, Callable[[], bool]] = {
    RapidOcr.name: _has_rapidocr,
    TesseractOcr.name: _has_tesseract,
}
_MAKERS: Mapping[str, Callable[[], Ocr]] = {
    RapidOcr.name: RapidOcr,
    TesseractOcr.name: TesseractOcr,
}
_PACKAGES = {RapidOcr.name: "rapidocr", TesseractOcr.name: "pytesseract"}
