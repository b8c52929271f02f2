"""报价卡: every line from the tables, nothing for eyes that may not see it."""

from datetime import timedelta

import pytest

from domain.understanding import Intent
from storage.work import SqlWork
from tests.chat import ADMIN, MANAGER, OTHER_REP, REP, START, Chat
from tests.handlers.asking import KEY_REP, OTHER_KEY_REP, SOY, asks

BUTTONS = ["申请特价", "图片版", "有用", "没用", "数字出处"]
DUE = f"{START.date() + timedelta(days=9):%m-%d}"
SEEN = f"{START.date() - timedelta(days=12):%m-%d}"
CARD = f"""餐饮生抽10L · 渔歌餐饮管理 方建平(单价,元/桶)
合同价 61.50(有效至2026-12-31) 含税 20桶起订 [合同价表 11-23 10:02]
目录价 68(−9.6%) [商品表 11-23 10:02]
上次报价 无记录 [报价记录 11-23 10:02]
竞品 百川餐饮生抽10L 65({SEEN}) 比合同价高3.50(+5.7%) [人工 {SEEN}]
库存 86桶(苏州仓) [库存表 截至11-23 08:00]
在途 120桶 预计{DUE} 单号QL-T032 [在途表 11-23 10:02]
交期: 86桶内现货,超出{DUE}后;超过206桶要问供应链 [按库存和在途算]

可以这样说
1. 百川餐饮生抽10L 65({SEEN},人工)比我们的合同价61.50高3.50(+5.7%):把两个价摆在一起,按我们的价谈。
2. 现货86桶(库存表),再多{DUE}后还有120桶(在途表):先定86桶,其余约后一批。
3. 合同价61.50比目录价68低6.50(−9.6%):先讲已经给到的优惠,再谈别的。
别承诺
· 早于{DUE}的到货(在途预计,还没到)
· 低于合同价61.50的价(先申请特价)
· 超过206桶的交期(库存加在途就这些)
· 2026-12-31以后还是61.50
截至 11-23 10:02,[ ]里是来源和时间;没写含税的价,含税未注明"""


def ask_card(chat: Chat, who: str = KEY_REP, customer: str = "C101") -> None:
    asks(chat, Intent.QUOTE, Intent.LEAD_TIME, product=SOY, customer=customer, who=who)


def test_the_card_has_every_number_with_its_source(chat: Chat) -> None:
    heard = asks(chat, Intent.QUOTE, Intent.LEAD_TIME, product=SOY, customer="C101")

    assert heard.text == CARD
    assert heard.buttons == BUTTONS


def test_last_years_price_and_the_cost_stand_nowhere(chat: Chat) -> None:
    ask_card(chat)
    chat.taps("数字出处", who=KEY_REP)
    chat.taps("图片版", who=KEY_REP)

    said = "".join(p.text for p in chat.history)
    assert "64" not in said.replace("2026", "")
    assert "47" not in said
    assert "毛利" not in said


@pytest.mark.parametrize(
    ("who", "sees"),
    [(MANAGER, True), ("陆景行", True), (REP, False), ("程子墨", False), (ADMIN, False)],
    ids=["his manager", "the director", "a colleague", "another manager", "the admin"],
)
def test_contract_price_and_quote_are_the_owners_and_those_above(
    chat: Chat, who: str, sees: bool
) -> None:
    card = asks(chat, Intent.QUOTE, product=SOY, customer="C101", who=who)
    short = asks(chat, Intent.CONTRACT_PRICE, product=SOY, customer="C101", who=who)

    assert ("61.50" in card.text) is sees
    assert ("61.50" in short.text) is sees
    assert ("合同价仅客户负责人和上级可见" in card.text) is not sees
    assert ("合同价仅客户负责人和上级可见" in short.text) is not sees
    assert ("申请特价" in card.buttons) is sees


def test_without_a_customer_it_is_asked_for_whom_those_first_who_dealt_in_it(chat: Chat) -> None:
    heard = asks(chat, Intent.QUOTE, product=SOY)

    assert "目录价 68" in heard.text
    assert "合同价" not in heard.text.split("给哪个客户报")[0]
    assert heard.buttons == ["渔歌餐饮管理 方建平", "小巷里连锁面馆 高敏", "只看目录价"]
    assert chat.taps("渔歌", who=KEY_REP).text.startswith("餐饮生抽10L · 渔歌餐饮管理 方建平")
    assert "上次报价 66(10-24)" in chat.taps("小巷里", who=KEY_REP).text


