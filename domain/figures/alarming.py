"""价差异常: a confirmed price that is far from the last one, or from our own product's."""

from domain import prices
from domain.evidence import Item, ItemState
from domain.figures.records import Alarm
from domain.settings import Settings

_CONFIRMED = frozenset({ItemState.ACCEPTED, ItemState.WARNED})


def alarm(item: Item, settings: Settings) -> Alarm | None:
    """The alarm that an item raises; ``None`` for a price that is far from neither.

    Prices of one piece are compared. What nobody has confirmed, what waits for a manager and what
    was refused raises none (requirements, Appendix 1).
    """
    price = item.price
    if price is None or item.state not in _CONFIRMED or price.unit_fen is None:
        return None
    change = prices.share(price.unit_fen, price.last_unit_fen)
    gap = prices.share(price.unit_fen, price.own_fen)
    far = prices.reaches(change, settings.price_alert)
    wide = prices.outside(gap, settings.price_gap)
    if not (far or wide):
        return None
    return Alarm(
        item_id=item.id,
        competitor=price.competitor or "",
        label=price.label,
        unit_fen=prices.whole_fen(price.unit_fen),
        change=float(change) if far and change is not None else None,
        gap=float(gap) if wide and gap is not None else None,
    )
