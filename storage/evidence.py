"""Locations and evidence, as they were sent, on SQL."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from domain.evidence import Evidence
from domain.geo import Datum, Point
from domain.onsite import Fix, Placing, Provenance
from domain.readings import PhotoReading
from storage.codec import decode, encode
from storage.tables.base import table
from storage.tables.visits import EvidenceRow, FixRow

_FIX = table(FixRow)
_EVIDENCE = table(EvidenceRow)
ASIDE = "-"
_CHANGES = ("text", "sha256", "provenance", "reading", "failed", "visit_id")
_WAITING = (
    select(_EVIDENCE)
    .where(_EVIDENCE.c.person_id == bindparam("person"), _EVIDENCE.c.visit_id.is_(None))
    .order_by(_EVIDENCE.c.at, _EVIDENCE.c.id)
)


class SqlFixes:
    """Implements ``domain.ports.Fixes``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, person_id: str, fix: Fix, placing: Placing, visit_id: str | None) -> None:
        """Log a location, accepted or not; logging it again says what it was taken for."""
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
        taken = {k: values[k] for k in ("standing", "store_code", "distance_m", "visit_id")}
        put = upsert(_FIX).values(values)
        self._connection.execute(put.on_conflict_do_update(index_elements=["source"], set_=taken))

    def get(self, source: int) -> Fix | None:
        """The location of an inbox number."""
        row = self._connection.execute(select(_FIX).where(_FIX.c.source == source)).first()
        return _fix(row) if row else None

    def last(self, person_id: str) -> Fix | None:
        """The location that the person sent last, accepted or not."""
        theirs = select(_FIX).where(_FIX.c.person_id == person_id)
        row = self._connection.execute(theirs.order_by(_FIX.c.source.desc()).limit(1)).first()
        return _fix(row) if row else None


def _fix(row: Row[Any]) -> Fix:
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
        """Write caption, what was read, failure and visit."""
        values = _evidence_row(evidence)
        self._connection.execute(
            update(_EVIDENCE)
            .where(_EVIDENCE.c.id == evidence.id)
            .values({name: values[name] for name in _CHANGES})
        )

    def set_aside(self, evidence_id: int) -> None:
        """Never offer it to a visit again; the row stays."""
        self._connection.execute(
            update(_EVIDENCE).where(_EVIDENCE.c.id == evidence_id).values(visit_id=ASIDE)
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
