"""The ledger counts each visit once, as it is now, and knows which planned stops were due."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from bot.app import write_shipped_rules
from bot.demo.company import demo_sheets
from domain.figures.query import Query
from domain.figures.records import Handled, Recheck, RepDay
from domain.figures.tallying import PAST
from domain.visits import Visit
from storage.database import open_database, open_readonly
from storage.figures import tallies
from storage.figures.counting import Counter
from storage.figures.ledger import Ledger
from storage.loading import import_sheets
from storage.tables.company import PlanRow
from storage.tables.managing import AbsenceRow, HandledRow, PastVisitRow, RecheckRow, SkipRow
from storage.work import Caches, SqlWork
from tests.domain.making import T0, counted, item, later, photo, presence, priced, visit
from tests.fakes import FakeClock

DAY = date(2026, 11, 23)
NEXT = DAY + timedelta(days=1)
MORNING = 24 * 60
"""The next day at ten, in minutes after T0."""
REP, OTHER = "Q011", "Q012"
EVIDENCE = (
    item("storefront", photo=photo("front", score=80)),
    item("shelf", photo=photo("shelf", score=80)),
    *(counted(f"SKU{n}") for n in range(3)),
    priced(),
)


class Office:
    """A database that the bot writes, and a counter that reads beside it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "bihuan.sqlite"
        self.database = open_database(self.path)
        self.caches = Caches()
        self.counter = Counter(self.path)
        self.now = later(MORNING)
        sheets = [sheet for sheet in demo_sheets(DAY) if sheet.name != "计划"]
        with self.database.begin() as connection:
            work = SqlWork(connection, self.caches)
            write_shipped_rules(work, FakeClock(T0))
            import_sheets(work, sheets, at=T0, by="t", batch_id="b", file_name="demo")

    def saves(self, *visits: Visit) -> None:
        """Write visits as a decision does."""
        with self.database.begin() as connection:
            for one in visits:
                one.touched.update(one.items)
                SqlWork(connection, self.caches).visits.save(one)

    def sets(self, key: str, value: str) -> None:
        """Change a setting of the company."""
        with self.database.begin() as connection:
            self.caches.refresh(connection)
            SqlWork(connection, self.caches).rules.change(key, value, by="t", at=T0)

    def keeps(self, table: Any, *rows: dict[str, Any]) -> None:
        """Write rows."""
        with self.database.begin() as connection:
            connection.execute(insert(table), list(rows))

    def renews(self, first: date = DAY, last: date = NEXT) -> int:
        """Bring the tallies of some days up to date; how many were behind."""
        queries, made = [Query(metrics=("closure",), first=first, last=last)], 0
        while chunks := self.counter.renewed(queries, self.now, 1):
            for rows in chunks:
                made += len(rows)
                with self.database.begin() as connection:
                    tallies.write(connection, rows)
        return made

    def reads(self, first: date, last: date) -> tuple[Sequence[RepDay], Sequence[Any]]:
        """What the ledger says of some days: those of reps, and what else there is."""
        database = open_readonly(self.path)
        with database.connect() as connection:
            ledger = Ledger(connection, Caches())
            span = ledger.span(first, last, self.now)
            found = list(ledger.days(span)), list(ledger.others(span))
        database.dispose()
        return found


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.counter.close()
    made.database.dispose()


def draft(name: str, store: str, minutes: float = 0, *, rep: str = REP) -> Visit:
    """A visit with everything, not submitted."""
    items = [replace(one, id=f"{name}:{one.id}") for one in EVIDENCE]
    seen, at = [presence(minutes)], later(minutes)
    return visit(*items, id=name, rep_id=rep, store_code=store, opened_at=at, presences=seen)


def done(name: str, store: str, minutes: float = 0) -> Visit:
    """A visit with everything, submitted."""
    made = draft(name, store, minutes)
    made.submit(later(minutes + 20))
    return made


def planned(day: date, rep: str, *stores: str) -> list[dict[str, Any]]:
    pairs = enumerate(stores, 1)
    return [{"day": day, "person_id": rep, "position": n, "store_code": s} for n, s in pairs]


