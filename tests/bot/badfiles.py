"""Files that people send: whole, broken, enormous, disguised. Everything is made here."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

import numpy as np
from PIL import Image

from nlu.images import MAX_BYTES
from tests.nlu.draw import storefront

_ORIENTATION = 0x0112


@cache
def door() -> Image.Image:
    """A sharp picture that the real reader accepts."""
    return storefront().resize((800, 600))


def packed(image: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def bomb(side: int, *, real: bool = False) -> bytes:
    """A PNG of that many pixels a side in a few bytes; ``real`` has all of its rows."""
    rows = zlib.compress((b"\0" + bytes(side)) * side, 9) if real else zlib.compress(bytes(64))
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    )


def _zip() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("x.txt", "x" * 100)
    return target.getvalue()


def _rotated() -> bytes:
    exif = Image.Exif()
    exif[_ORIENTATION] = 6
    return packed(door().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif.tobytes())


def _animated() -> bytes:
    frames = [door().convert("P"), *(door().rotate(turn).convert("P") for turn in (3, 6))]
    return packed(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=80)


def _sixteen() -> bytes:
    gray = np.asarray(door().convert("L"), dtype=np.uint16) * 257
    return packed(Image.fromarray(gray), "PNG")


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _jpeg() -> bytes:
    return packed(door(), "JPEG")


_FTYP = b"\0\0\0\x18ftyp"
GOOD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "JPEG": ("a.jpg", _jpeg),
    "PNG": ("a.png", lambda: packed(door(), "PNG")),
    "PNG with a hole": ("a.png", lambda: packed(door().convert("RGBA"), "PNG")),
    "palette PNG": ("a.png", lambda: packed(door().convert("P"), "PNG")),
    "gray JPEG": ("a.jpg", lambda: packed(door().convert("L"), "JPEG")),
    "GIF": ("a.gif", lambda: packed(door().convert("P"), "GIF")),
    "animated GIF": ("a.gif", _animated),
    "BMP": ("a.bmp", lambda: packed(door(), "BMP")),
    "WEBP": ("a.webp", lambda: packed(door(), "WEBP")),
    "CMYK JPEG": ("a.jpg", lambda: packed(door().convert("CMYK"), "JPEG", quality=95)),
    "16 bit PNG": ("a.png", _sixteen),
    "turned by EXIF": ("a.jpg", _rotated),
    "broken EXIF": ("a.jpg", lambda: packed(door(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff")),
    "picture named .txt": ("a.txt", _jpeg),
    "picture named .xlsx": ("a.xlsx", _jpeg),
    "picture without a name": ("", _jpeg),
    "JPEG with more behind it": ("a.jpg", lambda: _jpeg() + b"\0" * 5000),
}
"""Name -> (file name, bytes): each is taken."""
BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "truncated JPEG": ("a.jpg", lambda: _half(_jpeg()), "没传完整"),
    "three bytes of a JPEG": ("a.jpg", lambda: b"\xff\xd8\xff", "没传完整"),
    "truncated PNG": ("a.png", lambda: _half(packed(door(), "PNG")), "没传完整"),
    "truncated GIF": ("a.gif", lambda: packed(door().convert("P"), "GIF")[:40], "没传完整"),
    "truncated WEBP": ("a.webp", lambda: packed(door(), "WEBP")[:60], "没传完整"),
    "truncated BMP": ("a.bmp", lambda: packed(door(), "BMP")[:200], "没传完整"),
    "zero bytes": ("a.jpg", lambda: b"", "是空的"),
    "more than 20 MB": ("a.jpg", lambda: _jpeg() + bytes(MAX_BYTES), "太大"),
    "claims 20,000 pixels a side": ("a.png", lambda: bomb(20_000), "太大"),
    "10,000 pixels a side": ("a.png", lambda: bomb(10_000, real=True), "太大"),
    "49 megapixels": ("a.png", lambda: bomb(7_000, real=True), "太大"),
    "HEIC": ("IMG_1.HEIC", lambda: _FTYP + b"heic\0\0\0\0mif1heic", "HEIC"),
    "HEIC named .jpg": ("a.jpg", lambda: _FTYP + b"mif1\0\0\0\0mif1heic", "HEIC"),
    "AVIF": ("a.avif", lambda: _FTYP + b"avif\0\0\0\0mif1avif", "JPG或PNG"),
    "TIFF": ("a.tif", lambda: b"II*\0" + bytes(50), "JPG或PNG"),
    "text named .jpg": ("a.jpg", "你好,这是门头照".encode, "不是图片"),
    "web page named .jpg": ("a.jpg", lambda: b"<html><body>404</body></html>", "不是图片"),
    "SVG": ("a.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', "不是图片"),
    "PDF named .jpg": ("a.jpg", lambda: b"%PDF-1.7\n" + bytes(50), "是文件"),
    "zip named .jpg": ("a.jpg", _zip, "是文件"),
    "old Office named .jpg": ("a.jpg", lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "是文件"),
    "film": ("a.mp4", lambda: _FTYP + b"isom\0\0\0\0isommp41", "是视频"),
    "film named .jpg": ("a.jpg", lambda: _FTYP + b"qt  \0\0\0\0", "是文件"),
}
"""Name -> (file name, bytes, what the answer names): each is refused."""
