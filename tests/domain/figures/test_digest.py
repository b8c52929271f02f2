"""A digest: its days, what it is compared with, and what it says first."""

from datetime import date

import pytest

from domain.figures.digest import METRICS, Change, digest_of, due, of_days, queries, running
from domain.figures.query import Entry, Figure, Group, Report, Scope
from domain.spans import Days

MONDAY = date(2026, 11, 23)


def days(first: str, last: str) -> Days:
    return Days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("asked", "kind", "base"),
    [
        (days("2026-11-23", "2026-11-23"), "day", days("2026-11-16", "2026-11-22")),
        (days("2026-11-16", "2026-11-22"), "week", days("2026-11-09", "2026-11-15")),
        (days("2026-11-23", "2026-11-25"), "week", days("2026-11-16", "2026-11-18")),
        (days("2026-11-01", "2026-11-30"), "month", days("2026-10-01", "2026-10-31")),
        (days("2026-11-03", "2026-11-22"), "month", days("2026-10-14", "2026-11-02")),
    ],
)
def test_days_are_compared_with_those_before(asked: Days, kind: str, base: Days) -> None:
    span = of_days(asked)

    assert (span.kind, span.base) == (kind, base)


def test_what_is_due_and_what_is_meant() -> None:
    first = date(2026, 12, 1)

    assert due("day", MONDAY).days == days("2026-11-23", "2026-11-23")
    assert due("week", MONDAY).days == days("2026-11-16", "2026-11-22")
    assert due("month", first).days == days("2026-11-01", "2026-11-30")
    assert running("day", first) == Days(first, first)
    assert running("week", MONDAY) == days("2026-11-16", "2026-11-22")
    assert running("week", first) == days("2026-11-30", "2026-12-06")
    assert running("month", first) == days("2026-11-01", "2026-11-30")
    assert running("month", MONDAY) == days("2026-11-01", "2026-11-30")


def test_a_day_is_asked_in_two_questions_and_longer_ones_with_their_course() -> None:
    scope = Scope(districts=("x",))

    day = queries(due("day", MONDAY), scope, by="route", named=True)
    week = queries(due("week", MONDAY), scope, by="district", named=False)
    month = queries(due("month", MONDAY), scope, by="district", named=False)

    assert [(q.by, q.entries_of) for q in day] == [("route", "closure"), ("day", "closure")]
    assert [(q.by, q.entries_of) for q in week] == [("district", ""), ("", ""), ("day", "")]
    assert month[2].by == "week"
    assert [(q.metrics[0], q.imported) for q in month[3:]] == [
        ("recheck", None),
        ("recheck", None),
        ("validity", True),
        ("validity", False),
    ]


def figures(part: float, whole: float) -> tuple[Figure, ...]:
    return tuple(Figure(metric=key, part=part, whole=whole) for key in METRICS)


def entry(what: str) -> Entry:
    return Entry(day=MONDAY, rep_id="r", store_code="s", what=what)


def test_the_last_day_with_anything_is_the_base_and_drafts_are_left_from_it() -> None:
    day, before = queries(due("day", MONDAY), Scope(), by="route", named=True)
    groups = tuple(
        Group(name, figures(part, whole))
        for name, part, whole in (("A", 8, 10), ("B", 4, 10), ("C", 0, 0), ("", 9, 9))
    )
    earlier = (Group("2026-11-19", figures(1, 2)), Group("2026-11-20", figures(3, 5)))
    late = (*earlier, Group("2026-11-21", figures(0, 0)))

    found = digest_of(
        [
            Report(query=day, figures=figures(13, 20), groups=groups, entries=(entry("review"),)),
            Report(query=before, groups=late, entries=(entry("lacking"), entry("given_up"))),
        ]
    )

    assert not found.empty
    assert [e.what for e in (*found.loose, *found.older)] == ["review", "lacking"]
    assert found.change is not None
    assert found.change.points == "+5.0个百分点"
    assert (found.change.name, found.change.base.whole) == ("2026-11-20", 5)
    assert (found.best, found.worst) == (groups[0], groups[1])


def test_without_a_base_or_with_equal_groups_nothing_is_compared() -> None:
    day, before = queries(due("day", MONDAY), Scope(), by="route", named=True)
    same = (Group("A", figures(1, 2)), Group("B", figures(1, 2)))
    nothing = (Group("2026-11-20", figures(0, 0)),)

    bare = digest_of(
        [
            Report(query=day, figures=figures(0, 0), groups=same),
            Report(query=before, groups=nothing),
        ]
    )
    whole = digest_of(
        [
            Report(query=day, figures=figures(1, 2)),
            Report(query=before, figures=figures(1, 4)),
        ]
    )

    assert bare.empty
    assert (bare.change, bare.best, bare.worst) == (None, None, None)
    assert whole.change == Change(points="+25.0个百分点", base=figures(1, 4)[0], name="")
    assert (
        digest_of([Report(query=day, figures=figures(1, 2)), Report(query=before)]).change is None
    )