def test_the_list_price_alone_is_a_card_as_well(chat: Chat) -> None:
    asks(chat, Intent.QUOTE, product=SOY)

    heard = chat.taps("只看目录价", who=KEY_REP)

    assert heard.text.startswith("只看目录价:\n餐饮生抽10L(单价,元/桶)\n目录价 68 ")
    assert heard.buttons == BUTTONS[1:]


def test_who_has_no_customers_is_asked_nothing(chat: Chat) -> None:
    heard = asks(chat, Intent.QUOTE, product="00127", who=REP)

    assert "给哪个客户报" not in heard.text
    assert "目录价 10.20 零售价 14.50" in heard.text
    assert "竞品 望海牌鲜味生抽1L" in heard.text
    assert heard.buttons == BUTTONS[1:]


def test_a_quantity_is_shared_out_over_stock_and_shipments(chat: Chat) -> None:
    heard = asks(chat, Intent.LEAD_TIME, product=SOY, customer="C101", qty="300桶")

    shared = f"300桶: 86桶现货 + 120桶{DUE}后,余94桶在途不够,交期要问供应链"
    assert heard.text.startswith(f"餐饮生抽10L: {shared}\n[按库存和在途算:库存截至11-23 08:00,")
    assert f"交期: {shared}" in chat.taps("整张卡", who=KEY_REP).text


def test_cases_are_counted_by_the_piece(chat: Chat) -> None:
    heard = asks(chat, Intent.LEAD_TIME, product="00233", who=REP, qty="2箱")

    assert heard.text.startswith("清蒸鱼汁450ml: 2箱(24瓶): 12瓶现货 + 12瓶11-26后\n")


def test_stock_and_shipment_are_answered_in_the_first_line(chat: Chat) -> None:
    stock = asks(chat, Intent.STOCK, product=SOY)
    shipment = asks(chat, Intent.SHIPMENT, product=SOY)

    assert stock.text.startswith(
        "餐饮生抽10L: 库存86桶(苏州仓)\n[库存表 截至11-23 08:00]\n交期: 86桶内现货"
    )
    assert shipment.text == f"餐饮生抽10L:\n在途 120桶 预计{DUE} 单号QL-T032 [在途表 11-23 10:02]"
    assert stock.buttons == shipment.buttons == ["整张卡"]


def test_what_is_in_no_table_is_no_record_and_never_nought(chat: Chat) -> None:
    stock = asks(chat, Intent.STOCK, product="00795")
    lead = asks(chat, Intent.LEAD_TIME, product="00795")

    assert stock.text == "原酿料酒1L: 库存无记录\n交期: 库存无记录,交期要问供应链"
    assert "库存无记录,在途无记录" in lead.text


def test_tables_that_were_never_imported_are_not_connected(chat: Chat) -> None:
    for table in ("stock", "transit", "contract_price", "quote", "competitor_price", "competitor"):
        chat.spoil(f"delete from {table}")  # noqa: S608 - our own names
    chat.on_database(SqlWork.company_changed)

    heard = asks(chat, Intent.QUOTE, product=SOY, customer="C101")

    for line in ("合同价", "上次报价", "竞品", "库存", "在途"):
        assert f"\n{line} 未接入" in heard.text
    assert "· 任何到货日期(库存未接入,没有在途)" in heard.text


def test_overdue_shipments_and_old_counts_promise_nothing(chat: Chat) -> None:
    asks(chat, Intent.QUOTE, product=SOY, customer="C101")
    chat.clock.tick(days=12)

    heard = asks(chat, Intent.QUOTE, product=SOY, customer="C101")

    assert f"在途 120桶 原定{DUE}到,已过3天,到没到要问供应链" in heard.text
    assert "交期: 86桶内现货,超出要问供应链(库存是12天前的,先核实)" in heard.text
    assert f"· 单号QL-T032已经到货(原定{DUE},还没确认)" in heard.text
    assert "· 「肯定有货」:库存是12天前的,先核实" in heard.text


