"""What engines make of silence, music and the street is never taken for words."""

import pytest

from nlu.speech.gates import Doubt, echoed, invented, repetitive, without_credits

_SURE = Doubt(logprob=-0.3, silence=0.02, seconds=3.0)
_TOLD = ("西门子", "S7-1500", "鸿运超市", "销售拜访:报价、交期、库存、订单。")


@pytest.mark.parametrize(
    "text",
    [
        "张总上周说要换PLC品牌,查下西门子S7-1500报价和交期",
        "砸自己的脚",
        "西门子S7-1500",
        "报价、交期",
        "对",
        "好的好的好的",
        "今天的活动大家都说好",
    ],
)
def test_what_the_engine_is_sure_of_is_kept(text: str) -> None:
    assert not invented(text, _SURE, told=_TOLD)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "。",
        "嗯,啊",
        "请不吝点赞 订阅 转发 打赏支持明镜与点点栏目",
        "字幕由Amara.org社区提供",
        "中文字幕志愿者 李宗盛",
        "谢谢观看",
        "作词:李宗盛",
        "鸿运超市 库存 鸿运超市 库存 鸿运超市 库存 鸿运超市 库存",
        "我看不见了我看不见了我看不见了我看不见了",
    ],
)
def test_what_is_known_from_films_and_loops_is_dropped_however_sure(text: str) -> None:
    assert invented(text, _SURE, told=_TOLD)


@pytest.mark.parametrize(
    "doubt",
    [
        Doubt(logprob=-0.3, silence=0.75, seconds=3.0),
        Doubt(logprob=-1.3, silence=0.1, seconds=3.0),
        Doubt(logprob=-0.9, silence=0.4, seconds=3.0),
        Doubt(logprob=-0.3, silence=0.1, seconds=60.0),
        Doubt(logprob=-0.3, silence=0.1, seconds=0.3),
    ],
    ids=["silent", "wild", "doubtful", "much too slow", "much too fast"],
)
def test_what_the_engine_doubts_is_dropped(doubt: Doubt) -> None:
    assert invented("我看不见了", doubt, told=_TOLD)


def test_an_echo_of_what_it_was_told_counts_only_when_in_doubt() -> None:
    doubtful = Doubt(logprob=-0.85, silence=0.1, seconds=3.0)

    assert not invented("鸿运超市,西门子", _SURE, told=_TOLD)
    assert invented("鸿运超市,西门子", doubtful, told=_TOLD)
    assert not invented("鸿运超市还有货吗", doubtful, told=_TOLD)


def test_an_echo_may_be_a_piece_of_the_context() -> None:
    assert echoed("报价、交期、库存", _TOLD)
    assert not echoed("报价和交期", _TOLD)


def test_credits_are_cut_from_behind_real_words() -> None:
    assert without_credits("查下报价。请不吝点赞订阅。") == "查下报价。"
    assert without_credits("查下报价。") == "查下报价。"
    assert without_credits("谢谢观看") == ""


def test_a_text_that_repeats_itself_is_known_in_short_and_in_long() -> None:
    assert repetitive("库存库存库存库存")
    assert repetitive("张总、赵文华、" * 6)
    assert not repetitive("近几年,不但我用书给女儿压岁,也劝说亲朋不要给女儿压岁钱,而改送压岁书。")
