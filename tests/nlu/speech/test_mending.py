"""Misheard names are put right where the engine's ear allows it, and nowhere else."""

import pytest

from nlu.speech.mending import mended, trade_words
from tests.nlu.speech.hearing import Told


def _mended(heard: str, *hot_words: str, likely: float, other: str) -> str:
    told = Told(heard, weights={other: likely})
    return mended(heard, told.weigh, hot_words)


def test_a_name_of_the_day_takes_the_place_of_what_sounds_like_it() -> None:
    text = _mended("红图机械要两台", "宏图机械", likely=-3.4, other="宏图机械要两台")

    assert text == "宏图机械要两台"


def test_a_code_takes_the_place_of_its_spelling() -> None:
    said, meant = "帮我查一下爱服爱克斯五优的报价", "帮我查一下FX5U的报价"

    assert _mended(said, "FX5U", likely=-4.0, other=meant) == meant


def test_what_the_engine_does_not_believe_stays() -> None:
    text = _mended("他会传给你", "汇川", likely=-9.0, other="他汇川给你")

    assert text == "他会传给你"


def test_words_of_the_trade_are_known_without_being_told() -> None:
    text = _mended("帮我查一下爆价", likely=-2.0, other="帮我查一下报价")

    assert text == "帮我查一下报价"


@pytest.mark.parametrize("text", ["", "。", "好", "今天天气不错"])
def test_what_sounds_like_no_name_stays(text: str) -> None:
    assert mended(text, Told(text).weigh, ["西门子"]) == text


def test_the_list_of_the_trade_holds_words_and_no_remarks() -> None:
    words = trade_words()

    assert "报价" in words
    assert len(set(words)) == len(words)
    assert all(1 < len(word) <= 6 and "#" not in word for word in words)
