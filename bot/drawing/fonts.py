"""A font that can write Chinese, from a package; without it drawing says so and goes on."""

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
    spec = find_spec("manimgx_fonts_cjk")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "NotoSansCJK-VF.otf.ttc"
    return path if path.exists() else None
