"""Digests: what is due by itself, and what somebody asks for."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from domain.days import DIGESTS, EVENING, MONTHLY, WEEKLY, named_day
from domain.figures import digest
from domain.figures.digest import DAY, MONTH, WEEK, Digest, Span
from domain.figures.metrics import DISTORTIONS
from domain.figures.query import Entry, Group, Report, Scope
from domain.figures.sight import sight
from domain.figures.wording import change
from domain.people import Role
from domain.spans import Days
from domain.unclosed import Why, fitting
from handlers.chat import Drawing, Due, Priority, Reply, Reported
from handlers.figures import ask_figures
from handlers.flows.digests import facts, picturing
from handlers.flows.digests.drilling import button, digest_buttons, label_of
from handlers.turn import Turn

_KINDS: Mapping[str, str] = {EVENING: DAY, WEEKLY: WEEK, MONTHLY: MONTH}
_TITLES: Mapping[str, str] = {DAY: "日报", WEEK: "周报", MONTH: "月报"}
_ROOM = 250
"""Characters for the lines of what is not closed: a digest has at most 600 with everything."""
_OF_MONTH = 110
"""Of them for what only a month says."""
_LOOKED_AT = 30
"""Visits of earlier days that are looked at again, at most."""
_OF_RECORDS = frozenset({"no_shelf", "validity"})
"""What imported records say anything about."""
_OTHERS = ("alarms", "pending", "waived", "missed")


def on_due(turn: Turn, event: Due) -> list[Reply] | None:
    """A digest's timer: its figures are computed first."""
    if event.kind not in DIGESTS:
        return None
    scope = sight(turn.person, turn.directory.organisation)
    agreed = turn.person.active and turn.work.consents.given(turn.person.id)
    if scope is None or not agreed or turn.person.role in {Role.REP, Role.ADMIN}:
        return []
    if not _anything(turn, scope):
        return []
    day = turn.settings.day(event.due_at)
    ask_digest(turn, digest.due(_KINDS[event.kind], day), scope, due=event.due_at)
    return []


def _anything(turn: Turn, scope: Scope) -> bool:
    """Whether there is a store or customer at all that somebody of those in sight goes to."""
    seen = set(scope.districts)
    return any(s.district in seen for s in turn.directory.stores.values()) or any(
        p.district in seen and p.role is Role.REP
        for p in turn.directory.organisation.people.values()
    )


def ask_digest(
    turn: Turn, span: Span, scope: Scope, *, title: str = "", due: datetime | None = None
) -> None:
    """Have a digest's figures computed."""
    named = turn.person.role not in {Role.DIRECTOR, Role.EXECUTIVE, Role.ADMIN} or bool(title)
    asked = digest.queries(span, scope, by=split_of(scope), named=named)
    ask_figures(
        turn,
        "digests",
        asked,
        what="digest",
        kind=span.kind,
        days=[span.days.first.isoformat(), span.days.last.isoformat()],
        base=[span.base.first.isoformat(), span.base.last.isoformat()],
        title=title,
        due=due.isoformat() if due else "",
    )


def split_of(scope: Scope) -> str:
    """One district is told by its routes, several by themselves."""
    one = bool(scope.reps or scope.routes) or len(scope.districts) == 1
    return "route" if one else "district"


def on_digest(turn: Turn, event: Reported) -> list[Reply]:
    """Word a digest whose figures have come."""
    ask = event.ask
    span = Span(ask["kind"], _days(ask["days"]), _days(ask["base"]))
    found = digest.digest_of(event.reports)
    unasked = bool(ask["due"])
    head = _head(turn, span, event.reports[0], ask)
    if found.empty and not found.older and not _ended(turn, span, event.reports[1].entries):
        rest = span.kind == DAY and not turn.work.calendar.works(span.days.first)
        return [] if unasked and rest else [_nothing(head, event.reports[0], unasked=unasked)]
    said = _words(turn, span, found, event.reports)
    picture = _picture(turn, span, event.reports, _title(head))
    return [
        Reply(
            "digests/digest",
            {**head, **said},
            buttons=digest_buttons(turn, found, event.reports[0].query),
            draw=picture,
            priority=Priority.DIGEST if unasked else Priority.ANSWER,
        )
    ]


def _title(head: Mapping[str, Any]) -> str:
    days = "~".join(dict.fromkeys((head["first"], head["last"])))
    return f"{head['kind']} {days} {head['title']}".strip()


def _nothing(head: Mapping[str, Any], report: Report, *, unasked: bool) -> Reply:
    """No visit and no plan; what imported records of these days allow is said beside it."""
    figures = [f for f in report.figures if f.metric in _OF_RECORDS]
    told = {**head, "records": report.visits, "figures": facts.numbers(figures)}
    opened = [button(report.query, f) for f in figures if f.entries]
    priority = Priority.DIGEST if unasked else Priority.ANSWER
    return Reply("digests/nothing", told, buttons=tuple(opened), priority=priority)


def _days(pair: Sequence[str]) -> Days:
    return Days(date.fromisoformat(pair[0]), date.fromisoformat(pair[1]))


