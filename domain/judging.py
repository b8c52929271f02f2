"""Whether a picture counts in a step: its source, its history, its clarity."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.evidence import Cause, Item, ItemState, Photo
from domain.forms import Step, StepKind
from domain.onsite import Provenance
from domain.readings import PhotoKind
from domain.reuse import Print, same_picture, used_before
from domain.settings import Settings
from domain.visits import Visit

SAME_MOMENT = timedelta(hours=1)
"""How far a file's own date may be from its message: clocks of phones are not exact."""
FOR_GOOD = frozenset(
    {Cause.FORWARDED, Cause.NOT_LIVE, Cause.REUSED_ELSEWHERE, Cause.REUSED_BY_OTHER, Cause.RETURNED}
)
"""Refusals that the same picture meets again."""

Look = Callable[[Photo], Sequence[Print]]
"""Finds fingerprints that may be of the same picture, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What a judgement rests on beside the picture and the step."""

    settings: Settings
    look: Look
    there: bool = True
    """Whether a location covers the picture; without one it is made up for later (补录)."""
    reason: str = ""
    """Why it is made up for later, in the rep's words."""


def judge(visit: Visit, item: Item, step: Step, bench: Bench) -> tuple[Item, Print | None]:
    """The item in its step with its state, and the earlier picture it repeats, if it does."""
    placed = replace(item, slot=step.slot, state=ItemState.ACCEPTED, cause=None)
    photo = item.photo
    if photo is None:
        return placed, None
    cause, like = _against(visit, placed, photo, step, bench)
    if cause is not None:
        pending = cause is Cause.REUSED_EARLIER and _told(visit, step)
        state = ItemState.PENDING if pending else ItemState.REFUSED
        return replace(placed, state=state, cause=cause), like
    return _for(placed, photo, step, bench), None


def _against(
    visit: Visit, item: Item, photo: Photo, step: Step, bench: Bench
) -> tuple[Cause | None, Print | None]:
    """What speaks against the picture, whoever would look at it."""
    if photo.provenance is Provenance.FORWARDED:
        return Cause.FORWARDED, None
    if bench.there and _made_at_another_time(photo, item.at, bench.settings):
        return Cause.NOT_LIVE, None
    if _unclear(photo, step):
        return Cause.UNCLEAR, None
    if step.takes is PhotoKind.STOREFRONT:
        cause, like = used_before(visit, photo, bench.look(photo))
        if cause is not None:
            return cause, like
    return _refused_for_good(visit, photo), None


def _unclear(photo: Photo, step: Step) -> bool:
    if "no_content" in photo.reasons:
        return True
    # What a hopeless tag says is typed, and the picture stays beside it.
    return step.kind is not StepKind.PRICE and photo.score < step.refuse_below


def hopeless(item: Item, steps: Sequence[Step]) -> bool:
    """Whether no photo step takes the picture: then it pushes no other one out of its step."""
    photo = item.photo
    photos = [step for step in steps if step.kind is StepKind.PHOTO]
    return photo is not None and (
        photo.provenance is Provenance.FORWARDED or all(_unclear(photo, step) for step in photos)
    )


def _made_at_another_time(photo: Photo, at: datetime, settings: Settings) -> bool:
    """Whether a file says itself that it was not made now. Chats strip the date off photos."""
    if photo.provenance is not Provenance.FILE or photo.taken_at is None:
        return False
    local = at.astimezone(settings.zone).replace(tzinfo=None)
    return abs(local - photo.taken_at) > SAME_MOMENT


def _refused_for_good(visit: Visit, photo: Photo) -> Cause | None:
    for old in visit.items.values():
        if old.state is ItemState.REFUSED and old.cause in FOR_GOOD and old.photo:
            bytes_only = old.cause is Cause.RETURNED
            same = old.photo.sha256 == photo.sha256
            if same or (not bytes_only and same_picture(old.photo, photo)):
                return old.cause
    return None


def _told(visit: Visit, step: Step) -> bool:
    """Whether the rep was asked for a new picture once before."""
    return any(
        i.slot == step.slot and i.cause is Cause.REUSED_EARLIER for i in visit.items.values()
    )


def _for(item: Item, photo: Photo, step: Step, bench: Bench) -> Item:
    """Nothing speaks against it: how far it counts."""
    doubt = None
    if not bench.there:
        doubt, item = Cause.LATE_ENTRY, replace(item, reason=bench.reason)
    elif photo.provenance is Provenance.FILE:
        doubt = Cause.FILE
    if step.kind is StepKind.PRICE:
        # A price counts when the rep has confirmed it, and keeps its doubt until then.
        return replace(item, state=ItemState.READING, cause=doubt)
    if doubt is not None:
        return replace(item, state=ItemState.PENDING, cause=doubt)
    low = photo.score < step.warn_below
    return replace(item, state=ItemState.WARNED if low else ItemState.ACCEPTED)
