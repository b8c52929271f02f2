"""The unit of work: every repository on one connection, committed by the engine."""

from functools import cached_property

from sqlalchemy import Connection

from domain.directory import Directory
from storage.company import SqlCompany
from storage.identity import SqlAddresses, SqlAudit, SqlBlobUses, SqlLinks, SqlMarks
from storage.inbox import SqlInbox
from storage.jobs import SqlJobs
from storage.outbox import SqlOutbox
from storage.prices import SqlPriceBook
from storage.rules import RuleCache, SqlRules
from storage.threads import SqlThreads
from storage.timers import SqlTimers
from storage.visits import SqlEvidence, SqlFixes, SqlVisits

COMPANY_VERSION = "company version"


class Caches:
    """What every decision reads and few change: the company and the rules."""

    def __init__(self) -> None:
        self.rules = RuleCache()
        self.version: str | None = None
        self.directory: Directory | None = None

    def refresh(self, connection: Connection) -> None:
        """Forget the company when an import has changed it. Once a transaction."""
        version = SqlMarks(connection).get(COMPANY_VERSION)
        if version != self.version:
            self.version, self.directory = version, None
            self.rules.newest.clear()


class SqlWork:
    """Implements ``domain.ports.UnitOfWork``, and what the engine itself needs."""

    def __init__(self, connection: Connection, caches: Caches) -> None:
        self.connection = connection
        self._caches = caches

    @property
    def directory(self) -> Directory:
        """The company as it is now."""
        if self._caches.directory is None:
            self._caches.directory = self.company.directory()
        return self._caches.directory

    @cached_property
    def company(self) -> SqlCompany:
        return SqlCompany(self.connection)

    @cached_property
    def rules(self) -> SqlRules:
        return SqlRules(self.connection, self._caches.rules)

    @cached_property
    def visits(self) -> SqlVisits:
        return SqlVisits(self.connection, self.rules)

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
    def sales(self) -> SqlCompany:
        return self.company

    @cached_property
    def audit(self) -> SqlAudit:
        return SqlAudit(self.connection)

    @cached_property
    def links(self) -> SqlLinks:
        return SqlLinks(self.connection)

    @cached_property
    def addresses(self) -> SqlAddresses:
        return SqlAddresses(self.connection)

    @cached_property
    def marks(self) -> SqlMarks:
        return SqlMarks(self.connection)

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

    def company_changed(self) -> None:
        """Let every process read the company anew."""
        self.marks.bump(COMPANY_VERSION)
        self._caches.version, self._caches.directory = None, None
        self._caches.rules.newest.clear()
