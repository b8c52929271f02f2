"""Times in a sentence: 上礼拜 is 上周, and these are its days."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain.spans import Days
from nlu.language.misheard import repaired
from nlu.language.time_words import GRAMMAR, RANGE, Reading

_FILLER = re.compile("一下(?!子)")
"""查一下周三: no 下周三."""
_NOW = re.compile("(?:一直)?[到至](?:现在|目前|如今|今(?!天|年|日|早))")


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time that a sentence names."""

    word: str
    """As people write it: what was said where that is good Chinese, else the standard word (上礼拜 →
    上周, 今儿 → 今天, 这个月 → 本月)."""
    start: int
    end: int
    """The span in the text."""
    first: date
    last: date


def times(text: str, now: datetime | date) -> list[TimeMention]:
    """All times in a text, in its order; 一季度到四季度 is one."""
    today = now.date() if isinstance(now, datetime) else now
    clear = repaired(_FILLER.sub("××", text))
    found = _joined(clear, _longest(_found(clear, today)))
    return [_until_now(clear, one, today) for one in found]


def _found(text: str, today: date) -> Iterable[TimeMention]:
    for pattern, reading in GRAMMAR:
        for match in pattern.finditer(text):
            read = _read(reading, match, today)
            if read is not None:
                word, days = read
                yield TimeMention(word, match.start(), match.end(), days.first, days.last)


def _read(reading: Reading, match: re.Match[str], today: date) -> tuple[str, Days] | None:
    try:
        return reading(match, today)
    except (ValueError, OverflowError):  # no such day: 13月, 2月30号, 十万年前
        return None


def _longest(found: Iterable[TimeMention]) -> list[TimeMention]:
    taken: list[TimeMention] = []
    for one in sorted(found, key=lambda t: (t.start - t.end, t.start)):
        if all(one.end <= t.start or t.end <= one.start for t in taken):
            taken.append(one)
    return sorted(taken, key=lambda t: t.start)


def _joined(text: str, found: list[TimeMention]) -> list[TimeMention]:
    """One time of a beginning and an end."""
    out: list[TimeMention] = []
    for one in found:
        if out and RANGE.fullmatch(text[out[-1].end : one.start]):
            head = out.pop()
            days = Days(head.first, head.last).until(Days(one.first, one.last))
            word = f"{head.word}至{one.word}"
            out.append(TimeMention(word, head.start, one.end, days.first, days.last))
        else:
            out.append(one)
    return out


def _until_now(text: str, one: TimeMention, today: date) -> TimeMention:
    """月初到现在."""
    now = _NOW.match(text, one.end)
    if now is None or one.first > today:
        return one
    return TimeMention(f"{one.word}至今", one.start, now.end(), one.first, today)
