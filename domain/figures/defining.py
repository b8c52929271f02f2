"""口径: whether somebody asks how a number is made, and which one."""

import re
from collections.abc import Sequence

from domain.figures.metrics import METRICS
from domain.figures.words import metrics_in
from domain.numbers import plain

_LONGEST = 30
_ALL = re.compile(
    r"^(?:全部|所有|指标)?的?(?:口径|METRICS?|指标(?:口径|说明|定义|解释|列表)|有哪些指标)(?:列表|说明|有哪些)?[?!.吗呢]*$"
)
_HOW = re.compile(
    r"口径|METRIC|定义|含义|公式|分子|分母|什么意思|啥意思|(?:怎么|如何|咋|怎样)(?:算|计算|统计|得出|来)|是什么|是啥|^什么是|^什么叫|^啥是|^解释"
)


def explained(text: str) -> Sequence[str] | None:
    """Keys of the metrics whose definition is asked; all of them where none is named.

    ``None`` when the words ask for no definition.
    """
    said = plain(text).upper().lstrip("/")
    if len(said) > _LONGEST:
        return None
    if _ALL.match(said):
        return tuple(METRICS)
    keys, rest = metrics_in(said)
    return keys if keys and _HOW.search(rest) else None
