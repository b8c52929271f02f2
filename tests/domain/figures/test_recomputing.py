"""Every metric equals an independent count, in every split; every drill lists its number."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import pytest

from domain.figures.metrics import METRICS, WHATS
from domain.figures.query import DIMENSIONS, NAMELESS, Figure, Query, Report, Scope
from domain.figures.records import Handled, Tally
from domain.visits import SWITCHED
from tests.domain.figures.by_hand import Pile, counted, day_of
from tests.domain.figures.making import (
    CUSTOMERS,
    PEOPLE,
    SETTINGS,
    STORES,
    any_others,
    any_past,
    any_stops,
    any_visits,
    asked,
    query,
    tallied,
)

SEEDS = (1, 2)
Key = Callable[[str, str, date], str]


@dataclass(frozen=True)
class World:
    pile: Pile

    tallies: Sequence[Tally]

    def ask(self, *queries: Query) -> Sequence[Report]:
        return asked(*queries, tallies=self.tallies, stops=self.pile.stops, others=self.pile.others)

    def of(self, name: str, key: Key) -> Pile:
        """What belongs to one group."""
        pile = self.pile
        return Pile(
            [v for v in pile.visits if key(v.store_code, v.rep_id, day_of(v)) == name],
            [p for p in pile.past if key(p.store_code, p.rep_id, p.day) == name],
            [s for s in pile.stops if not s.excused and key(s.store_code, s.rep_id, s.day) == name],
            [s for s in pile.gone if key(s.store_code, s.rep_id, s.day) == name],
            [o for o in pile.others if key(o.store_code, o.rep_id, _day(o)) == name],
        )


@cache
def world(seed: int) -> World:
    visits, past, stops = any_visits(seed, 80), any_past(seed, 15), any_stops(seed)
    seen = {(day_of(v), v.rep_id, v.store_code) for v in visits if v.closed_reason != SWITCHED} | {
        (p.day, p.rep_id, p.store_code) for p in past
    }
    due = [s for s in stops if not s.excused]
    gone = [s for s in due if (s.day, s.rep_id, s.store_code) not in seen]
    return World(Pile(visits, past, stops, gone, any_others(seed)), tallied(visits, past))


def _day(other: object) -> date:
    return SETTINGS.day(other.closed_at) if isinstance(other, Handled) else other.day  # type: ignore[attr-defined]


def _district(code: str, rep: str) -> str:
    if code in STORES and STORES[code].district:
        return STORES[code].district
    return PEOPLE[CUSTOMERS[code].owner_id or "" if code in CUSTOMERS else rep].district


def _city(code: str) -> str:
    place = STORES.get(code) or CUSTOMERS.get(code)
    return place.city.removesuffix("市") if place else ""


_PROVINCES = {"苏州": "江苏", "佛山": "广东"}
KEYS: dict[str, Key] = {
    "": lambda _code, _rep, _day: "",
    "route": lambda code, _rep, _day: STORES[code].route if code in STORES else "",
    "rep": lambda _code, rep, _day: rep,
    "district": lambda code, rep, _day: _district(code, rep),
    "city": lambda code, _rep, _day: _city(code),
    "province": lambda code, _rep, _day: _PROVINCES.get(_city(code), "未知省份"),
    "store_kind": lambda code, _rep, _day: getattr(
        STORES.get(code) or CUSTOMERS.get(code), "kind", ""
    ),
    "store": lambda code, _rep, _day: code,
    "day": lambda _code, _rep, day: str(day),
    "week": lambda _code, _rep, day: f"{day.isocalendar().year}-W{day.isocalendar().week}",
    "month": lambda _code, _rep, day: str(day)[:7],
}


def _same(figures: Sequence[Figure], pile: Pile) -> None:
    hand = counted(pile)
    for figure in figures:
        assert (figure.part, figure.whole) == pytest.approx(hand[figure.metric]), figure.metric


@pytest.mark.parametrize("seed", SEEDS)
def test_every_metric_in_every_split_equals_a_count_by_hand(seed: int) -> None:
    made = world(seed)

    reports = made.ask(*(query(*METRICS, by=by) for by in DIMENSIONS))

    for by, report in zip(DIMENSIONS, reports, strict=True):
        _same(report.figures, made.of("", KEYS[""]))
        for group in report.groups:
            _same(group.figures, made.of(group.name, KEYS[by]))
        names = [group.name for group in report.groups]
        assert names == sorted(set(names))
        sums = [sum(f[at].part for f in (g.figures for g in report.groups)) for at in range(3)]
        assert not by or sums == [f.part for f in report.figures[:3]]


def _listed(figure: Figure) -> float:
    lists = METRICS[figure.metric].lists
    if figure.metric == "trust":
        raise AssertionError("lists the rest of its components")
    return {"part": figure.part, "rest": figure.whole - figure.part, "whole": figure.whole}[lists]


def _drill_is_its_number(report: Report, figures: Sequence[Figure]) -> None:
    figure, *components = figures
    if figure.metric == "trust":
        assert sum(e.count for e in report.entries) == sum(map(_listed, components))
        assert figure.entries == sum(e.count for e in report.entries)
    elif figure.metric == "clarity":
        assert sum(e.count for e in report.entries) == figure.whole
    else:
        assert sum(e.count for e in report.entries) == _listed(figure)
    assert figure.metric == "trust" or len(report.entries) == figure.entries
    assert {e.what for e in report.entries} <= set(WHATS)
    assert [e.day for e in report.entries] == sorted(e.day for e in report.entries)


@pytest.mark.parametrize("metric", METRICS)
def test_every_drill_lists_exactly_its_number(metric: str) -> None:
    made = world(SEEDS[0])
    metrics = (metric, "proven", "sharp", "validity", "place", "on_time")
    splits = [query(*metrics, by=by, entries_of=metric) for by in DIMENSIONS]
    wholes = made.ask(*splits)
    only = [(q, g) for q, r in zip(splits, wholes, strict=True) for g in r.groups]

    drills = made.ask(*(replace(q, only=g.name or NAMELESS) for q, g in only))

    for report in wholes:
        _drill_is_its_number(report, report.figures)
    for (_, group), report in zip(only, drills, strict=True):
        _drill_is_its_number(report, group.figures)


_FIELDS = {
    "route": "routes",
    "district": "districts",
    "rep": "reps",
    "store": "stores",
    "city": "cities",
    "province": "provinces",
    "store_kind": "store_kinds",
}


def test_a_scope_holds_what_its_group_holds_and_imported_ones_are_told_apart() -> None:
    made = world(SEEDS[1])
    splits = made.ask(*(query(*METRICS, by=by) for by in _FIELDS))
    groups = [(by, g) for by, r in zip(_FIELDS, splits, strict=True) for g in r.groups if g.name]

    scoped = made.ask(
        *(query(*METRICS, scope=Scope(**{_FIELDS[by]: (g.name,)})) for by, g in groups)
    )
    both, own, imported = made.ask(
        *(query(*METRICS, imported=which, entries_of="visits") for which in (None, False, True))
    )

    for (by, group), report in zip(groups, scoped, strict=True):
        if group.name != "未知省份":
            assert [f.part for f in report.figures] == pytest.approx(
                [f.part for f in group.figures]
            )
            assert [f.whole for f in report.figures] == [f.whole for f in group.figures], by
    assert both.visits == own.visits + imported.visits
    assert (own.days, imported.visits) == (14, 15)
    assert {e.imported for e in own.entries} == {False}
    assert {e.imported for e in imported.entries} == {True}
    _same(own.figures, replace(made.of("", KEYS[""]), past=[]))
