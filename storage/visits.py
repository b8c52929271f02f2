"""Visits with their items, on SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from domain.evidence import Cause, Correction, Item, ItemState, Photo, Price, Review, Stock
from domain.onsite import Presence
from domain.visits import Visit, VisitState
from storage.codec import decode, encode
from storage.rules import SqlRules
from storage.tables.base import table
from storage.tables.visits import ItemRow, VisitRow

_VISIT = table(VisitRow)
_ITEM = table(ItemRow)
_BODY = ("photo", "stock", "price", "text", "cause", "reason", "corrections", "review")
"""Fields of an item that most items lack."""
_KEPT = 512
"""Visits kept between decisions: about as many as are open at once."""
# What runs for every message is built once: building a statement costs more than running it.
_WHOLE = select(_VISIT).where(_VISIT.c.id == bindparam("id"))
_GLANCE = select(_VISIT.c.id, _VISIT.c.version)
_ONE = _GLANCE.where(_VISIT.c.id == bindparam("id"))
_DRAFTS = _GLANCE.where(
    _VISIT.c.rep_id == bindparam("rep"), _VISIT.c.state == VisitState.DRAFT.value
).order_by(_VISIT.c.touched_at.desc())
_ITEMS = (
    select(_ITEM).where(_ITEM.c.visit_id == bindparam("visit")).order_by(_ITEM.c.source, _ITEM.c.id)
)


class SqlVisits:
    """Implements ``domain.ports.Visits`` on one connection. Never commits."""

    def __init__(
        self, connection: Connection, rules: SqlRules, kept: dict[str, tuple[int, Visit]]
    ) -> None:
        self._connection = connection
        self._rules = rules
        self._kept = kept
        """Visits read or written before, with their version; only ever copied."""
        self._drafts: dict[str, Sequence[tuple[str, int]]] = {}
        """By rep, since the last change: every grammar of a message asks anew."""

    def forget(self) -> None:
        """Drop which drafts there are: what was saved may have been rolled back."""
        self._drafts.clear()

    def get(self, visit_id: str) -> Visit | None:
        """One visit."""
        return next(iter(self._read(_ONE, {"id": visit_id})), None)

    def drafts_of(self, rep_id: str) -> Sequence[Visit]:
        """The rep's drafts, the one touched last first."""
        if rep_id not in self._drafts:
            found = self._connection.execute(_DRAFTS, {"rep": rep_id})
            self._drafts[rep_id] = [(row.id, row.version) for row in found]
        return [self._whole(*one) for one in self._drafts[rep_id]]

    def latest_of(self, rep_id: str, store_code: str) -> Visit | None:
        """The rep's newest visit of that store."""
        mine = (_VISIT.c.rep_id == rep_id) & (_VISIT.c.store_code == store_code)
        return next(iter(self._load(mine, _VISIT.c.opened_at.desc(), limit=1)), None)

    def last_submitted(self, rep_id: str) -> Visit | None:
        """The visit that the rep submitted last."""
        mine = (_VISIT.c.rep_id == rep_id) & _VISIT.c.submitted_at.is_not(None)
        return next(iter(self._load(mine, _VISIT.c.submitted_at.desc(), limit=1)), None)

    def recent_of(self, rep_id: str, since: datetime) -> Sequence[Visit]:
        """The rep's visits that were touched since, the newest first."""
        mine = (_VISIT.c.rep_id == rep_id) & (_VISIT.c.touched_at >= since)
        return self._load(mine, _VISIT.c.touched_at.desc())

    def opened_in(self, begin: datetime, end: datetime, stores: Sequence[str]) -> Sequence[Visit]:
        """Visits of some stores opened in a span of time, oldest first."""
        span = (_VISIT.c.opened_at >= begin) & (_VISIT.c.opened_at < end)
        return self._load(span & _VISIT.c.store_code.in_(stores), _VISIT.c.opened_at)

    def opened_by(self, rep_id: str, begin: datetime, end: datetime) -> Sequence[Visit]:
        """A rep's visits opened in a span of time, oldest first."""
        span = (_VISIT.c.opened_at >= begin) & (_VISIT.c.opened_at < end)
        return self._load(span & (_VISIT.c.rep_id == rep_id), _VISIT.c.opened_at)

    def drafts_at(self, stores: Sequence[str]) -> Sequence[Visit]:
        """Drafts of everybody at some stores, oldest first."""
        open_ones = (_VISIT.c.state == VisitState.DRAFT.value) & _VISIT.c.store_code.in_(stores)
        return self._load(open_ones, _VISIT.c.opened_at)

    def pending_at(self, stores: Sequence[str]) -> Sequence[Visit]:
        """Visits at some stores with an item that waits for a manager, oldest first.

        One that has ended needs no decision any more.
        """
        waiting = select(_ITEM.c.visit_id).where(_ITEM.c.state == ItemState.PENDING.value)
        alive = _VISIT.c.state.in_((VisitState.DRAFT.value, VisitState.SUBMITTED.value))
        found = _VISIT.c.id.in_(waiting) & _VISIT.c.store_code.in_(stores) & alive
        return self._load(found, _VISIT.c.opened_at)

    def all(self) -> Sequence[Visit]:
        """Every visit, oldest first."""
        return self._load(_VISIT.c.id.is_not(None), _VISIT.c.opened_at)

    def save(self, visit: Visit, at: datetime | None = None) -> None:
        """Write the visit and what was put into it since it was loaded."""
        self._drafts.clear()
        version = visit.version + 1
        visit.touched_at = at or visit.touched_at or visit.opened_at
        mark = {"of": visit.id, "next": version, "touched_at": visit.touched_at}
        kept_version, before = self._kept.get(visit.id, (0, None))
        if before is not None and kept_version == visit.version and _unmoved(before, visit):
            self._connection.execute(_TOUCH, mark)
        elif visit.version:
            self._connection.execute(_CHANGE, {**mark, **_head(visit), **_places(visit)})
        else:
            self._connection.execute(insert(_VISIT), new_row(visit))
        if visit.touched:
            rows = [_item_row(visit.id, i) for k, i in visit.items.items() if k in visit.touched]
            self._connection.execute(_PUT_ITEM, rows[0] if len(rows) == 1 else rows)
            visit.touched.clear()
        visit.version = version
        self._keep(visit)

    def _keep(self, visit: Visit) -> None:
        while len(self._kept) >= _KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[visit.id] = (visit.version, _copy(visit))

    def _load(self, where: Any, *order: Any, limit: int | None = None) -> list[Visit]:
        return self._read(_GLANCE.where(where).order_by(*order).limit(limit), {})

    def _read(self, stmt: Select[Any], values: Mapping[str, Any]) -> list[Visit]:
        found = self._connection.execute(stmt, values).all()
        return [self._whole(row.id, row.version) for row in found]

    def _whole(self, visit_id: str, version: int) -> Visit:
        """The visit with its items; nothing is read again that has not changed."""
        kept_version, kept = self._kept.get(visit_id, (0, None))
        if kept is not None and kept_version == version:
            return _copy(kept)
        visit = _visit(self._connection.execute(_WHOLE, {"id": visit_id}).one(), self._rules)
        for item in self._connection.execute(_ITEMS, {"visit": visit_id}):
            visit.items[item.id] = item_of(item)
        self._keep(visit)
        return visit


