"""Refusals: a code, the facts of the case, and a template elsewhere that words them."""

from typing import Any, ClassVar


class DomainError(Exception):
    """A sales rule said no."""

    code: ClassVar[str]

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(f"{(self.__doc__ or '').splitlines()[0]} {facts}")


class VisitIncompleteError(DomainError):
    """The visit lacks required evidence, so it can't be closed."""

    code = "visit_incomplete"


class AlreadySubmittedError(DomainError):
    """The visit was submitted before; a second tap changes nothing."""

    code = "already_submitted"


class VisitEndedError(DomainError):
    """The visit was abandoned, expired or waived, so nothing can submit it any more."""

    code = "visit_ended"


class NotAllowedError(DomainError):
    """The person may not see or do this."""

    code = "not_allowed"


class BadCellError(DomainError):
    """A cell of an imported sheet can't be what its column says."""

    code = "bad_cell"
