"""Where a picture belongs: filed by what it shows, not by when it came."""

import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.evidence import Evidence, Item, ItemState, Photo
from domain.forms import Step, StepKind
from domain.readings import PhotoKind, PhotoReading
from domain.visits import Visit

_ALREADY_FILLED = 0.3
"""How much less likely a picture is meant for a step that has one."""
_OUT_OF_TURN = 0.8
"""How much less likely it is meant for a step that was not asked next."""
_TOGETHER = 4
"""Pictures of one album that are assigned at once; more are filed one by one."""
_SURE = 0.97
_MAY_MOVE = {ItemState.READING, ItemState.ACCEPTED, ItemState.WARNED}

_WORDS = {
    PhotoKind.STOREFRONT: re.compile(r"门头|店招|门口|招牌|店面|大门"),
    PhotoKind.TAG: re.compile(r"价签|价格牌|价牌|标价|竞品|价格"),
    PhotoKind.SHELF: re.compile(r"货架|陈列|排面|堆头|特写|端架"),
}


class Outcome(StrEnum):
    """What became of a picture."""

    FILED = "filed"
    WARNED = "warned"
    REFUSED = "refused"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Filed:
    """A picture and the step it was filed under."""

    outcome: Outcome
    step: Step
    item: Item
    moved: tuple[Item, ...] = ()
    """Other pictures of the album that found a better step."""


def file_photo(visit: Visit, evidence: Evidence, *, item_id: str, early_fix: bool) -> Filed:
    """File a picture that was read where it belongs.

    A picture that the visit already has gives no second item. An album is assigned as a whole:
    when a later picture fits better, an earlier one of the album moves.
    """
    reading = evidence.reading
    if reading is None:
        raise ValueError(f"photo {evidence.id} was not read")
    if twin := visit.holds({reading.sha256}):
        return Filed(Outcome.DUPLICATE, visit.form.step(twin.slot), twin)
    item = Item(
        id=item_id,
        slot="",
        state=ItemState.READING,
        at=evidence.at,
        received_at=evidence.received_at,
        source=evidence.id,
        photo=_photo(evidence, reading, early_fix=early_fix),
    )
    kinds = _kinds(reading, evidence.text)
    slot, moves = _assign(visit, item, kinds)
    moved = tuple(_move(visit, one, to) for one, to in moves)
    step = visit.form.step(slot)
    filed = _judged(item, step)
    visit.put(filed)
    outcome = {ItemState.REFUSED: Outcome.REFUSED, ItemState.WARNED: Outcome.WARNED}
    return Filed(outcome.get(filed.state, Outcome.FILED), step, filed, moved)


def close_up(visit: Visit, evidence: Evidence, *, item_id: str, early_fix: bool) -> Item:
    """A picture that shows one product, for the stock step; not yet put into the visit."""
    if evidence.reading is None:
        raise ValueError(f"photo {evidence.id} was not read")
    step = visit.form.of_kind(StepKind.SKU_STOCK)[0]
    item = Item(
        id=item_id,
        slot=step.slot,
        state=ItemState.READING,
        at=evidence.at,
        received_at=evidence.received_at,
        source=evidence.id,
        photo=_photo(evidence, evidence.reading, early_fix=early_fix),
    )
    return _judged(item, step)


def _photo(evidence: Evidence, reading: PhotoReading, *, early_fix: bool) -> Photo:
    return Photo(
        sha256=reading.sha256,
        provenance=evidence.provenance,
        score=reading.score,
        reasons=reading.reasons,
        kinds={kind.value: p for kind, p in _kinds(reading, evidence.text).items()},
        album=evidence.album,
        phash=reading.phash,
        dhash=reading.dhash,
        early_fix=early_fix,
    )


def _judged(item: Item, step: Step) -> Item:
    """The item in its step, judged by the step's own thresholds."""
    state = ItemState.ACCEPTED
    photo = item.photo
    if photo and "no_content" in photo.reasons:
        state = ItemState.REFUSED
    elif step.kind is StepKind.PRICE:
        state = ItemState.READING  # a price counts when the rep has confirmed it
    elif photo and photo.score < step.refuse_below:
        state = ItemState.REFUSED
    elif photo and photo.score < step.warn_below:
        state = ItemState.WARNED
    return replace(item, slot=step.slot, state=state)


def _move(visit: Visit, item: Item, slot: str) -> Item:
    moved = _judged(item, visit.form.step(slot))
    visit.put(moved)
    return moved


def names_kind(caption: str) -> bool:
    """Whether a caption says what its picture shows."""
    return sum(bool(words.search(caption)) for words in _WORDS.values()) == 1


def _kinds(reading: PhotoReading, caption: str) -> Mapping[PhotoKind, float]:
    """The probabilities of the reader, unless the caption says what it is."""
    said = [kind for kind, words in _WORDS.items() if words.search(caption)]
    if len(said) != 1:
        return reading.kinds
    rest = (1 - _SURE) / (len(PhotoKind) - 1)
    return {kind: _SURE if kind is said[0] else rest for kind in PhotoKind}


def _assign(
    visit: Visit, new: Item, kinds: Mapping[PhotoKind, float]
) -> tuple[str, list[tuple[Item, str]]]:
    """The slot of the new picture, and the earlier pictures of its album that move."""
    steps = [s for s in visit.form.steps if s.takes is not None]
    pool = [new] if _hopeless(new, steps) else [*_album(visit, new), new]
    chances = [*({PhotoKind(k): p for k, p in i.photo.kinds.items()} for i in pool[:-1] if i.photo)]
    chances.append(dict(kinds))
    taken = {i.slot for i in visit.items.values() if _counts(i) and i not in pool}
    asked = next((s.slot for s in steps if s.slot not in taken), "")
    best = max(_choices(steps, len(pool)), key=lambda c: _worth(c, chances, taken, asked))
    moves = [(i, s.slot) for i, s in zip(pool, best, strict=True) if i is not new]
    return best[-1].slot, [(i, slot) for i, slot in moves if i.slot != slot]


def _album(visit: Visit, new: Item) -> list[Item]:
    """Earlier pictures of the same album that may still move, oldest first."""
    album = new.photo.album if new.photo else ""
    mates = [
        i
        for i in visit.items.values()
        if album and i.photo and i.photo.album == album and i.state in _MAY_MOVE
        if i.stock is None and i.price is None
    ]
    return mates if len(mates) < _TOGETHER else []


def _hopeless(item: Item, steps: Sequence[Step]) -> bool:
    """Whether no photo step takes the picture: then it pushes no other one out of its step."""
    photos = (step for step in steps if step.kind is StepKind.PHOTO)
    return all(_judged(item, step).state is ItemState.REFUSED for step in photos)


def _counts(item: Item) -> bool:
    return item.photo is not None and item.state is not ItemState.REFUSED


def _choices(steps: Sequence[Step], pictures: int) -> Iterator[tuple[Step, ...]]:
    return itertools.product(steps, repeat=pictures)


def _worth(
    choice: Sequence[Step],
    chances: Sequence[Mapping[PhotoKind, float]],
    taken: set[str],
    asked: str,
) -> float:
    """Log-likelihood of giving each picture that step."""
    filled, total = set(taken), 0.0
    for step, kinds in zip(choice, chances, strict=True):
        chance = max(kinds.get(step.takes or PhotoKind.OTHER, 0.0), 1e-6)
        if step.slot in filled:
            chance *= _ALREADY_FILLED
        elif step.slot != asked:
            chance *= _OUT_OF_TURN
        filled.add(step.slot)
        total += math.log(chance)
    return total
