"""What a drill lists of one visit, one planned stop, one decision, one recheck."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from domain.figures.measuring import MEASURES, OF_PAST, components, listed
from domain.figures.query import Entry
from domain.figures.records import Handled, Recheck, Stop, Tally
from domain.figures.tallying import PAST
from domain.figures.wording import percent_change
from domain.money import yuan
from domain.unclosed import Why

_AT_MOST = timedelta(minutes=10)
_MINUTE = timedelta(minutes=1)
_UNDONE = frozenset({"closure", "on_time", "visits", "waived"})
_WHAT = {
    "validity": "invalid",
    "clarity": "photos",
    "sharp": "unsharp",
    "proven": "unproven",
    "place": "no_place",
    "skus": "sku_missing",
    "stock": "sku_missing",
    "price": "price_missing",
}
"""Where the reason is another word than the metric."""


def of_visit(key: str, tally: Tally) -> Iterator[Entry]:
    """What the drill of a metric lists of a visit; nothing where all is well."""
    if key == "alarms":
        yield from _alarms(tally)
        return
    for one in components(key):
        if one not in MEASURES or (tally.form == PAST and one not in OF_PAST):
            continue
        count = int(listed(one, *MEASURES[one](tally)))
        if count:
            what, words = _reason(one, tally)
            yield _entry(tally, what, words, count)


def of_stop(stop: Stop) -> Entry:
    """A planned stop that nobody did."""
    return Entry(
        day=stop.day,
        rep_id=stop.rep_id,
        store_code=stop.store_code,
        what="missed",
        words=(stop.asked,) if stop.asked else (),
    )


def of_handled(handled: Handled, day: date) -> Entry:
    """One decision of a manager, with its kind, what it was and its minutes."""
    return Entry(
        day=day,
        rep_id=handled.rep_id,
        store_code=handled.store_code,
        visit_id=handled.visit_id,
        what="handled",
        words=(handled.kind, handled.decision, f"{minutes(handled):.1f}"),
    )


def of_recheck(recheck: Recheck) -> Entry:
    """A store whose stock was told wrongly: each SKU, what was told and what was counted."""
    return Entry(
        day=recheck.day,
        rep_id=recheck.rep_id,
        store_code=recheck.store_code,
        what="recheck",
        words=tuple(
            f"{sku} {_pieces(told)}→{_pieces(counted)}"
            for sku, told, counted in recheck.lines
            if not near(told, counted)
        ),
    )


def minutes(handled: Handled) -> float:
    """How long it took, in minutes; what was left lying counts as ten."""
    took = handled.closed_at - handled.opened_at
    return max(min(took, _AT_MOST), timedelta()) / _MINUTE


def near(told: Fraction, counted: Fraction) -> bool:
    """Whether a told stock is right: off by one piece, or by a tenth of what is there."""
    return abs(told - counted) <= max(Fraction(1), counted / 10)


def accurate(recheck: Recheck) -> bool:
    """Whether every product of a store was told right."""
    return all(near(told, counted) for _, told, counted in recheck.lines)


def _entry(tally: Tally, what: str, words: tuple[str, ...], count: int) -> Entry:
    return Entry(
        day=tally.day,
        rep_id=tally.rep_id,
        store_code=tally.store_code,
        visit_id=tally.id,
        what=what,
        words=words,
        count=count,
        imported=tally.form == PAST,
    )


def _alarms(tally: Tally) -> Iterator[Entry]:
    for alarm in tally.alarms:
        change, gap = (s if s is None else percent_change(s) for s in (alarm.change, alarm.gap))
        yield Entry(
            day=tally.day,
            rep_id=tally.rep_id,
            store_code=tally.store_code,
            visit_id=tally.id,
            what="alarm",
            words=(alarm.label, yuan(alarm.unit_fen), change or "", gap or ""),
            item_id=alarm.item_id,
        )


def _reason(key: str, tally: Tally) -> tuple[str, tuple[str, ...]]:
    if key in _UNDONE:
        return _standing(tally)
    if key == "pending":
        return Why.REVIEW.value, tally.waiting
    if key == "completeness":
        what = Why.LACKING if tally.lacking else Why.REVIEW
        return what.value, (*tally.lacking, *tally.waiting)
    if key == "validity":
        return "invalid", tally.invalid
    if key in {"sku_missing", "skus", "stock"}:
        return "sku_missing", (f"{tally.skus_done}/{tally.skus_due}",)
    return _WHAT.get(key, key), ()


def _standing(tally: Tally) -> tuple[str, tuple[str, ...]]:
    """Where a visit stands, and the words that belong to it."""
    if tally.form == PAST:
        return "imported", ()
    if tally.why is None:
        if not tally.closed:
            return "waived", (tally.reason,) if tally.reason else ()
        return "closed" if tally.on_time else "late", ()
    if tally.why is Why.GIVEN_UP:
        return tally.why.value, (tally.reason,) if tally.reason else ()
    return tally.why.value, tally.lacking


def _pieces(count: Fraction) -> str:
    return str(count.numerator) if count.denominator == 1 else f"{float(count):.1f}"
