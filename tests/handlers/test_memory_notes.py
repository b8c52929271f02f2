"""Notes and tags: written at once on one's own, asked where it is unclear, taken back."""

import pytest

from domain.memory.notes import Kind, Subject
from domain.understanding import Intent
from storage.work import SqlWork
from tests.chat import ADMIN, MANAGER, OTHER_REP, Chat
from tests.handlers.remembering import LAST_WEEK, named, understood

_LAKE = Subject(Kind.STORE, "SZ101")
_FISH = Subject(Kind.CUSTOMER, "C101")
SELLER, ELSEWHERE = "穆青山", "纪晓棠"


def held(chat: Chat, subject: Subject = _LAKE) -> list[str]:
    """The tags in force of a store or customer."""

    def look(work: SqlWork) -> list[str]:
        words = work.rules.tags()
        tags = work.memory.tags_of(subject)
        return sorted(words.shown(t.key, t.value, negated=t.negated, about=t.about) for t in tags)

    return chat.on_database(look)


def audited(chat: Chat, what: str) -> int:
    return sum(chat.on_database(lambda work: work.audit.count(what)).values())


def test_a_note_on_an_own_store_is_written_at_once_and_can_be_taken_back(chat: Chat) -> None:
    heard = chat.says("湖畔生活超市老板娘爱吃辣")

    assert heard.text == "已记: 湖畔生活超市 · 口味偏好=辣"
    assert heard.buttons == ["撤回"]
    assert held(chat) == ["口味偏好=辣"]

    assert chat.taps("撤回").text == "已撤回: 湖畔生活超市 · 口味偏好=辣"
    assert held(chat) == []
    assert chat.taps("撤回").text == "这一条已经撤回了,不用再点。"
    assert (audited(chat, "note written"), audited(chat, "note taken back")) == (1, 1)


def test_what_a_contact_said_last_week_is_kept_with_its_dates(chat: Chat) -> None:
    heard = understood(
        chat,
        "方总上周说要换PLC品牌,查下大桶生抽的报价",
        Intent.QUOTE,
        who=SELLER,
        note="方总上周说要换PLC品牌",
        named=(named("contact", "方总", "C101"),),
        spans=(LAST_WEEK,),
    )

    first = heard.parcels[0].text
    assert first == "已记: 渔歌餐饮管理 方建平 · 上周(11-16~11-22) · 意向更换PLC品牌"


@pytest.mark.parametrize("text", ["不吃辣", "辣的不行", "以前爱吃辣,现在不吃了"])
def test_a_denial_never_becomes_the_tag(chat: Chat, text: str) -> None:
    chat.says(f"湖畔生活超市老板娘{text}")

    assert held(chat) == ["口味偏好=不辣"]


def test_a_guess_is_kept_as_one_until_somebody_settles_it(chat: Chat) -> None:
    heard = chat.says("湖畔生活超市老板可能爱吃辣")

    assert "待确认: 口味偏好=辣" in heard.text
    assert "共0家,另有1家待确认" in chat.says("爱吃辣的店有哪些").text

    assert chat.taps("确认辣").text == "已确认: 口味偏好=辣"
    assert "共1家" in chat.says("爱吃辣的店有哪些").text


def test_a_question_about_a_store_is_answered_and_writes_nothing(chat: Chat) -> None:
    chat.says("湖畔生活超市老板娘爱吃辣")

    heard = chat.says("湖畔生活超市爱吃辣吗?")

    assert "口味偏好=辣(老板娘) · 叶小满 11-23" in heard.text
    assert held(chat) == ["口味偏好=辣"]


@pytest.mark.parametrize(
    ("choice", "answer", "left"),
    [
        ("改成社区生鲜店", "已改", ["终端类型=社区生鲜店"]),
        ("保留连锁便利店", "保留", ["终端类型=连锁便利店"]),
        ("两个都对", "两个都留", ["终端类型=社区生鲜店", "终端类型=连锁便利店"]),
    ],
)
def test_a_contradiction_is_asked_about(
    chat: Chat, choice: str, answer: str, left: list[str]
) -> None:
    chat.says("湖畔生活超市是连锁便利店")

    asked = chat.says("湖畔生活超市是社区生鲜店")

    assert "原来记的是终端类型=连锁便利店(叶小满 11-23),改成社区生鲜店吗?" in asked.text
    assert held(chat) == ["终端类型=连锁便利店"]
    assert chat.taps(choice).text.startswith(answer)
    assert held(chat) == left
    if choice != "保留连锁便利店":
        assert "已经定了" in chat.taps("两个都对").text
    assert "原来的标签又算数了" in chat.says("撤回").text or choice != "改成社区生鲜店"


def test_two_contradictions_are_asked_one_after_the_other(chat: Chat) -> None:
    chat.says("湖畔生活超市是连锁便利店,只做月结")

    chat.says("湖畔生活超市是社区生鲜店,现款现货")
    second = chat.taps("改成社区生鲜店")

    assert "改成现金吗?" in second.text
    chat.taps("改成现金")
    assert held(chat) == ["支付方式=现金", "终端类型=社区生鲜店"]