def test_a_contract_that_ended_is_said_with_its_day_alone(chat: Chat) -> None:
    chat.clock.tick(days=50)

    heard = asks(chat, Intent.QUOTE, product=SOY, customer="C101")

    assert "合同价 无记录(上一份2026-12-31已到期)" in heard.text
    assert "61.50" not in heard.text


def test_the_price_of_next_year_is_not_in_force(chat: Chat) -> None:
    chat.spoil(
        "insert into contract_price (id, customer_code, product_code, price_fen, valid_from)"
        " values ('n', 'C101', 'B0810', 5900, '2027-01-01')"
    )

    heard = asks(chat, Intent.QUOTE, product=SOY, customer="C101")

    assert "合同价 61.50(有效至2026-12-31)" in heard.text
    assert "下一份合同价 59,2027-01-01才生效(未生效)" in heard.text


def test_in_the_middle_of_a_visit_the_answer_is_brief(chat: Chat) -> None:
    chat.at()

    heard = asks(chat, Intent.QUOTE, product=SOY, who=REP)

    answer = next(p for p in heard.parcels if "目录价" in p.text)
    assert len(answer.text.splitlines()) == 3
    assert [label for label, _ in answer.buttons] == ["整张卡"]


def test_the_contract_prices_of_a_customer_lead_to_their_cards(chat: Chat) -> None:
    heard = asks(chat, Intent.CONTRACT_PRICE, customer="C101")
    hidden = asks(chat, Intent.CONTRACT_PRICE, customer="C101", who=OTHER_REP)
    none = asks(chat, Intent.CONTRACT_PRICE, customer="C103", who=OTHER_KEY_REP)

    assert "餐饮生抽10L 61.50元/桶 含税 20桶起订 有效至2026-12-31" in heard.text
    assert "仅客户负责人和上级可见" in hidden.text
    assert none.text.startswith("金枫团餐服务没有有效的合同价。")
    assert chat.taps("餐饮生抽10L", who=KEY_REP).buttons == BUTTONS


def test_a_contract_price_of_nobody_in_particular_asks_whose(chat: Chat) -> None:
    heard = asks(chat, Intent.CONTRACT_PRICE, product=SOY)
    unowned = asks(chat, Intent.CONTRACT_PRICE, product=SOY, who=REP)

    assert heard.text == "餐饮生抽10L: 哪个客户的合同价?点一下。"
    assert heard.buttons[-1] == "只看目录价"
    assert unowned.text == "餐饮生抽10L:\n要先说是哪个客户;目录价 68"


def test_a_price_without_a_product_asks_which_those_first_that_were_dealt_in(chat: Chat) -> None:
    heard = asks(chat, Intent.QUOTE, customer="C101")
    nobody = asks(chat, Intent.STOCK, who=REP)

    assert heard.text == "渔歌餐饮管理的哪个产品?点一下,或写上产品名。"
    assert heard.buttons == ["餐饮生抽10L"]
    assert "写上产品名或型号" in nobody.text


def test_nobody_said_which_shipment_is_for_whom(chat: Chat) -> None:
    customer = asks(chat, Intent.SHIPMENT, customer="C101")
    store = asks(chat, Intent.SHIPMENT, store="SZ101", who=REP)
    unordered = asks(chat, Intent.SHIPMENT, store="SZ203", who="温如玉")
    chat.spoil("delete from transit")

    assert "在途表里没写哪一批是给渔歌餐饮管理的" in customer.text
    assert f"餐饮生抽10L 120桶 预计{DUE}到仓 单号QL-T032" in customer.text
    assert store.text.startswith("湖畔生活超市的送货进度未接入,查不到到哪了。\n上次订货 11-22:")
    assert "没有木渎老街副食的订货记录" in unordered.text
    assert asks(chat, Intent.SHIPMENT, customer="C101").text.startswith("在途未接入")


def test_what_was_taken_out_of_the_tables_meanwhile_is_said(chat: Chat) -> None:
    ask_card(chat)
    chat.spoil("delete from product where code = 'B0810'")
    chat.on_database(SqlWork.company_changed)

    assert "已经不在商品或客户表里了" in chat.taps("图片版", who=KEY_REP).text
    assert "已经不在商品或客户表里了" in chat.taps("申请特价", who=KEY_REP).text
