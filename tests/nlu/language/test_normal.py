"""Spoken numbers, letters and units as people type them; words stay words."""

import pytest

from nlu.language.normal import normal
from nlu.language.numerals import digits

# fmt: off
_NUMBERS = {
    "三百一十": "310", "一千五": "1500", "一五零零": "1500", "幺洞拐勾": "1079", "一点五": "1.5", "零零二三八": "00238",
    "两百二十": "220", "两百二": "220", "二十一": "21", "十": "10", "十五": "15", "七一千五": "71500", "二十一零七": "2107",
    "一百零五": "105", "两千零三十五": "2035", "一万二": "12000", "三万五千": "35000", "一万零五百": "10500",
    "十八点五": "18.5", "三四十": None, "五六百": None, "万一": None, "千": None, "拐": None, "一点十": None, "": None,
    "一" * 25: None, "一百一": "110", "一二百一": None, "一二一四": "1214", "一十百": None,
}
_FORMS = {
    "五百毫升": "500ml", "1.5千瓦": "1.5kw", "一点五千瓦": "1.5kw", "三十二升": "32l", "10公斤": "10kg", "500豪声": "500ml",
    "爱思七一五零零": "s71500", "施耐德踢艾姆二四一西伊二十四阿尔": "施耐德tm241ce24r", "艾姆迪三百一": "md310",
    "六ES七五一一杠一AK零二杠零AB零的货": "6es7511-1ak02-0ab0的货", "斜杠": "斜杠", "A斜杠B": "a/b", "ＣＰＵ１２１４Ｃ": "cpu1214c",
    "百分之五": "5%", "降百分之2.5": "降2.5%", "V二点三": "v2.3", "第三家": "第3家", "第一时间": "第一时间", "二十台": "20台",
    "要一台": "要1台", "两箱": "2箱", "三点十五分": "3点15分", "8点30分": "8点30分", "下午三点半": "下午3点半",
    "1点5": "1.5", "一幺四": "114", "FX三U": "fx3u", "H3U七": "h3u7", "矮尺3U": "h3u",
}
_WORDS = [
    "一下", "一家", "三菱", "千禾", "百味", "万家福", "七喜", "星期三", "一起", "两个人", "五六个", "一二线城市", "三三两两",
    "爱克斯", "礼拜六套", "好邻居", "万一", "千万别", "贝西", "大不同", "3号生抽", "唯一套",
]
# fmt: on


@pytest.mark.parametrize(("said", "expected"), _NUMBERS.items())
def test_numbers_said_in_chinese(said: str, expected: str | None) -> None:
    assert digits(said) == expected


@pytest.mark.parametrize(("said", "expected"), _FORMS.items())
def test_a_sentence_as_people_type_it(said: str, expected: str) -> None:
    assert normal(said).text == expected


@pytest.mark.parametrize("word", _WORDS)
def test_words_with_numerals_stay_words(word: str) -> None:
    assert normal(word).text == word


def test_every_character_knows_where_it_comes_from() -> None:
    form = normal("要西门子爱思七一千五,二十台")
    start = form.text.index("s71500")

    assert form.source[slice(*form.origin(start, start + 6))] == "爱思七一千五"
    assert form.source[slice(*form.origin(start + 6, start + 7))] == ","
    assert form.source[slice(*form.origin(form.text.index("20"), len(form.text)))] == "二十台"
    assert form.origin(0, 0) == (0, 0)
    assert form.origin(len(form.text), len(form.text)) == (14, 14)
    assert len(form.spans) == len(form.text)
