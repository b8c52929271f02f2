"""第7位业务员, 老七, 第三家, 倒数第二家: who on the roster, and which visit of the day."""

import re

from domain.numbers import numeral

_N = r"(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_WHO = r"(?:个|位|名|号)?(?:的)?(?:业务员|业务代表|业务|人员|员工|销售代表|销售员|销售|代表|促销员|促销|导购|队员|组员|同事|成员|跑店的|小伙|姑娘|人)"
_WHERE = r"(?:客户|顾客|终端|门店|店铺|店面|小店|店|网点|商户|商店|超市|便利店|售点|点位|拜访点|拜访|地方)"
_NOT_WHO = r"(?!(?:个|位|名)?(?:的)?(?:业务|员工|人|销售|代表|促销员|队员|组员|同事|成员))"
_REP = tuple(
    re.compile(pattern)
    for pattern in (
        rf"倒数第(?P<back>{_N}){_WHO}",
        r"(?P<end>最后|最末|末尾)(?:面)?(?:的)?(?:一|那)?(?:个|位|名)(?:的)?(?:业务员|业务|人|销售|代表)",
        rf"第(?P<n>{_N}){_WHO}",
        rf"第(?P<n>{_N})(?:位|名|号)(?!客户|顾客|门店|店|终端|商户)",
        rf"(?:花名册|名册|名单|编号|序号)(?:上|里|中)?(?:的)?(?:排|是|为)?(?:第)?(?P<n>{_N})(?:号|位|个|名)?(?:的)?",
        rf"(?:排名?|位列|排行)(?:在|行|到)?(?:第)?(?P<n>{_N})(?:号|位|个|名)?(?:的)?",
        rf"(?:业务员|业务|销售|代表)(?:编号)?(?:第)?(?P<n>{_N})(?:号|位|名)?(?![家店站个0-9])",
        rf"(?P<n>{_N})号(?!店|客户|门店|终端|商品|产品)",
        rf"(?P<n>{_N})#",
        r"老(?P<n>[一二三四五六七八九十]|大|幺|末)(?![板抽家店字])",
    )
)
_VISIT = tuple(
    re.compile(pattern)
    for pattern in (
        rf"倒数(?:第)?(?P<back>{_N})(?:(?:个|家|间|站|户|次|处)(?:拜访)?(?:的)?{_WHERE}?|{_WHERE})?{_NOT_WHO}",
        rf"(?:最后|最末|末尾|最近|最新|刚才|刚刚|现在)(?:面|拜访)?(?:的)?(?:一|那|这)?(?P<end>家|间|站|户|次|个(?:{_WHERE})){_WHERE}?",
        rf"(?P<end>末|尾|压轴)(?:家|站|店){_WHERE}?",
        rf"(?P<first>首|头)(?:一)?(?:家|站|店|间|个{_WHERE}){_WHERE}?",
        rf"(?:第|(?<![哪每那这有几同前十0-9一二两三四五六七八九]))(?P<n>{_N})家(?!都){_WHERE}?",
        rf"第(?P<n>{_N})(?:间|站|户|趟|次|处){_WHERE}?",
        rf"第(?P<n>{_N})(?:个|位|名|号)?(?:拜访)?(?:的)?{_WHERE}",
    )
)
_BARE = re.compile(rf"第(?P<n>{_N})个?")
_PLANNED = re.compile(r"计划|排的线|线路顺序|路线顺序|按(?:路线|线路|行程)|行程(?:里|上|中)")
_WHOLE = {"大": 1, "幺": -1, "末": -1}


def planned_order(text: str) -> bool:
    """Whether the order of the plan is meant."""
    return bool(_PLANNED.search(text))


def rep_in(text: str) -> tuple[int | None, str]:
    """The number on the roster (-1: the last), and the text without it."""
    return _first(_REP, text)


def visit_in(text: str) -> tuple[int | None, str]:
    """Which visit of the day (-1: the last), and the text without it."""
    return _first(_VISIT, text)


def bare_in(text: str) -> tuple[int | None, str]:
    """An ordinal that says of nothing what it counts: 第三."""
    return _first((_BARE,), text)


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> tuple[int | None, str]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            number = _number(match)
            if number:
                return number, f"{text[: match.start()]} {text[match.end() :]}"
    return None, text


def _number(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups.get("end"):
        return -1
    if groups.get("first"):
        return 1
    said = groups.get("back") or groups["n"]
    if said in _WHOLE:
        return _WHOLE[said]
    value = int(said) if said.isdecimal() else numeral(said)
    return -value if value and groups.get("back") else value