def test_words_that_tell_of_the_change_need_no_question(chat: Chat) -> None:
    chat.says("湖畔生活超市是连锁便利店")

    heard = chat.says("湖畔生活超市现在改成社区生鲜店了")

    assert "原来的 终端类型=连锁便利店(叶小满 11-23) 已换掉" in heard.text
    assert held(chat) == ["终端类型=社区生鲜店"]


def test_what_the_records_say_is_contradicted_and_comes_back(chat: Chat) -> None:
    asked = chat.says("渔歌餐饮管理现款现货", who=SELLER)

    assert "原来记的是支付方式=月结(客户资料),改成现金吗?" in asked.text
    chat.taps("两个都对", who=SELLER)
    assert held(chat, _FISH) == ["支付方式=月结", "支付方式=现金"]


def test_a_colleagues_store_takes_a_look_first(chat: Chat) -> None:
    asked = chat.says("湖畔生活超市老板娘爱吃辣", who=OTHER_REP)

    assert "由叶小满负责" in asked.text
    assert held(chat) == []
    assert chat.taps("确认记下", who=OTHER_REP).text.startswith("已记: 湖畔生活超市")
    assert "已经记过了" in chat.taps("确认记下", who=OTHER_REP).text


def test_somebody_from_elsewhere_neither_writes_nor_reads(chat: Chat) -> None:
    chat.says("湖畔生活超市老板娘爱吃辣")

    wrote = understood(
        chat,
        "湖畔生活超市老板娘爱吃甜的",
        who=ELSEWHERE,
        named=(named("store", "湖畔生活超市", "SZ101"),),
    )
    read = chat.says("湖畔生活超市有哪些标签", who=ELSEWHERE)

    assert "不在您的片区" in wrote.text
    assert "不在您的片区" in read.text
    assert held(chat) == ["口味偏好=辣"]


def test_private_words_never_become_a_public_note(chat: Chat) -> None:
    heard = understood(
        chat,
        "私密记一下渔歌餐饮管理预算砍半",
        who=SELLER,
        named=(named("customer", "渔歌餐饮管理", "C101"),),
    )

    assert "没有记" in heard.text
    assert chat.on_database(lambda work: work.memory.notes_of(_FISH)) == []


def test_whom_words_without_a_name_are_about_is_asked(chat: Chat) -> None:
    asked = chat.says("老板娘不吃辣")

    assert asked.text.startswith("这句记给谁?")
    assert asked.buttons == ["湖畔生活超市", "晨光便利店", "邻里鲜生", "不记"]
    assert chat.says("晨光便利店").text == "已记: 晨光便利店 · 口味偏好=不辣"
    assert chat.says("老板娘爱吃麻").text.startswith("这句记给谁?")
    assert chat.taps("不记").text == "好,没有记。"


def test_in_a_visit_it_is_about_the_store(chat: Chat) -> None:
    chat.at()

    heard = chat.says("老板娘爱吃辣")

    assert heard.text == "已记: 湖畔生活超市 · 口味偏好=辣"


def test_a_typed_undo_takes_back_what_was_written_last(chat: Chat) -> None:
    chat.at()
    chat.says("老板娘爱吃辣")
    chat.says("516 12箱")

    assert "已撤回:00516" in chat.says("撤回").text
    assert held(chat) == ["口味偏好=辣"]

    chat.says("127 6箱")
    chat.says("老板不吃麻")
    assert chat.says("撤回").text == "已撤回: 湖畔生活超市 · 口味偏好=不麻"
    assert "已撤回:00127" in chat.says("撤回").text


def test_a_question_taken_for_a_note_is_looked_up(chat: Chat) -> None:
    chat.says("湖畔生活超市老板娘爱吃辣")
    lake = (named("store", "湖畔生活超市", "SZ101"),)

    lost = understood(chat, "口味偏好是什么")
    found = understood(chat, "湖畔生活超市口味偏好是什么", named=lake)

    assert "口味偏好=辣(老板娘)" in found.text
    assert lost.text.startswith("这是问题,我没有记。")
    assert held(chat) == ["口味偏好=辣"]


def test_only_the_order_to_remember_is_no_note(chat: Chat) -> None:
    assert understood(chat, "记一下").text.startswith("要记什么?")


def test_a_report_that_nobody_made_anything_of_is_kept(chat: Chat) -> None:
    heard = understood(
        chat,
        "方总上周讲隔壁便宜两块",
        Intent.OOS,
        who=SELLER,
        note="方总上周讲隔壁便宜两块",
        named=(named("contact", "方总", "C101", "C103"),),
        spans=(LAST_WEEK,),
    )

    assert heard.text.startswith("已记: 渔歌餐饮管理")
    assert "上周(11-16~11-22)" in heard.text


def test_of_two_that_are_named_the_first_one_is_meant(chat: Chat) -> None:
    heard = understood(
        chat,
        "湖畔生活超市老板娘爱吃辣,渔歌餐饮管理也是",
        named=(
            named("store", "湖畔生活超市", "SZ101"),
            named("customer", "渔歌餐饮管理", "C101"),
        ),
    )

    assert heard.text.startswith("已记: 湖畔生活超市")


@pytest.mark.parametrize("who", [MANAGER, ADMIN])
def test_notes_are_read_by_those_above(chat: Chat, who: str) -> None:
    chat.says("湖畔生活超市老板娘爱吃辣")

    assert "口味偏好=辣" in chat.says("湖畔生活超市的标签", who=who).text
