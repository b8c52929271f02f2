"""What a request is about, in canonical words."""

from datetime import date
from typing import Any

import pytest

from nlu.language.catalogue import of_file
from nlu.language.linking import Linker, Mention
from nlu.language.slots import slots_of
from nlu.language.slots.schema import SLOTS
from nlu.language.times import TimeMention

_COMPANY = of_file(
    {
        "brands": [{"name": "青岚", "aliases": []}, {"name": "北辰电气", "aliases": ["Polaris"]}],
        "categories": ["酱油", "生抽", "控制器"],
        "skus": [
            {"sku": "00516", "order_code": "6955000051601", "brand": "青岚", "name": "椒麻酱油",
             "spec": "500ml", "category": "酱油", "aliases": ["椒麻"]},
            {"sku": "00127", "order_code": "6955000012701", "brand": "青岚", "name": "头道鲜生抽",
             "spec": "1L", "category": "生抽", "aliases": ["头道鲜"]},
            {"sku": "02011", "order_code": "6KB1340-2AC00", "brand": "北辰电气", "series": "K3-1300",
             "name": "KPU 1340C AC/DC/RLY", "aliases": ["KPU 1340C", "1340C"], "category": "控制器"},
        ],
        "customers": [
            {"id": "C1", "name": "苏州云帆机电有限公司", "aliases": ["云帆机电", "云帆"], "contacts": ["方总(方毅)"]},
            {"id": "C2", "name": "苏州邻里鲜生商贸有限公司", "aliases": ["邻里鲜生"], "contacts": ["沈姐"]},
        ],
        "people": [{"id": "P1", "name": "叶小满"}],
        "districts": ["苏州园区片区"],
        "cities": ["苏州", "常熟"],
        "stores": [
            {"id": "S1", "name": "湖畔生活超市星海店", "aliases": ["湖畔生活超市"], "district": "苏州园区片区"},
            {"id": "S2", "name": "百合粮油", "district": "苏州园区片区"},
        ],
        "campaigns": [{"id": "CX-2026-09", "name": "中秋扫码返券"}],
        "channels": ["扫码返券", "商超"],
        "events": ["长三角装备展", "封控", "台风", "海报取消"],
        "contracts": ["市场交付契约", "技术支援契约", "供应链备货契约"],
        "deliverables": ["选型手册", "样机清单"],
        "scenarios": ["线上直播替代方案", "电子屏+定向短信", "应急预案"],
        "private_fields": ["客户真实痛点", "竞争对手威胁", "预算砍半可能性"],
        "visit_fields": ["门头照", "门头照水印", "货架图", "货架图数量", "货架图库存标注", "竞品价格", "SKU漏"],
        "tag_keys": {"口味偏好": ["辣", "清淡"], "终端类型": ["社区生鲜店", "商超"], "下单时段": ["早上", "晚上"]},
    }
)  # fmt: skip
_LINKER = Linker(_COMPANY)
_DAY = date(2026, 9, 1)


def _slots(text: str, *intents: str, times: tuple[str, ...] = ()) -> dict[str, Any]:
    when = [TimeMention(w, text.index(w), text.index(w) + len(w), _DAY, _DAY) for w in times]
    found = slots_of(text, intents, _LINKER.link(text), when, _COMPANY)
    return {name: value for name, value in found.items() if name != "talk_track"}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("KPU 1340C给个价", {"product": "KPU 1340C"}),
        ("1340C的价钱报一下", {"product": "KPU 1340C"}),
        ("北辰电气K3-1300什么价", {"brand": "北辰电气", "product": "K3-1300"}),
        ("6KB1340-2AC00多少钱", {"sku": "6KB1340-2AC00"}),
        ("零零五一六啥价", {"sku": "00516"}),
        ("椒麻五百毫升的拿三十箱怎么算", {"product": "椒麻酱油", "spec": "500ml", "qty": "30箱"}),
        ("椒麻酱油一箱多少钱", {"product": "椒麻酱油"}),
        ("酱油现在几钱", {"product": "酱油"}),
        (
            "方总要换控制器,报下K3-1300",
            {"person": "方总", "product": "K3-1300", "category": "控制器"},
        ),
    ],
)
def test_goods_go_by_their_name_model_series_code_or_category(
    text: str, want: dict[str, Any]
) -> None:
    assert _slots(text, "quote_lookup") == want


def test_several_requests_share_their_slots() -> None:
    found = _slots(
        "上周方总问K3-1300,要20台,价格和货期", "quote_lookup", "lead_time", times=("上周",)
    )

    assert found == {"time": "上周", "person": "方总", "product": "K3-1300", "qty": "20台"}


def test_what_was_taken_back_is_not_meant() -> None:
    found = _slots("查昨天,不对,前天给云帆的货", "shipment", times=("昨天", "前天"))

    assert found == {"customer": "云帆机电", "time": "前天"}


def test_a_chain_stands_for_itself_and_a_branch_for_the_store() -> None:
    assert _slots("到湖畔了", "visit_start") == {"store": "湖畔生活超市"}
    assert _slots("到湖畔生活超市星海店了", "visit_start") == {"store": "湖畔生活超市星海店"}


