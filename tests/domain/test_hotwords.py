"""Which names a speech reader listens for: those of one person's day, in turns, none twice."""

from domain.catalogue import Catalogue, Product
from domain.directory import Customer, Directory
from domain.hotwords import hot_words
from domain.people import Organisation, Person, Role
from domain.stores import Store

_SUN = Person(id="r7", name="孙丽", role=Role.REP)
_WU = Person(id="r8", name="吴凡", role=Role.REP)
_STORES = [
    Store(code="S1", name="幸福超市", rep_id="r7"),
    Store(code="S2", name="阳光便利", rep_id="r7"),
    Store(code="S3", name="佳佳生鲜", rep_id="r1"),
]
_CUSTOMERS = [
    Customer(
        code="K1", name="南京市宏达机械有限公司", owner_id="r8", contact="张建国", salutation="张总", city="南京"
    ),
    Customer(code="K2", name="恒泰自动化股份有限公司", owner_id="r8", salutation="张总"),
    Customer(code="K3", name="东南电机", owner_id="r1"),
    Customer(code="K4", name="南京店", owner_id="r9", city="南京"),
    Customer(code="K5", name="公司", owner_id="r9"),
]  # fmt: skip
_PRODUCTS = [
    Product(code="00991", name="鸡精200g", brand="百味", grade="B"),
    Product(code="00112", name="特级生抽1L", brand="百味", grade="A"),
    Product(code="P1511", name="西门子S7-1500 CPU1511", brand="西门子", aliases=("S7-1500",)),
    Product(code="L1", name="一种名字长得没有人会说完的商品", brand="百味"),
]
_DIRECTORY = Directory(
    Organisation({p.id: p for p in (_SUN, _WU)}),
    {s.code: s for s in _STORES},
    Catalogue({p.code: p for p in _PRODUCTS}),
    {c.code: c for c in _CUSTOMERS},
)


def test_a_rep_of_stores_is_listened_to_for_todays_stores_first() -> None:
    words = hot_words(_SUN, _DIRECTORY, ["S3", "S2", "gone"])

    assert [w for w in words if "便利" in w or "生鲜" in w or "超市" in w] == [
        "佳佳生鲜",
        "阳光便利",
        "幸福超市",
    ]
    assert {"特级生抽", "鸡精", "S7-1500", "百味", "西门子"} <= set(words)
    assert "张总" not in words


def test_customers_are_called_by_the_short_of_their_names() -> None:
    words = hot_words(_WU, _DIRECTORY, ["K2"])

    assert [w for w in words if w in {"宏达机械", "恒泰自动化"}] == ["恒泰自动化", "宏达机械"]
    assert {"张建国", "张总"} <= set(words)
    assert len(words) == len(set(words))


def test_who_sells_to_factories_is_listened_to_for_their_products_first() -> None:
    of_stores, of_factories = (hot_words(who, _DIRECTORY, []) for who in (_SUN, _WU))

    assert of_stores.index("特级生抽") < of_stores.index("S7-1500")
    assert of_factories.index("S7-1500") < of_factories.index("特级生抽")


def test_a_name_is_not_cut_to_nothing() -> None:
    words = hot_words(Person(id="r9", name="某", role=Role.REP), _DIRECTORY, [])

    assert {"南京店", "公司"} <= set(words)


def test_there_are_never_more_than_the_reader_can_take() -> None:
    assert len(hot_words(_WU, _DIRECTORY, [], most=3)) == 3


def test_a_name_that_nobody_says_whole_is_left_out() -> None:
    assert all(len(word) <= 12 for word in hot_words(_SUN, _DIRECTORY, []))