def read_visits(connection: Connection, rules: SqlRules, ids: Sequence[str]) -> Sequence[Visit]:
    """Many visits at once, with their items in the order of arrival; at most a thousand."""
    heads = connection.execute(select(_VISIT).where(_VISIT.c.id.in_(ids)))
    found = {row.id: _visit(row, rules) for row in heads}
    order = (_ITEM.c.visit_id, _ITEM.c.source, _ITEM.c.id)
    for row in connection.execute(select(_ITEM).where(_ITEM.c.visit_id.in_(ids)).order_by(*order)):
        found[row.visit_id].items[row.id] = item_of(row)
    return list(found.values())


def _visit(row: Row[Any], rules: SqlRules) -> Visit:
    form = rules.form_of(
        row.form_name, row.form_version, row.form_for["roles"], row.form_for["store"]
    )
    return Visit(
        id=row.id,
        rep_id=row.rep_id,
        store_code=row.store_code,
        form=form,
        opened_at=row.opened_at,
        state=VisitState(row.state),
        submitted_at=row.submitted_at,
        closed_reason=row.closed_reason,
        presences=[decode(Presence, p) for p in row.presences],
        version=row.version,
        touched_at=row.touched_at,
        reopened=row.reopened,
        late_entry=row.late_entry,
    )


