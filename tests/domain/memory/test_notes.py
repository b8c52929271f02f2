"""New tags held against what is known: written, replaced, asked about, or known already."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.memory.newest import comes_first
from domain.memory.notes import HeldTag, Kind, Plan, Subject, by_key, plan_tags
from domain.memory.records import told_by_records
from domain.memory.tags import tags_in
from domain.ports.memory import Recorded
from tests.domain.memory.words import shipped

_STORE = Subject(Kind.STORE, "S1")
_CUSTOMER = Subject(Kind.CUSTOMER, "K1")
_AT = datetime(2026, 11, 20, tzinfo=UTC)


def held(
    key: str,
    value: str,
    *,
    negated: bool = False,
    sure: bool = True,
    who: str = "",
    at: datetime | None = _AT,
) -> HeldTag:
    return HeldTag(
        id=f"{key}{value}",
        note_id="n1" if at else "",
        subject=_STORE,
        key=key,
        value=value,
        negated=negated,
        sure=sure,
        who=who,
        said=value,
        by="Q1",
        at=at,
    )


def _plan(text: str, *known: HeldTag) -> Plan:
    return plan_tags(tags_in(text, shipped()), known, shipped())


def test_what_nothing_speaks_against_is_written() -> None:
    plan = _plan("老板娘爱吃辣,付款走微信", held("支付方式", "支付宝"))

    assert [tag.value for tag in plan.written] == ["辣", "微信"]


def test_what_is_known_is_not_written_again() -> None:
    plan = _plan("老板娘爱吃辣", held("口味偏好", "辣"))

    assert [tag.value for tag in plan.known] == ["辣"]
    assert plan.written == ()


def test_another_value_of_an_exclusive_key_is_asked_about() -> None:
    plan = _plan("这是社区生鲜店", held("终端类型", "连锁便利店"))

    ((new, old),) = plan.conflicts
    assert (new.value, old.value) == ("社区生鲜店", "连锁便利店")
    assert plan.written == ()


def test_the_contrary_is_asked_about_unless_it_is_another_persons() -> None:
    assert _plan("老板娘不吃辣", held("口味偏好", "辣", who="老板娘")).conflicts
    assert not _plan("老板不吃辣", held("口味偏好", "辣", who="老板娘")).conflicts


def test_words_that_tell_of_a_change_replace_what_was_known() -> None:
    plan = _plan("现在改成社区生鲜店了", held("终端类型", "连锁便利店"))

    ((new, old),) = plan.replacing
    assert (new.value, old.value) == ("社区生鲜店", "连锁便利店")
    assert plan.written == (new,)


def test_a_guess_replaces_nothing_and_is_replaced_by_a_statement() -> None:
    guess = _plan("可能是社区生鲜店", held("终端类型", "连锁便利店"))
    settled = _plan("是社区生鲜店", held("终端类型", "社区生鲜店", sure=False))

    assert [tag.hedged for tag in guess.new] == [True]
    assert [old.sure for _, old in settled.replacing] == [False]


def test_a_question_changes_nothing() -> None:
    assert _plan("是社区生鲜店吗?", held("终端类型", "连锁便利店")) == Plan()


def test_the_newest_comes_first_and_records_last() -> None:
    old, new = held("口味偏好", "辣"), held("口味偏好", "麻", at=_AT + timedelta(days=1))
    record = held("口味偏好", "甜", at=None)

    assert [tag.value for tag in by_key([record, old, new])] == ["麻", "辣", "甜"]


def _recorded(field: str, text: str) -> Recorded:
    return Recorded(_CUSTOMER, field, text, "Q1")


def test_records_hold_tags_too() -> None:
    found = told_by_records(
        [
            _recorded("标签", "月结"),
            _recorded("采购决策人偏好", "看重交期"),
            _recorded("标签", "老乡"),
        ],
        [],
        shipped(),
    )

    assert [(tag.key, tag.value) for tag in found] == [
        ("支付方式", "月结"),
        ("关注点", "交期"),
        ("标签", "老乡"),
    ]
    assert {tag.at for tag in found} == {None}


@pytest.mark.parametrize(
    ("told", "left"),
    [
        (held("支付方式", "现金"), 0),
        (held("支付方式", "月结"), 0),
        (held("支付方式", "微信"), 1),
        (held("支付方式", "现金", sure=False), 1),
        (held("口味偏好", "辣"), 1),
    ],
    ids=["contrary", "same", "besides", "guess", "other key"],
)
def test_what_people_tell_goes_before_records(told: HeldTag, left: int) -> None:
    record = Recorded(_STORE, "标签", "月结")

    assert len(told_by_records([record], [told], shipped())) == left


@pytest.mark.parametrize(
    ("source", "minutes", "visits", "submitted", "first"),
    [
        (7, 5, [], None, True),
        (7, 5, [3, 6], None, True),
        (7, 5, [3, 8], None, False),
        (7, 90, [], None, False),
        (7, 5, [], 3, False),
        (7, 5, [], 10, True),
    ],
    ids=["alone", "after a visit", "before", "long ago", "submitted since", "submitted before"],
)
def test_a_bare_undo_means_what_was_written_last(
    source: int, minutes: int, visits: list[int], submitted: int | None, *, first: bool
) -> None:
    now = _AT + timedelta(hours=2)
    at = now - timedelta(minutes=minutes)
    done = [now - timedelta(minutes=submitted)] if submitted is not None else []

    found = comes_first(source, at, visits, done, now=now, life=timedelta(hours=1))

    assert found is first
