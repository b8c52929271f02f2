"""动销复核: which stores a manager counts again in a month, and how far that is from what was told."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from hashlib import sha256

from domain.catalogue import Product
from domain.figures.listing import near
from domain.figures.records import Recheck
from domain.forms import StepKind
from domain.numbers import plain
from domain.visits import Visit

SAMPLE = 5
"""Stores a month and district."""
RECENT = timedelta(days=14)
"""A count of the rep that is older says nothing about his counting."""
_CASES = frozenset({"箱", "件"})
_ASKS = re.compile(
    r"/?(?:看看|查看|看一?下|列出|发起|开始|做)?(?:本月|这个?月|当月|月度|每月)?(?:的)?"
    r"(?:动销|库存|终端|复核|复查)?(?:的)?(?:准确率)?(?:抽查|抽样|抽检|复查|复点|动销复核)(?:名单|清单|列表|门店|任务|进度|样本)?"
    r"(?:有哪些|还有哪几家|还差哪几家|还差几家|哪几家|到哪了)?[?。!]*"
)
_AGAIN = re.compile(r"^(?:动销|库存)?(?:复核|复查|抽查|复点|重点|抽检)(?:了|一下|结果)?[:,\s]*")
_NOTHING = re.compile(r"[\s,:。?!的吧呢了店]|库存|数量|一下")


@dataclass(frozen=True, slots=True)
class Line:
    """A product counted again, in pieces."""

    sku: str
    told: Fraction
    counted: Fraction

    @property
    def same(self) -> bool:
        """Whether it was told right: off by one piece or a tenth at most."""
        return near(self.told, self.counted)


def asks(text: str) -> bool:
    """Whether the words ask for the sample of the month."""
    return bool(_ASKS.fullmatch(plain(text)))


def counts_again(text: str) -> str | None:
    """What stands behind 「复核」: a store and its counts; ``None`` for other words."""
    said = plain(text)
    found = _AGAIN.match(said)
    return said[found.end() :] if found else None


def only_store(left: str) -> bool:
    """Whether nothing was said but the store; ``left``: the words without it."""
    return not _NOTHING.sub("", left)


def sample(
    month: str, district: str, counted: Collection[str], done: Iterable[str], *, seed: str
) -> Sequence[str]:
    """The stores of a month, the same whenever it is asked: those done, and drawn ones up to five.

    ``counted`` are the district's stores with a recent count of a rep. A store's place in the
    draw hangs on ``seed``, month and district alone, so nobody can choose it.
    """
    first = list(dict.fromkeys(done))
    rest = [code for code in counted if code not in first]
    drawn = sorted(
        rest, key=lambda code: sha256(f"{seed}|{month}|{district}|{code}".encode()).digest()
    )
    return [*first, *drawn[: max(0, SAMPLE - len(first))]]


def month_of(day: date) -> str:
    """``2026-11``."""
    return f"{day:%Y-%m}"


def pieces(quantity: int, unit: str, product: Product) -> Fraction | None:
    """So many cases or pieces as pieces; ``None`` where nobody knows how many a case holds."""
    if unit not in _CASES or unit == product.unit:
        return Fraction(quantity)
    return Fraction(quantity * product.per_case) if product.per_case else None


def told(visits: Iterable[Visit]) -> dict[str, tuple[int, str, str]]:
    """(quantity, unit, rep) of the newest count of each product; visits are oldest first."""
    found: dict[str, tuple[int, str, str]] = {}
    for visit in visits:
        for step in visit.form.of_kind(StepKind.SKU_STOCK):
            for item in visit.in_slot(step.slot):
                if item.stock is not None and item.stock.quantity is not None:
                    stock = item.stock
                    found[stock.sku] = (item.stock.quantity, stock.unit, visit.rep_id)
    return found


def rate(rechecks: Sequence[Recheck]) -> tuple[int, int]:
    """(stores told right, stores counted again).

    Source: Appendix 1, 动销准确率: every product of a store within one piece or a tenth.
    """
    right = sum(all(near(t, c) for _, t, c in one.lines) for one in rechecks)
    return right, len(rechecks)
