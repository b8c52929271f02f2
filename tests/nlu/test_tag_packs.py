"""Tags that say how many pieces a price is for, or print two prices."""

import pytest

from domain.readings import TagReading
from nlu.ocr import Line
from nlu.tags import read_tag

NAME = ("海鲜牌特级生抽1L", (40, 40, 520, 100))
BIG = (300, 240, 700, 390)
UNDER = (40, 450, 240, 500)


def read(*lines: tuple[str, tuple[int, int, int, int]]) -> TagReading:
    found = [Line(text, 0.99, (*map(float, box),)) for text, box in lines]  # type: ignore[arg-type]
    return read_tag(found, "rapidocr")


@pytest.mark.parametrize(
    ("lines", "pack"),
    [
        ([NAME, ("2瓶装", (40, 150, 190, 210)), ("¥25.60", BIG)], 2),
        ([NAME, ("2瓶装 25.60", BIG)], 2),
        ([("海鲜牌特级生抽1L*2", NAME[1]), ("零售价", (40, 260, 200, 320)), ("25.60", BIG)], 2),
        ([("海鲜牌特级生抽1L双瓶装", NAME[1]), ("¥25.60", BIG)], 2),
        ([NAME, ("¥76.80", BIG), ("一提6瓶", UNDER)], 6),
        ([NAME, ("25.60", BIG), ("元/2瓶", (720, 330, 860, 380))], 2),
        ([NAME, ("¥12.80", BIG), ("元/瓶", (720, 330, 860, 380))], 1),
        ([NAME, ("规格:1L*12 单位:瓶", UNDER), ("¥12.80", BIG)], 1),
        ([NAME, ("¥12.80", BIG), ("买二送一", UNDER)], None),
        ([NAME, ("¥12.80", BIG)], None),
    ],
)
def test_a_pack_is_read_where_it_is_printed(
    lines: list[tuple[str, tuple[int, int, int, int]]], pack: int | None
) -> None:
    reading = read(*lines)

    assert reading.pack == pack
    assert reading.product is not None
    assert reading.product.startswith("海鲜牌特级生抽1L")


def test_the_price_of_three_beside_that_of_one_makes_no_pack() -> None:
    reading = read(
        NAME, ("¥14.50", BIG), ("3件", (40, 450, 100, 500)), ("¥39.90", (110, 450, 240, 500))
    )

    assert (reading.price_fen, reading.promo_fen, reading.pack) == (1450, 3990, None)


def test_a_members_price_is_known_as_one() -> None:
    old, label = ("原价 ¥15.80", (40, 180, 260, 230)), (40, 330, 200, 380)

    member = read(NAME, old, ("会员价", label), ("¥12.80", BIG))
    promo = read(NAME, old, ("促销价", label), ("¥12.80", BIG))

    assert (member.price_fen, member.promo_fen, member.member) == (1580, 1280, True)
    assert (promo.price_fen, promo.promo_fen, promo.member) == (1580, 1280, False)


def test_what_everybody_pays_goes_before_what_members_pay() -> None:
    reading = read(
        NAME,
        ("原价 ¥15.80", (40, 150, 260, 200)),
        ("会员价 ¥11.80", (40, 450, 300, 500)),
        ("促销价 ¥12.80", BIG),
    )

    assert (reading.promo_fen, reading.member) == (1280, False)
