"""What people call firms, stores, districts and products for short."""

import pytest

from nlu.language.short_names import (
    abbreviations,
    chains_of,
    city_of,
    district_forms,
    firm_forms,
    model_codes,
    person_forms,
    product_forms,
    rival_forms,
    store_forms,
)


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("杭州宏达机电有限公司", ["宏达机电", "宏达"]),
        ("苏州瑞丰自动化设备有限公司(苏州)", ["瑞丰自动化", "瑞丰"]),
        ("小巷里连锁面馆", ["小巷里"]),
        ("浙江省杭州宏达机电有限公司", ["宏达机电"]),
    ],
)
def test_firms(name: str, forms: list[str]) -> None:
    assert set(forms) <= set(firm_forms(name))


def test_a_short_form_that_is_a_plain_word_is_none() -> None:
    assert "阳光" not in firm_forms("苏州阳光食品有限公司")
    assert "晨光" not in store_forms("晨光便利店")


def test_stores_by_chain_and_branch() -> None:
    chains = chains_of(["爱家乐滨江店", "爱家乐西溪店", "湖畔生活超市"])

    assert chains == {"爱家乐"}
    assert {"爱家乐", "爱家乐滨江", "滨江店"} <= set(store_forms("爱家乐滨江店", chains))
    assert {"万福来超市", "万福来奥体", "奥体店", "万福来"} <= set(store_forms("万福来超市奥体店"))
    assert store_forms("湖畔生活超市", chains) == ("湖畔",)


def test_districts_without_their_city() -> None:
    assert district_forms("南京河西片区") == ("河西片区", "南京河西", "河西")
    assert city_of("南京河西片区") == "南京"
    assert city_of("河西组") == ""


def test_products_without_pack_kind_and_brand() -> None:
    assert product_forms("藤香椒麻酱油500ml", "青岚") == ("藤香椒麻酱油", "藤香椒麻")
    assert "头道鲜" in product_forms("青岚头道鲜生抽1L", "青岚")
    assert product_forms("MR-JE-40A") == ()
    assert rival_forms("望海牌鲜味生抽1L") == ("望海牌鲜味生抽", "望海鲜味生抽", "鲜味生抽")
    assert rival_forms("三菱FX5U") == ()


def test_models_but_no_packs() -> None:
    assert model_codes("西门子S7-1500 CPU1511 1.5kW 500ml") == ["S7-1500", "CPU1511"]


def test_given_names() -> None:
    assert person_forms("叶小满") == ("小满",)
    assert person_forms("秦工") == ()


def test_abbreviations_skip_a_part_but_cut_no_model() -> None:
    assert "万福来奥体店" in set(abbreviations("万福来超市奥体店"))
    assert "备货契约" in set(abbreviations("供应链备货契约"))
    assert not any(
        "S7-15" in a and "S7-1500" not in a for a in abbreviations("西门子S7-1500控制器")
    )
    assert list(abbreviations("海天")) == []
