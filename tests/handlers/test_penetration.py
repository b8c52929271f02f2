"""穿透: a manager asks about one visit in a sentence, and gets the answer with its evidence."""

import pytest

from domain.visits import VisitState
from tests.chat import ADMIN, MANAGER, OTHER_REP, Chat
from tests.fakes import price_tag, shelf, storefront

SECOND, THIRD = (31.3214, 120.6801), (31.3158, 120.6829)
DIRECTOR, STRANGER, HEAD = "陆景行", "程子墨", "文心悦"
ASKED = "苏州园区片区第1位业务员今日第三家客户,货架图中缺失SKU编码00516的库存标注"


def third_store(chat: Chat) -> None:
    """叶小满 was at three stores; at the third one a product is only placed on the picture."""
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says("516 12箱,127 6箱,233 0")
    chat.sends(price_tag("望海牌鲜味生抽1L", "15.50"))
    chat.taps("确认")
    chat.says("提交")
    chat.waits(hours=1)
    chat.at(SECOND)
    chat.waits(hours=1)
    chat.at(THIRD)
    chat.sends(shelf("第三家货架"))
    chat.says("516 A1-A2, 127 B1 6箱, 233 C3 3箱")


def token(chat: Chat, label: str) -> str:
    """The button that was shown last under that label."""
    shown = [t for p in chat.history for text, t in p.buttons if label in text]
    return shown[-1]


def test_one_sentence_shows_what_is_missing_and_has_it_made_up_for(chat: Chat) -> None:
    third_store(chat)

    own = chat.says(ASKED, who=MANAGER)

    assert len(own) == 1
    assert own.text == (
        "叶小满(第1位,按花名册) · 邻里鲜生(今日第3家,按到店顺序 12:02) · 货架图\n"
        "00516 未标注库存(已标注: 00127、00233)\n"
        "拜访未提交,还缺:门头全景、主推品库存、竞品价格"
    )
    assert own.buttons == ["提醒补标", "查看全部"]
    assert own.parcels[-1].image
    same = chat.says("园区1号业务员今天第3家 516库存标了吗", who=MANAGER)
    assert "00516 未标注库存" in same.text
    asked = chat.taps("提醒补标", who=MANAGER)
    assert asked.to("Q011").text.startswith("苏婉清请您补一下:邻里鲜生 00516 的库存。")
    assert asked.to("Q004").text.startswith("已提醒叶小满(12:02)")
    again = chat.taps("提醒补标", who=MANAGER)
    assert (len(again), again.text) == (1, "已提醒(12:02),叶小满还没有补。")
    chat.waits(minutes=6)
    chat.says("516 5箱")
    assert "已经有了" in chat.taps("提醒补标", who=MANAGER).text
    now = chat.says("叶小满今天第三家 椒麻酱油 库存", who=MANAGER)
    assert "00516 已标注:5箱 12:08" in now.text
    assert now.buttons == ["查看全部"]
    whole = chat.taps("查看全部", who=MANAGER)
    assert "到店定位:12:02" in whole.text
    assert "门头全景:没有" in whole.text
    assert "主推品货架:12:02 清晰度80分(聊天里发的图,来源不明)" in whole.text
    assert chat.taps("看主推品货架", who=MANAGER).parcels[-1].image
    assert "00127 已标注:6箱 12:02" in chat.says("那127呢", who=MANAGER).text


def test_outsiders_get_no_name_and_whoever_may_look_gets_the_answer(chat: Chat) -> None:
    third_store(chat)

    for who in (STRANGER, HEAD):
        assert chat.says(ASKED, who=who).text == "无权限:只能看自己片区的拜访。"
    assert chat.says(ASKED, who=OTHER_REP).text == "无权限:只能看自己的拜访。"
    nobody = chat.says("苏州园区片区第99位业务员今天第三家门头", who=STRANGER).text
    listed = chat.says("列出园区片区今天没拍门头的拜访", who=STRANGER).text
    own = chat.says("我今天第三家缺什么").parcels[0].text
    yesterday = chat.says("湖畔生活超市昨天的货架照").parcels[0].text
    which = chat.says("第1位业务员今天第三家516标了吗", who=DIRECTOR)

    assert nobody == listed == "无权限:只能看自己片区的拜访。"
    assert "还缺:门头全景、主推品库存、竞品价格" in own
    assert "没有去湖畔生活超市" in yesterday
    assert which.buttons == ["苏州园区片区", "苏州吴中片区"]
    assert "00516 未标注库存" in chat.says("园区", who=DIRECTOR).text
    assert "00516 未标注库存" in chat.says("叶小满今天第三家516", who=ADMIN).text
    chat.says("我今天请假,程子墨代管", who=MANAGER)
    instead = chat.says(ASKED, who=STRANGER)
    assert "00516 未标注库存" in instead.text
    assert "提醒补标" in instead.buttons
    assert (
        "没有货架照的拜访:1次(共3次)"
        in chat.says("列出园区片区今天没拍货架的拜访", who=STRANGER).text
    )


