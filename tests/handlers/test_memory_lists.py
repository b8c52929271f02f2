"""Lists by tag, and what is remembered of one store: at once, with who told it."""

import pytest

from domain.understanding import Intent
from tests.chat import MANAGER, OTHER_REP, Chat
from tests.handlers.remembering import understood
from tests.handlers.test_memory_notes import held

SELLER, ELSEWHERE = "穆青山", "纪晓棠"


@pytest.fixture
def told(chat: Chat) -> Chat:
    """Three stores of a district, and one of another, of which something is known."""
    chat.says("湖畔生活超市是社区生鲜店,老板娘爱吃辣")
    chat.says("晨光便利店是社区生鲜店,老板不吃辣")
    chat.says("星湖大卖场老板无辣不欢", who=OTHER_REP)
    chat.says("石湖惠民超市是社区生鲜店,老板爱吃辣", who=ELSEWHERE)
    return chat


@pytest.mark.parametrize(
    ("text", "names", "total"),
    [
        ("偏好辣味的社区生鲜店", ["湖畔生活超市"], 1),
        ("筛选 爱吃辣 的社区生鲜店", ["湖畔生活超市"], 1),
        ("有哪些社区生鲜店不吃辣", ["晨光便利店"], 1),
        ("爱吃辣的客户有多少", ["湖畔生活超市", "星湖大卖场"], 2),
        ("苏州吴中片区爱吃辣的店有哪些", [], 0),
    ],
)
def test_a_list_by_tags_works_one_message_after_the_note(
    told: Chat, text: str, names: list[str], total: int
) -> None:
    heard = told.says(text, who=MANAGER)

    assert f"共{total}家" in heard.text
    assert heard.buttons == names
    assert "石湖惠民超市" not in heard.text


def test_a_hit_opens_what_shows_it(told: Chat) -> None:
    told.says("偏好辣味的社区生鲜店", who=MANAGER)

    opened = told.taps("湖畔生活超市", who=MANAGER)

    assert "口味偏好=辣(老板娘) · 叶小满 11-23 · 「老板娘爱吃辣」" in opened.text


def test_customers_are_found_by_what_the_records_say(chat: Chat) -> None:
    heard = chat.says("月结的客户有几家", who=SELLER)

    assert "共1家(门店0、客户1)" in heard.text
    assert "渔歌餐饮管理 · 支付方式=月结 客户资料" in heard.text


def test_those_above_see_all_their_districts(told: Chat) -> None:
    assert "共2家" in told.says("爱吃辣的社区生鲜店有哪些", who="陆景行").text


def test_an_unknown_tag_is_said_with_the_nearest_ones(told: Chat) -> None:
    heard = told.says("筛选 小区生鲜铺面")
    unknown = told.says("筛选 偏好榴莲的店")

    assert "终端类型=社区生鲜店" in heard.text
    assert "没有「榴莲」这个标签" in unknown.text
    assert "共" in told.taps("终端类型=社区生鲜店").text


def test_a_known_tag_that_nobody_has_names_those_in_use(told: Chat) -> None:
    heard = told.says("爱吃甜的店有哪些")

    assert "共0家" in heard.text
    assert "终端类型=社区生鲜店" in heard.text


def test_before_anybody_told_anything_it_is_said_how_to_begin(chat: Chat) -> None:
    assert "共0家" in chat.says("爱吃辣的店有哪些", who=ELSEWHERE).text
    assert "还没有标签和备注" in chat.says("湖畔生活超市的备注").text


def test_what_excludes_each_other_is_counted_apart(told: Chat) -> None:
    heard = told.says("社区生鲜店和连锁超市各有多少家")

    assert heard.text.startswith("终端类型=社区生鲜店: 2家\n终端类型=连锁超市: 0家")


def test_a_long_list_goes_on(chat: Chat) -> None:
    people = {"叶小满": ("SZ101", "SZ102", "SZ103"), "白一鸣": ("SZ104", "SZ105")}
    for who, codes in people.items():
        for code in codes:
            chat.says(f"{code}老板爱吃辣", who=who)
    chat.says("SZ106老板爱吃辣", who="江雨桐")
    for customer in ("渔歌餐饮管理", "小巷里连锁面馆"):
        chat.says(f"{customer}老板爱吃辣", who=SELLER)
    chat.says("SZ104老板娘爱吃辣", who="江雨桐")

    first = chat.says("爱吃辣的客户有多少", who=MANAGER)

    assert "共8家(门店6、客户2)" in first.text
    assert len(first.buttons) == 4


def test_a_portrait_counts_by_tag_and_says_what_is_not_there_yet(told: Chat) -> None:
    heard = understood(told, "按终端类型看客户画像", Intent.PORTRAIT, who=MANAGER)
    found = understood(told, "爱吃辣的社区生鲜店画像", Intent.PORTRAIT, who=MANAGER)
    one = understood(told, "看看湖畔生活超市的客户画像情况", Intent.PORTRAIT, who=MANAGER)

    assert "终端类型=社区生鲜店: 2家" in heard.text
    assert "交叉表还不会画" in heard.text
    assert "共1家" in found.text
    assert one.text.startswith("湖畔生活超市\n")


def test_own_tags_are_changed_and_taken_back_from_the_list(chat: Chat) -> None:
    chat.says("湖畔生活超市老板娘爱吃辣")
    listed = chat.says("湖畔生活超市有哪些标签")

    assert listed.buttons == ["撤回 辣", "改 辣"]
    assert "改成什么" in chat.taps("改 辣").text
    assert chat.says("清淡的").text == "已改: 湖畔生活超市 · 口味偏好=清淡(原来是 口味偏好=辣)"
    assert held(chat) == ["口味偏好=清淡"]
    assert "已撤回标签: 湖畔生活超市 · 口味偏好=清淡" in chat.taps("撤回").text
    assert held(chat) == ["口味偏好=辣"]


def test_others_may_look_and_not_touch(told: Chat) -> None:
    told.says("湖畔生活超市有哪些标签")

    listed = told.says("湖畔生活超市有哪些标签", who=OTHER_REP)

    assert listed.buttons == []


def test_which_one_is_asked_when_two_are_named(chat: Chat) -> None:
    asked = chat.says("湖畔生活超市和晨光便利店的标签")

    assert asked.buttons == ["湖畔生活超市", "晨光便利店"]
    assert chat.taps("晨光便利店").text.startswith("晨光便利店还没有标签")


def test_a_spoken_wish_shows_what_was_heard(told: Chat) -> None:
    heard = understood(told, "爱吃辣的店有哪些", Intent.PORTRAIT, spoken=True)

    assert heard.parcels[0].text == "我听到:爱吃辣的店有哪些"
    assert "共2家" in heard.text
