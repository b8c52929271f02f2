"""竞品价格: store by store, with its days, against our own price."""

from domain.understanding import Intent
from storage.work import SqlWork
from tests.chat import OTHER_REP, REP, Chat
from tests.handlers.asking import SOY, asks

SEEN = "insert into competitor_price (id, at, store_code, competitor_code, price_fen, pack, source) values "


def test_the_newest_price_of_each_store_with_those_before(chat: Chat) -> None:
    chat.spoil(SEEN + "('x', '2026-11-01 02:00:00', 'SZ102', 'R701', 1600, 1, '人工')")

    heard = asks(chat, Intent.RIVAL_PRICE, Intent.QUOTE, product="00127", who=REP)

    assert heard.text.startswith("头道鲜生抽1L的竞品价(n=")
    assert "望海牌鲜味生抽1L 16.50(11-16 晨光便利店) 比零售价高2(+13.8%) [照片]" in heard.text
    assert "\n  之前: 11-01 16\n" in heard.text
    assert heard.buttons == ["报价卡 头道鲜生抽1L"]
    assert chat.taps("报价卡", who=REP).text.startswith("头道鲜生抽1L(单价,元/瓶)")


def test_stores_of_other_districts_are_not_shown(chat: Chat) -> None:
    far = asks(chat, Intent.RIVAL_PRICE, product="00127", who="纪晓棠")
    own = asks(chat, Intent.RIVAL_PRICE, product="00127", who=OTHER_REP)

    assert "晨光便利店" not in far.text
    assert "晨光便利店" in own.text


def test_a_competitors_product_leads_to_ours(chat: Chat) -> None:
    chat.spoil(
        "insert into product (code, name, brand, spec, category, grade, unit, aliases)"
        " values ('R704', '百川餐饮生抽10L', '', '', '', '竞品', '桶', '[]')"
    )
    chat.on_database(SqlWork.company_changed)

    heard = asks(chat, Intent.QUOTE, product="R704")

    assert "百川餐饮生抽10L 65(" in heard.text
    assert "对应我们的餐饮生抽10L" in heard.text
    assert heard.buttons == ["报价卡 餐饮生抽10L"]


def test_without_a_product_the_newest_of_each_is_listed(chat: Chat) -> None:
    heard = asks(chat, Intent.RIVAL_PRICE, who=REP)

    assert heard.text.startswith("各竞品最近价格(n=")
    assert "百川餐饮生抽10L" in heard.buttons
    assert chat.taps("百川餐饮生抽10L", who=REP).text.startswith("百川餐饮生抽10L的价格(n=1)")
    chat.spoil("delete from competitor")
    chat.on_database(SqlWork.company_changed)
    assert "不在商品或客户表里" in chat.taps("百川餐饮生抽10L", who=REP).text


def test_a_competitors_product_that_is_in_no_catalogue_is_found_by_its_name(chat: Chat) -> None:
    heard = asks(chat, Intent.RIVAL_PRICE, who=REP, text="百川蒸鱼豉油的价格走势")

    assert heard.text.startswith("百川蒸鱼豉油450ml的价格(n=2)")
    assert heard.buttons == ["报价卡 清蒸鱼汁450ml"]


def test_no_price_is_said_and_how_to_get_one(chat: Chat) -> None:
    none = asks(chat, Intent.RIVAL_PRICE, product="00462", who=REP)
    chat.spoil("delete from competitor_price")
    off = asks(chat, Intent.RIVAL_PRICE, product=SOY, who=REP)

    assert none.text.startswith("糯米香醋500ml的竞品价无记录。")
    assert off.text.startswith("餐饮生抽10L的竞品价未接入。")
