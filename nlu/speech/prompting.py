"""What the engine is told before it listens: the trade, and the names of the person's day."""

from collections.abc import Sequence

CONTEXT = (
    "销售拜访:报价、交期、库存、订单、客户、门店、货架、竞品、价签、促销、型号、PLC、变频器、伺服、"
    "传感器、酱油、合同、契约。"
)
"""The model writes as it was written to: simplified characters, commas, Latin letters for types."""


def listening_for(hot_words: Sequence[str]) -> str:
    """The text that stands before what is heard."""
    return CONTEXT + ("、".join(hot_words) + "。" if hot_words else "")
