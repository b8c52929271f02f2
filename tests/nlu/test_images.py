"""Opening pictures: what is let in, what is refused, and how it comes out."""

import io
import struct
import zlib
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nlu.errors import UnreadableError
from nlu.images import MAX_BYTES, open_picture, parse_picture
from tests.nlu.draw import jpeg, storefront


def packed(image: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def bomb(side: int) -> bytes:
    """A PNG that claims to be enormous in a few bytes."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "empty", id="no bytes"),
        pytest.param("你好,这是门头照".encode(), "not_image", id="a text named .jpg"),
        pytest.param(b"%PDF-1.7 ...", "not_image", id="a document named .jpg"),
        pytest.param(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic", id="an iPhone's HEIC"),
        pytest.param(b"\0\0\0\x1cftypavif\0\0\0\0", "unsupported", id="an AVIF"),
        pytest.param(b"II*\0 tiff", "unsupported", id="a TIFF"),
        pytest.param(b"\xff\xd8\xff", "truncated", id="three bytes of a JPEG"),
        pytest.param(bomb(20_000), "too_large", id="a decompression bomb"),
        pytest.param(bomb(10_000), "too_large", id="a smaller bomb Pillow only warns of"),
        pytest.param(bomb(7_000), "too_large", id="49 megapixels"),
        pytest.param(b"\xff\xd8\xff" + bytes(MAX_BYTES), "too_large", id="more than 20 MB"),
    ],
)
def test_what_is_no_usable_picture_is_refused_by_its_bytes(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        parse_picture(data)

    assert refusal.value.code == code
    assert refusal.value.message


def test_a_missing_file_and_a_folder_are_not_found(tmp_path: Path) -> None:
    for path in (tmp_path / "no.jpg", tmp_path):
        with pytest.raises(UnreadableError, match="not_found"):
            open_picture(path)


def test_a_file_larger_than_a_bot_may_download_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "big.jpg"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)

    with pytest.raises(UnreadableError, match="too_large"):
        open_picture(path)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_cut_short_is_refused_when_its_pixels_are_needed(kind: str) -> None:
    whole = packed(storefront(), kind)
    picture = parse_picture(whole[: len(whole) // 2])

    with pytest.raises(UnreadableError, match="truncated"):
        picture.gray()


def test_a_name_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "photo.txt"
    path.write_bytes(packed(storefront(), "PNG"))

    assert open_picture(path).format == "PNG"


def test_every_kind_of_pixel_becomes_plain_gray_and_colour() -> None:
    red = Image.new("RGB", (64, 40), (200, 0, 0))
    sixteen = Image.fromarray(np.full((40, 64), 60 * 257, dtype=np.uint16))
    files = {
        "palette": packed(red.convert("P"), "PNG"),
        "palette with a hole": packed(red.convert("P"), "PNG", transparency=0),
        "CMYK": packed(red.convert("CMYK"), "JPEG", quality=95),
        "gray": packed(red.convert("L"), "JPEG"),
        "16 bit": packed(sixteen, "PNG"),
        "one bit": packed(red.convert("1"), "PNG"),
        "WebP": packed(red, "WEBP"),
        "animated": packed(red, "GIF", save_all=True, append_images=[Image.new("RGB", (64, 40))]),
        "BMP": packed(red, "BMP"),
    }

    for name, data in files.items():
        picture = parse_picture(data)
        assert picture.gray().shape == (40, 64), name
        assert picture.rgb(640).shape == (40, 64, 3), name
    assert abs(parse_picture(files["16 bit"]).gray().mean() - 60) < 1
    assert abs(parse_picture(files["animated"]).gray().mean() - 60) < 3  # its first frame
    assert abs(parse_picture(files["CMYK"]).gray().mean() - 60) < 12


def test_transparent_parts_are_white() -> None:
    picture = parse_picture(packed(Image.new("RGBA", (30, 20), (0, 0, 0, 0)), "PNG"))

    assert picture.gray().min() == 255
    assert picture.rgb(30).min() == 255


def test_a_dot_is_a_picture() -> None:
    picture = parse_picture(packed(Image.new("RGB", (1, 1)), "PNG"))

    assert picture.gray().shape == (1, 1)


def test_a_photo_is_measured_upright_at_640_pixels() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9003] = "2026:11:23 10:02:00"
    target = io.BytesIO()
    storefront().save(target, "JPEG", exif=exif)

    picture = parse_picture(target.getvalue())

    assert (picture.width, picture.height) == (900, 1200)
    assert picture.gray().shape == (640, 480)
    assert picture.gray()[:, -90:].mean() > picture.gray()[:, :90].mean()  # the sky lies right
    assert picture.taken_at == datetime(2026, 11, 23, 10, 2)  # noqa: DTZ001  # a phone's word


@pytest.mark.parametrize("stamp", ["", "0000:00:00 00:00:00", "yesterday"])
def test_a_time_that_is_none_is_left_out(stamp: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = stamp
    target = io.BytesIO()
    storefront().save(target, "JPEG", exif=exif)

    assert parse_picture(target.getvalue()).taken_at is None


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_broken_exif_does_not_lose_the_photo() -> None:
    target = io.BytesIO()
    storefront().save(target, "JPEG", exif=b"Exif\0\0MM\0*\0\0\xff\xff")

    picture = parse_picture(target.getvalue())

    assert picture.orientation == 1
    assert picture.taken_at is None


def test_nothing_is_enlarged() -> None:
    picture = parse_picture(jpeg(storefront().resize((300, 225))))

    assert picture.rgb(1280).shape == (225, 300, 3)
    assert len(picture.sha256) == 64