def new_row(visit: Visit) -> dict[str, Any]:
    """A visit that was never written, without its items."""
    mark = {"touched_at": visit.touched_at or visit.opened_at, "version": 1}
    return {**_birth(visit), **_head(visit), **_places(visit), **mark}


def _birth(visit: Visit) -> dict[str, Any]:
    """What never changes."""
    return {
        "id": visit.id,
        "rep_id": visit.rep_id,
        "store_code": visit.store_code,
        "form_name": visit.form.name,
        "form_version": visit.form.version,
        "form_for": {"roles": list(visit.form.roles), "store": visit.form.store},
        "opened_at": visit.opened_at,
    }


def _head(visit: Visit) -> dict[str, Any]:
    """What changes now and then; most messages only add an item."""
    return {
        "arrived_at": visit.arrived_at,
        "state": visit.state.value,
        "submitted_at": visit.submitted_at,
        "closed_reason": visit.closed_reason,
        "reopened": visit.reopened,
        "late_entry": visit.late_entry,
    }


_HEAD = ("arrived_at", "state", "submitted_at", "closed_reason", "reopened", "late_entry")


def _unmoved(before: Visit, visit: Visit) -> bool:
    return _head(before) == _head(visit) and before.presences == visit.presences


def _places(visit: Visit) -> dict[str, Any]:
    return {"presences": encode(visit.presences)}


def _copy(visit: Visit) -> Visit:
    """A visit that may be changed; items and presences are values."""
    items, presences = dict(visit.items), list(visit.presences)
    return replace(visit, items=items, presences=presences, touched=set())


def _item_row(visit_id: str, item: Item) -> dict[str, Any]:
    body = {name: getattr(item, name) for name in _BODY}
    return {
        "id": item.id,
        "visit_id": visit_id,
        "slot": item.slot,
        "state": item.state.value,
        "at": item.at,
        "received_at": item.received_at,
        "source": item.source,
        "sha256": item.photo.sha256 if item.photo else None,
        "body": {k: encode(v) for k, v in body.items() if v},
    }


def item_of(row: Row[Any]) -> Item:
    """One item as its row has it."""
    body: Mapping[str, Any] = row.body
    return Item(
        id=row.id,
        slot=row.slot,
        state=ItemState(row.state),
        at=row.at,
        received_at=row.received_at,
        source=row.source,
        photo=decode(Photo, body["photo"]) if "photo" in body else None,
        stock=decode(Stock, body["stock"]) if "stock" in body else None,
        price=decode(Price, body["price"]) if "price" in body else None,
        text=body.get("text", ""),
        cause=Cause(body["cause"]) if "cause" in body else None,
        reason=body.get("reason", ""),
        corrections=tuple(decode(Correction, one) for one in body.get("corrections", ())),
        review=decode(Review, body["review"]) if "review" in body else None,
    )


def _writing() -> tuple[Any, Any, Any]:
    """Compiled once: they run for every message of a visit."""
    here = update(_VISIT).where(_VISIT.c.id == bindparam("of"))
    mark: dict[str, Any] = {"touched_at": bindparam("touched_at"), "version": bindparam("next")}
    moved = (*_HEAD, "presences")
    put = upsert(_ITEM)
    fields = {c: put.excluded[c] for c in ("slot", "state", "at", "source", "sha256", "body")}
    return (
        here.values(mark),
        here.values(mark | {c: bindparam(c) for c in moved}),
        put.on_conflict_do_update(index_elements=["id"], set_=fields),
    )


_TOUCH, _CHANGE, _PUT_ITEM = _writing()
