"""When digests come, in words."""

from datetime import time

import pytest

from domain.figures.times import Wanted, wanted


@pytest.mark.parametrize(
    ("text", "key", "at"),
    [
        ("日报改到18:00", "晚间汇总", time(18)),
        ("把日报的时间改成晚上七点半吧", "晚间汇总", time(19, 30)),
        ("周报改到8点30分", "周报时间", time(8, 30)),
        ("月报推迟到十点", "月报时间", time(10)),
        ("晚间汇总改为下午5点", "晚间汇总", time(17)),
        ("我的日报19点半发", "晚间汇总", time(19, 30)),
        ("日报晚上十点发给我", "晚间汇总", time(22)),
        ("晚上8点再给我发周报吧", "周报时间", time(20)),
        ("日报改到25:00", "晚间汇总", None),
        ("日报改到百千点", "晚间汇总", None),
    ],
)
def test_a_digest_is_moved(text: str, key: str, at: time | None) -> None:
    assert wanted(text) == Wanted(key, at, change=True)


@pytest.mark.parametrize(
    ("text", "key"),
    [("不要日报了", "晚间汇总"), ("别再给我发周报", "周报时间"), ("月报以后不用发了", "月报时间")],
)
def test_somebody_wants_none_any_more(text: str, key: str) -> None:
    assert wanted(text) == Wanted(key, off=True)


@pytest.mark.parametrize("text", ["每天日报几点发", "日报什么时候来", "几点发日报"])
def test_the_times_are_asked(text: str) -> None:
    assert wanted(text) == Wanted("")


@pytest.mark.parametrize(
    "text",
    ["昨天的日报", "日报", "周报改好了吗", "今天的日报发给我", "日报别太长", "日报几点发" * 9],
)
def test_other_words_are_none(text: str) -> None:
    assert wanted(text) is None
