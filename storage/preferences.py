"""What people chose for themselves."""

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from storage.tables.base import table
from storage.tables.managing import PreferenceRow

_PREFERENCE = table(PreferenceRow)


class SqlPreferences:
    """Implements ``domain.ports.Preferences`` on one connection. Never commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, person_id: str, name: str) -> str:
        """A choice; empty when nothing was chosen."""
        mine = (_PREFERENCE.c.person_id == person_id) & (_PREFERENCE.c.name == name)
        return self._connection.scalar(select(_PREFERENCE.c.value).where(mine)) or ""

    def set(self, person_id: str, name: str, value: str) -> None:
        """Write a choice; an empty one forgets it."""
        if not value:
            mine = (_PREFERENCE.c.person_id == person_id) & (_PREFERENCE.c.name == name)
            self._connection.execute(delete(_PREFERENCE).where(mine))
            return
        row = {"person_id": person_id, "name": name, "value": value}
        put = insert(_PREFERENCE).values(row)
        keys = ["person_id", "name"]
        self._connection.execute(
            put.on_conflict_do_update(index_elements=keys, set_={"value": value})
        )
