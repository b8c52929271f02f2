"""豁免 in people's words: whose, why, and what is never done."""

import pytest

from domain import waivers

NAMES = ("叶小满", "湖畔生活超市")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("申请豁免 停业装修", "停业装修"),
        ("店在装修,这家免了吧", "店在装修"),
        ("湖畔生活超市停业装修申请豁免", "停业装修"),
        ("申请免拜访:店主生病", "店主生病"),
        ("能不能给我免了这家,老板回老家", "老板回老家"),
        ("求豁免!!!门锁着", "门锁着"),
        ("免掉这家,修路进不去", "修路进不去"),
        ("豁免 叶小满 湖畔生活超市 停业装修", "停业装修"),
        ("叶小满那家湖畔生活超市免了吧,停业装修", "停业装修"),
        ("特批免做 停电", "停电"),
        ("这家免了吧", ""),
        ("今天做不了申请免做", ""),
        ("请求豁免,今天做不了", ""),
        ("豁免", ""),
        ("申请豁免 湖畔生活超市 老板出车祸 店关了", "老板出车祸 店关了"),
        ("申请豁免:水管爆了，店里淹了。", "水管爆了，店里淹了"),
        ("申请豁免,周敏同意了,店要装修", "店要装修"),
        ("申请豁免 老板不同意拍照", "老板不同意拍照"),
        ("店主说可以下周再来,申请豁免", "店主说可以下周再来"),
        ("周敏同意豁免了,直接提交吧", ""),
        ("周敏说可以豁免,直接交", ""),
        ("老板同意豁免了", ""),
        ("主管已经口头批了这家免做", ""),
    ],
)
def test_a_waiver_is_asked_for_in_many_words(text: str, reason: str) -> None:
    wish = waivers.read(text)

    assert wish is not None
    assert (wish.all, wish.asks) == (False, False)
    assert waivers.reason_in(wish.rest, NAMES) == reason


def test_asking_for_it_sounds_other_than_ordering_it() -> None:
    asked, ordered = waivers.read("申请豁免 停电"), waivers.read("豁免 叶小满 停电")

    assert asked is not None
    assert asked.for_oneself
    assert ordered is not None
    assert not ordered.for_oneself


@pytest.mark.parametrize(
    "text",
    ["全部豁免", "都豁免了吧", "全部算完成", "把所有拜访算完成", "一键通过", "全部通过",
     "所有的都给我标记完成", "批量豁免 停业", "统统闭环"],
)  # fmt: skip
def test_several_at_once_are_recognised_to_be_refused(text: str) -> None:
    wish = waivers.read(text)

    assert wish is not None
    assert wish.all


@pytest.mark.parametrize("text", ["怎么豁免", "豁免是什么意思", "豁免要什么流程是"])
def test_how_it_is_done_may_be_asked(text: str) -> None:
    wish = waivers.read(text)

    assert wish is not None
    assert wish.asks


@pytest.mark.parametrize(
    "text",
    ["豁免了几家", "本月豁免哪些", "不豁免", "取消豁免", "运费免了吧", "避免了", "免费送两箱",
     "以免忘了", "进场费能免去吗", "/口径 豁免", "238 12箱", "提交", "免得再跑", "豁免" * 80],
)  # fmt: skip
def test_other_words_are_left_to_others(text: str) -> None:
    assert waivers.read(text) is None


@pytest.mark.parametrize("text", ["好的", "确认", "无", "怎么办?", "a"])
def test_what_is_no_reason(text: str) -> None:
    assert not waivers.is_reason(text)


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("周敏说可以的", True),
        ("直接提交吧", True),
        ("主管批了,店在装修", False),
        ("店在装修", False),
    ],
)
def test_that_somebody_agreed_is_no_reason(text: str, *, claimed: bool) -> None:
    assert waivers.claims(text) is claimed
