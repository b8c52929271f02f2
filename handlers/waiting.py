"""待复核: everything that needs a manager's eyes, what holds a visit up first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain import needing_eyes, review
from domain.absences import Absence
from domain.needing_eyes import Mark
from domain.ports.managing import Request
from domain.review import Case, Look
from handlers.chat import Reply
from handlers.queueing import put_before
from handlers.requests import away, for_me, kind_of, request_card
from handlers.reviewing import case_card
from handlers.turn import Turn

_SHORT = {
    "unclear": "看不清",
    "file": "文件照片",
    "reused_earlier": "疑似旧照",
    "cannot": "拍不了",
    "no_competitor": "无竞品",
    "late_entry": "补录",
    "no_consent": "没有定位",
    "unseen": "手输价格",
    Look.BLUR.value: "照片偏糊",
    Look.ALARM.value: "价差异常",
}
_BLOCKING, _ASKED, _SOFT = range(3)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing in the queue."""

    what: Case | Request
    mark: Mark | None = None

    @property
    def at(self) -> datetime:
        """Since when it waits."""
        return self.what.at if isinstance(self.what, Request) else self.what.first.at

    @property
    def subject(self) -> str:
        """What its card is kept by."""
        return self.what.id if isinstance(self.what, Request) else self.what.first.id

    @property
    def by(self) -> str:
        """Id of the person whose visit or wish it is."""
        return self.what.by if isinstance(self.what, Request) else self.what.visit.rep_id

    @property
    def code(self) -> str:
        """The store or customer."""
        one = self.what
        return one.store_code if isinstance(one, Request) else one.visit.store_code

    @property
    def short(self) -> str:
        """What kind of thing it is, for the counts."""
        if isinstance(self.what, Request):
            kind = kind_of(self.what)
            return kind.short if kind else ""
        return _SHORT.get(self.what.kind, "其他")

    @property
    def rank(self) -> tuple[bool, int, datetime]:
        """What is marked comes last, what holds a visit up first, and the oldest first."""
        if isinstance(self.what, Case):
            weight = _SOFT if self.what.look else _BLOCKING
        else:
            kind = kind_of(self.what)
            weight = _BLOCKING if kind and kind.blocks else _ASKED
        return (self.mark is not None, weight, self.at)


def waiting(turn: Turn) -> Sequence[Waiting]:
    """Everything that waits for the writer."""
    gone = away(turn)
    codes = review.in_charge_of(turn.person, turn.directory, gone)
    mine = [*_cases(turn, codes, gone), *_softs(turn, codes, gone)]
    asked = [Waiting(r) for r in _requests(turn, codes) if for_me(turn, r)]
    return sorted([*mine, *asked], key=lambda one: one.rank)


def _cases(turn: Turn, codes: Sequence[str], gone: Sequence[Absence]) -> list[Waiting]:
    found = review.cases(turn.work.visits.pending_at(codes))
    mine = [c for c in found if _decides(turn, c, gone)]
    marks = turn.work.reviews.marks_of([c.visit.id for c in mine])
    return [Waiting(case, marks.get(case.first.id)) for case in mine]


def _softs(turn: Turn, codes: Sequence[str], gone: Sequence[Absence]) -> list[Waiting]:
    """Soft things of the last week that nobody has looked at."""
    settings, since = turn.settings, turn.now - needing_eyes.LOOKED_FOR
    ids = turn.work.reviews.soft_at(codes, since, settings)
    marks = turn.work.reviews.marks_of(ids)
    visits = [v for v in map(turn.work.visits.get, ids) if v is not None]
    found = needing_eyes.softs(visits, settings, marks)
    return [Waiting(case) for case in found if _decides(turn, case, gone)]


def _decides(turn: Turn, case: Case, gone: Sequence[Absence]) -> bool:
    code, by = case.visit.store_code, case.visit.rep_id
    return review.may_decide(turn.person, code, by, turn.directory, gone)


def _requests(turn: Turn, codes: Sequence[str]) -> list[Request]:
    """Open ones about these stores, and those about none: whose these are, their kind says."""
    everybody = [*turn.directory.organisation.people]
    return [*turn.work.requests.open_at(codes), *turn.work.requests.open_by(everybody)]


def marked(turn: Turn) -> Sequence[Waiting]:
    """What was marked in the writer's district and is still worth a look, oldest first."""
    gone = away(turn)
    codes = review.in_charge_of(turn.person, turn.directory, gone)
    marks = turn.work.reviews.marked_at(codes)
    found = [(_of(turn, mark), mark) for mark in marks]
    return [Waiting(case, mark) for case, mark in found if case and _decides(turn, case, gone)]


def _of(turn: Turn, mark: Mark) -> Case | None:
    """What a mark is about, while it counts or waits."""
    visit = turn.work.visits.get(mark.visit_id)
    if visit is None or mark.item_id not in visit.items:
        return None
    case = review.case_of(visit, mark.item_id)
    return case or needing_eyes.soft_of(visit, mark.item_id, turn.settings)


def counts(found: Sequence[Waiting]) -> list[tuple[str, int]]:
    """How many there are of each kind, in the order of the queue."""
    return [*Counter(one.short for one in found).items()]


def card_of(turn: Turn, one: Waiting) -> Reply:
    """Its card, from now on before the writer's eyes."""
    what = one.what
    card = request_card(turn, what) if isinstance(what, Request) else case_card(turn, what)
    return put_before(turn, card, one.subject, one.code)
