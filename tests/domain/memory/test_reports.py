"""Clauses that tell something about a customer, beside those that ask for something."""

import re

import pytest

from domain.memory.reports import (
    asks_something,
    is_ordered,
    is_private,
    is_question,
    is_report,
    speaks_of_time,
    split_report,
    unordered,
)
from tests.domain.memory.words import sentences

_NAMES = re.compile(
    "长风机械|瑞景机电|泰宁机电|钱卫民|广顺五金|金桥模具|永达机电|邻里鲜生|湖畔生活超市|晨光便利店|蜀香园|百合粮油"
)
_AT_LEAST = 0.95


def _split(text: str) -> tuple[str, str]:
    return split_report(text, [found.span() for found in _NAMES.finditer(text)])


def test_what_is_told_and_what_is_asked_are_told_apart() -> None:
    told = sentences("reports.txt", 3)

    right = [text for text, report, rest in told if _split(text) == (report, rest)]

    assert len(right) / len(told) >= _AT_LEAST, [t for t in told if t[0] not in right]


@pytest.mark.parametrize(
    ("text", "report", "rest"),
    [
        (
            "张总上周说要换PLC品牌,查下S7-1500报价和交期",
            "张总上周说要换PLC品牌",
            "查下S7-1500报价和交期",
        ),
        (
            "张总上周说要换PLC品牌查下西门子S7-1500报价和交期",
            "张总上周说要换PLC品牌",
            "查下西门子S7-1500报价和交期",
        ),
        (" ,张总说要换品牌", "张总说要换品牌", ""),
        ("王姐嫌我们贵,顺便看看老抽还有没有", "王姐嫌我们贵", "顺便看看老抽还有没有"),
        ("张总问V90多少钱", "", "张总问V90多少钱"),
        ("张总上周要的那批货到了没", "", "张总上周要的那批货到了没"),
        ("张总说预算砍了。V20还有货吗\uff1f", "张总说预算砍了", "V20还有货吗"),
        ("老板娘爱吃辣\uff0c查下香醋价格\uff0c她还怕麻", "老板娘爱吃辣,她还怕麻", "查下香醋价格"),
    ],
    ids=[
        "comma",
        "no comma",
        "mark first",
        "aside",
        "passed on",
        "relative",
        "full width",
        "around a question",
    ],
)
def test_a_report_is_cut_out(text: str, report: str, rest: str) -> None:
    assert split_report(text) == (report, rest)


def test_names_of_the_company_may_be_told_about() -> None:
    assert is_report("蓝湖要换供应商", [(0, 2)])
    assert not is_report("蓝湖要换供应商")


def test_words_for_few_eyes_are_no_report() -> None:
    assert split_report("私密记一下,赵工在跟竞品谈") == ("", "私密记一下,赵工在跟竞品谈")
    assert is_private("仅上级可见:预算砍半")


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("记一下:老板娘爱吃辣", "老板娘爱吃辣"),
        ("记一下\uff1a老板娘爱吃辣。", "老板娘爱吃辣"),
        ("帮我记个备注,付款走微信", "付款走微信"),
        ("老板娘爱吃辣,记一下", "老板娘爱吃辣"),
        ("老板娘爱吃辣,帮我记到备注里", "老板娘爱吃辣"),
        ("老板娘爱吃辣", "老板娘爱吃辣"),
        ("记一下", ""),
    ],
)
def test_the_order_to_remember_is_no_part_of_the_note(text: str, bare: str) -> None:
    assert unordered(text) == bare
    assert is_ordered(text) is (bare != text)


def test_whether_anything_is_asked() -> None:
    assert asks_something("张总要换品牌,查下报价")
    assert not asks_something("张总要换品牌,现款现货")


def test_a_question_is_no_note_unless_it_is_ordered() -> None:
    assert is_question("谁口味重?")
    assert not is_question("老板娘问的事,记一下:哪天送货")
    assert not is_question("老板娘爱吃辣")


def test_whether_words_name_a_time() -> None:
    assert speaks_of_time("张总上周说要换")
    assert speaks_of_time("11月5号交货")
    assert not speaks_of_time("老板娘爱吃辣")
