"""Fonts that can write Chinese, from packages; without one drawing says so and goes on."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageFont

_SC = 2  # the simplified Chinese face of the collection
_BOLD = 700


@cache
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A bold face of that size in pixels."""
    path = font_path()
    if path is None:
        return ImageFont.load_default(size)
    face = ImageFont.truetype(str(path), size, index=_SC)
    face.set_variation_by_axes([_BOLD])
    return face


def font_path() -> Path | None:
    """Where the packaged font is; ``None`` when the package is not installed."""
    return _packaged("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc")


def chart_font_path() -> Path | None:
    """Where the font of the charts is: matplotlib takes a variable one at its thinnest."""
    return _packaged("pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf")


def _packaged(module: str, file: str) -> Path | None:
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / file
    return path if path.exists() else None
