"""Entities of a company and of a catalogue file."""

from nlu.language.catalogue import of_file
from nlu.language.entities import Entities, Entity, Kind
from tests.nlu.language.things import small_company

_FILE = {
    "brands": [{"id": "B1", "name": "卓菱", "aliases": ["Zholin"]}],
    "categories": ["PLC", "生抽"],
    "cities": ["南京"],
    "districts": ["南京河西片区", "*"],
    "skus": [
        {"sku": "01001", "order_code": "6ZL7511-1AK02", "brand": "卓菱", "series": "X7-1500", "name": "CPU 1511-1 PN", "category": "PLC"},
        {"sku": "00238", "brand": "青岚", "series": "生抽", "name": "金标生抽", "spec": "500ml", "category": "生抽"},
    ],
    "customers": [
        {"id": "C1", "name": "杭州宏达机电有限公司", "aliases": ["宏达机电", "宏达"], "contacts": ["张总(张国强)", "", "沈工"]},
        {"id": "C2", "name": "凯盛包装"},
    ],
    "people": [{"id": "P1", "name": "王磊"}],
    "stores": [{"id": "T1", "name": "好街坊超市河西店", "district": "南京河西片区"}],
    "campaigns": [{"id": "HD-9", "name": "满减"}],
    "tag_keys": {"口味": ["辣", "清淡"]},
    "private_fields": ["真实痛点"],
}  # fmt: skip


def named(entities: Entities, kind: str) -> list[str]:
    return [entity.name for entity in entities.of(kind)]


def one(entities: Entities, kind: str, ident: str) -> Entity:
    found = entities.get(kind, ident)
    assert found is not None
    return found


def test_a_company_has_a_name_for_everything() -> None:
    entities = small_company()

    assert entities.version == "7"
    assert named(entities, "brand") == ["卓菱", "青岚"]
    assert named(entities, "district") == ["南京河西片区", "苏州园区片区"]
    assert named(entities, "city") == ["南京", "杭州", "苏州"]
    assert named(entities, "person") == ["叶小满", "秦工"]
    assert one(entities, "series", "X7-1500").ids == ("P1511", "P1513")
    assert one(entities, "product", "00516").aliases == ("椒麻酱油", "椒麻", "老味道")
    assert one(entities, "contact", "C1:张总").ids == ("C1",)
    assert one(entities, "customer", "C1").short[-1] == "宏达"
    assert entities.get("customer", "C99") is None


def test_a_file_has_them_too() -> None:
    entities = of_file(_FILE)

    cpu = one(entities, "product", "01001")
    assert "1511" in cpu.short
    assert cpu.codes == ("6ZL7511-1AK02",)
    assert named(entities, "series") == ["X7-1500"]
    assert one(entities, "customer", "C1").name == "宏达机电"
    assert one(entities, "customer", "C2").name == "凯盛包装"
    assert named(entities, "contact") == ["张总", "沈工"]
    assert one(entities, "contact", "C1:张总").aliases == ("张国强",)
    assert named(entities, "tag") == ["口味:辣", "口味:清淡"]
    assert named(entities, "district") == ["南京河西片区"]
    assert one(entities, "brand", "卓菱").aliases == ("Zholin",)
    assert one(entities, "store", "T1").extra["district"] == "南京河西片区"
    assert named(entities, Kind.EVENT) == []
