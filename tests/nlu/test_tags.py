"""Reading price tags: first what an engine saw on 50 tags, then odd lines, then whole pictures."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz.distance import Levenshtein

from domain.readings import TagReading
from nlu.errors import UnreadableError
from nlu.ocr import Line, Ocr
from nlu.photos import tag_report
from nlu.tags import read_tag
from tests.nlu.draw import promo_tag, save, shelf, storefront, tag


def recorded() -> Iterator[dict[str, Any]]:
    """Lines that rapidocr 3.10 found on made-up tags of 10 layouts, three views of each."""
    for line in (Path(__file__).parent / "recorded_tags.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


def yuan(fen: int | None) -> str | None:
    return None if fen is None else f"{fen / 100:.2f}"


def read(row: dict[str, Any]) -> TagReading:
    lines = [Line(text, sure, tuple(box), slope) for text, sure, box, slope in row["lines"]]
    return read_tag(lines, "rapidocr")


@pytest.mark.parametrize("view", ["as is", "askew", "from the side"])
def test_recorded_tags_are_read(view: str) -> None:
    rows = [row for row in recorded() if row["seen"] == view]
    readings = [read(row) for row in rows]
    payable = [row["want"][2] or row["want"][1] for row in rows]
    pairs = list(zip(rows, readings, strict=True))

    assert len(rows) == 50
    assert _share(yuan(r.payable_fen) == p for r, p in zip(readings, payable, strict=True)) >= 0.96
    assert _share(yuan(r.price_fen) == row["want"][1] for row, r in pairs) >= 0.94
    assert _share(yuan(r.promo_fen) == row["want"][2] for row, r in pairs) >= 0.94
    assert _share(r.unit == row["want"][3] for row, r in pairs) >= 0.94


def test_nothing_on_recorded_tags_is_invented() -> None:
    for row in recorded():
        reading = read(row)
        said = {yuan(fen) for fen in (reading.price_fen, reading.promo_fen) if fen is not None}
        assert said <= set(row["want"][1:3]), row["tag"]


def test_product_names_are_copied_with_3_percent_of_errors_at_most() -> None:
    wrong = length = 0
    for row in recorded():
        wrong += Levenshtein.distance(read(row).product or "", row["want"][0])
        length += len(row["want"][0])

    assert wrong / length <= 0.03


def test_confidence_tells_a_guess_from_a_reading() -> None:
    sure = [read(row).confidence for row in recorded() if read(row).payable_fen is not None]
    unseen = read_tag([], "rapidocr")

    assert sum(confidence >= 0.7 for confidence in sure) >= 0.95 * len(sure)
    assert unseen.confidence == 0


def test_what_tesseract_reads_is_never_trusted() -> None:
    for row in recorded():
        lines = [Line(text, sure, tuple(box), slope) for text, sure, box, slope in row["lines"]]
        assert read_tag(lines, "tesseract").confidence <= 0.4


def _share(hits: Iterator[bool]) -> float:
    every = list(hits)
    return sum(every) / len(every)


def column(*texts: str) -> list[Line]:
    """Lines under each other, as wide as their text."""
    return [
        Line(text, 0.99, (100, 100 + 80 * i, 100 + 45 * len(text), 160 + 80 * i))
        for i, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("texts", "price", "promo"),
    [
        pytest.param(["生抽", "零售价:¥12.80"], 1280, None, id="one price"),
        pytest.param(["生抽", "¥12.80/瓶"], 1280, None, id="one price with its unit"),
        pytest.param(["生抽500ml", "12.80", "元/瓶"], 1280, None, id="no sign but 元"),
        pytest.param(["雪碧", "2元"], 200, None, id="whole yuan"),
        pytest.param(["生抽", "¥12 80"], 1280, None, id="raised decimals in one line"),
        pytest.param(["生抽", "¥12.8O"], 1280, None, id="O for 0"),
        pytest.param(["生抽", "夫12。80"], 1280, None, id="夫 for ¥, a Chinese full stop"),
        pytest.param(["金币", "¥1,280.00"], 128_000, None, id="thousands"),
        pytest.param(["生抽", "原价39.9 现价29.9"], 3990, 2990, id="two in one line"),
        pytest.param(["生抽", "会员价 5.4元 零售价 6.8元"], 680, 540, id="member price first"),
        pytest.param(["生抽", "特价¥9.9", "原价¥12.9"], 1290, 990, id="old price under it"),
        pytest.param(["生抽", "原价¥12.9", "¥9.9"], 1290, 990, id="old price and a bare one"),
        pytest.param(["生抽", "原价¥12.9", "售价¥9.9"], 1290, 990, id="old and present price"),
        pytest.param(["生抽", "特价¥9.9"], 990, None, id="an offer alone is the price"),
        pytest.param(["生抽", "会员价¥9.9", "¥12.9"], 1290, 990, id="a bare dearer one"),
        pytest.param(["肉", "单价 ¥7.50/500g", "2件¥12.00"], 750, 1200, id="two for"),
        pytest.param(["肉", "单价 ¥7.50", "任选3件", "¥20.00"], 750, 2000, id="any three"),
        pytest.param(["肉", "2件¥12.00"], None, 1200, id="only the bundle"),
        pytest.param(["生抽", "零售价¥9.9", "会员价¥9.9"], 990, None, id="twice the same"),
        pytest.param(["生抽", "零售价¥9.9", "¥99"], 990, None, id="a dearer stranger"),
        pytest.param(["生抽", "原价¥3.9", "会员价¥9.9"], None, 990, id="a misread old price"),
        pytest.param(["生抽", "零售价:¥12.80", "满99减20", "第2件半价"], 1280, None, id="满减"),
        pytest.param(["促销时间:11.1—11.15", "生抽", "特价9.9元"], 990, None, id="dates"),
    ],
)
def test_prices(texts: Sequence[str], price: int | None, promo: int | None) -> None:
    reading = read_tag(column(*texts), "rapidocr")

    assert (reading.price_fen, reading.promo_fen) == (price, promo)


@pytest.mark.parametrize(
    "texts",
    [
        ["监督电话12315", "12358"],
        ["价格举报12345"],
        ["6920809397298"],
        ["生抽500ml", "规格1*24", "净含量 1.8L"],
        ["生产日期 2026.11.20", "20261120"],
        ["8.5折", "会员日"],
        ["12:30", "11.20-11.30"],
        ["EKOLOGISK", "34"],
        ["100%", "3.0%"],
        ["Tropicana", "1 litre"],
        ["¥0.00"],
    ],
    ids=" ".join,
)
def test_what_is_no_price_is_not_made_one(texts: Sequence[str]) -> None:
    assert read_tag(column(*texts), "rapidocr").payable_fen is None


def test_raised_decimals_join_their_yuan() -> None:
    lines = [
        Line("12", 0.9, (413, 133, 572, 248)),
        Line("80", 0.8, (549, 142, 617, 193)),
        Line("夫", 0.9, (395, 195, 427, 231)),
    ]

    reading = read_tag(lines, "rapidocr")

    assert reading.price_fen == 1280
    assert reading.confidence == 0.8


def test_figures_too_narrow_for_their_height_hide_raised_decimals() -> None:
    wide, narrow = Line("¥250", 1.0, (0, 0, 420, 170)), Line("¥250", 1.0, (0, 0, 270, 170))

    assert read_tag([wide], "rapidocr").price_fen == 25_000
    assert read_tag([narrow], "rapidocr").price_fen == 250
    assert read_tag([narrow], "rapidocr").confidence == 0.6


def test_a_small_dearer_price_without_a_word_is_the_crossed_out_one() -> None:
    lines = [
        Line("五花肉", 1.0, (0, 0, 180, 60)),
        Line("¥26.30", 1.0, (0, 80, 500, 260)),
        Line("¥32.90", 1.0, (0, 300, 200, 350)),
    ]

    reading = read_tag(lines, "rapidocr")

    assert (reading.price_fen, reading.promo_fen) == (3290, 2630)


def test_two_tags_in_one_picture_lower_the_confidence() -> None:
    one = read_tag(column("香蕉", "¥2.98"), "rapidocr")
    two = read_tag([*column("香蕉", "¥2.98"), Line("¥5.88", 1, (700, 180, 925, 240))], "rapidocr")

    assert two.confidence < one.confidence


@pytest.mark.parametrize(
    ("texts", "name", "unit"),
    [
        (["华润万家", "品名 清风卷纸10卷", "单位提", "零售价:9.9"], "清风卷纸10卷", "提"),
        (["今日特价", "本地小白菜", "¥3.50", "元/500g"], "本地小白菜", "500g"),
        (["店长推荐", "可乐500m1", "3元", "/瓶"], "可乐500ml", "瓶"),
        (["生抽", "¥9.9", "盒"], "生抽", "盒"),
        (["生抽", "¥9.9"], "生抽", None),
        (["¥9.9", "买一送一 6.5元"], None, None),
        (["单位:箱 产地:浙江", "纯牛奶250ml*24盒"], "纯牛奶250ml*24盒", None),
    ],
)
def test_names_and_units(texts: Sequence[str], name: str | None, unit: str | None) -> None:
    reading = read_tag(column(*texts), "rapidocr")

    assert (reading.product, reading.unit) == (name, unit)


def test_the_name_stands_beside_its_field() -> None:
    lines = [
        Line("品名日", 0.94, (248, 80, 332, 119)),
        Line("旺仔牛奶245ml", 0.95, (314, 89, 490, 136)),
        Line("329.00", 1.0, (525, 203, 671, 264)),
        Line("零售价(元)", 1.0, (502, 155, 593, 190)),
    ]

    assert read_tag(lines, "rapidocr").product == "旺仔牛奶245ml"
    assert read_tag([lines[0], *lines[2:]], "rapidocr").product is None


def test_a_tag_before_a_shelf_is_read(tmp_path: Path, engine: Ocr) -> None:
    path = save(tag("海鲜牌特级生抽1L", "¥12.80"), tmp_path / "tag.jpg")

    report = tag_report(path, ocr=engine)

    assert report.pop("confidence") > 0.8
    assert report == {
        "product": "海鲜牌特级生抽1L",
        "price": "12.80",
        "promo_price": None,
        "unit": "瓶",
        "engine": "rapidocr",
    }


def test_an_offer_with_raised_decimals_is_read(tmp_path: Path, engine: Ocr) -> None:
    path = save(promo_tag("光明酸奶200g", "11", "80", "16.80"), tmp_path / "tag.jpg")

    report = tag_report(path, ocr=engine)

    assert (report["price"], report["promo_price"]) == ("16.80", "11.80")
    assert report["product"] == "光明酸奶200g"


@pytest.mark.slow
def test_shelves_and_doors_have_no_price(tmp_path: Path, engine: Ocr) -> None:
    for image in (shelf(), storefront()):
        report = tag_report(save(image, tmp_path / "photo.jpg"), ocr=engine)
        assert (report["product"], report["price"], report["confidence"]) == (None, None, 0)


def test_without_an_engine_no_price_is_claimed(tmp_path: Path) -> None:
    path = save(tag("生抽", "¥9.90"), tmp_path / "tag.jpg")

    with pytest.raises(UnreadableError, match="no_engine"):
        tag_report(path, ocr=None)


@pytest.mark.slow
def test_real_tag_files_of_every_layout(price_tags: Path, engine: Ocr) -> None:
    labels = (price_tags / "labels.tsv").read_text(encoding="utf-8").splitlines()[1:11]
    rows = [line.split("\t") for line in labels]
    reports = [tag_report(price_tags / row[0], ocr=engine) for row in rows]

    right = [
        r["price"] == row[2] and (r["promo_price"] or "") == row[4]
        for r, row in zip(reports, rows, strict=True)
    ]
    assert sum(right) >= 9
