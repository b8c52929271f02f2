"""A few products for orders by word of mouth."""

from domain.catalogue import Catalogue, Product

_GOODS = (
    ("00516", "藤香椒麻酱油500ml", "酱油", 12, "瓶", ("椒麻酱油", "椒麻")),
    ("00127", "头道鲜生抽1L", "生抽", 6, "瓶", ("头道鲜",)),
    ("00233", "清蒸鱼汁450ml", "酱油", 12, "瓶", ("鱼汁",)),
    ("00348", "减盐老抽500ml", "老抽", 12, "瓶", ()),
    ("B0810", "餐饮生抽10L", "餐饮装", 1, "桶", ()),
    ("V20", "变频器V20", "变频器", 1, "台", ()),
)
GOODS = Catalogue(
    {
        code: Product(
            code=code, name=name, category=kind, per_case=case, unit=unit, aliases=aliases
        )
        for code, name, kind, case, unit, aliases in _GOODS
    }
)
