"""Opening a number: exactly the things that it counts, each of which opens in its turn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from domain.figures.digest import Digest
from domain.figures.metrics import DISTORTIONS, METRICS
from domain.figures.query import EVER, Entry, Figure, Query, Report
from domain.figures.sight import narrowed
from domain.figures.tallying import photos_of
from handlers.chat import Button, Pressed, Reply, Reported
from handlers.figures import ask_figures
from handlers.flows.digests import facts
from handlers.turn import Turn

_OPENED = (
    "closure",
    *DISTORTIONS,
    "alarms",
    "pending",
    "missed",
    "waived",
    "completeness",
    "trust",
)
"""The numbers of a digest that are opened by a button, the most wanted first."""
_FIRST = 4
"""What is not closed and the three distortions go before the way to the routes."""
_LACKING: Mapping[str, str] = {
    "closure": "未闭环",
    "completeness": "不完整项",
    "validity": "无效字段",
    "trust": "存疑项",
    "on_time": "没准时闭环",
    "alarms": "价差异常",
    "recheck": "库存报得不准",
}
"""What a number is called whose button lists what is not in it."""
_LISTED = 10
_LABEL = 20
"""Letters of a button that a phone shows."""


def listed(figure: Figure) -> int:
    """How much of a number its drill lists."""
    if figure.metric == "trust":  # the rest of what it is the mean of
        return figure.entries
    match METRICS[figure.metric].lists:
        case "part":
            return round(figure.part)
        case "rest":
            return round(figure.whole - figure.part)
        case "whole":
            return round(figure.whole)


def label_of(key: str) -> str:
    """What the things are called that a drill lists."""
    metric = METRICS[key]
    return _LACKING.get(key, f"{metric.title}缺的" if metric.lists == "rest" else metric.title)


def drill(query: Query, key: str, group: str = "", page: int = 0) -> dict[str, Any]:
    """What a drill's button carries."""
    by = query.by if group else ""
    one = replace(query, metrics=(key,), by=by, entries_of=key, only=group)
    return {"query": facts.asked(one), "page": page}


def button(query: Query, figure: Figure, name: str = "", group: str = "") -> Button:
    """「园区线A·拍照糊 5」."""
    label = f"{label_of(figure.metric)} {listed(figure)}"
    label = f"{name}·{label}" if name else label
    return Button(label, "figures_drill", drill(query, figure.metric, group), lasting=True)


def digest_buttons(turn: Turn, found: Digest, query: Query) -> tuple[Button, ...]:
    """A button for each number of a digest; those that don't fit come with the last one."""
    opened = [
        button(query, found.figures[key]) for key in _OPENED if listed(found.figures[key]) > 0
    ]
    if found.figures["blurry"].whole:
        args = {"query": facts.asked(query)}
        opened.insert(_FIRST, Button("按线路看失真", "figures_routes", args, lasting=True))
    opened += [button(r.query, r.figures[0]) for r in found.month[:1] if r.figures[0].entries]
    return fitted(turn, opened)


def fitted(turn: Turn, buttons: Sequence[Button]) -> tuple[Button, ...]:
    """As many as the channel shows; the last one then brings the others."""
    most = turn.capabilities.buttons
    if len(buttons) <= most:
        return tuple(buttons)
    rest = [
        {"label": b.label, "action": b.action, "args": dict(b.args)} for b in buttons[most - 1 :]
    ]
    more = Button("更多明细", "figures_more", {"buttons": rest}, lasting=True)
    return (*buttons[: most - 1], more)


def on_more(turn: Turn, event: Pressed) -> list[Reply]:
    """「更多明细」: the buttons that did not fit."""
    buttons = [Button(**one, lasting=True) for one in event.args["buttons"]]
    return [Reply("figures/more", {}, buttons=fitted(turn, buttons))]


def on_drill(turn: Turn, event: Pressed) -> list[Reply]:
    """A number was tapped."""
    ask_figures(turn, "digests", [asked_by(turn, event)], what="drill", page=event.args["page"])
    return []


def asked_by(turn: Turn, event: Pressed) -> Query:
    """The query of a button, as far as who presses it may see it by now.

    Raises:
        NotAllowedError: for what he could see only when it was shown to him.
    """
    query = facts.query_of(event.args["query"])
    scope = narrowed(turn.person, turn.directory.organisation, query.scope)
    return replace(query, scope=scope)


def on_drilled(turn: Turn, event: Reported) -> list[Reply]:
    """List a page of what a number counts."""
    return [listing(turn, event.reports[0], page=event.ask["page"])]


def listing(turn: Turn, report: Report, *, page: int = 0) -> Reply:
    """One page of the entries of a report."""
    query, entries = report.query, report.entries
    size = page_size(turn)
    shown = entries[page * size : (page + 1) * size]
    days = (query.first, query.last)
    if query.first == EVER and entries:
        days = (entries[0].day, entries[-1].day)
    first, last = facts.dates(days, turn.settings.day(turn.now))
    day = query.first if query.first == query.last else None
    told = {
        "title": label_of(query.entries_of),
        "about": facts.group_name(turn, query.by, query.only)
        if query.only
        else facts.scope_title(turn, query.scope),
        "first": first,
        "last": last,
        "total": sum(e.count for e in entries),
        "things": len(entries),
        "begin": page * size + 1,
        "lines": lines(turn, query.entries_of, shown, day),
    }
    buttons = list(openers(turn, shown, begin=page * size + 1))
    if len(entries) > (page + 1) * size:
        args = {"query": facts.asked(query), "page": page + 1}
        buttons.append(Button("更多", "figures_drill", args, lasting=True))
    return Reply("figures/drill", told, buttons=tuple(buttons))


def lines(turn: Turn, key: str, shown: Iterable[Entry], day: date | None) -> list[dict[str, Any]]:
    """Entries as lines; of 照片清晰度 with the score of each photo."""
    told = [(e, facts.entry(turn, e, day=day)) for e in shown]
    if key == "clarity":
        for entry, line in told:
            visit = turn.work.visits.get(entry.visit_id)
            photos = photos_of(visit) if visit else ()
            line["words"] = [f"{i.photo.score}分" for i in photos if i.photo]
    return [line for _, line in told]


def page_size(turn: Turn) -> int:
    """Lines of a page: each has its button, and one is left for the next page."""
    return min(_LISTED, turn.capabilities.buttons - 1)


def openers(turn: Turn, entries: Iterable[Entry], *, begin: int = 1) -> Iterable[Button]:
    """「1 叶小满 湖畔生活超市」 for each that there is something to see of."""
    for number, one in enumerate(entries, begin):
        line = facts.entry(turn, one)
        args = {"visit": one.visit_id, "item": one.item_id}
        if one.visit_id and not one.imported:
            label = f"{number} {line['rep']} {line['store']}"[:_LABEL]
            yield Button(label, "figures_visit", args, lasting=True)
