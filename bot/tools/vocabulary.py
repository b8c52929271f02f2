"""What sentences may name: the company in the database, as the reader of sentences needs it."""

from collections.abc import Sequence

from nlu.language.catalogue import of_company
from nlu.language.entities import Entities, Entity, Kind
from storage.work import COMPANY_VERSION, SqlWork


def vocabulary(work: SqlWork) -> Entities:
    """Everything that the company has a name for."""
    return of_company(
        work.directory,
        aliases=[(alias.phrase, alias.code) for alias in work.aliases.all()],
        more=_more(work),
        version=version_of(work),
    )


def version_of(work: SqlWork) -> str:
    """Changes with every import and every name that was learnt. Cheap."""
    return work.marks.get(COMPANY_VERSION) or ""


def _more(work: SqlWork) -> Sequence[Entity]:
    """The private fields that the company gave its customers."""
    return [Entity(Kind.FIELD, name, name) for name in work.company.private_fields()]
