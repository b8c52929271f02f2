"""Fingerprints stay when a chat recompresses a photo, and differ between neighbours."""

from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageEnhance

from domain.reuse import SAME_PICTURE
from nlu.hashes import dhash, hamming, phash
from nlu.images import parse_picture
from tests.nlu.draw import jpeg, shelf, storefront, tag

SAME = 6
"""Bits; see ``domain`` for what is done about it."""


def hashes(data: bytes) -> tuple[str, str]:
    gray = parse_picture(data).gray()
    return phash(gray), dhash(gray)


def copies(image: Image.Image) -> dict[str, bytes]:
    small = image.resize((image.width * 9 // 10, image.height * 9 // 10), Image.Resampling.LANCZOS)
    return {
        "quality 40": jpeg(image, 40),
        "90 %": jpeg(small),
        "+30 %": jpeg(ImageEnhance.Brightness(image).enhance(1.3)),
    }


@pytest.mark.parametrize(
    "image", [storefront(), shelf(), tag("生抽", "¥9.90")], ids=["storefront", "shelf", "tag"]
)
def test_a_copy_is_within_six_bits(image: Image.Image) -> None:
    first = hashes(jpeg(image))

    for name, copy in copies(image).items():
        again = hashes(copy)
        assert hamming(first[0], again[0]) <= SAME, name
        assert hamming(first[1], again[1]) <= SAME, name


def test_copies_of_real_photos_are_within_six_bits(pictures: Path) -> None:
    for path in sorted(pictures.glob("places/*.jpg")) + sorted(pictures.glob("shelves/*.jpg")):
        first = hashes(path.read_bytes())
        with Image.open(path) as image:
            for name, copy in copies(image.convert("RGB")).items():
                again = hashes(copy)
                assert hamming(first[0], again[0]) <= SAME, (path.name, name)
                assert hamming(first[1], again[1]) <= SAME, (path.name, name)


def test_honest_neighbours_differ_by_more(pictures: Path) -> None:
    found = [hashes(path.read_bytes()) for path in sorted(pictures.glob("places/*.jpg"))]

    for (p, d), (other_p, other_d) in combinations(found, 2):
        assert hamming(p, other_p) > SAME
        assert hamming(d, other_d) > SAME


def test_a_hash_is_sixteen_hex_digits() -> None:
    p, d = hashes(jpeg(storefront()))

    assert len(p) == len(d) == 16
    assert hamming("0000000000000000", "ffffffffffffffff") == 64
    assert hamming(p, p) == 0


def test_cropped_and_recompressed_copies_of_real_photos_are_still_the_same(pictures: Path) -> None:
    worst = 0
    for path in sorted(pictures.glob("places/*.jpg")) + sorted(pictures.glob("shelves/*.jpg")):
        first = hashes(path.read_bytes())
        with Image.open(path) as opened:
            image = opened.convert("RGB")
        left, top = image.width * 3 // 200, image.height * 3 // 200
        cut = image.crop((left, top, image.width - left, image.height - top))
        small = cut.resize((cut.width * 9 // 10, cut.height * 9 // 10), Image.Resampling.LANCZOS)
        again = hashes(jpeg(small, 60))
        worst = max(worst, hamming(first[0], again[0]) + hamming(first[1], again[1]))

    assert worst <= SAME_PICTURE


def test_honest_neighbours_are_five_bits_and_more_beyond_a_copy(pictures: Path) -> None:
    found = [hashes(path.read_bytes()) for path in sorted(pictures.glob("places/*.jpg"))]
    apart = [hamming(p, q) + hamming(d, e) for (p, d), (q, e) in combinations(found, 2)]

    assert min(apart) >= SAME_PICTURE + 5
