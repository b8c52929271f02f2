"""Tags out of free words: synonyms, negation, guesses, questions, what changed."""

import pytest

from domain.memory.tags import Tag, tags_in
from tests.domain.memory.words import sentences, shipped

_AT_LEAST = 0.98


def _shown(tag: Tag) -> str:
    denied, guessed = "!" if tag.negated else "", "?" if tag.hedged else ""
    about = f":{tag.about}" if tag.about else ""
    return f"{tag.key}={denied}{tag.value}{about}{guessed}"


def _tags(text: str) -> list[str]:
    names = ("湖畔生活超市", "晨光便利店", "百合粮油", "邻里鲜生", "长风机械", "蜀香园")
    outside = [(text.find(n), text.find(n) + len(n)) for n in names if n in text]
    found = tags_in(text, shipped(), outside=outside)
    return sorted(_shown(tag) for tag in found if not tag.asked)


def test_what_people_say_becomes_tags() -> None:
    told = sentences("tags.txt", 2)

    wrong = [(t, want, _tags(t)) for t, want in told if _tags(t) != sorted(want.split())]

    assert len(wrong) <= (1 - _AT_LEAST) * len(told), wrong


@pytest.mark.parametrize("text", ["爱吃辣", "重辣", "无辣不欢", "能吃辣", "偏好辣味", "好这口辣"])
def test_synonyms_fold_to_one_value(text: str) -> None:
    assert _tags(f"采购决策人{text}") == ["口味偏好=辣"]


@pytest.mark.parametrize(
    "text",
    ["不吃辣", "辣的不行", "以前爱吃辣,现在不吃了", "不怎么爱吃辣", "怕辣", "辣的他碰都不碰"],
)
def test_a_denial_never_becomes_the_tag(text: str) -> None:
    assert _tags(f"老板娘{text}") == ["口味偏好=!辣"]


def test_a_denial_is_of_the_word_that_it_stands_beside() -> None:
    assert _tags("要辣不要麻") == ["口味偏好=!麻", "口味偏好=辣"]
    assert _tags("不吃辣和麻") == ["口味偏好=!辣", "口味偏好=!麻"]
    assert _tags("辣和麻都不吃") == ["口味偏好=!辣", "口味偏好=!麻"]


def test_a_question_states_nothing_and_a_guess_is_marked() -> None:
    (asked,) = tags_in("老板娘是不是爱吃辣?", shipped())
    (guessed,) = tags_in("老板娘可能爱吃辣", shipped())

    assert asked.asked
    assert guessed.hedged
    assert not asked.is_fact
    assert not guessed.is_fact


def test_what_held_once_is_no_tag_and_what_changed_is_marked() -> None:
    assert tags_in("老板以前爱吃辣", shipped()) == ()
    (changed,) = tags_in("老板以前不吃辣,现在爱吃了", shipped())
    (same,) = tags_in("以前月结,现在现结", shipped())

    assert (changed.negated, changed.changed) == (False, True)
    assert (same.value, same.changed) == ("现金", True)
    assert tags_in("老板以前爱吃辣,现在发福了", shipped()) == ()


def test_each_person_has_a_taste_of_his_own() -> None:
    found = tags_in("老板娘爱吃辣,老板不吃辣", shipped())

    assert [(tag.who, tag.negated) for tag in found] == [("老板娘", False), ("老板", True)]


def test_the_writers_own_taste_is_nobodys_tag() -> None:
    assert tags_in("我不吃辣", shipped()) == ()
    assert tags_in("我女朋友爱吃辣", shipped()) == ()


def test_the_object_and_the_clause_are_kept_as_they_were_written() -> None:
    (tag,) = tags_in("张总上周说要换PLC品牌,先看看", shipped())

    assert (tag.value, tag.about, tag.said) == ("更换品牌", "PLC", "张总上周说要换PLC品牌")


def test_names_state_nothing() -> None:
    assert tags_in("社区生鲜店欠款", shipped(), outside=[(0, 5)]) == ()


def test_a_stated_tag_goes_before_a_guess_of_the_same() -> None:
    (tag,) = tags_in("老板娘可能爱吃辣,老板娘就是爱吃辣", shipped())

    assert tag.is_fact


def test_a_bare_word_is_a_tag_where_a_list_is_asked_for() -> None:
    assert tags_in("辣味", shipped()) == ()
    assert tags_in(",,辣味", shipped()) == ()
    assert [tag.value for tag in tags_in("辣味", shipped(), loose=True)] == ["辣"]
    assert [tag.value for tag in tags_in("临期", shipped(), loose=True)] == ["临期"]