def test_what_is_not_there_is_said_with_what_there_is(chat: Chat) -> None:
    third_store(chat)

    def asks(words: str) -> str:
        return chat.says(words, who=MANAGER).text

    assert "没有第9位业务员,花名册只有4位:1 叶小满、2 白一鸣" in asks(
        "园区第9位业务员今天第一家门头"
    )
    four = asks("叶小满今天第四家门头")
    assert "今日只有3家,没有第4家" in four
    assert "2. 晨光便利店 11:02 拜访未提交 · 门头全景没有" in four
    assert "昨天没有拜访记录,没有第1家" in asks("叶小满昨天第一家门头")
    assert "还没到" in asks("叶小满明天第一家门头")
    assert "没有商品「5160」" in asks("叶小满今天第三家5160标了吗")
    assert "00516 未标注库存" in asks("00516")
    assert "今日没有去星湖大卖场,去了:湖畔生活超市" in asks("叶小满今天星湖大卖场的门头")
    assert "没有「滨江」这个片区" in asks("滨江片区第1位业务员今天第三家门头")
    assert "没有「河东」这个片区" in asks("河东第1位业务员今天第三家门头")
    assert "要看哪位业务员的" in asks("园区今天第三家的照片")
    assert "门头全景:没有" in asks("叶小满")
    assert "门头全景:10:02 清晰度80分" in asks("湖畔生活超市今天的门头拍了吗")
    assert "没有星湖大卖场的拜访记录" in asks("星湖大卖场今天的门头拍了吗")
    assert "没有湖畔生活超市的拜访记录" in asks("叶小满上周湖畔生活超市的门头拍了吗")
    assert "要看哪一天的" in asks("叶小满最近3天湖畔生活超市的门头拍了吗")
    assert "门头全景:10:02" in asks("1")
    planned = asks("叶小满按计划第二家门头拍了吗")
    assert "计划里的第2家" in planned
    assert "计划只有" in asks("叶小满按计划第三十家门头拍了吗")


def test_a_reminder_reaches_only_who_can_still_do_it(chat: Chat) -> None:
    third_store(chat)
    chat.says("叶小满今天第二家门头拍了没", who=MANAGER)
    front = token(chat, "提醒补拍")
    chat.says("叶小满今天第三家 348标了吗", who=MANAGER)
    stock = token(chat, "提醒补标")
    enough = chat.says("叶小满今天湖畔生活超市 348标了吗", who=MANAGER)
    chat.sends(storefront("第三家门头"))
    chat.says("516 5箱")
    chat.sends(price_tag("望海牌鲜味生抽1L", "15.90"))
    chat.taps("确认")
    chat.says("提交")

    chat.presses(stock, who=MANAGER)
    visit = chat.visits()[2]
    heard = chat.says("348 2箱")

    assert enough.buttons == ["查看全部"]
    assert (visit.state, visit.reopened) == (VisitState.DRAFT, "stock")
    assert "00348=2箱" in heard.text
    assert "已提交" in chat.taps("提交").text
    again = chat.says("叶小满今天第三家 348标了吗", who=MANAGER).text
    assert "00348 已标注:2箱 12:02" in again
    chat.clock.tick(hours=8)
    chat.says("放弃晨光便利店,店家关门")
    assert "已放弃(店家关门),不能再补" in chat.presses(front, who=MANAGER).text


@pytest.mark.slow
def test_a_reminder_of_the_evening_waits_for_the_morning(chat: Chat) -> None:
    third_store(chat)
    chat.says(ASKED, who=MANAGER)
    chat.waits(hours=8)

    late = chat.taps("提醒补标", who=MANAGER)
    night = chat.waits(hours=12).to("Q011")
    morning = chat.waits(hours=1).to("Q011")

    assert late.text == "现在是下班时间,11-24 08:30 提醒叶小满补邻里鲜生 00516 的库存。"
    assert not len(night)
    assert any(p.text.startswith("苏婉清请您补一下:邻里鲜生") for p in morning.parcels)


def test_lists_name_the_number_first_and_open_each_visit(chat: Chat) -> None:
    third_store(chat)

    stock = chat.says("哪几家没标库存", who=MANAGER)
    one = chat.says("今天哪几家没标00516", who=MANAGER)
    shelf_less = chat.says("谁没拍货架", who=MANAGER)
    second = chat.taps("1 叶小满 晨光便利店", who=MANAGER)
    out = chat.says("今天缺货的有哪些店", who=MANAGER).text
    kinds = chat.says("直营店今天谁没拍价格", who=MANAGER).text
    none = chat.says("昨天谁没拍门头", who=MANAGER).text
    chat.says("今天哪几家没标00516", who=MANAGER)
    opened = chat.taps("1 叶小满 晨光便利店", who=MANAGER)

    assert stock.text.startswith("今天库存没标够的拜访:2次(共3次)")
    assert one.text.startswith("今天00516 未标注库存的拜访:2次(共3次)")
    assert one.buttons == ["1 叶小满 晨光便利店", "2 叶小满 邻里鲜生"]
    assert "00516 未标注库存(其他商品也没有标注)" in opened.text
    assert shelf_less.text.startswith("今天没有货架照的拜访:1次(共3次)")
    assert "主推品货架:没有" in second.text
    assert "今天有缺货的拜访:1次(共3次)" in out
    assert "(00233)" in out
    assert kinds == "今天直营没有竞品价格的拜访:0次(共1次)"
    assert none == "昨天没有合格的门头照的拜访:没有拜访记录,缺数据"


def test_after_retention_the_verdict_stays(chat: Chat) -> None:
    third_store(chat)
    chat.spoil("insert into blob select sha256, 0, 0 from item where sha256 is not null")
    gone = chat.says(ASKED, who=MANAGER)
    assert "00516 未标注库存" in gone.text
    assert "照片已按规定删除" in gone.text
    assert not gone.parcels[-1].image
    chat.taps("查看全部", who=MANAGER)
    assert "照片已按规定删除" in chat.taps("看主推品货架", who=MANAGER).text