def test_of_two_things_with_one_name_the_surer_one_is_meant_else_the_customer() -> None:
    def named(kind: str, score: float) -> Mention:
        ident = "S2" if kind == "store" else "C2"
        return Mention(kind, (ident,), kind, "百合", "百合", 0, 2, score, exact=True)

    def slots(store: float) -> dict[str, Any]:
        both = [named("customer", 0.9), named("store", store)]
        return slots_of("百合要货", ["quote_lookup"], both, [], _COMPANY)

    assert slots(0.9) == {"customer": "customer"}
    assert slots(1.0) == {"store": "百合粮油"}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("园区片区七号位第三家漏了啥", {"rep_ord": 7, "visit_ord": 3}),
        ("园区片区老七最后一家缺门头", {"rep_ord": 7, "visit_ord": -1, "field": "门头照"}),
        ("园区片区第七个人头一家的招牌照没打水印", {"rep_ord": 7, "visit_ord": 1, "field": "门头照水印"}),
        ("园区片区弟二位业务员弟三家缺啥", {"rep_ord": 2, "visit_ord": 3}),
        ("园区片区排第七的倒数第二家没填对手价", {"rep_ord": 7, "visit_ord": -2, "field": "竞品价格"}),
        ("园区片区3号业务员第四家排面照没标存货", {"rep_ord": 3, "visit_ord": 4, "field": "货架图库存标注"}),
        ("园区片区第4号店货架照只拍了一张", {"visit_ord": 4, "field": "货架图数量"}),
        ("园区片区谁没标00516", {"sku": "00516", "field": "货架图库存标注"}),
        ("园区片区谁的竞品价格没填", {"field": "竞品价格"}),
    ],
)  # fmt: skip
def test_reps_and_visits_go_by_their_number(text: str, want: dict[str, Any]) -> None:
    assert _slots(text, "penetration_query") == {"district": "苏州园区片区"} | want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("苏州椒麻销量为什么往下走", {"city": "苏州", "product": "椒麻酱油", "metric": "销量", "direction": "down"}),
        ("园区片区复购律咋掉了", {"district": "苏州园区片区", "metric": "复购率", "direction": "down"}),
        ("常熟客单价怎么窜这么高", {"city": "常熟", "metric": "客单价", "direction": "up"}),
        ("青岚的货没人要了,为啥", {"brand": "青岚", "direction": "down"}),
        ("商超那边毛利涨了是咋回事", {"channel": "商超", "metric": "毛利", "direction": "up"}),
        ("苏州怎么回事", {"city": "苏州"}),
    ],
)  # fmt: skip
def test_metrics_and_directions_are_heard_by_sound(text: str, want: dict[str, Any]) -> None:
    assert _slots(text, "attribution") == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("椒麻换成头道鲜,回头客会怎样", {"from_product": "椒麻酱油", "to_product": "头道鲜生抽", "metric": "复购率"}),
        ("用头道鲜换掉椒麻会怎样", {"from_product": "椒麻酱油", "to_product": "头道鲜生抽"}),
        ("头道鲜代替椒麻会怎样", {"from_product": "椒麻酱油", "to_product": "头道鲜生抽"}),
        ("椒麻打九五折会怎样", {"product": "椒麻酱油", "change": "-5%"}),
        ("椒麻打9折会怎样", {"product": "椒麻酱油", "change": "-10%"}),
        ("椒麻降百分之五走货怎样", {"product": "椒麻酱油", "change": "-5%", "metric": "销量"}),
        ("椒麻便宜两块会怎样", {"product": "椒麻酱油", "change": "-2元"}),
        ("椒麻提价一成利润怎样", {"product": "椒麻酱油", "change": "+10%", "metric": "利润"}),
        ("椒麻价格砍半会怎样", {"product": "椒麻酱油", "change": "-50%"}),
        ("把中秋扫码返券停掉会怎样", {"campaign": "中秋扫码返券", "channel": "扫码返券"}),
    ],
)  # fmt: skip
def test_a_what_if_says_what_becomes_what(text: str, want: dict[str, Any]) -> None:
    assert _slots(text, "whatif") == want


def test_a_campaign_goes_by_its_name_which_may_name_a_channel_or_by_its_number() -> None:
    both = {"campaign": "中秋扫码返券", "channel": "扫码返券"}

    assert _slots("中秋扫码返券赚没赚", "promo_roi") == both
    assert _slots("CX-2026-09回本没", "promo_roi") == {"campaign": "CX-2026-09"}


@pytest.mark.parametrize(
    ("text", "intent", "want"),
    [
        ("最危险的十家", "churn_list", {"n": 10}),
        ("前五个要跑的,我手上的", "churn_list", {"n": 5, "scope": "self"}),
        ("哪几家要跑", "churn_list", {}),
        ("要去哪几家", "plan_today", {"scope": "self"}),
        ("叶小满要去哪几家", "plan_today", {"rep": "叶小满"}),
        ("咱们组的日报", "digest_request", {"scope": "team"}),
        ("客户花名册传上来", "import_excel", {"object": "客户"}),
        ("把流逝客户名单拉成表", "export_excel", {"object": "流失客户名单"}),
        ("照片拍完了怎么提交拜访", "help", {"topic": "提交拜访"}),
        ("按店型和口味看画像", "portrait_matrix", {"dims": ["终端类型", "口味偏好"]}),
        ("菜店里头吃辣的有几家", "portrait_matrix", {"tag": ["终端类型:社区生鲜店", "口味偏好:辣"]}),
        ("不吃辣的有几家", "portrait_matrix", {"tag": ["口味偏好:清淡"]}),
        ("早上开门的有几家", "portrait_matrix", {}),
        ("早上进货的有几家", "portrait_matrix", {"tag": ["下单时段:早上"]}),
        ("讲个客户的笑话", "oos", {}),
    ],
)  # fmt: skip
def test_each_request_has_its_own_slots(text: str, intent: str, want: dict[str, Any]) -> None:
    assert _slots(text, intent) == want


def test_an_unknown_request_carries_nothing() -> None:
    assert "oos" not in SLOTS
    assert slots_of("你好", [], [], [], _COMPANY) == {}
