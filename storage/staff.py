"""What people agreed to, and who is still here, on SQL."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from storage.tables.base import table
from storage.tables.company import PersonRow

_PERSON = table(PersonRow)
_AGREED = select(_PERSON.c.consented_at, _PERSON.c.location_at).where(
    _PERSON.c.id == bindparam("who")
)


class SqlConsents:
    """Implements ``domain.ports.Consents``."""

    def __init__(self, connection: Connection, given: set[str], located: set[str]) -> None:
        self._connection = connection
        self._given = given
        self._located = located
        """Ids of people who are known to have agreed; who has not is looked up each time."""

    def given(self, person_id: str) -> bool:
        """Whether the person agreed to how the bot treats what is sent."""
        return person_id in self._given or self._look(person_id, self._given)

    def located(self, person_id: str) -> bool:
        """Whether the person agreed, apart from that, to sending locations."""
        return person_id in self._located or self._look(person_id, self._located)

    def give(self, person_id: str, at: datetime, *, location: bool) -> None:
        """Record that the person agreed."""
        self._write(person_id, consented_at=at, location_at=at if location else None)

    def place(self, person_id: str, at: datetime | None) -> None:
        """Record that the person agrees to locations from now on; ``None``: not any more."""
        self._write(person_id, location_at=at)

    def withdraw(self, person_id: str) -> None:
        """Record that the person agrees to nothing any more."""
        self._write(person_id, consented_at=None, location_at=None)

    def _look(self, person_id: str, wanted: set[str]) -> bool:
        row = self._connection.execute(_AGREED, {"who": person_id}).first()
        if row is not None and row.consented_at is not None:
            self._given.add(person_id)
        if row is not None and row.location_at is not None:
            self._located.add(person_id)
        return person_id in wanted

    def _write(self, person_id: str, **values: datetime | None) -> None:
        self._given.discard(person_id)
        self._located.discard(person_id)
        stmt = update(_PERSON).where(_PERSON.c.id == person_id).values(**values)
        self._connection.execute(stmt)


class SqlStaff:
    """Implements ``domain.ports.Staff``."""

    def __init__(self, connection: Connection, changed: Callable[[], None]) -> None:
        self._connection = connection
        self._changed = changed
        """Lets everybody read the company anew."""

    def set_active(self, person_id: str, *, active: bool) -> None:
        """Let a person leave or come back; what he wrote stays."""
        stmt = update(_PERSON).where(_PERSON.c.id == person_id).values(active=active)
        self._connection.execute(stmt)
        self._changed()