def test_a_visit_is_tallied_when_it_has_changed_and_only_then(office: Office) -> None:
    first, second = done("v1", "SZ101"), draft("v2", "SZ102", 40)
    office.saves(first, second)

    assert [office.renews(), office.renews()] == [2, 0]
    (before,), _ = office.reads(DAY, DAY)

    second.submit(later(70))
    office.saves(second)
    assert [office.renews(), office.renews()] == [1, 0]
    (after,), _ = office.reads(DAY, DAY)

    office.sets("价差预警(%)", "15")
    assert [office.renews(), office.renews()] == [2, 0]

    assert [(v.id, v.closed) for v in before.visits] == [("v1", True), ("v2", False)]
    assert [(v.id, v.closed) for v in after.visits] == [("v1", True), ("v2", True)]
    one = after.visits[0]
    assert (one.opened_at, one.arrived_at, one.submitted_at) == (T0, T0, later(20))
    assert (one.present, one.why, one.lacking, one.alarms) == ((DAY,), None, (), ())


def test_planned_stops_are_due_unless_excused_or_done_by_an_earlier_visit(office: Office) -> None:
    finished = draft("v1", "SZ101")
    finished.presences.append(presence(MORNING - 60))
    finished.submit(later(MORNING - 50))
    office.saves(finished)
    office.keeps(
        PlanRow,
        *planned(NEXT, REP, "SZ101", "SZ102", "SZ103", "SZ102"),
        *planned(NEXT, OTHER, "SZ104"),
        *planned(NEXT + timedelta(days=1), REP, "SZ105"),
    )
    skip = {"day": NEXT, "person_id": REP, "at": T0}
    office.keeps(
        SkipRow,
        {**skip, "store_code": "SZ102", "reason": "装修停业", "state": "approved"},
        {**skip, "store_code": "SZ103", "reason": "来不及", "state": "open"},
    )
    leave = {"first": NEXT, "last": NEXT, "by": OTHER, "at": T0, "person_id": OTHER}
    office.keeps(AbsenceRow, {**leave, "id": "a1", "reason": "调休", "state": "approved"})
    office.renews()

    days, _ = office.reads(date.min, date.max)
    (mine, others), _ = office.reads(NEXT, NEXT)

    assert [(one.day, one.rep_id) for one in days] == [(DAY, REP), (NEXT, REP), (NEXT, OTHER)]
    assert [(s.store_code, s.position, s.excused, s.asked) for s in mine.stops] == [
        ("SZ102", 2, "装修停业", ""),
        ("SZ103", 3, "", "来不及"),
    ]
    assert [(s.store_code, s.excused) for s in others.stops] == [("SZ104", "调休")]
    assert (mine.visits, days[0].visits[0].present) == ((), (DAY, NEXT))


def test_imports_decisions_and_counts_of_managers_are_there_too(office: Office) -> None:
    office.saves(done("v1", "SZ101"))
    past = {"day": DAY, "person_id": REP, "claim": "已完成", "shown": {"shelf": True}}
    office.keeps(
        PastVisitRow,
        {**past, "id": "p1", "store_code": "SZ102", "position": 1, "stocks": []},
    )
    card: dict[str, Any] = {"by": "Q004", "opened_at": T0, "decision": "approved"}
    office.keeps(
        HandledRow,
        {**card, "id": "h1", "kind": "cannot", "closed_at": later(5)},
        {**card, "id": "h2", "kind": "cannot", "closed_at": later(-MORNING)},
    )
    again = {"month": "2026-11", "store_code": "SZ101", "rep_id": REP, "by": "Q004"}
    office.keeps(
        RecheckRow,
        {**again, "id": "r1", "product_code": "A", "told": "144", "counted": "120", "at": T0},
        {**again, "id": "r2", "product_code": "B", "told": "1/2", "counted": "1/2", "at": later(1)},
    )
    office.renews()

    (day,), others = office.reads(DAY, DAY)

    assert [(v.id, v.form == PAST) for v in day.visits] == [("v1", False), ("p1", True)]
    assert others == [
        Handled(**card, id="h1", kind="cannot", closed_at=later(5)),
        Recheck(
            id="2026-11:SZ101",
            day=DAY,
            store_code="SZ101",
            rep_id=REP,
            by="Q004",
            lines=(("A", Fraction(144), Fraction(120)), ("B", Fraction(1, 2), Fraction(1, 2))),
        ),
    ]
