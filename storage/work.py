"""The unit of work: every repository on one connection, committed by the engine."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol

from sqlalchemy import Connection, select

from domain.access import may_import_sheet
from domain.catalogue import Catalogue
from domain.directory import Customer, Directory
from domain.people import Organisation, Person
from domain.visits import Visit
from storage.aliases import SqlAliases
from storage.company import SqlCompany
from storage.evidence import SqlEvidence, SqlFixes
from storage.figures.past import SqlPastVisits
from storage.identity import SqlAddresses, SqlAudit, SqlBlobUses, SqlLinks, SqlMarks
from storage.inbox import SqlInbox
from storage.invitations import SqlDoor, SqlInvitations
from storage.jobs import SqlJobs
from storage.managing import SqlRequests, SqlStoreBook
from storage.market import SqlPriceBook, SqlSales
from storage.memory import SqlMemory
from storage.outbox import SqlOutbox
from storage.planning import PlanningWork
from storage.preferences import SqlPreferences
from storage.prints import SqlPrints
from storage.pushes import SqlPushes
from storage.quoting import SqlCards, SqlQuotes
from storage.rechecks import SqlRechecks
from storage.reviews import SqlReviews
from storage.rules import RuleCache, SqlRules
from storage.staff import SqlConsents, SqlStaff
from storage.tables.base import table
from storage.tables.company import CustomerRow
from storage.threads import SqlThreads
from storage.timers import SqlTimers
from storage.visits import SqlVisits

_CUSTOMER = table(CustomerRow)
COMPANY_VERSION = "company version"


class Importer(Protocol):
    """Loads a stored workbook; built outside, since reading one is no matter of storage."""

    def load(
        self,
        work: "SqlWork",
        sha256: str,
        name: str,
        by: str,
        *,
        dry_run: bool,
        may: Callable[[str], bool] = ...,
    ) -> Sequence[Mapping[str, Any]]:
        """Import the sheets that ``may`` lets pass; with ``dry_run`` nothing stays."""
        ...


class Caches:
    """What every decision reads and few change: the company and the rules."""

    def __init__(self, importer: "Importer | None" = None) -> None:
        self.importer = importer
        self.rules = RuleCache()
        self.version: str | None = None
        self.directory: Directory | None = None
        self.consented: set[str] = set()
        self.located: set[str] = set()
        self.accounts: dict[tuple[str, str], str] = {}
        self.visits: dict[str, tuple[int, Visit]] = {}
        self.overdue: set[str] | None = None

    def refresh(self, connection: Connection) -> None:
        """Forget the company when an import has changed it. Once a transaction."""
        version = SqlMarks(connection).get(COMPANY_VERSION)
        if version != self.version:
            self.version, self.directory = version, None
            self.accounts.clear()
            self.rules.newest.clear()

    def forget(self) -> None:
        """Drop everything that was read: it may have been rolled back."""
        self.version, self.directory, self.overdue = None, None, None
        self.visits.clear()
        self.consented.clear()
        self.located.clear()
        self.accounts.clear()
        self.rules.forget()


class SqlWork(PlanningWork):
    """Implements ``domain.ports.UnitOfWork``, and what the engine itself needs."""

    def __init__(self, connection: Connection, caches: Caches) -> None:
        super().__init__(connection)
        self._caches = caches

    @property
    def directory(self) -> Directory:
        """The company as it is now."""
        if self._caches.directory is None:
            self._caches.directory = self._snapshot()
        return self._caches.directory

    @property
    def overdue(self) -> set[str]:
        """Conversations for which a message waits beyond what a day may have."""
        if self._caches.overdue is None:
            self._caches.overdue = set(SqlPushes(self.connection).everywhere())
        return self._caches.overdue

    @cached_property
    def aliases(self) -> SqlAliases:
        return SqlAliases(self.connection, self.company_changed)

    @cached_property
    def company(self) -> SqlCompany:
        return SqlCompany(self.connection)

    @cached_property
    def rules(self) -> SqlRules:
        return SqlRules(self.connection, self._caches.rules)

    @cached_property
    def visits(self) -> SqlVisits:
        return SqlVisits(self.connection, self.rules, self._caches.visits)

    @cached_property
    def evidence(self) -> SqlEvidence:
        return SqlEvidence(self.connection)

    @cached_property
    def fixes(self) -> SqlFixes:
        return SqlFixes(self.connection)

    @cached_property
    def prices(self) -> SqlPriceBook:
        return SqlPriceBook(self.company)

    @cached_property
    def sales(self) -> SqlSales:
        return SqlSales(self.company)

    @cached_property
    def audit(self) -> SqlAudit:
        return SqlAudit(self.connection)

    @cached_property
    def links(self) -> SqlLinks:
        return SqlLinks(self.connection)

    @cached_property
    def prints(self) -> SqlPrints:
        return SqlPrints(self.connection)

    @cached_property
    def quotes(self) -> SqlQuotes:
        return SqlQuotes(self.connection)

    @cached_property
    def cards(self) -> SqlCards:
        return SqlCards(self.connection)

    @cached_property
    def requests(self) -> SqlRequests:
        return SqlRequests(self.connection)

    @cached_property
    def store_book(self) -> SqlStoreBook:
        return SqlStoreBook(self.connection, self.company_changed)

    @cached_property
    def addresses(self) -> SqlAddresses:
        return SqlAddresses(self.connection, self._caches.accounts)

    @cached_property
    def invitations(self) -> SqlInvitations:
        return SqlInvitations(self.connection)

    @cached_property
    def door(self) -> SqlDoor:
        return SqlDoor(self.connection)

    @cached_property
    def consents(self) -> SqlConsents:
        return SqlConsents(self.connection, self._caches.consented, self._caches.located)

    @cached_property
    def staff(self) -> SqlStaff:
        return SqlStaff(self.connection, self.company_changed)

    @cached_property
    def memory(self) -> SqlMemory:
        return SqlMemory(self.connection)

    @cached_property
    def reviews(self) -> SqlReviews:
        return SqlReviews(self.connection)

    @cached_property
    def preferences(self) -> SqlPreferences:
        return SqlPreferences(self.connection)

    @cached_property
    def past_visits(self) -> SqlPastVisits:
        return SqlPastVisits(self.connection)

    @cached_property
    def marks(self) -> SqlMarks:
        return SqlMarks(self.connection)

    @cached_property
    def rechecks(self) -> SqlRechecks:
        return SqlRechecks(self.connection)

    @cached_property
    def blobs(self) -> SqlBlobUses:
        return SqlBlobUses(self.connection)

    @cached_property
    def inbox(self) -> SqlInbox:
        return SqlInbox(self.connection)

    @cached_property
    def outbox(self) -> SqlOutbox:
        return SqlOutbox(self.connection)

    @cached_property
    def threads(self) -> SqlThreads:
        return SqlThreads(self.connection)

    @cached_property
    def jobs(self) -> SqlJobs:
        return SqlJobs(self.connection)

    @cached_property
    def timers(self) -> SqlTimers:
        return SqlTimers(self.connection)

    def consent(self, person_id: str, at: datetime) -> None:
        """Record that the person agreed to everything, as somebody has said already."""
        if not self.consents.given(person_id):
            self.consents.give(person_id, at, location=True)

    def consented(self, person_id: str) -> bool:
        """Whether the person agreed."""
        return self.consents.given(person_id)

    def load_book(
        self, sha256: str, name: str, by: Person, *, dry_run: bool
    ) -> Sequence[Mapping[str, Any]]:
        """Import a workbook that was read; one report a sheet."""
        if self._caches.importer is None:
            raise LookupError("this process imports nothing")
        return self._caches.importer.load(
            self,
            sha256,
            name,
            by.id,
            dry_run=dry_run,
            may=lambda sheet: may_import_sheet(by, sheet),
        )

    def _snapshot(self) -> Directory:
        company = self.company
        columns = [_CUSTOMER.c[f.name] for f in fields(Customer)]
        customers = self.connection.execute(select(*columns).order_by(_CUSTOMER.c.code)).mappings()
        return Directory(
            organisation=Organisation({p.id: p for p in company.people()}),
            stores={s.code: s for s in company.stores()},
            catalogue=Catalogue(
                {p.code: p for p in company.products()},
                {c.code: c for c in company.competitors()},
            ),
            customers={r.code: Customer(**r) for r in customers},
        )

    def company_changed(self) -> None:
        """Let every process read the company anew."""
        self.marks.bump(COMPANY_VERSION)
        self.forget()

    def forget(self) -> None:
        """Drop what was read of the company: it may have been rolled back."""
        self._caches.forget()
        self.visits.forget()
