"""A small invented company for the tests of linking."""

from domain.catalogue import Catalogue, Competitor, Product
from domain.directory import Customer, Directory
from domain.people import Organisation, Person, Role
from domain.stores import Store
from nlu.language.catalogue import of_company
from nlu.language.entities import Entities, Entity, Kind

_PRODUCTS = (
    Product(code="00516", name="藤香椒麻酱油500ml", brand="青岚", spec="500ml", category="酱油", aliases=("椒麻酱油", "椒麻")),
    Product(code="00127", name="头道鲜生抽1L", brand="青岚", spec="1L", category="生抽"),
    Product(code="00233", name="青花椒酱油480ml", brand="青岚", spec="480ml", category="酱油"),
    Product(code="00681", name="清蒸鱼豉油410ml", brand="青岚", spec="410ml", category="酱油"),
    Product(code="B0810", name="餐饮生抽10L", brand="青岚", spec="10L", category="餐饮装", aliases=("10升生抽",)),
    Product(code="P1511", name="卓菱X7-1500 CPU1511", brand="卓菱", category="PLC", aliases=("1511",)),
    Product(code="P1513", name="卓菱X7-1500 CPU1513", brand="卓菱", category="PLC"),
    Product(code="P0325", name="卓菱KR3U-48MR", brand="卓菱", category="PLC"),
)  # fmt: skip
_CUSTOMERS = (
    Customer(code="C1", name="杭州宏达机械有限公司", owner_id="Q1", contact="张建国", salutation="张总", city="杭州"),
    Customer(code="C2", name="恒泰自动化", owner_id="Q2", contact="张卫东", salutation="张总"),
    Customer(code="C3", name="好街坊超市有限公司", owner_id="Q1", contact="秦红"),
    Customer(code="C4", name="巴适", owner_id="Q1"),
)  # fmt: skip
_STORES = (
    Store(code="SZ101", name="湖畔生活超市", city="苏州", district="苏州园区片区"),
    Store(code="SZ102", name="好街坊超市河西店", city="南京", district="南京河西片区"),
    Store(code="SZ103", name="百合粮油行", city="苏州", district="苏州园区片区"),
)
_PEOPLE = (
    Person(id="Q1", name="叶小满", role=Role.REP, district="苏州园区片区"),
    Person(id="Q2", name="秦工", role=Role.HEAD),
    Person(id="Q3", name="白一鸣", role=Role.REP, active=False),
)
DIRECTORY = Directory(
    Organisation({p.id: p for p in _PEOPLE}),
    {s.code: s for s in _STORES},
    Catalogue(
        {p.code: p for p in _PRODUCTS},
        {"R1": Competitor(code="R1", name="望海牌鲜味生抽1L")},
    ),
    {c.code: c for c in _CUSTOMERS},
)
_MORE = (
    Entity(Kind.CONTRACT, "市场交付契约", "市场交付契约"),
    Entity(Kind.CONTRACT, "技术支援契约", "技术支援契约"),
    Entity(Kind.DELIVERABLE, "解决方案手册", "解决方案手册"),
    Entity(Kind.CAMPAIGN, "HD-9", "618扫码领券", ("HD-9",)),
    Entity(Kind.CHANNEL, "扫码领券", "扫码领券"),
    Entity(Kind.TAG, "口味:清淡", "口味:清淡", ("清淡",)),
)


def small_company() -> Entities:
    """Eight products, four customers, three stores and what belongs to them."""
    return of_company(DIRECTORY, aliases=[("老味道", "00516")], more=_MORE, version="7")
