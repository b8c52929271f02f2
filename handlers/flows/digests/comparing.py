"""Two things beside each other: two spans of days, the old records and the bot's own visits."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from domain.figures.metrics import METRICS
from domain.figures.query import EVER, Query, Report, Scope
from domain.figures.wording import change
from domain.spans import Days, month
from handlers.chat import Button, Reply, Reported
from handlers.figures import ask_figures
from handlers.flows.digests import drilling, facts
from handlers.turn import Turn


def have(turn: Turn, what: str, queries: Sequence[Query], **ask: Any) -> None:
    """Have numbers computed."""
    ask_figures(turn, "digests", queries, what=what, **ask)


def over(keys: Sequence[str], days: Days, scope: Scope) -> Query:
    """The question for numbers over some days."""
    return Query(metrics=tuple(keys), first=days.first, last=days.last, scope=scope)


def ask_compare(turn: Turn, keys: Sequence[str], days: Sequence[Days], scope: Scope) -> None:
    """Two spans; of one, it and the month before."""
    this = days[0] if days else month(turn.settings.day(turn.now))
    spans = days[:2] if len(days) > 1 else [this, month(this.first, -1)]
    have(turn, "compare", [over(keys, span, scope) for span in spans])


def ask_split(turn: Turn, key: str, days: Sequence[Days], scope: Scope) -> None:
    """A number of the records from before, and of the bot's own visits."""
    span = days[0] if days else Days(EVER, turn.settings.day(turn.now))
    whole = replace(over((key,), span, scope), by="day", entries_of=key)
    have(turn, "split", [replace(whole, imported=True), replace(whole, imported=False)])


def on_compare(turn: Turn, event: Reported) -> list[Reply]:
    """Two spans beside each other, with the change in percentage points."""
    now, base = event.reports
    lines = []
    for this, that in zip(now.figures, base.figures, strict=True):
        share = METRICS[this.metric].unit == "share"
        lines.append(
            {
                "now": facts.number(this),
                "base": facts.number(that),
                "points": change(that, this) if share else "",
                "definition": METRICS[this.metric].definition if this.metric == "recheck" else "",
            }
        )
    heads = {"now": facts.head(turn, now.query), "base": facts.head(turn, base.query)}
    opened = [
        drilling.button(report.query, figure, facts.head(turn, report.query)["first"])
        for report in (now, base)
        for figure in report.figures
        if figure.entries
    ]
    buttons = drilling.fitted(turn, opened)
    return [Reply("figures/compare", {**heads, "lines": lines}, buttons=buttons)]


def on_split(turn: Turn, event: Reported) -> list[Reply]:
    """The records from before and the bot's own visits, each with its n and its days."""
    old, new = event.reports
    told = {
        "title": METRICS[new.query.metrics[0]].title,
        "about": facts.scope_title(turn, new.query.scope),
        "old": _part(old),
        "new": _part(new),
        "points": change(old.figures[0], new.figures[0]),
    }
    buttons = [
        Button(
            f"{name}·{drilling.label_of(r.query.entries_of)} {drilling.listed(r.figures[0])}",
            "figures_drill",
            {"query": facts.asked(replace(r.query, by="")), "page": 0},
            lasting=True,
        )
        for name, r in (("导入", old), ("拜访", new))
        if r.entries
    ]
    return [Reply("figures/split", told, buttons=tuple(buttons))]


def _part(report: Report) -> dict[str, Any]:
    days = [group.name for group in report.groups]
    return {
        "figure": facts.number(report.figures[0]),
        "first": days[0] if days else "",
        "last": days[-1] if days else "",
        "records": report.visits,
    }
