"""The words for tags are data: read, checked, shown."""

from typing import Any

import pytest

from domain.memory.vocabulary import Vocabulary
from tests.domain.memory.words import shipped

_VALUE = {"name": "辣", "says": ["嗜辣"]}


def _with(**key: Any) -> dict[str, Any]:
    return {"key": [{"name": "口味", "value": [_VALUE], **key}]}


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ({}, "at least one"),
        ({"key": [*_with()["key"], *_with()["key"]]}, "stands once"),
        (_with(nearby=["爱"]), "nearby"),
        (_with(name=""), "without a name"),
        (_with(value=[{"name": "辣"}]), "no value with words"),
        (_with(value=[{**_VALUE, "synonyms": []}]), "synonyms"),
        (_with(value=[{"says": ["嗜辣"]}]), "without a name"),
        (_with(near="爱"), "口味.near"),
        (_with(value=[{"name": "辣", "says": ["*辣"]}]), "口味.辣"),
    ],
)
def test_a_wrong_rule_is_named(table: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        Vocabulary.compile(table)


def test_tags_are_shown_as_people_read_them() -> None:
    words = shipped()

    assert words.shown("口味偏好", "辣") == "口味偏好=辣"
    assert words.shown("口味偏好", "辣", negated=True) == "口味偏好=不辣"
    assert words.shown("意向", "更换品牌", about="PLC") == "意向更换PLC品牌"
    assert words.shown("意向", "更换品牌") == "意向更换品牌"
    assert words.shown("星座", "狮子", negated=True) == "星座=不是狮子"
    assert words.shown("星座", "狮子", about="八月") == "星座=狮子:八月"


@pytest.mark.parametrize(
    ("key", "one", "other", "clash"),
    [
        ("口味偏好", ("辣", False), ("辣", True), True),
        ("口味偏好", ("辣", False), ("辣", False), False),
        ("口味偏好", ("辣", False), ("麻", False), False),
        ("口味偏好", ("辣", False), ("清淡", False), True),
        ("口味偏好", ("辣", True), ("清淡", False), False),
        ("终端类型", ("社区生鲜店", False), ("连锁便利店", False), True),
        ("终端类型", ("社区生鲜店", False), ("加盟店", False), False),
        ("终端类型", ("社区生鲜店", False), ("没见过的店", False), True),
        ("星座", ("狮子", False), ("处女", False), False),
    ],
)
def test_which_tags_can_not_both_hold(
    key: str, one: tuple[str, bool], other: tuple[str, bool], *, clash: bool
) -> None:
    assert shipped().clash(key, one, other) is clash
