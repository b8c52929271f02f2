"""Things of the company in sentences, typed and misheard; nothing where none is named."""

import pytest

from nlu.language.linking import Linker, Mention
from tests.nlu.language.things import small_company


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(small_company())


def said(linker: Linker, text: str, own: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    return [(m.kind, m.ids[0] if m.ids else "", m.text) for m in linker.link(text, own)]


def ids(linker: Linker, text: str, kind: str) -> list[str]:
    return [m.ids[0] for m in linker.link(text) if m.kind == kind]


def only(linker: Linker, text: str) -> Mention:
    [found] = linker.link(text)
    return found


def test_a_typed_sentence(linker: Linker) -> None:
    found = said(linker, "张总上周说要换PLC品牌,查下卓菱X7-1500报价,给叶小满看")

    assert found == [
        ("contact", "C1", "张总"),
        ("category", "PLC", "PLC"),
        ("product", "P1511", "卓菱X7-1500"),
        ("person", "Q1", "叶小满"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "ident"),
    [
        ("红大机械的货", "customer", "C1"),
        ("宏达的货", "customer", "C1"),
        ("藤香交麻酱油还有吗", "product", "00516"),
        ("清花椒酱油还有吗", "product", "00233"),
        ("爱克斯七一五零零多少钱", "series", "X7-1500"),
        ("凯阿尔三优四十八艾姆阿尔什么价", "product", "P0325"),
        ("十升生抽什么价", "product", "B0810"),
        ("老味道还有多少", "product", "00516"),
        ("去湖畔了", "store", "SZ101"),
        ("百合粮油航到了", "store", "SZ103"),
        ("合西片区完整率", "district", "南京河西片区"),
        ("园区有几家", "district", "苏州园区片区"),
        ("夜小满今天跑几家", "person", "Q1"),
        ("小满今天跑几家", "person", "Q1"),
        ("鲜味生抽卖多少", "rival", "R1"),
        ("张建国总要货", "contact", "C1"),
        ("南京那边", "city", "南京"),
        ("清蒸鱼鼓油的货", "product", "00681"),
    ],
)  # fmt: skip
def test_names_are_found_however_they_are_said(
    linker: Linker, text: str, kind: str, ident: str
) -> None:
    found = [m for m in linker.link(text) if m.kind == kind]

    assert ident in {*found[0].ids, found[0].name}


@pytest.mark.parametrize(
    "text",
    [
        "今天天气不错", "讲个笑话吧", "用心服务每一位客户", "巴适得很", "把家门店交给他", "收到清单了", "一下", "第25位业务员",
        "李总监开会", "关于总量", "红花椒酱怎么样", "人员、片区、线路", "X", "", "、,。",
    ],
)  # fmt: skip
def test_plain_words_name_nothing(linker: Linker, text: str) -> None:
    assert linker.link(text) == []


def test_of_two_who_are_called_so_the_own_one_comes_first(linker: Linker) -> None:
    assert linker.link("张总来电")[0].ids == ("C1", "C2")
    assert linker.link("张总来电", own={"C2"})[0].ids == ("C2", "C1")
    assert linker.link("章总来电")[0].ids == ("C1", "C2")


def test_a_contact_without_salutation_is_known_by_name(linker: Linker) -> None:
    assert ids(linker, "秦红说要货", "contact") == ["C3"]


def test_people_nobody_knows_are_named_without_an_id(linker: Linker) -> None:
    found = only(linker, "李老板要10箱")

    assert (found.kind, found.ids, found.name, found.score) == ("contact", (), "李老板", 0.8)


def test_a_name_that_means_something_else_needs_a_hint(linker: Linker) -> None:
    assert ids(linker, "给巴适报个价", "customer") == ["C4"]


def test_one_span_may_name_two_kinds(linker: Linker) -> None:
    found = said(linker, "好街坊超市的货")

    assert found == [("customer", "C3", "好街坊超市"), ("store", "SZ102", "好街坊超市")]


def test_the_longest_name_stands(linker: Linker) -> None:
    assert said(linker, "去好街坊超市河西店") == [("store", "SZ102", "好街坊超市河西店")]


def test_a_campaign_names_its_channel_too(linker: Linker) -> None:
    kinds = [m.kind for m in linker.link("六一八扫码领券赚了吗")]

    assert kinds == ["campaign", "channel"]


def test_codes_are_exact(linker: Linker) -> None:
    assert ids(linker, "238还有货吗", "sku") == []
    assert ids(linker, "127还有货吗", "sku") == ["00127"]
    assert ids(linker, "零零一二七的库存", "sku") == ["00127"]
    assert ids(linker, "1270还有货吗", "sku") == []
    assert ids(linker, "b 0810", "sku") == ["B0810"]
    assert ids(linker, "编码127", "sku") == ["00127"]


@pytest.mark.parametrize("text", ["降价127元", "127箱", "1511元", "第127家", "共127"])
def test_what_counts_or_costs_is_no_code(linker: Linker, text: str) -> None:
    assert linker.link(text) == []


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("查下X7-1600报价", "X7-1600"),
        ("爱克斯七一六零零报价", "爱克斯七一六零零"),
        ("X7-15000的价", "X7-15000"),
        ("KR3U-64MR多少钱", "KR3U-64MR"),
        ("ZP 2040有吗", "ZP 2040"),
    ],
)
def test_a_model_of_no_catalogue_is_said_to_be_unknown(
    linker: Linker, text: str, unknown: str
) -> None:
    mentions = linker.link(text)

    assert "product" not in {m.kind for m in mentions}
    assert [found for _, _, found in linker.unknown(text, mentions)] == [unknown]


@pytest.mark.parametrize(
    "text", ["X7-1500报价", "500ml的", "Q3的V2.3", "2026-11-05", "1.5kW", "B2B", "00127", "P1511"]
)
def test_models_packs_and_dates_that_are_known_are_not_unknown(linker: Linker, text: str) -> None:
    assert linker.unknown(text, linker.link(text)) == []


def test_the_nearest_products_of_an_unknown_one(linker: Linker) -> None:
    found = linker.nearest("X7-1600", "product", 2)

    assert {ident for ident, _, _ in found} == {"P1511", "P1513"}
    assert linker.nearest("X7-1600", "event") == []
    assert linker.nearest("%", "product") == []


def test_single_words_hint_at_one_of_a_few(linker: Linker) -> None:
    assert linker.hinted("技术那份契约签了没有", "contract") == (
        "技术支援契约",
        "技术支援契约",
        0.4,
    )
    assert linker.hinted("对手册有异议", "deliverable") is not None
    assert linker.hinted("这份契约我不签", "contract") is None
    assert linker.hinted("市场和技术都签了", "contract") is None
    assert linker.hinted("签了", "event") is None


def test_a_sure_name_is_not_guessed_beyond(linker: Linker) -> None:
    found = linker.link("技术支援契约和市场交付契约")

    assert [(m.name, m.score, m.exact) for m in found] == [
        ("技术支援契约", 1.0, True),
        ("市场交付契约", 1.0, True),
    ]


def test_misheard_by_more_than_sound_is_a_guess(linker: Linker) -> None:
    found = only(linker, "去好街帮超市河西店")

    assert (found.ids, found.exact) == (("SZ102",), False)
    assert 0.6 < found.score < 0.9


def test_a_long_message_is_read_in_no_time(linker: Linker) -> None:
    assert len(linker.link("张总要藤香椒麻酱油。" * 40)) == 80
