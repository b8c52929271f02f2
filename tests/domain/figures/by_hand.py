"""Every metric once more, from the visits themselves and with none of the code that is tested."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.evidence import Item
from domain.figures.records import Handled, Recheck, Stop
from domain.past_visits import PastVisit
from domain.visits import Visit
from tests.domain.figures.making import SETTINGS

ZONE = SETTINGS.zone


@dataclass(frozen=True)
class Pile:
    """What is counted together."""

    visits: Sequence[Visit]
    past: Sequence[PastVisit]
    stops: Sequence[Stop]
    """Due ones, with whether somebody was there decided beforehand."""
    gone: Sequence[Stop]
    others: Sequence[Handled | Recheck]


def day_of(visit: Visit) -> date:
    return visit.opened_at.astimezone(ZONE).date()


def counted(pile: Pile) -> dict[str, tuple[float, float]]:
    """(part, whole) by metric, as Appendix 1 has them."""
    real = [v for v in pile.visits if v.closed_reason != "改为其他门店"]
    found: dict[str, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    for visit in real:
        for key, (part, whole) in _look(visit).items():
            found[key] = (found[key][0] + part, found[key][1] + whole)
    for record in pile.past:
        filled = [*record.shown.values(), *(s.quantity is not None for s in record.stocks)]
        _add(found, "validity", filled.count(True), len(filled))
        _add(found, "visits", 1, 1)
        if "shelf" in record.shown and record.claim != "未完成":
            _add(found, "no_shelf", 0 if record.shown["shelf"] else 1, 1)
    _add(found, "closure", 0, len(pile.gone))
    found["missed"] = (len(pile.gone), len(pile.stops))
    looked = [o for o in pile.others if isinstance(o, Handled)]
    seconds = [min((o.closed_at - o.opened_at) / timedelta(seconds=1), 600) for o in looked]
    found["review_minutes"] = (sum(seconds) / 60, len(looked))
    again = [o for o in pile.others if isinstance(o, Recheck)]
    right = [o for o in again if all(_close(told, there) for _, told, there in o.lines)]
    found["recheck"] = (len(right), len(again))
    parts = [found[k] for k in ("proven", "sharp", "validity", "place", "on_time")]
    shares = [part / whole for part, whole in parts if whole]
    visits = found["visits"][1]
    score = 100 * sum(shares) / len(shares) if shares else 0
    found["trust"] = (score * visits, visits if shares else 0)
    return found


def _add(found: dict[str, tuple[float, float]], key: str, part: float, whole: float) -> None:
    found[key] = (found[key][0] + part, found[key][1] + whole)


def _close(told: object, there: object) -> bool:
    a, b = float(told), float(there)  # type: ignore[arg-type]
    return abs(a - b) <= 1 or abs(a - b) <= b * 0.1


GOOD, SOFT, WAIT = "accepted", "accepted_warned", "pending_review"
PASSES = (GOOD, SOFT, WAIT)


def _look(v: Visit) -> dict[str, tuple[float, float]]:
    taken = {
        s.slot: [i for i in v.items.values() if i.slot == s.slot and i.state in PASSES]
        for s in v.form.steps
    }
    return {**_items(v, taken), **_shelf(v, taken), **_pictures(v), **_whole(v, taken)}


def _skus(taken: dict[str, list[Item]]) -> dict[str, Item]:
    stocks = [(i.stock, i) for i in taken.get("stock", [])]
    return {
        stock.sku: i
        for stock, i in stocks
        if stock and stock.quantity is not None and stock.grade == "A"
    }


def _items(v: Visit, taken: dict[str, list[Item]]) -> dict[str, tuple[float, float]]:
    there, skus, valid, fields, right = bool(v.presences), _skus(taken), 0, 0, 0
    for slot, of in taken.items():
        states = [i.state.value for i in of]
        if slot == "stock":
            valid += len([i for i in skus.values() if i.state != WAIT]) >= 3
            fields += 3
            right += min(3, len([i for i in skus.values() if i.state == GOOD]))
            continue
        valid += GOOD in states or SOFT in states or (slot == "location" and there)
        if slot == "price" and _absent(of) and WAIT not in states:
            continue
        fields += 1
        right += WAIT not in states and _is_field(slot, of, there=there)
    return {"completeness": (valid, len(taken)), "validity": (right, fields)}


def _shelf(v: Visit, taken: dict[str, list[Item]]) -> dict[str, tuple[float, float]]:
    skus, asks = len(_skus(taken)), "stock" in taken
    due = "price" in taken and not _absent(taken["price"])
    prices = any(_price(i) is not None for i in taken["price"]) if due else False
    confirmed = [i for i in v.items.values() if i.state in (GOOD, SOFT) and _price(i) is not None]
    return {
        "sku_missing": (asks and skus < 3, asks),
        "skus": (asks and skus >= 3, asks),
        "stock": (min(3, skus), 3 * asks),
        "price": (prices, due),
        "price_missing": (due and not prices, due),
        "no_competitor": (_absent(taken.get("price", [])), "price" in taken),
        "alarms": (sum(map(_alarm, confirmed)), len(confirmed)),
    }


def _pictures(v: Visit) -> dict[str, tuple[float, float]]:
    shown = {i.photo.sha256: i for i in v.items.values() if i.photo and i.state in PASSES}
    count = len(shown)
    return {
        "clarity": (sum(i.photo.score for i in shown.values() if i.photo), count),
        "sharp": (sum(map(_sharp, shown.values())), count),
        "proven": (sum(_proven(v, i) for i in shown.values()), count),
        "blurry": (any(map(_blurred, v.items.values())), 1),
    }


def _whole(v: Visit, taken: dict[str, list[Item]]) -> dict[str, tuple[float, float]]:
    there, done = bool(v.presences), v.state == "submitted"
    filled = {s: len(_skus(taken)) >= 3 if s == "stock" else bool(of) for s, of in taken.items()}
    filled["location"] = filled["location"] or there
    waits = any(i.state == WAIT for i in v.items.values())
    closed = done and not waits and all(filled.values())
    same_day = v.submitted_at is not None and v.submitted_at.astimezone(ZONE).date() == day_of(v)
    fronts = [s.slot for s in v.form.steps if s.takes == "storefront"]
    shelves = [s.slot for s in v.form.steps if s.takes == "shelf"]
    bare = not any(taken[slot] for slot in shelves)
    return {
        "closure": (closed, 1),
        "on_time": (closed and same_day, 1),
        "visits": (1, 1),
        "pending": (v.state in ("draft", "submitted") and waits, 1),
        "waived": (v.state == "waived", 1),
        "place": (there, 1),
        "front": (sum(any(map(_sharp_front, taken[s])) for s in fronts), len(fronts)),
        "no_shelf": (done and bool(shelves) and bare, done and bool(shelves)),
    }


def _absent(of: Sequence[Item]) -> bool:
    return len(of) > 0 and {i.cause for i in of} == {"no_competitor"}


def _is_field(slot: str, of: Sequence[Item], *, there: bool) -> bool:
    if slot == "location":
        return there
    sure = [
        i
        for i in of
        if i.state == "accepted" and i.cause not in ("cannot", "no_consent", "no_competitor")
    ]
    if slot == "price":
        return any(_price(i) is not None for i in sure)
    if slot in ("note", "next_step"):
        return any(i.text != "" for i in sure)
    return any(i.photo is not None for i in sure)


def _price(i: Item) -> float | None:
    if i.price is None or i.price.price_fen is None:
        return None
    return i.price.price_fen / i.price.pack


def _alarm(i: Item) -> bool:
    now, price = _price(i), i.price
    assert now is not None
    assert price is not None
    far = price.last_fen is not None and (
        abs(now - (last := price.last_fen / price.last_pack)) >= 0.1 * last - 1e-6
    )
    wide = price.own_fen is not None and not 0.7 <= now / price.own_fen <= 1.3
    return far or wide


def _sharp(i: Item) -> bool:
    return i.photo is not None and i.photo.score >= 45 and "no_content" not in i.photo.reasons


def _sharp_front(i: Item) -> bool:
    return i.state == "accepted" and i.cause != "cannot" and _sharp(i)


def _proven(v: Visit, i: Item) -> bool:
    assert i.photo is not None
    if i.photo.provenance in ("live", "camera"):
        return True
    if i.photo.provenance != "unknown":
        return False
    near = [p.at for p in v.presences if p.provenance == "live"]
    return any(timedelta(minutes=-15) <= i.at - at <= timedelta(minutes=60) for at in near)


def _blurred(i: Item) -> bool:
    if i.photo is None:
        return False
    if i.state == "accepted_warned" or i.cause in ("unclear", "cannot"):
        return True
    return i.state == "refused" and i.cause is None and i.price is None
