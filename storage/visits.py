"""Visits, their items, locations and unbound evidence, on SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from domain.evidence import Evidence, Item, ItemState, Photo, Price, Stock
from domain.geo import Datum, Point
from domain.onsite import Fix, Placing, Presence, Provenance
from domain.readings import PhotoReading
from domain.visits import Visit, VisitState
from storage.codec import decode, encode
from storage.rules import SqlRules
from storage.tables.base import table
from storage.tables.visits import EvidenceRow, FixRow, ItemRow, VisitRow

_VISIT = table(VisitRow)
_ITEM = table(ItemRow)
_FIX = table(FixRow)
_EVIDENCE = table(EvidenceRow)
ASIDE = "-"
_KEPT = 512
"""Visits kept between decisions: about as many as are open at once."""
# What runs for every message is built once: building a statement costs more than running it.
_ONE = select(_VISIT).where(_VISIT.c.id == bindparam("id"))
_DRAFTS = (
    select(_VISIT)
    .where(_VISIT.c.rep_id == bindparam("rep"), _VISIT.c.state == VisitState.DRAFT.value)
    .order_by(_VISIT.c.touched_at.desc())
)
_ITEMS = (
    select(_ITEM).where(_ITEM.c.visit_id == bindparam("visit")).order_by(_ITEM.c.source, _ITEM.c.id)
)
_WAITING = (
    select(_EVIDENCE)
    .where(_EVIDENCE.c.person_id == bindparam("person"), _EVIDENCE.c.visit_id.is_(None))
    .order_by(_EVIDENCE.c.at, _EVIDENCE.c.id)
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

    def get(self, visit_id: str) -> Visit | None:
        """One visit."""
        return next(iter(self._read(_ONE, {"id": visit_id})), None)

    def drafts_of(self, rep_id: str) -> Sequence[Visit]:
        """The rep's drafts, the one touched last first."""
        return self._read(_DRAFTS, {"rep": rep_id})

    def latest_of(self, rep_id: str, store_code: str) -> Visit | None:
        """The rep's newest visit of that store."""
        mine = (_VISIT.c.rep_id == rep_id) & (_VISIT.c.store_code == store_code)
        return next(iter(self._load(mine, _VISIT.c.opened_at.desc(), limit=1)), None)

    def last_submitted(self, rep_id: str) -> Visit | None:
        """The visit that the rep submitted last."""
        mine = (_VISIT.c.rep_id == rep_id) & _VISIT.c.submitted_at.is_not(None)
        return next(iter(self._load(mine, _VISIT.c.submitted_at.desc(), limit=1)), None)

    def opened_in(self, begin: datetime, end: datetime, stores: Sequence[str]) -> Sequence[Visit]:
        """Visits of some stores opened in a span of time, oldest first."""
        span = (_VISIT.c.opened_at >= begin) & (_VISIT.c.opened_at < end)
        return self._load(span & _VISIT.c.store_code.in_(stores), _VISIT.c.opened_at)

    def all(self) -> Sequence[Visit]:
        """Every visit, oldest first."""
        return self._load(_VISIT.c.id.is_not(None), _VISIT.c.opened_at)

    def save(self, visit: Visit, at: datetime) -> None:
        """Write the visit and what was put into it since it was loaded."""
        head = {
            "arrived_at": visit.arrived_at,
            "state": visit.state.value,
            "submitted_at": visit.submitted_at,
            "closed_reason": visit.closed_reason,
            "presences": encode(visit.presences),
            "touched_at": at,
        }
        version = visit.version + 1
        found = self._connection.execute(_CHANGE, {"of": visit.id, "next": version, **head})
        if not found.rowcount:
            birth = {**self._birth(visit), **head, "version": version}
            self._connection.execute(insert(_VISIT), birth)
        if visit.touched:
            rows = [_item_row(visit.id, i) for k, i in visit.items.items() if k in visit.touched]
            self._connection.execute(_PUT_ITEM, rows)
            visit.touched.clear()
        visit.version = version
        self._keep(visit)

    def _keep(self, visit: Visit) -> None:
        while len(self._kept) >= _KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[visit.id] = (visit.version, _copy(visit))

    def _birth(self, visit: Visit) -> dict[str, Any]:
        return {
            "id": visit.id,
            "rep_id": visit.rep_id,
            "store_code": visit.store_code,
            "form_name": visit.form.name,
            "form_version": visit.form.version,
            "form_for": {"roles": list(visit.form.roles), "store": visit.form.store},
            "opened_at": visit.opened_at,
        }

    def _load(self, where: Any, *order: Any, limit: int | None = None) -> list[Visit]:
        return self._read(select(_VISIT).where(where).order_by(*order).limit(limit), {})

    def _read(self, stmt: Select[Any], values: Mapping[str, Any]) -> list[Visit]:
        return [self._whole(row) for row in self._connection.execute(stmt, values).all()]

    def _whole(self, row: Row[Any]) -> Visit:
        """The visit with its items; nothing is read again that has not changed."""
        version, kept = self._kept.get(row.id, (0, None))
        if kept is not None and version == row.version:
            return _copy(kept)
        visit = self._visit(row)
        for item in self._connection.execute(_ITEMS, {"visit": visit.id}):
            visit.items[item.id] = _item(item)
        self._keep(visit)
        return visit

    def _visit(self, row: Row[Any]) -> Visit:
        form = self._rules.form_of(
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
        )


