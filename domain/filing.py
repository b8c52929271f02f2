"""Where a picture belongs: filed by what it shows, not by when it came."""

import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.evidence import Evidence, Item, ItemState, Photo
from domain.forms import Step
from domain.judging import Bench, hopeless, judge
from domain.onsite import Provenance
from domain.readings import PhotoKind, PhotoReading
from domain.reuse import Print, same_picture
from domain.visits import Visit

_ALREADY_FILLED = 0.3
"""How much less likely a picture is meant for a step that has one."""
_OUT_OF_TURN = 0.8
"""How much less likely it is meant for a step that was not asked next."""
_TOGETHER = 4
"""Pictures of one album that are assigned at once; more are filed one by one."""
_SURE = 0.97
_SEVERAL = 2
_NONE_OF_THEM = 0.7
"""Probability of 其他 from which it is asked whatever else speaks for a step."""
_OFF_TOPIC = 0.5
"""How much less likely a picture sent in a visit shows none of what is asked for."""
_SURE_ENOUGH = 0.55
"""Share of the likeliest kind from which a picture is filed unasked."""
_BETTER = 10
"""Clarity by which a copy must exceed what is there to be taken beside it."""
_MAY_MOVE = {ItemState.READING, ItemState.ACCEPTED, ItemState.WARNED}

_WORDS = {
    PhotoKind.STOREFRONT: re.compile(r"门头|店招|门口|招牌|店面|大门"),
    PhotoKind.TAG: re.compile(r"价签|价格牌|价牌|标价|竞品|价格"),
    PhotoKind.SHELF: re.compile(r"货架|陈列|排面|堆头|特写|端架"),
}


class Outcome(StrEnum):
    """What became of a picture."""

    FILED = "filed"
    REFUSED = "refused"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Filed:
    """A picture and the step it was filed under."""

    outcome: Outcome
    item: Item
    moved: tuple[Item, ...] = ()
    """Other pictures of the album that found a better step."""
    like: Print | None = None
    """The earlier picture that it repeats."""


def file_photo(
    visit: Visit, evidence: Evidence, *, item_id: str, early_fix: bool, bench: Bench
) -> Filed:
    """File a picture that was read where it belongs.

    A picture that the visit already has gives no second item. An album is assigned as a whole:
    when a later picture fits better, an earlier one of the album moves.
    """
    reading = evidence.reading
    if reading is None:
        raise ValueError(f"photo {evidence.id} was not read")
    if twin := visit.holds({reading.sha256}):
        return Filed(Outcome.DUPLICATE, twin)
    item = _item(evidence, reading, item_id=item_id, early_fix=early_fix)
    kinds = _kinds(reading, evidence.text)
    slot, moves = _assign(visit, item, kinds)
    moved = tuple(_move(visit, one, to, bench) for one, to in moves)
    filed, like = judge(visit, item, visit.form.step(slot), bench)
    if (copied := _copied(visit, filed)) is not None:
        return Filed(Outcome.DUPLICATE, copied, moved)
    visit.put(filed)
    outcome = Outcome.REFUSED if filed.state is ItemState.REFUSED else Outcome.FILED
    return Filed(outcome, filed, moved, like)


def _copied(visit: Visit, new: Item) -> Item | None:
    """The storefront that the visit has already, of which this is a copy and no better one."""
    if visit.form.step(new.slot).takes is not PhotoKind.STOREFRONT:
        return None
    for old in visit.in_slot(new.slot):
        if old.photo and new.photo and same_picture(old.photo, new.photo):
            return None if old.photo.score < new.photo.score - _BETTER else old
    return None


def photo_for(
    visit: Visit, evidence: Evidence, step: Step, *, item_id: str, early_fix: bool, bench: Bench
) -> Item:
    """A picture for a step that is known: judged, but not yet put into the visit."""
    if evidence.reading is None:
        raise ValueError(f"photo {evidence.id} was not read")
    item = _item(evidence, evidence.reading, item_id=item_id, early_fix=early_fix)
    return judge(visit, item, step, bench)[0]


def unsure(visit: Visit, evidence: Evidence) -> bool:
    """Whether a person has to say what a picture shows.

    Neither its caption nor its album tells, and the reader's odds, weighed by which step is asked
    next, are too even. What would be refused in any step is not worth a question.
    """
    reading = evidence.reading
    steps = [s for s in visit.form.steps if s.takes is not None]
    if reading is None or len(steps) < _SEVERAL or names_kind(evidence.text):
        return False
    if visit.holds({reading.sha256}) or evidence.provenance is Provenance.FORWARDED:
        return False
    if "no_content" in reading.reasons or reading.score < min(s.refuse_below for s in steps):
        return False
    if reading.kinds.get(PhotoKind.OTHER, 0.0) >= _NONE_OF_THEM:
        return True
    return not evidence.album and _best_share(visit, reading, steps) < _SURE_ENOUGH


def _best_share(visit: Visit, reading: PhotoReading, steps: Sequence[Step]) -> float:
    """The likeliest kind's share (0-1) of all that the picture may be."""
    asked = next((s.takes for s in steps if not visit.in_slot(s.slot)), None)
    worth = {PhotoKind.OTHER: reading.kinds.get(PhotoKind.OTHER, 0.0) * _OFF_TOPIC}
    for kind in {s.takes for s in steps if s.takes is not None}:
        worth[kind] = reading.kinds.get(kind, 0.0) * (1.0 if kind is asked else _OUT_OF_TURN)
    best = max(worth.values())
    return best / sum(worth.values()) if best else 0.0


def _item(evidence: Evidence, reading: PhotoReading, *, item_id: str, early_fix: bool) -> Item:
    return Item(
        id=item_id,
        slot="",
        state=ItemState.READING,
        at=evidence.at,
        received_at=evidence.received_at,
        source=evidence.id,
        photo=_photo(evidence, reading, early_fix=early_fix),
    )


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
        taken_at=reading.taken_at,
    )


def _move(visit: Visit, item: Item, slot: str, bench: Bench) -> Item:
    moved, _ = judge(visit, item, visit.form.step(slot), bench)
    visit.put(moved)
    return moved


def names_kind(caption: str) -> bool:
    """Whether a caption says what its picture shows."""
    return sum(bool(words.search(caption)) for words in _WORDS.values()) == 1


def without_kind(caption: str) -> str:
    """A caption without what it says about the kind of picture."""
    for words in _WORDS.values():
        caption = words.sub("", caption)
    return caption.strip()


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
    pool = [new] if hopeless(new, steps) else [*_album(visit, new), new]
    chances = [*({PhotoKind(k): p for k, p in i.photo.kinds.items()} for i in pool[:-1] if i.photo)]
    chances.append(dict(kinds))
    taken = {i.slot for i in visit.items.values() if _counts(i) and i not in pool}
    asked = next((s.slot for s in steps if s.slot not in taken), "")
    if pool == [new] and asked and _shows_nothing(kinds) and hopeless(new, steps):
        return asked, []  # refused anyway: as what was asked for
    best = max(_choices(steps, len(pool)), key=lambda c: _worth(c, chances, taken, asked))
    moves = [(i, s.slot) for i, s in zip(pool, best, strict=True) if i is not new]
    return best[-1].slot, [(i, slot) for i, slot in moves if i.slot != slot]


def _shows_nothing(kinds: Mapping[PhotoKind, float]) -> bool:
    return max(kinds, key=kinds.__getitem__) is PhotoKind.OTHER


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
