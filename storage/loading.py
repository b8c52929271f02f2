"""An import as a whole: the sheets, the settings as a rule version, the company read anew."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.company.cells import Sheet
from domain.forms import CUSTOMER_VISIT, STORE_VISIT, CaptureForm, with_settings
from domain.settings import COMPANY, Settings
from storage.changes import SqlChanges
from storage.database import savepoint
from storage.imports import LoadResult, load
from storage.work import SqlWork

DEMO = "demo"
"""The mark of a data directory whose people are invented."""


def import_sheets(  # noqa: PLR0913 - what one import is made of
    work: SqlWork,
    sheets: Sequence[Sheet],
    *,
    at: datetime,
    by: str,
    batch_id: str,
    file_name: str,
    may: Callable[[str], bool] = lambda _sheet: True,
    dry_run: bool = False,
) -> LoadResult:
    """Load sheets; what the 公司 sheet sets becomes the next rule versions.

    With ``dry_run`` all of it is undone again, and only the reports stay.
    """
    with savepoint(work.connection, "book", keep=not dry_run):
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
            _take_settings(work, {**now, **result.settings}, result, by=by, at=at)
        if any(r.kind == "人员" and r.added for r in result.reports):
            work.marks.set(DEMO, "")  # real people: nobody may choose to be one of them
        work.company_changed()
    if dry_run:
        work.forget()
    return result


def _take_settings(
    work: SqlWork, body: Mapping[str, Any], result: LoadResult, *, by: str, at: datetime
) -> None:
    """Write the settings, or say on their sheet why they can't hold together."""
    try:
        write_settings(work, body, by=by, at=at)
    except ValueError as error:
        for report in result.reports:
            if report.kind == "公司":
                report.skipped = [*report.skipped, (1, f"这些设置合不到一起,没有写入:{error}")]
                report.added = report.changed = 0


def write_settings(work: SqlWork, body: Mapping[str, Any], *, by: str, at: datetime) -> None:
    """Write the company's settings and, with their thresholds, the forms.

    Raises:
        ValueError: naming the setting that makes no sense; nothing is written then.
    """
    Settings.compile(body)
    forms = {
        name: with_settings(work.rules.body(name, work.rules.newest(name)), body)
        for name in (STORE_VISIT, CUSTOMER_VISIT)
    }
    for form in forms.values():
        CaptureForm.compile(form, version=0)
    work.rules.write(COMPANY, body, by=by, at=at)
    for name, form in forms.items():
        work.rules.write(name, form, by=by, at=at)


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