def _head(turn: Turn, span: Span, report: Report, ask: Mapping[str, Any]) -> dict[str, Any]:
    today = turn.settings.day(turn.now)
    first, last = facts.dates((span.days.first, span.days.last), today)
    late = datetime.fromisoformat(ask["due"]) if ask["due"] else None
    running = span.days.last >= today
    return {
        "kind": _TITLES[span.kind],
        "first": first,
        "last": last,
        "title": ask["title"] or facts.scope_title(turn, report.query.scope),
        "at": (late or turn.now) if running else None,
    }


def _words(turn: Turn, span: Span, found: Digest, reports: Sequence[Report]) -> dict[str, Any]:
    figures, closure = found.figures, found.figures["closure"]
    day = span.days.first if span.kind == DAY else None
    older = (*found.older, *_ended(turn, span, reports[1].entries))
    lines = [facts.entry(turn, e, day=day) for e in (*found.loose, *older)]
    room = _ROOM - _OF_MONTH * bool(found.month)
    shown = fitting([facts.length(line) for line in lines], room)
    by = reports[0].query.by
    return {
        "closure": facts.number(closure),
        "open": round(closure.whole - closure.part),
        "late": facts.late(reports[0]),
        "lines": lines[:shown][: len(found.loose)],
        "left": lines[len(found.loose) : shown],
        "more": len(lines) - shown,
        "total": len(lines),
        "older": len(older),
        "change": _change(turn, span, found),
        "completeness": facts.number(figures["completeness"]),
        "trust": facts.number(figures["trust"]),
        "month": _month(found.month),
        "mended": _mended(turn, span, reports[0]),
        "distortions": facts.numbers(figures[key] for key in DISTORTIONS),
        "visits": round(figures["blurry"].whole),
        "others": [{**facts.number(figures[key]), "title": label_of(key)} for key in _OTHERS],
        "best": _route(turn, by, found.best),
        "worst": _route(turn, by, found.worst),
    }


def _ended(turn: Turn, span: Span, entries: Sequence[Entry]) -> list[Entry]:
    """Visits of the days before that their reps gave up on the digest's day."""
    given_up = [e for e in entries if e.what == Why.GIVEN_UP][-_LOOKED_AT:]
    day = span.days.first if span.kind == DAY else None
    visits = ((e, turn.work.visits.get(e.visit_id)) for e in given_up)
    touched = ((e, v.touched_at) for e, v in visits if v is not None)
    return [e for e, at in touched if at is not None and turn.settings.day(at) == day]


def _mended(turn: Turn, span: Span, report: Report) -> bool:
    """Whether something of a day that is over was done after it."""
    day = span.days.first
    if span.kind != DAY or day >= turn.settings.day(turn.now):
        return False
    ids = [e.visit_id for e in report.entries if e.visit_id][:_LOOKED_AT]
    visits = (turn.work.visits.get(one) for one in ids)
    touched = (v.touched_at for v in visits if v is not None and v.touched_at is not None)
    return facts.late(report) > 0 or any(turn.settings.day(at) > day for at in touched)


def _month(reports: Sequence[Report]) -> dict[str, Any] | None:
    """动销准确率 against the month before, 有效率 of the records from before and of the month."""
    if not reports:
        return None
    recheck, before, old, new = (report.figures[0] for report in reports)
    return {
        "recheck": facts.number(recheck),
        "before": facts.number(before),
        "moved": change(before, recheck),
        "old": facts.number(old),
        "new": facts.number(new),
        "points": change(old, new),
    }


def _change(turn: Turn, span: Span, found: Digest) -> dict[str, Any] | None:
    if found.change is None:
        return None
    today = turn.settings.day(turn.now)
    if found.change.name:
        name = named_day(date.fromisoformat(found.change.name), today)
    else:
        name = _dates(span.base, today)
    return {
        "name": name,
        "points": found.change.points,
        "base": facts.number(found.change.base),
    }


def _dates(days: Days, today: date) -> str:
    return "~".join(dict.fromkeys(facts.dates((days.first, days.last), today)))


def _route(turn: Turn, by: str, group: Group | None) -> dict[str, Any] | None:
    if group is None:
        return None
    closure = facts.number(digest.closure_of(group))
    return {"name": facts.group_name(turn, by, group.name), "closure": closure}


def _picture(turn: Turn, span: Span, reports: Sequence[Report], title: str) -> Drawing | None:
    whole = dict(zip(digest.METRICS, reports[0].figures, strict=True))
    today = turn.settings.day(turn.now)
    shapes = [(_dates(span.days, today), whole)]
    if span.kind != DAY:
        before = dict(zip(digest.METRICS, reports[1].figures, strict=True))
        shapes.append((_dates(span.base, today), before))
    parts = [picturing.radar(shapes, whole), picturing.heat(turn, reports[0])]
    if len(reports) > 2:  # noqa: PLR2004 - the third one is the trend
        parts.append(picturing.trend(turn, reports[2]))
    about = facts.scope_title(turn, reports[0].query.scope)
    return picturing.charts(title, picturing.foot(turn, about, reports[0].visits), parts)
