"""A visit, reduced to what figures count of it (definitions: ``domain.figures.metrics``)."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time

from domain.evidence import Cause, Item, ItemState
from domain.figures.alarming import alarm
from domain.figures.fields import confirmed_price, fields_of, no_competitor
from domain.figures.records import Tally
from domain.forms import Step, StepKind
from domain.onsite import Provenance, covering
from domain.past_visits import PastVisit
from domain.readings import PhotoKind
from domain.settings import Settings
from domain.unclosed import Why, loose_end
from domain.visits import SWITCHED, Visit, VisitState

COUNTING = "1"
"""Changes with every change to what a tally holds: kept ones are made anew."""
PAST = "past"
"""The form of an imported record."""
CLAIMED, OPEN = "claimed", "open"
_VALID = frozenset({ItemState.ACCEPTED, ItemState.WARNED})
_PROVEN = frozenset({Provenance.LIVE, Provenance.CAMERA})
_SHARP = 45
"""Clarity 0-100 of a sharp picture in a slot whose step says nothing else."""
_UNDONE = re.compile(
    r"未|没|无效|不通过|否|待|草稿|进行|取消|作废|放弃|失败|驳回|退回|过期|缺|0|false|no|open|draft|pending",
    re.IGNORECASE,
)
_PAST_TITLES: Mapping[str, str] = {
    "place": "到店定位",
    "storefront": "门头全景",
    "shelf": "主推品货架",
    "price": "竞品价格",
    "stock": "主推品库存",
}
_PAST_STOCK = _PAST_TITLES["stock"]


def tally(visit: Visit, settings: Settings) -> Tally:
    """Count one visit, by its own form and whatever its state is."""
    steps = [s for s in visit.form.steps if not s.optional]
    ok = [s for s in steps if _step_valid(visit, s)]
    lacking = [s for s in steps if not visit.filled(s)]
    fields = fields_of(visit, steps)
    fronts = [s for s in steps if s.takes is PhotoKind.STOREFRONT]
    shelves = [s for s in steps if s.takes is PhotoKind.SHELF]
    places = [s for s in steps if s.kind is StepKind.PLACE]
    stocks = [s for s in steps if s.kind is StepKind.SKU_STOCK]
    tags = [s for s in steps if s.kind is StepKind.PRICE]
    due = [s for s in tags if not no_competitor(visit, s)]
    photos = photos_of(visit)
    pending = sum(i.state is ItemState.PENDING for i in visit.items.values())
    closed = visit.state is VisitState.SUBMITTED and not pending and not lacking
    return Tally(
        id=visit.id,
        rep_id=visit.rep_id,
        store_code=visit.store_code,
        form=visit.form.name,
        day=settings.day(visit.opened_at),
        opened_at=visit.opened_at,
        arrived_at=visit.arrived_at,
        submitted_at=visit.submitted_at,
        state=visit.state.value,
        present=_present(visit, settings),
        counts=visit.closed_reason != SWITCHED,
        closed=closed,
        on_time=closed and not visit.crosses_days(settings),
        why=None if closed else _why(visit),
        reason=visit.closed_reason,
        lacking=tuple(s.title for s in lacking),
        waiting=tuple(s.title for s in steps if s not in ok and s not in lacking),
        steps_due=len(steps),
        steps_valid=len(ok),
        fields_due=fields.due,
        fields_valid=fields.valid,
        invalid=fields.invalid,
        places_due=len(places),
        places=len(places) if visit.presences else 0,
        fronts_due=len(fronts),
        fronts_sharp=sum(any(_clear(visit, i) for i in visit.in_slot(s.slot)) for s in fronts),
        skus_due=sum(s.at_least for s in stocks),
        skus_done=sum(min(len(visit.counted(s)), s.at_least) for s in stocks),
        prices_due=len(due),
        priced=sum(any(map(confirmed_price, visit.in_slot(s.slot))) for s in due),
        prices=sum(confirmed_price(i) and i.state in _VALID for i in visit.items.values()),
        shelves_due=len(shelves),
        shelves=sum(visit.filled(s) for s in shelves),
        no_competitor=len(due) < len(tags),
        blurry=any(_blurry(i) for i in visit.items.values()),
        photos=len(photos),
        photos_sharp=sum(_sharp(visit, i) for i in photos),
        photos_proven=sum(_proven(visit, i, settings) for i in photos),
        score_sum=sum(i.photo.score for i in photos if i.photo),
        alarms=tuple(a for i in visit.items.values() if (a := alarm(i, settings))),
        flags=pending,
        late_entry=visit.late_entry,
    )


def past_tally(past: PastVisit, settings: Settings) -> Tally:
    """Count an imported record: what it has columns for, and never as closed.

    A record without a word about its state stands in a list of visits and claims to be one.
    """
    fields = [(_PAST_TITLES.get(key, key), there) for key, there in past.shown.items()]
    if past.stocks:
        fields = [one for one in fields if one[0] != _PAST_STOCK]
    fields += [(_PAST_STOCK, s.quantity is not None) for s in past.stocks]
    shelf = past.shown.get("shelf")
    return Tally(
        id=past.id,
        rep_id=past.rep_id,
        store_code=past.store_code,
        form=PAST,
        day=past.day,
        opened_at=datetime.combine(past.day, time(), settings.zone),
        state=OPEN if _UNDONE.search(past.claim) else CLAIMED,
        fields_due=len(fields),
        fields_valid=sum(there for _, there in fields),
        invalid=tuple(dict.fromkeys(title for title, there in fields if not there)),
        shelves_due=int(shelf is not None),
        shelves=int(bool(shelf)),
    )


def on_time(visit: Visit, settings: Settings) -> bool | None:
    """准时闭环; ``None`` for a draft, which has no answer yet."""
    return None if visit.state is VisitState.DRAFT else tally(visit, settings).on_time


def _step_valid(visit: Visit, step: Step) -> bool:
    """Whether accepted items fill a step, with or without a warning."""
    if step.kind is StepKind.SKU_STOCK:
        sure = (i for i in visit.counted(step).values() if i.state in _VALID)
        return len(list(sure)) >= step.at_least
    if step.kind is StepKind.PLACE and visit.presences:
        return True
    return any(i.state in _VALID for i in visit.in_slot(step.slot))


def _why(visit: Visit) -> Why | None:
    """Why a visit is not closed; ``None`` for a waived one."""
    end = loose_end(visit)
    if end is None and visit.state is VisitState.SUBMITTED:  # its form has grown since
        return Why.LACKING
    return end.why if end else None


def _present(visit: Visit, settings: Settings) -> tuple[date, ...]:
    seen = {settings.day(at) for at in (visit.opened_at, *(p.at for p in visit.presences))}
    return tuple(sorted(seen))


def photos_of(visit: Visit) -> list[Item]:
    """Items with the pictures that count, each picture once: the newest word about it."""
    shown = {i.photo.sha256: i for i in visit.items.values() if i.photo and i.state.passes}
    return list(shown.values())


def _sharp(visit: Visit, item: Item) -> bool:
    """Whether it is a picture that needs no warning; words in its place are none."""
    if item.photo is None or "no_content" in item.photo.reasons:
        return False
    step = next((s for s in visit.form.steps if s.slot == item.slot), None)
    return item.photo.score >= (step.warn_below if step else _SHARP)


def _clear(visit: Visit, item: Item) -> bool:
    """Whether it was taken as it is: no warning, no reason in its place, nobody has to look."""
    accepted = item.state is ItemState.ACCEPTED and item.cause is not Cause.CANNOT
    return accepted and _sharp(visit, item)


def _proven(visit: Visit, item: Item, settings: Settings) -> bool:
    """Whether the channel vouches for the camera, or for where the rep was when it came.

    A place that was picked by hand, a forwarded picture and a file prove nothing.
    """
    if item.photo is None or item.photo.provenance in _PROVEN:
        return item.photo is not None
    if item.photo.provenance is not Provenance.UNKNOWN:
        return False
    held = [p for p in visit.presences if p.provenance is Provenance.LIVE]
    return covering(item.at, held, settings, photo=True) is not None


def _blurry(item: Item) -> bool:
    """Accepted with a low score, or refused for its picture.

    What was forwarded, used before or taken back is refused too, but not for its picture; before
    causes were kept, a refused picture had none.
    """
    if item.photo is None:
        return False
    if item.state is ItemState.WARNED or item.cause in {Cause.UNCLEAR, Cause.CANNOT}:
        return True
    return item.state is ItemState.REFUSED and item.cause is None and item.price is None
