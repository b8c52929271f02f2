"""Requests from the field and changes to stores, on SQL."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from domain.company.decided import Decided
from domain.geo import Point
from domain.moving import MOVE
from domain.ports.managing import Request
from domain.stores import Store
from storage.tables.base import table
from storage.tables.company import PersonRow, PlanRow, StoreRow
from storage.tables.visits import RequestRow

_REQUEST = table(RequestRow)
_STORE = table(StoreRow)
_PLAN = table(PlanRow)
_PERSON = table(PersonRow)


class SqlRequests:
    """Implements ``domain.ports.Requests``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, request: Request) -> None:
        """Keep a new one."""
        values = {name: getattr(request, name) for name in _FIELDS if name not in _DECIDED}
        self._connection.execute(insert(_REQUEST), {**values, "body": dict(request.body)})

    def get(self, request_id: str) -> Request | None:
        """One request."""
        row = self._connection.execute(select(_REQUEST).where(_REQUEST.c.id == request_id)).first()
        return _request(row) if row else None

    def open_at(self, stores: Sequence[str]) -> Sequence[Request]:
        """Open requests about some stores, oldest first."""
        here = (_REQUEST.c.state == "open") & _REQUEST.c.store_code.in_(stores)
        rows = self._connection.execute(select(_REQUEST).where(here).order_by(_REQUEST.c.at))
        return [_request(row) for row in rows]

    def open_by(self, people: Sequence[str]) -> Sequence[Request]:
        """Open requests of some people about no store that is known, oldest first."""
        theirs = (_REQUEST.c.state == "open") & (_REQUEST.c.store_code == "")
        stmt = select(_REQUEST).where(theirs, _REQUEST.c.by.in_(people))
        return [_request(row) for row in self._connection.execute(stmt.order_by(_REQUEST.c.at))]

    def decide(self, request_id: str, state: str, by: str, at: datetime) -> None:
        """Write what was decided."""
        decided = {"state": state, "decided_by": by, "decided_at": at}
        stmt = update(_REQUEST).where(_REQUEST.c.id == request_id).values(decided)
        self._connection.execute(stmt)


class SqlStoreBook:
    """Implements ``domain.ports.StoreBook``."""

    def __init__(self, connection: Connection, changed: Callable[[], None]) -> None:
        self._connection = connection
        self._changed = changed
        """Lets everybody read the company anew."""

    def move(self, store: str, to: Point) -> None:
        """Write where a store stands."""
        stmt = update(_STORE).where(_STORE.c.code == store).values(lat=to.lat, lon=to.lon)
        self._connection.execute(stmt)
        self._changed()

    def create(self, store: Store) -> None:
        """Add a store that no list had."""
        kept = ("code", "name", "kind", "city", "district", "route", "rep_id")
        values = {name: getattr(store, name) for name in kept}
        if store.point is not None:
            values |= {"lat": store.point.lat, "lon": store.point.lon}
        self._connection.execute(insert(_STORE), values)
        self._changed()

    def planned(self, stores: Mapping[str, date], to: str) -> int:
        """How many lines of others' plans a hand-over would move, each store's from its day on."""
        return sum(len(self._plan(code, to, since)) for code, since in stores.items())

    def hand_over(self, stores: Mapping[str, date], to: str) -> int:
        """Give stores to another rep, with their plans from a day on; how many plan lines."""
        for code in stores:
            row = self._connection.execute(
                select(_STORE.c.rep_id, _STORE.c.former).where(_STORE.c.code == code)
            ).one()
            former = [p for p in dict.fromkeys([*row.former, row.rep_id]) if p and p != to]
            here = update(_STORE).where(_STORE.c.code == code)
            self._connection.execute(here.values(rep_id=to, former=former))
        moved = sum(self._take_plan(code, to, since) for code, since in stores.items())
        self._changed()
        return moved

    def _take_plan(self, store: str, to: str, since: date) -> int:
        """Put the store's planned days into the new rep's days, after what is there."""
        lines = self._plan(store, to, since)
        for line in lines:
            theirs = (_PLAN.c.person_id == to) & (_PLAN.c.day == line.day)
            last = self._connection.scalar(select(func.max(_PLAN.c.position)).where(theirs)) or 0
            this = (_PLAN.c.day == line.day) & (_PLAN.c.person_id == line.person_id)
            this &= _PLAN.c.position == line.position  # a store may stand twice in a day
            move = update(_PLAN).where(this).values(person_id=to, position=last + 1)
            self._connection.execute(move)
        return len(lines)

    def _plan(self, store: str, to: str, since: date) -> Sequence[Row[Any]]:
        where = (_PLAN.c.store_code == store) & (_PLAN.c.day >= since) & (_PLAN.c.person_id != to)
        return self._connection.execute(select(_PLAN).where(where).order_by(_PLAN.c.day)).all()


class SqlDecided:
    """What was decided in chat about stores and people."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self) -> Decided:
        """Old places and former reps, by store; who was disabled."""
        moved = (_REQUEST.c.kind == MOVE) & (_REQUEST.c.state == "approved")
        left: dict[str, list[Point]] = {}
        for row in self._connection.execute(select(_REQUEST).where(moved)):
            if row.body["old"]:
                left.setdefault(row.store_code, []).append(Point(*row.body["old"]))
        given = self._connection.execute(select(_STORE.c.code, _STORE.c.former))
        gone = self._connection.execute(
            select(_PERSON.c.id, _PERSON.c.name).where(_PERSON.c.active.is_(False))
        )
        former = {r.code: r.former for r in given if r.former}
        return Decided(left, former, {r.id: r.name for r in gone})


_DECIDED = ("decided_by", "decided_at")
_FIELDS = ("id", "kind", "store_code", "by", "at", "body", "state", *_DECIDED)


def _request(row: Row[Any]) -> Request:
    return Request(**{name: getattr(row, name) for name in _FIELDS})
