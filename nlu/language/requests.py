"""Several requests in one message: its parts, and what each of them asks for."""

import re
from collections.abc import Sequence

from domain.understanding import FACETS

_BREAK = re.compile(
    r"[,。;!?、\n,;!?]+|(?=顺便|顺带|顺手|另外|还有就是|再帮|再查|再给我|同时|以及|并且|接着(?:帮|查|给))"
)
_SHORTEST = 3
"""Letters of a part that can ask for anything."""
_SURE = 0.5
"""Probability from which a part asks for something of its own."""
_FACET_WORDS = {
    "quote_lookup": re.compile(r"报价|价格|价钱|多少钱|单价|啥价|什么价|几钱|price", re.IGNORECASE),
    "lead_time": re.compile(
        r"交期|货期|供货周期|多久(?:能)?到|几天(?:能)?到|什么时候(?:能)?到|lead ?time|\blt\b",
        re.IGNORECASE,
    ),
    "stock": re.compile(r"库存|现货|有没有货|存货|剩多少|stock", re.IGNORECASE),
    "shipment": re.compile(r"物流|在途|运到哪|到哪了|发货单|运单|eta", re.IGNORECASE),
    "last_contract_price": re.compile(r"合同价|协议价|成交价"),
    "competitor_price_history": re.compile(r"竞品价|竞争对手的?价|对手价"),
}
_FACET_NAMES = frozenset(facet.value for facet in FACETS)
_MOST = 3


def parts(text: str) -> Sequence[tuple[int, int]]:
    """Start and end of the parts of a message that may ask for something each."""
    ends = [m.span() for m in _BREAK.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(text)]
    found = [(a, b) for a, b in zip(starts, stops, strict=True) if b - a >= _SHORTEST]
    return found if len(found) > 1 else []


def further(
    text: str, main: str, by_part: Sequence[Sequence[tuple[str, float]]]
) -> tuple[str, ...]:
    """What else a message asks for, beside the main thing.

    Args:
        text: The whole message.
        main: Its main intent.
        by_part: Of every part, its intents with their probabilities, likeliest first.
    """
    asked = [part[0][0] for part in by_part if part[0][1] >= _SURE]
    if main in _FACET_NAMES:
        asked += [name for name, words in _FACET_WORDS.items() if words.search(text)]
    wanted = [name for name in dict.fromkeys(asked) if name not in {main, "oos", "cancel"}]
    return tuple(wanted[:_MOST])
