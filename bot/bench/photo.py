"""One photo check against its floor: decoding the same JPEG."""

import io
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from PIL import Image

_N = 30


def measure() -> dict[str, Any]:
    """CPU of decode + clarity + hashes of a 1280x960 JPEG; the floor only decodes it."""
    from nlu import clarity, hashes  # noqa: PLC0415
    from nlu.images import open_picture  # noqa: PLC0415

    with TemporaryDirectory() as folder:
        path = Path(folder) / "photo.jpg"
        path.write_bytes(_picture())

        def check() -> None:
            picture = open_picture(path)
            gray = picture.gray()
            clarity.assess(gray, max(picture.width, picture.height))
            hashes.phash(gray)
            hashes.dhash(gray)

        def decode() -> None:
            Image.open(path).load()

        figure, floor = _cpu_ms(check), _cpu_ms(decode)
    return {
        "name": "photo",
        "n": _N,
        "figure": round(figure, 2),
        "unit": "ms CPU",
        "floor": round(floor, 2),
        "ratio": round(figure / floor, 3),
    }


def _cpu_ms(function: Any) -> float:
    function()
    begin = time.process_time()
    for _ in range(_N):
        function()
    return (time.process_time() - begin) / _N * 1000


def _picture() -> bytes:
    """Something with edges and texture, so that no step is spared its work."""
    dice = np.random.default_rng(7)
    small = dice.integers(0, 255, (120, 160, 3), dtype=np.uint8)
    image = Image.fromarray(small).resize((1280, 960), Image.Resampling.BICUBIC)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()
