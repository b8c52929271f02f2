"""Percent, 百分点, series without holes."""

from datetime import date

import pytest

from domain.figures.query import Figure, Group, Query, Report
from domain.figures.wording import (
    change,
    percent,
    percent_change,
    trend,
    value,
)


def figure(part: float, whole: float, metric: str = "recheck") -> Figure:
    return Figure(metric=metric, part=part, whole=whole)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (figure(61, 100), figure(84, 100), "+23.0个百分点"),
        (figure(84, 100), figure(61, 100), "-23.0个百分点"),
        (figure(13, 20), figure(2, 3), "+1.7个百分点"),
        (figure(1, 3), figure(1, 3), "0.0个百分点"),
        (figure(0, 0), figure(1, 3), ""),
        (figure(1, 3), figure(0, 0), ""),
    ],
)
def test_shares_move_by_percentage_points(before: Figure, after: Figure, words: str) -> None:
    assert change(before, after) == words


def test_tenths_are_rounded_away_from_zero() -> None:
    assert [percent(s) for s in (0.65, 0.0005, 1 / 3, 1.0)] == ["65.0%", "0.1%", "33.3%", "100.0%"]
    assert [percent_change(s) for s in (-0.19, 0.1, 0.0, -0.0004)] == [
        "-19.0%",
        "+10.0%",
        "0.0%",
        "0.0%",
    ]


def test_a_trend_has_a_point_for_every_week_and_no_data_is_none() -> None:
    asked = Query(
        metrics=("visits", "closure"),
        first=date(2026, 12, 21),
        last=date(2027, 1, 10),
        by="week",
    )
    groups = (Group("2026-W52", (figure(3, 3, "visits"), figure(2, 3, "closure"))),)

    shown = trend(Report(query=asked, groups=groups), "closure")

    assert shown.points == ("2026-W52", "2026-W53", "2027-W01")
    assert shown.values == (66.7, None, None)
    assert [f.whole for f in shown.figures] == [3, 0, 0]


@pytest.mark.parametrize(
    ("shown", "number"),
    [
        (figure(2, 3, "closure"), 66.7),
        (figure(250, 3, "clarity"), 83.3),
        (figure(12.54, 4, "review_minutes"), 12.5),
        (figure(0, 7, "blurry"), 0.0),
        (figure(0, 0, "blurry"), None),
    ],
)
def test_a_point_is_the_number_that_people_read(shown: Figure, number: float | None) -> None:
    assert value(shown) == number
