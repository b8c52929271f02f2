"""Names sound alike however they are written."""

import pytest

from nlu.language.alike import agrees, halves, key_of_name, placed, unlike
from nlu.language.phonetic import code, key_of, key_with_origin, keys_of, sound
from nlu.language.syllables import all_syllables, fold, syllable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("S7-1500", "爱思七一五零零"),
        ("H3U", "爱趣三优"),
        ("旧庄蚝油", "旧装毫油"),
        ("永兴自动化", "用心自动化"),
        ("500ml", "五百毫升"),
        ("MD310T1.5B", "艾姆迪三百一踢一点五必"),
        ("电子屏+定向短信", "电子屏加定向短信"),
        ("三菱", "3菱"),
        ("王雷", "网累"),
        ("成都", "层都"),
    ],
)
def test_the_same_sound_is_the_same_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_a_point_within_a_number_is_said() -> None:
    assert key_of("1.5kW") != key_of("15kW")
    assert key_of("好.") == key_of("好")


def test_names_have_their_second_readings() -> None:
    assert key_of("百味粮油航") in keys_of("百味粮油行")
    assert len(keys_of("海天")) == 1


def test_syllables_that_are_mixed_up_are_one() -> None:
    assert syllable("庄") == syllable("装") == fold("zhuang") == "zuan"
    assert syllable("女") == syllable("绿") == "lu"
    assert syllable("%") == "%"
    assert all(sound(code(one)) == one for one in all_syllables())


def test_a_key_knows_where_it_comes_from() -> None:
    key = key_with_origin("查爱思七一五零零的价")
    start = key.text.index(key_of("S7-1500"))

    assert key.origin(start, start + len(key_of("S7-1500"))) == (1, 8)


def test_near_sounds_cost_less_than_far_ones() -> None:
    fish, chi, gu, zhu = (key_of(c) for c in "鱼豉鼓逐")

    assert unlike(fish, fish) == 0
    assert unlike(gu, zhu) < unlike(chi, gu) <= 1
    assert len(halves(key_of("蚝油"))) == 4


def test_a_name_is_placed_where_it_fits() -> None:
    name, said = key_of("旧庄蚝油"), key_of("成都旧脏蚝油掉量了")

    cost, start, end = placed(name, said, [1.0] * 4)

    assert (start, end) == (2, 6)
    assert 0 < cost < 1


def test_a_name_with_a_syllable_missing_or_more_costs_something() -> None:
    name = key_of("旧庄蚝油")

    assert placed(name, key_of("旧蚝油"), [1.0] * 4)[0] == pytest.approx(0.9)
    assert placed(name, key_of("旧庄的蚝油"), [1.0] * 4)[0] == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("name", "said", "may"),
    [
        ("S7-1500", "s7 1500", True),
        ("S7-1500", "爱思七一五零零", True),
        ("三菱", "3菱", True),
        ("D25", "第25", False),
        ("D25", "迪二五", True),
        ("优惠", "U惠", False),
        ("A1", "E1", False),
    ],
)
def test_what_was_typed_is_taken_at_its_word(name: str, said: str, *, may: bool) -> None:
    key = key_with_origin(said)

    assert agrees(key_of_name(name), key, 0, len(key.text))[0] is may
