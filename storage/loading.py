"""An import as a whole: the sheets, the settings as a rule version, the company read anew."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.company.cells import Sheet
from domain.forms import CUSTOMER_VISIT, STORE_VISIT, with_settings
from domain.settings import COMPANY, Settings
from storage.changes import SqlChanges
from storage.imports import LoadResult, load
from storage.work import SqlWork


def import_sheets(  # noqa: PLR0913 - what one import is made of
    work: SqlWork,
    sheets: Sequence[Sheet],
    *,
    at: datetime,
    by: str,
    batch_id: str,
    file_name: str,
    may: Callable[[str], bool] = lambda _sheet: True,
) -> LoadResult:
    """Load sheets; what the 公司 sheet sets becomes the next rule versions."""
    now = {k: str(v) for k, v in _body(work).items()}
    result = load(
        work.connection,
        sheets,
        at=at,
        by=by,
        batch_id=batch_id,
        settings=now,
        file_name=file_name,
        may=may,
    )
    if result.settings:
        write_settings(work, {**now, **result.settings}, by=by, at=at)
    work.company_changed()
    return result


def write_settings(work: SqlWork, body: Mapping[str, Any], *, by: str, at: datetime) -> None:
    """Write the company's settings and, with their thresholds, the forms.

    Raises:
        ValueError: naming the setting that makes no sense; nothing is written then.
    """
    Settings.compile(body)
    work.rules.write(COMPANY, body, by=by, at=at)
    for name in (STORE_VISIT, CUSTOMER_VISIT):
        form = work.rules.body(name, work.rules.newest(name))
        work.rules.write(name, with_settings(form, body), by=by, at=at)


def _body(work: SqlWork) -> Mapping[str, Any]:
    return work.rules.body(COMPANY, work.rules.newest(COMPANY))


def undo_batch(work: SqlWork, batch: str, *, by: str, at: datetime) -> dict[str, Any]:
    """Take an import back where nobody changed its rows since; what was done, as JSON."""
    now = {k: str(v) for k, v in _body(work).items()}
    report = SqlChanges(work.connection).undo(batch, now)
    if report.settings:
        shipped = {k: str(v) for k, v in work.rules.body(COMPANY, 1).items()}
        back = {k: v if v is not None else shipped.get(k, "") for k, v in report.settings.items()}
        write_settings(work, {**now, **back}, by=by, at=at)
    work.company_changed()
    return report.as_json()
