"""Private values: read by their author and the author's direct superior, written by the author."""

from dataclasses import dataclass
from dataclasses import field as setting
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from domain.access import may_see_private
from domain.people import Organisation, Person
from storage.company import SqlCompany
from storage.tables.company import PrivateValueRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateValue:
    """What somebody keeps about a customer. Its ``repr`` has no value: reprs end up in logs."""

    customer_code: str
    field: str
    author_id: str
    value: str = setting(repr=False)
    at: datetime


class SqlPrivate:
    """The only reader of ``private_value``. Never commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def private_value(
        self, customer_code: str, field_name: str, viewer: Person
    ) -> list[PrivateValue]:
        """What the viewer may see of a field, newest first; the same empty list for 没有 and 不许."""
        row = PrivateValueRow
        query = (
            select(row.__table__)
            .where(row.customer_code == customer_code, row.field == field_name)
            .order_by(row.at.desc(), row.author_id)
        )
        everybody = Organisation({p.id: p for p in SqlCompany(self._connection).people()})
        found = [PrivateValue(**r) for r in self._connection.execute(query).mappings()]
        return [v for v in found if may_see_private(viewer, v.author_id, everybody)]

    def keep(self, value: PrivateValue) -> None:
        """Write an author's value, over the one he had."""
        row = PrivateValueRow
        mine = (
            row.customer_code == value.customer_code,
            row.field == value.field,
            row.author_id == value.author_id,
        )
        self._connection.execute(delete(row).where(*mine))
        fields = ("customer_code", "field", "author_id", "value", "at")
        self._connection.execute(insert(row), [{name: getattr(value, name) for name in fields}])
