"""Figures are counted beside the chat, of what the visits are at that moment."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import pytest

from bot.engine.workers import WorkError
from bot.tools.figures import FigureCounter, Figures, HereFigures, PoolFigures
from domain.figures.query import Query, Report
from storage.codec import decode
from tests.chat import DATABASE, Chat
from tests.fakes import shelf, storefront

DAY = date(2026, 11, 23)


def asked(*queries: Query) -> dict[str, Any]:
    """A payload as it comes out of its work row."""
    text = json.dumps([asdict(query) for query in queries], default=str)
    return {"queries": json.loads(text), "ask": {"flow": "x", "page": 2}}


def counts(chat: Chat, counter: FigureCounter, payload: Mapping[str, Any]) -> list[Report]:
    """The reports that come back with the ask as it was."""
    tool = Figures(chat.app.core, chat.clock, counter)
    result = chat.run(tool.run(payload))
    body = json.loads(json.dumps(result.body))
    assert (result.kind, body["ask"]) == ("reported", payload["ask"])
    return [decode(Report, one) for one in body["reports"]]


@pytest.fixture
def counter(chat: Chat, request: pytest.FixtureRequest) -> Iterator[FigureCounter]:
    made: FigureCounter = request.param(chat.data / DATABASE)
    yield made
    made.close()


@pytest.mark.parametrize(
    "counter",
    [HereFigures, pytest.param(PoolFigures, marks=pytest.mark.slow)],
    indirect=True,
)
def test_the_answer_is_of_what_the_visits_are_now(chat: Chat, counter: FigureCounter) -> None:
    month = Query(metrics=("skus",), first=DAY.replace(day=1), last=DAY + timedelta(days=30))
    today = Query(metrics=("visits", "skus"), first=DAY, last=DAY, by="rep", entries_of="skus")
    chat.at()
    chat.sends(shelf(), storefront())
    (before,) = counts(chat, counter, asked(today))

    chat.says("516 12箱,127 6箱,233 0")
    after, same = counts(chat, counter, asked(today, month))

    assert [(f.part, f.whole) for f in before.figures] == [(1, 1), (0, 1)]
    assert [(f.part, f.whole) for f in after.figures] == [(1, 1), (1, 1)]
    assert (len(before.entries), len(after.entries)) == (1, 0)
    assert [group.name for group in after.groups] == [chat.person_id(chat.who)]
    assert (same.figures, same.days) == (after.figures[1:], 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"metrics": ("mood",)},
        {"metrics": ()},
        {"by": "moon"},
        {"entries_of": "mood"},
        {"last": DAY - timedelta(days=1)},
        {"first": "someday"},
    ],
)
def test_a_question_that_nobody_can_answer_fails_at_once(chat: Chat, wrong: dict[str, Any]) -> None:
    query = asdict(Query(metrics=("closure",), first=DAY, last=DAY))
    payload = {"queries": [json.loads(json.dumps({**query, **wrong}, default=str))], "ask": {}}
    tool = Figures(chat.app.core, chat.clock, chat.app.counter)

    with pytest.raises(WorkError) as failed:
        chat.run(tool.run(payload))

    assert (failed.value.code, failed.value.final) == ("bad_query", True)
