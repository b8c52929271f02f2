"""What each metric takes from one visit: ``(part, whole)``, and which of it its drill lists."""

from collections.abc import Callable, Mapping

from domain.figures.metrics import METRICS, TRUST
from domain.figures.records import Tally
from domain.figures.tallying import CLAIMED
from domain.visits import VisitState

Measure = Callable[[Tally], tuple[int, int]]
_DONE = frozenset({CLAIMED, VisitState.SUBMITTED.value})
_WAIVED = VisitState.WAIVED.value
_OPEN_TO_REVIEW = frozenset({VisitState.DRAFT.value, VisitState.SUBMITTED.value})
"""Whose waiting items stand in the queue, as they keep the visit from closing."""


def _closure(t: Tally) -> tuple[int, int]:
    return (1 if t.closed else 0), 1


def _completeness(t: Tally) -> tuple[int, int]:
    return t.steps_valid, t.steps_due


def _validity(t: Tally) -> tuple[int, int]:
    return t.fields_valid, t.fields_due


def _no_shelf(t: Tally) -> tuple[int, int]:
    if not t.shelves_due or t.state not in _DONE:
        return 0, 0
    return (0 if t.shelves else 1), 1


def _clarity(t: Tally) -> tuple[int, int]:
    return t.score_sum, t.photos


def _sharp(t: Tally) -> tuple[int, int]:
    return t.photos_sharp, t.photos


def _proven(t: Tally) -> tuple[int, int]:
    return t.photos_proven, t.photos


def _blurry(t: Tally) -> tuple[int, int]:
    return (1 if t.blurry else 0), 1


def _sku_missing(t: Tally) -> tuple[int, int]:
    return (1 if t.skus_done < t.skus_due else 0), (1 if t.skus_due else 0)


def _price_missing(t: Tally) -> tuple[int, int]:
    return (1 if t.priced < t.prices_due else 0), (1 if t.prices_due else 0)


def _no_competitor(t: Tally) -> tuple[int, int]:
    return (1 if t.no_competitor else 0), (1 if t.no_competitor or t.prices_due else 0)


def _alarms(t: Tally) -> tuple[int, int]:
    return len(t.alarms), t.prices


def _place(t: Tally) -> tuple[int, int]:
    return t.places, t.places_due


def _front(t: Tally) -> tuple[int, int]:
    return t.fronts_sharp, t.fronts_due


def _skus(t: Tally) -> tuple[int, int]:
    return (1 if 0 < t.skus_due <= t.skus_done else 0), (1 if t.skus_due else 0)


def _stock(t: Tally) -> tuple[int, int]:
    return t.skus_done, t.skus_due


def _price(t: Tally) -> tuple[int, int]:
    return t.priced, t.prices_due


def _on_time(t: Tally) -> tuple[int, int]:
    return (1 if t.on_time else 0), 1


def _visits(_: Tally) -> tuple[int, int]:
    return 1, 1


def _pending(t: Tally) -> tuple[int, int]:
    return (1 if t.flags and t.state in _OPEN_TO_REVIEW else 0), 1


def _waived(t: Tally) -> tuple[int, int]:
    return (1 if t.state == _WAIVED else 0), 1


MEASURES: Mapping[str, Measure] = {
    "closure": _closure,
    "completeness": _completeness,
    "validity": _validity,
    "no_shelf": _no_shelf,
    "clarity": _clarity,
    "sharp": _sharp,
    "proven": _proven,
    "blurry": _blurry,
    "sku_missing": _sku_missing,
    "price_missing": _price_missing,
    "no_competitor": _no_competitor,
    "alarms": _alarms,
    "place": _place,
    "front": _front,
    "skus": _skus,
    "stock": _stock,
    "price": _price,
    "on_time": _on_time,
    "visits": _visits,
    "pending": _pending,
    "waived": _waived,
}
"""Of visits; the other metrics come from plans, from what managers did, or from these."""
OF_PAST = frozenset({"validity", "no_shelf", "visits"})
"""What an imported record says anything about. It passed no gate, so it is never 闭环 or not."""


def listed(key: str, part: float, whole: float) -> float:
    """How much of a number its drill lists; for 数据可信度 see its components."""
    lists = METRICS[key].lists
    if lists == "rest":
        return whole - part
    return part if lists == "part" else whole


def components(key: str) -> tuple[str, ...]:
    """What a metric's own figure is made of: itself, but for 数据可信度."""
    return TRUST if key == "trust" else (key,)
