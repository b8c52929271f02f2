"""更正: an accepted value gets another one, and the first is kept beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations
from typing import Any

from domain.correction_words import Rewording
from domain.counting import Source, counted_words
from domain.evidence import Cause, Correction, Item, ItemState, Price, Stock
from domain.money import yuan
from domain.packs import TypedPrice
from domain.prices import agreed_pack, retyped
from domain.undoing import order, told_by
from domain.visits import Visit

_NAMED = 2
"""Letters of a label from which words name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A new value for one item: a count, a price or words. Plain data, so that it can wait."""

    item_id: str
    before: str
    """As people read it; what is something else by then is not overwritten."""
    quantity: int | None = None
    unit: str = ""
    fen: int | None = None
    """As printed, for ``pack`` pieces."""
    pack: int | None = None
    """``None`` when nothing was said about it."""
    base: str = ""
    text: str = ""

    @property
    def after(self) -> str:
        """As people read it."""
        if self.quantity is not None:
            return f"{self.quantity}{self.unit}"
        return self.text if self.fen is None else _priced_words(self.fen, self.pack or 1, self.base)


def value_of(item: Item) -> str:
    """An item's value as people read it: ``12箱``, ``12.80``, the words of a note."""
    if item.stock is not None:
        return counted_words(item.stock)
    if item.price is not None and item.price.payable_fen is not None:
        return _priced_words(item.price.payable_fen, item.price.pack, item.price.base)
    return item.text


def _priced_words(fen: int, pack: int, base: str) -> str:
    return yuan(fen) if pack == 1 else f"{yuan(fen)}({pack}{base or '件'}装)"


def recounting(item: Item, quantity: int, unit: str) -> Change:
    """Another count."""
    return Change(item_id=item.id, before=value_of(item), quantity=quantity, unit=unit)


def repricing(item: Item, said: TypedPrice) -> Change:
    """Another price."""
    pack, base = (said.pack.count, said.pack.base) if said.pack else (None, "")
    return Change(item_id=item.id, before=value_of(item), fen=said.fen, pack=pack, base=base)


def rewording(item: Item, text: str) -> Change:
    """Other words."""
    return Change(item_id=item.id, before=value_of(item), text=text)


def correct(
    visit: Visit, change: Change, source: Source, *, by: str, at: datetime, reason: str = ""
) -> Item | None:
    """Put the new value into the item and the old one into its corrections.

    Returns:
        The item, or ``None`` when it is gone or has another value by now.
    """
    item = visit.items.get(change.item_id)
    if item is None or item not in order(visit) or value_of(item) != change.before:
        return None
    made = Correction(
        at=at, by=by, before=change.before, after=change.after, reason=reason, source=source.id
    )
    return visit.change(
        item.id,
        stock=_recounted(item.stock, change),
        price=_repriced(item.price, change),
        text=change.text or item.text,
        corrections=(*item.corrections, made),
        **_standing(visit, item, change),
    )


def _standing(visit: Visit, item: Item, change: Change) -> dict[str, Any]:
    """A manager looks at the new value of what he had to look at, also after he approved the old."""
    cause, photo = item.cause, item.photo
    if cause is None and change.fen is not None and photo is not None:
        unseen = photo.score < visit.form.step(item.slot).refuse_below
        cause = Cause.UNSEEN if unseen else None
    if cause is None:
        return {}
    return {"cause": cause, "state": ItemState.PENDING, "review": None}


def _recounted(stock: Stock | None, change: Change) -> Stock | None:
    if stock is None or change.quantity is None:
        return stock
    return replace(stock, quantity=change.quantity, unit=change.unit)


def _repriced(price: Price | None, change: Change) -> Price | None:
    if price is None or change.fen is None:
        return price
    new = retyped(price, TypedPrice(change.fen))
    if change.pack is None:
        return new
    return replace(agreed_pack(new, change.pack), base=change.base or new.base)


def last_counted(visit: Visit) -> Item | None:
    """The product counted last, when its message counted no other one."""
    counted = [i for i in order(visit) if i.stock and i.stock.quantity is not None]
    newest = [i for i in counted if told_by(i) == told_by(counted[-1])]
    return newest[0] if len(newest) == 1 else None


def changes_in(visit: Visit, said: Rewording, text: str) -> Sequence[Change]:
    """What a correction means for a visit that has what it is about, else nothing.

    A value that is right already is among them. Several prices: it is not clear which one.
    """
    if said.entries:
        counted = {i.stock.sku: i for i in order(visit) if i.stock and value_of(i)}
        known = [e for e in said.entries if e.product.code in counted]
        return [recounting(counted[e.product.code], e.quantity, e.unit) for e in known]
    if said.price is not None and (said.bare is None or _last_is_price(visit)):
        return [repricing(item, said.price) for item in _priced(visit, text)]
    found = recounts(visit, said)
    return found if len(found) == 1 else []


def recounts(visit: Visit, said: Rewording) -> Sequence[Change]:
    """What a count without its product may change: what stands at the old one, else the last."""
    quantity, unit = said.bare or (0, "")
    last = last_counted(visit) if said.bare else None
    meant = [last] if last else []
    if said.was is not None:
        meant = [i for i in order(visit) if i.stock and _stands_at(i.stock, *said.was)]
    return [recounting(i, quantity, unit or i.stock.unit) for i in meant if i.stock]


def _stands_at(stock: Stock, quantity: int, unit: str) -> bool:
    return stock.quantity == quantity and unit in {"", stock.unit}


def _last_is_price(visit: Visit) -> bool:
    return any(i.price is not None for i in order(visit)[-1:])


def _priced(visit: Visit, text: str) -> Sequence[Item]:
    """The confirmed prices that the words may be about: all, or the one whose label they name."""
    known = [i for i in visit.items.values() if i.price and i.state.passes and value_of(i)]
    named = [(_in_common(i.price.label, text), i) for i in known if i.price]
    longest = max((n for n, _ in named), default=0)
    best = [i for n, i in named if n == longest]
    return best if longest >= _NAMED else known


def _in_common(label: str, text: str) -> int:
    """How many letters of the label stand in the text in a row."""
    spans = combinations(range(len(label) + 1), 2)
    return max((b - a for a, b in spans if label[a:b] in text), default=0)
