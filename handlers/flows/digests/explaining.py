"""口径: how every number is made, and what checking took before."""

from domain.figures.baseline import minutes_before
from domain.figures.defining import explained
from domain.figures.metrics import METRICS
from domain.figures.query import Query
from domain.figures.sight import sight
from domain.people import Role
from domain.spans import last_days
from handlers.chat import Reply, Reported, Said
from handlers.figures import ask_figures
from handlers.flows.digests import facts
from handlers.flows.digests.metrics import BASELINE
from handlers.standing import LEADING
from handlers.turn import Turn

_LOOKED_BACK = (1, 30)
_FEW = 4
"""Metrics that are explained at once, with an example."""


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「口径 闭环率」「什么是过程完整率」「以前每天核验95分钟」."""
    minutes = minutes_before(event.text) if turn.person.role in LEADING else None
    if minutes is not None:
        turn.work.preferences.set(turn.person.id, BASELINE, str(minutes))
        return [Reply("figures/baseline", {"minutes": minutes})]
    keys = explained(event.text)
    if keys is None:
        return None
    scope = sight(turn.person, turn.directory.organisation)
    hidden = turn.person.role is Role.REP and "review_minutes" in keys
    if len(keys) > _FEW or scope is None or hidden:
        return [_definitions(list(keys))]
    spans = [last_days(turn.settings.day(turn.now), n) for n in _LOOKED_BACK]
    queries = [Query(metrics=tuple(keys), first=s.first, last=s.last, scope=scope) for s in spans]
    ask_figures(turn, "digests", queries, what="define")
    return []


def _definitions(keys: list[str]) -> Reply:
    if len(keys) > _FEW:
        titles = [METRICS[key].title for key in keys]
        return Reply("figures/all_metrics", {"titles": titles})
    told = [{"title": METRICS[k].title, "definition": METRICS[k].definition} for k in keys]
    return Reply("figures/definition", {"metrics": told, "examples": None})


def on_defined(turn: Turn, event: Reported) -> list[Reply]:
    """The definition with an example from the numbers of today, or else of the last 30 days."""
    found = (r for r in event.reports if any(f.whole for f in r.figures))
    report = next(found, event.reports[-1])
    keys = report.query.metrics
    told = [{"title": METRICS[k].title, "definition": METRICS[k].definition} for k in keys]
    days = (report.query.first, report.query.last)
    first, last = facts.dates(days, turn.settings.day(turn.now))
    examples = {"figures": facts.numbers(report.figures), "first": first, "last": last}
    return [Reply("figures/definition", {"metrics": told, "examples": examples})]