class SqlFixes:
    """Implements ``domain.ports.Fixes``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, person_id: str, fix: Fix, placing: Placing, visit_id: str | None) -> None:
        """Log a location, accepted or not."""
        near = placing.near[0] if placing.near else None
        values = {
            "source": fix.source,
            "person_id": person_id,
            "at": fix.at,
            "lat": fix.point.lat,
            "lon": fix.point.lon,
            "datum": fix.datum.value,
            "accuracy_m": fix.accuracy_m,
            "provenance": fix.provenance.value,
            "standing": placing.standing.value,
            "store_code": near[0].code if near else None,
            "distance_m": near[1] if near else None,
            "visit_id": visit_id,
        }
        self._connection.execute(insert(_FIX), values)

    def get(self, source: int) -> Fix | None:
        """The location of an inbox number."""
        row = self._connection.execute(select(_FIX).where(_FIX.c.source == source)).first()
        if row is None:
            return None
        return Fix(
            at=row.at,
            point=Point(row.lat, row.lon),
            datum=Datum(row.datum),
            accuracy_m=row.accuracy_m,
            provenance=Provenance(row.provenance),
            source=row.source,
        )


class SqlEvidence:
    """Implements ``domain.ports.EvidenceBox``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, evidence: Evidence) -> None:
        """Keep something new."""
        self._connection.execute(insert(_EVIDENCE), _evidence_row(evidence))

    def get(self, evidence_id: int) -> Evidence | None:
        """By inbox number."""
        row = self._connection.execute(select(_EVIDENCE).where(_EVIDENCE.c.id == evidence_id))
        found = row.first()
        return _evidence(found) if found else None

    def waiting(self, person_id: str) -> Sequence[Evidence]:
        """Everything of the person that no visit has, in order of message time."""
        rows = self._connection.execute(_WAITING, {"person": person_id})
        return [_evidence(row) for row in rows]

    def save(self, evidence: Evidence) -> None:
        """Write reading, failure and visit."""
        values = _evidence_row(evidence)
        self._connection.execute(
            update(_EVIDENCE)
            .where(_EVIDENCE.c.id == evidence.id)
            .values({k: values[k] for k in ("reading", "failed", "visit_id")})
        )

    def set_aside(self, evidence_id: int) -> None:
        """Never offer it to a visit again; the row stays."""
        self._connection.execute(
            update(_EVIDENCE).where(_EVIDENCE.c.id == evidence_id).values(visit_id=ASIDE)
        )


def _copy(visit: Visit) -> Visit:
    """A visit that may be changed; items and presences are values."""
    items, presences = dict(visit.items), list(visit.presences)
    return replace(visit, items=items, presences=presences, touched=set())


def _item_row(visit_id: str, item: Item) -> dict[str, Any]:
    body = {"photo": item.photo, "stock": item.stock, "price": item.price, "text": item.text}
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


def _item(row: Row[Any]) -> Item:
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
    )


def _evidence_row(evidence: Evidence) -> dict[str, Any]:
    return {
        "id": evidence.id,
        "person_id": evidence.person_id,
        "at": evidence.at,
        "received_at": evidence.received_at,
        "sha256": evidence.sha256,
        "text": evidence.text,
        "album": evidence.album,
        "provenance": evidence.provenance.value,
        "reading": encode(evidence.reading),
        "failed": evidence.failed,
        "visit_id": evidence.visit_id,
    }


def _evidence(row: Row[Any]) -> Evidence:
    return Evidence(
        id=row.id,
        person_id=row.person_id,
        at=row.at,
        received_at=row.received_at,
        sha256=row.sha256,
        text=row.text,
        album=row.album,
        provenance=Provenance(row.provenance),
        reading=decode(PhotoReading, row.reading) if row.reading else None,
        failed=row.failed,
        visit_id=row.visit_id,
    )


def _statements() -> tuple[Any, Any]:
    """Compiled once: they run for every message of a visit."""
    changes = ("arrived_at", "state", "submitted_at", "closed_reason", "presences", "touched_at")
    head = update(_VISIT).where(_VISIT.c.id == bindparam("of"))
    values: dict[str, Any] = {c: bindparam(c) for c in changes}
    put = upsert(_ITEM)
    fields = {c: put.excluded[c] for c in ("slot", "state", "at", "source", "sha256", "body")}
    return (
        head.values(values | {"version": bindparam("next")}),
        put.on_conflict_do_update(index_elements=["id"], set_=fields),
    )


_CHANGE, _PUT_ITEM = _statements()
