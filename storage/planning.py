"""Who is away, what is skipped, which days are worked, and what is put into plans, on SQL."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from domain.absences import Absence
from domain.calendar import Source, Workday, workday
from storage.holidays import official
from storage.tables.base import table
from storage.tables.company import PlanRow
from storage.tables.managing import AbsenceRow, CalendarDayRow, SkipRow

_ABSENCE = table(AbsenceRow)
_SKIP = table(SkipRow)
_DAY = table(CalendarDayRow)
_PLAN = table(PlanRow)
_ABSENCE_FIELDS = Absence.__slots__


class SqlAbsences:
    """Implements ``domain.ports.Absences``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, absence: Absence) -> None:
        """Keep a new one."""
        values = {name: getattr(absence, name) for name in _ABSENCE_FIELDS}
        self._connection.execute(insert(_ABSENCE), values)

    def get(self, absence_id: str) -> Absence | None:
        """One, whatever became of it."""
        row = self._connection.execute(select(_ABSENCE).where(_ABSENCE.c.id == absence_id)).first()
        return _absence(row) if row else None

    def decide(self, absence_id: str, state: str, by: str) -> None:
        """Write what became of it: approved, declined or ended."""
        this = update(_ABSENCE).where(_ABSENCE.c.id == absence_id)
        self._connection.execute(this.values(state=state, decided_by=by))

    def stand_in(self, absence_id: str, person_id: str) -> None:
        """Write who stands in."""
        this = update(_ABSENCE).where(_ABSENCE.c.id == absence_id)
        self._connection.execute(this.values(substitute_id=person_id))

    def explain(self, absence_id: str, reason: str) -> None:
        """Write why, which was said later."""
        this = update(_ABSENCE).where(_ABSENCE.c.id == absence_id)
        self._connection.execute(this.values(reason=reason))

    def on(self, day: date) -> Sequence[Absence]:
        """The approved ones that cover a day."""
        covers = (_ABSENCE.c.first <= day) & (_ABSENCE.c.last >= day)
        return self._where(covers & (_ABSENCE.c.state == "approved"))

    def of(self, person_id: str, since: date) -> Sequence[Absence]:
        """Those of a person that end on a day or later, whatever their state, the earliest first."""
        return self._where((_ABSENCE.c.person_id == person_id) & (_ABSENCE.c.last >= since))

    def _where(self, condition: Any) -> Sequence[Absence]:
        stmt = select(_ABSENCE).where(condition).order_by(_ABSENCE.c.first, _ABSENCE.c.at)
        return [_absence(row) for row in self._connection.execute(stmt)]


class SqlSkips:
    """Implements ``domain.ports.Skips``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, day: date, person_id: str, store_code: str, *, reason: str, at: datetime) -> None:
        """Keep what the rep says; what was decided before is asked anew."""
        values = {
            "day": day,
            "person_id": person_id,
            "store_code": store_code,
            "reason": reason,
            "at": at,
            "state": "open",
            "decided_by": "",
            "decided_at": None,
        }
        keys = ["day", "person_id", "store_code"]
        stmt = upsert(_SKIP).on_conflict_do_update(index_elements=keys, set_=values)
        self._connection.execute(stmt, values)

    def state(self, day: date, person_id: str, store_code: str) -> tuple[str, str] | None:
        """(state, reason) of one; ``None`` when it was never skipped."""
        return self.of(person_id, day).get(store_code)

    def of(self, person_id: str, day: date) -> dict[str, tuple[str, str]]:
        """(state, reason) by store code."""
        mine = (_SKIP.c.person_id == person_id) & (_SKIP.c.day == day)
        rows = self._connection.execute(select(_SKIP).where(mine))
        return {row.store_code: (row.state, row.reason) for row in rows}

    def decide(
        self, day: date, person_id: str, store_code: str, state: str, by: str, at: datetime
    ) -> None:
        """Write approved, declined or taken_back."""
        this = (_SKIP.c.person_id == person_id) & (_SKIP.c.day == day)
        this &= _SKIP.c.store_code == store_code
        decided = {"state": state, "decided_by": by, "decided_at": at}
        self._connection.execute(update(_SKIP).where(this).values(decided))


class SqlCalendar:
    """Implements ``domain.ports.Calendar``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, day: date) -> Workday:
        """Whether a day is worked, and who says so."""
        row = self._connection.execute(select(_DAY).where(_DAY.c.day == day)).first()
        own = Workday(row.works, Source.COMPANY, row.name) if row else None
        return workday(day, own, official(day))

    def works(self, day: date) -> bool:
        """Whether a day is worked."""
        return self.of(day).works

    def set(self, day: date, *, works: bool, name: str) -> None:
        """Write the company's own word about a day, in the place of an earlier one."""
        values = {"day": day, "works": works, "name": name}
        stmt = upsert(_DAY).on_conflict_do_update(index_elements=["day"], set_=values)
        self._connection.execute(stmt, values)

    def forget(self, day: date) -> None:
        """Take the company's own word about a day back."""
        self._connection.execute(delete(_DAY).where(_DAY.c.day == day))

    def own(self, since: date) -> dict[date, Workday]:
        """What the company itself said of days from one on, the earliest first."""
        rows = self._connection.execute(
            select(_DAY).where(_DAY.c.day >= since).order_by(_DAY.c.day)
        )
        return {row.day: Workday(row.works, Source.COMPANY, row.name) for row in rows}


class SqlPlans:
    """Implements ``domain.ports.Plans``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def planned(self, first: date, last: date) -> int:
        """How many stops everybody has on these days, both included."""
        days = (_PLAN.c.day >= first) & (_PLAN.c.day <= last)
        stops = select(_PLAN.c.day, _PLAN.c.person_id, _PLAN.c.store_code).where(days).distinct()
        return self._connection.scalar(select(func.count()).select_from(stops.subquery())) or 0

    def add(self, person_id: str, day: date, stores: Sequence[str]) -> int:
        """Put stores at the end of somebody's day; those that are in it already stay. How many."""
        theirs = (_PLAN.c.person_id == person_id) & (_PLAN.c.day == day)
        there = set(self._connection.scalars(select(_PLAN.c.store_code).where(theirs)))
        last = self._connection.scalar(select(func.max(_PLAN.c.position)).where(theirs)) or 0
        new = [code for code in dict.fromkeys(stores) if code not in there]
        for position, code in enumerate(new, last + 1):
            values = {"day": day, "person_id": person_id, "position": position}
            self._connection.execute(insert(_PLAN), {**values, "store_code": code, "added": True})
        return len(new)

    def take_out(self, person_id: str, day: date, stores: Sequence[str]) -> int:
        """Take out what was put in that way, never what was imported. How many."""
        these = (_PLAN.c.person_id == person_id) & (_PLAN.c.day == day) & _PLAN.c.added
        stmt = delete(_PLAN).where(these, _PLAN.c.store_code.in_(stores))
        return self._connection.execute(stmt).rowcount


class PlanningWork:
    """The part of the unit of work that plans days."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @cached_property
    def absences(self) -> SqlAbsences:
        return SqlAbsences(self.connection)

    @cached_property
    def skips(self) -> SqlSkips:
        return SqlSkips(self.connection)

    @cached_property
    def calendar(self) -> SqlCalendar:
        return SqlCalendar(self.connection)

    @cached_property
    def plans(self) -> SqlPlans:
        return SqlPlans(self.connection)


def _absence(row: Row[Any]) -> Absence:
    return Absence(**{name: getattr(row, name) for name in _ABSENCE_FIELDS})
