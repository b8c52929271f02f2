"""What the reader of sentences adds to a question: names misheard or misspelt, other words of time."""

import re
from dataclasses import replace

from domain.catalogue import Catalogue
from domain.directory import Directory
from domain.penetration.wish import Field, Wish
from domain.penetration.words import districts_of, fields_in
from domain.understanding import FACETS, Frame, Intent

_PARTS = frozenset({*FACETS, Intent.PLAN, Intent.VISIT_START, Intent.VISIT_SUBMIT, Intent.NOTE})
"""What the words of a visit's parts sound like."""
_BESIDE = re.compile(r"顺便|另外|还有|同时|再")


def completed(wish: Wish, frame: Frame, directory: Directory) -> Wish:
    """The wish with what its words alone did not say; what they say surely stays."""
    skus, unknown = _products(wish, frame, directory.catalogue)
    unknown = "" if unknown.upper() in directory.stores else unknown
    one = skus if len(skus) == 1 or wish.skus else ()
    fields = wish.fields or fields_in(str(frame.slots.get("field", "")))
    if skus and not {Field.STOCK, Field.PRICE}.intersection(fields):
        fields = (*(f for f in fields if f is not Field.SHELF), Field.STOCK)
    first, last = _days(wish, frame)
    return replace(
        wish,
        district=wish.district or ("" if wish.routes else _district(frame, directory)),
        reps=wish.reps or _ids(frame, "person"),
        rep_ord=wish.rep_ord if wish.reps else wish.rep_ord or _number(frame, "rep_ord"),
        visit_ord=wish.visit_ord or _number(frame, "visit_ord"),
        stores=wish.stores or store_ids(wish, frame),
        skus=one,
        maybe_skus=() if one else skus,
        unknown_sku=unknown,
        fields=fields,
        first=first,
        last=last,
    )


def asked_only(frame: Frame) -> Frame:
    """A question about a visit tells nothing, and asks for no price or stock of its own.

    Its clauses about a shelf are no note; 竞品价格 is the part of the visit that is meant.
    """
    if frame.intent is not Intent.PENETRATION:
        return frame
    note = "" if fields_in(frame.note) else frame.note
    beside = bool(_BESIDE.search(frame.text))
    also = tuple(i for i in frame.also if beside or i not in _PARTS)
    return replace(frame, note=note, also=also)


def store_ids(wish: Wish, frame: Frame) -> tuple[str, ...]:
    """The store that is named: 江宁 beside a number on the roster is the district, not 江宁大卖场."""
    named = next(iter(frame.of_kind("store")), None)
    if named is None:
        return ()
    place = wish.rep_ord is not None or wish.defect is not None
    short = bool(wish.district) and named.said in wish.district
    return () if place and short else tuple(named.ids)


def _ids(frame: Frame, kind: str) -> tuple[str, ...]:
    named = frame.of_kind(kind)
    return tuple(named[0].ids) if named else ()


def _number(frame: Frame, slot: str) -> int | None:
    value = frame.slots.get(slot)
    return value if isinstance(value, int) and value else None


def _district(frame: Frame, directory: Directory) -> str:
    named = [one.name for one in frame.of_kind("district")] + [str(frame.slots.get("district", ""))]
    known = districts_of(directory)
    return next((name for name in named if name in known), "")


def _products(wish: Wish, frame: Frame, catalogue: Catalogue) -> tuple[tuple[str, ...], str]:
    """A code of digits that no product has is not turned into another one."""
    if wish.skus or wish.unknown_sku:
        return wish.skus, wish.unknown_sku
    named = frame.of_kind("product", "sku", "series")
    if named:
        return tuple(named[0].ids), ""
    priced = Field.PRICE in wish.fields
    kinds = set() if priced else {one.name for one in frame.of_kind("category")}
    found = [p for p in catalogue.products.values() if p.category in kinds]
    due = [p for p in found if p.grade == "A"] or found
    return tuple(p.code for p in due), "" if due else frame.unknown


def _days(wish: Wish, frame: Frame) -> tuple[str, str]:
    """7号 that is somebody's number on the roster is no day."""
    spans = [s for s in frame.spans if s.word.rstrip("号日").lstrip("0") != str(wish.rep_ord)]
    if wish.first or wish.that_day or not spans:
        return wish.first, wish.last
    return spans[0].first.isoformat(), spans[0].last.isoformat()
