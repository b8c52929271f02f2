"""Telling storefronts, shelves and tags apart, with text and without."""

import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from domain.readings import PhotoKind
from nlu.images import open_picture
from nlu.kinds import FEATURES, LOOK_SIDE, Text, classify, features, text_finding
from nlu.ocr import Line
from tests.nlu.draw import shelf, storefront, tag

AREA = (1000, 800)


def line(text: str, x: float, y: float, width: float, height: float) -> Line:
    return Line(text, 0.99, (x, y, x + width, y + height))


@pytest.mark.parametrize(
    ("lines", "finding"),
    [
        pytest.param([], Text.NONE, id="nothing"),
        pytest.param([line("-", 0, 0, 9, 9)], Text.NONE, id="a scratch"),
        pytest.param([line("¥12.80", 300, 300, 300, 100)], Text.PRICE, id="a large price"),
        pytest.param([line("零售价", 300, 300, 90, 30)], Text.PRICE, id="a price overlooked"),
        pytest.param([line("¥12.80", 300, 300, 60, 20)], Text.PRICES, id="a small price"),
        pytest.param(
            [line(f"¥{i}.80", 200 * i, 700, 100, 60) for i in range(1, 5)],
            Text.PRICES,
            id="a strip of prices",
        ),
        pytest.param([line("幸福烟酒商店", 200, 80, 500, 90)], Text.SIGN, id="a wide sign"),
        pytest.param([line("超市", 200, 80, 150, 60)], Text.SIGN, id="a short sign with its word"),
        pytest.param([line("幸福烟酒商店", 200, 700, 500, 90)], Text.FEW, id="too low for a sign"),
        pytest.param([line("Tropicana", 200, 80, 300, 90)], Text.FEW, id="a package"),
        pytest.param(
            [line("酱油", 100 * i, 300, 50, 20) for i in range(8)], Text.MANY, id="full shelf"
        ),
    ],
)
def test_what_lines_amount_to(lines: list[Line], finding: Text) -> None:
    assert text_finding(lines, AREA) is finding


def test_doubtful_lines_are_not_heard() -> None:
    assert text_finding([Line("BHEHHE", 0.6, (0, 0, 500, 80))], AREA) is Text.NONE


def test_probabilities_sum_to_one_and_text_moves_them() -> None:
    rgb = np.asarray(tag("生抽", "¥9.90"))
    alone = classify(rgb, None)
    with_price = classify(rgb, [line("¥9.90", 300, 300, 300, 100)], AREA)
    with_sign = classify(rgb, [line("幸福烟酒商店", 200, 80, 500, 90)], AREA)

    assert sum(alone.values()) == pytest.approx(1)
    assert list(alone) == list(PhotoKind)
    assert with_price[PhotoKind.TAG] > alone[PhotoKind.TAG] > with_sign[PhotoKind.TAG]
    assert with_sign[PhotoKind.STOREFRONT] > alone[PhotoKind.STOREFRONT]


def test_the_size_of_a_picture_is_no_clue() -> None:
    small = storefront().resize((320, 240))

    large_odds = classify(np.asarray(storefront()), None)
    small_odds = classify(np.asarray(small), None)

    for kind in PhotoKind:
        assert small_odds[kind] == pytest.approx(large_odds[kind], abs=0.1)


def test_dusk_is_no_kind_of_its_own() -> None:
    day = np.asarray(storefront())
    dusk = (day * 0.3).astype(np.uint8)

    assert classify(dusk, None)[PhotoKind.STOREFRONT] == pytest.approx(
        classify(day, None)[PhotoKind.STOREFRONT], abs=0.15
    )


def test_features_have_a_number_each_even_on_nothing() -> None:
    for rgb in (np.zeros((1, 1, 3), np.uint8), np.asarray(shelf())):
        found = features(rgb)
        assert found.shape == (len(FEATURES),)
        assert np.isfinite(found).all()


def test_the_table_says_how_good_it_is() -> None:
    table = json.loads((files("nlu") / "data" / "kinds.json").read_text("utf-8"))

    assert table["measured"]["accuracy_unseen_groups"] >= 0.8
    for kind in PhotoKind:
        assert sum(given[kind] for given in table["text"].values()) == pytest.approx(1)


def test_real_pictures_without_an_engine(pictures: Path, price_tags: Path) -> None:
    """Seen in training, so this only guards the weights; unseen ones: train_kinds.py."""
    wanted = {
        PhotoKind.STOREFRONT: list(pictures.glob("places/[ct]*n_*.jpg"))
        + list(pictures.glob("scenario/door_ST*.jpg")),
        PhotoKind.SHELF: list(pictures.glob("shelves/*.jpg")),
        PhotoKind.TAG: list(price_tags.glob("dev/*.jpg")),
        PhotoKind.OTHER: list(pictures.glob("places/tree*.jpg")),
    }
    hits = []
    for kind, paths in wanted.items():
        for path in paths:
            odds = classify(open_picture(path).rgb(LOOK_SIDE), None)
            hits.append(max(odds, key=odds.__getitem__) is kind)
            if kind is PhotoKind.STOREFRONT:
                assert odds[PhotoKind.TAG] < 0.1, path.name  # a door is never taken for a tag

    assert np.mean(hits) >= 0.95
