"""Finding stores and customers by what was told about them."""

from datetime import UTC, datetime

import pytest

from domain.memory.filters import counted, hits, is_list_wish, nearest, wish_in
from domain.memory.notes import HeldTag, Kind, Subject
from tests.domain.memory.words import shipped

_AT = datetime(2026, 11, 20, tzinfo=UTC)


def _tag(code: str, key: str, value: str, **more: object) -> HeldTag:
    return HeldTag(
        id=f"{code}{value}",
        note_id="n",
        subject=Subject(Kind.STORE, code),
        key=key,
        value=value,
        said=value,
        by="Q1",
        at=_AT,
        **more,  # type: ignore[arg-type]
    )


_HELD = (
    _tag("S1", "口味偏好", "辣"),
    _tag("S1", "终端类型", "社区生鲜店"),
    _tag("S2", "口味偏好", "辣", negated=True),
    _tag("S2", "终端类型", "社区生鲜店"),
    _tag("S3", "口味偏好", "辣", sure=False),
    _tag("S3", "终端类型", "社区生鲜店"),
    _tag("S4", "意向", "更换品牌", about="PLC"),
)


def _found(text: str) -> list[str]:
    return [hit.subject.code for hit in hits(wish_in(text, shipped()).tags, _HELD)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("偏好辣味的社区生鲜店", ["S1", "S3"]),
        ("筛选 爱吃辣 的社区生鲜店", ["S1", "S3"]),
        ("有哪些社区生鲜店不吃辣", ["S2"]),
        ("爱吃辣的客户有多少", ["S1", "S3"]),
        ("想换PLC品牌的客户", ["S4"]),
        ("想换变频器品牌的客户", []),
        ("付现金的店有哪些", []),
    ],
)
def test_all_that_have_every_tag_are_found(text: str, codes: list[str]) -> None:
    assert is_list_wish(text, wish_in(text, shipped()))
    assert _found(text) == codes


def test_a_guess_comes_behind_and_is_marked() -> None:
    found = hits(wish_in("爱吃辣的店有哪些", shipped()).tags, _HELD)

    assert [(hit.subject.code, hit.sure) for hit in found] == [("S1", True), ("S3", False)]


@pytest.mark.parametrize(
    "text",
    [
        "老板娘爱吃辣",
        "记一下 爱吃辣的客户",
        "爱吃辣的社区生鲜店关门了",
        "今天跑哪几家",
        "社区生鲜店",
    ],
)
def test_what_tells_something_asks_for_no_list(text: str) -> None:
    assert not is_list_wish(text, wish_in(text, shipped()))


def test_words_of_no_known_tag_are_kept_apart() -> None:
    wish = wish_in("筛选 湖畔超市 偏好蜂蜜的店", shipped(), outside=[(3, 7)])

    assert (wish.tags, wish.rest) == ((), "蜂蜜")


def test_the_nearest_known_tags_are_named() -> None:
    known = {"口味偏好=辣": 3, "终端类型=社区生鲜店": 5}

    assert nearest("小区生鲜", shipped(), known)[0] == "终端类型=社区生鲜店"
    assert nearest("口味是蜂蜜", shipped(), known)[0] == "口味偏好=辣"
    assert nearest("土豪", shipped(), known) == ["终端类型=社区生鲜店", "口味偏好=辣"]


def test_each_tag_is_counted_once_for_each_store() -> None:
    assert counted([*_HELD, _tag("S1", "口味偏好", "辣", who="老板")], shipped()) == [
        ("终端类型=社区生鲜店", 3),
        ("口味偏好=不辣", 1),
        ("口味偏好=辣", 1),
        ("意向更换品牌", 1),
    ]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("给我把不吃辣的店挑出来", ["口味偏好=不辣"]),
        ("爱吃辣的社区生鲜店列一下", ["口味偏好=辣", "终端类型=社区生鲜店"]),
        ("帮我找下爱吃辣口味的社区生鲜店有哪几家", ["口味偏好=辣", "终端类型=社区生鲜店"]),
    ],
)
def test_a_list_may_be_asked_for_as_a_favour(text: str, labels: list[str]) -> None:
    words = shipped()

    wish = wish_in(text, words)

    assert [words.shown(t.key, t.value, negated=t.negated) for t in wish.tags] == labels
    assert is_list_wish(text, wish)
    assert wish.rest == ""
