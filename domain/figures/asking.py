"""What a question asks of the figures: which metrics, split by what, over which days."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain import spans
from domain.figures import words
from domain.figures.metrics import AXES, DISTORTIONS
from domain.numbers import numeral, plain
from domain.spans import Days

_LONGEST = 60
"""Letters; what is longer is a text and no question."""
_SHORT = 16
"""Letters of words that only change the last question."""
RADAR_METRICS = (*AXES, *DISTORTIONS, "no_competitor", "visits")
_SPLITS = {
    "rep": "业务员 业代 销售员 销售 员工 同事 人员 人 谁",
    "route": "线路 路线 线",
    "store_kind": "门店类型 店铺类型 终端类型 店型 直营加盟 直营和加盟",
    "city": "地级市 城市 市",
    "province": "省份 省",
    "district": "片区 区域 大区 地区 区",
    "store": "门店 终端 店铺 店",
    "day": "天 日",
    "week": "周 星期 礼拜",
    "month": "月份 月",
}
_DIMENSION = {word: key for key, line in _SPLITS.items() for word in line.split()}
_D = "|".join(sorted(_DIMENSION, key=len, reverse=True))
_SPLIT = re.compile(
    rf"(?:按照?|各个?|每一?[个位条家]?|分|逐)(?P<by>{_D})(?:来|分开|拆分|拆|细分|统计|对比|排名|排行|看|分)?"
    rf"|(?P<ranked>{_D})(?:间|之间)?的?(?:排名|排行榜?|对比|比较|分布|明细)"
    rf"|哪一?[个位条家些](?P<which>{_D})"
    rf"|最[多少高低好差]的?(?P<most>{_D})"
    r"|(?P<who>谁)(?:的|最)?|(?P<rank>排名|排行榜?|从高到低排?|从低到高排?)"
)
_RANKED = ("线路", "城市", "省份", "片区", "区域", "门店")
_TREND = re.compile(r"趋势图?|走势图?|曲线图?|变化图|折线图?")
_KIND = re.compile(r"(直营|加盟)(?:门店|店铺|店)?")
_N = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})"
_SPANS = re.compile(
    r"(?P<day>今天|今日|当天|当日|今儿个?|昨天|昨日|昨儿个?|前天|前日)"
    r"|(?P<week>本|这|上上|上)个?(?:周|星期|礼拜)(?![一二三四五六日天末])"
    r"|(?P<month>本|这个?|当|上上个?|上个?)月(?:份)?"
    rf"|(?:最近|近|过去){_N}(?P<unit>天|日|周|个星期|个月)|(?P<lately>最近|近期)"
)
_DAYS = {"今": 0, "当": 0, "昨": -1, "前": -2}
_WEEK = 7
_AGO = {"本": 0, "这": 0, "当": 0, "上": -1, "上上": -2}
_LATELY = 14
_ELSE = re.compile(
    r"导出|导成|导入|excel|xlsx|表格|报价|多少钱|卖多少|记一|记下|备注|提醒|改到|改成|改为|几点|顺便|然后|另外|换给|交给|为什么|为啥|原因"
    r"|怎么提|如何提|提交|撤回|补录|放弃|打卡|签到|^到|路过|在店里|如果|假如|合同|订单|交期|库存多少",
    re.IGNORECASE,
)
_COMPLETE = re.compile(r"完[整正]|[齐全]|完备|合格率|达标|[几多]成|百分|比例|COMPLET")
_HINT = re.compile(
    r"几[家个次条]|多少|哪[些几家]|有几|有没有|的拜访|统计|明细|清单|列[出表]|按|各|每|排名|趋势|占比|比例"
)
_FILLING = re.compile(
    r"(?:请|麻烦|劳驾|帮忙|帮|给|看看|看|查询|查|算|统计|列出|列|显示|来|要|想|知道|一下|下|发|生成|出具|出|整理|展示|告诉|多长|多久|时间|一[份张条个]|份|张"
    r"|我们?|咱们?|自己|的|了|吗|呢|吧|啊|呀|嘛|有没有|有|是|为|到|在|都|还|多少|几|家|个|次|条|店|哪些|哪几|哪|什么|啥"
    r"|情况|怎么样|怎样|如何|咋样|数据|拜访|门店|照片|全部|整体|总体|团队|全队|全员|全公司|公司|大家|所有|总共|一共|现在|目前|截至|图"
    r"|片区|区域|线路|业务员|比例|占比|百分比|环比|同比|百分之|和|与|及|还有|以及|对比|比较|怎么|再|最[高低好差多少]|[,.?!:;、()]|\s|里|这|那|数|率|上|中|记录|被|报告|报)+"
)
_VERSUS = re.compile(
    r"(?P<chain>环比|同比)|(?:和|跟|与|同|较|比)(?:上{1,2}个?[周月星礼]|前一?[天日周月]|昨[天日儿]|上一?[天日期])"
)
_VERDICT = re.compile(
    r"问题最?(?:大|多|少|严重)?|(?:做|干|跑|表现|成绩)?得?(?:最|更|比较)?[好差弱](?:一[点些])?|垫底|第一名|最后一名|倒数第一"
)
_BESIDE = re.compile(r"比|PK|VS")
_DATES = re.compile(r"\d{1,4}[年月号日./-]*")
_JUDGED = frozenset(_SPLITS) - {"day", "week", "month"}
_IMPLIED = 24
"""Letters of a question that names no number."""
_SEVERAL = 2
_CLEAR = 1
"""Letters that may be left over and change nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What words ask of the figures."""

    metrics: tuple[str, ...] = ()
    radar: bool = False
    digest: str = ""
    """day, week or month; ``any`` where the words leave it to the days."""
    by: str = ""
    trend: bool = False
    days: Days | None = None
    """As far as plain words name them; others are left to the reader of sentences."""
    store_kinds: tuple[str, ...] = ()
    versus: str = ""
    """``chain``: against the days before; ``now``: the days named against those that run."""
    rest: str = ""
    """What nothing of it explains."""

    @property
    def clear(self) -> bool:
        """Whether nobody else has to read the words."""
        return len(self.rest) <= _CLEAR


def understand(text: str, today: date, names: Iterable[str] = ()) -> Ask | None:
    """Read a question for figures; ``None`` when the words are no such question.

    ``names`` are those of people, routes and places that stand in it: they explain themselves.
    """
    said = plain(text).upper().lstrip("/")
    if not said or len(said) > _LONGEST or _ELSE.search(said):
        return None
    ask = wanted(said, today)
    if ask is None:
        return None
    ask = replace(ask, rest=_unexplained(ask.rest, names))
    return ask if ask.clear or _surely(ask, said) else None


def _surely(ask: Ask, said: str) -> bool:
    """Whether words with something unexplained among them ask for figures nevertheless."""
    if ask.digest:
        return ask.digest != "any"
    return ask.radar or bool(words.NAMED.search(said)) or bool(_HINT.search(said))


def wanted(text: str, today: date) -> Ask | None:
    """The same of words that are known to ask for figures, however long and whatever else is said."""
    said = plain(text).upper()
    metrics, rest = words.metrics_in(said)
    radar, rest = _found(words.RADAR, rest)
    digest = next((d for d in (words.DIGEST.search(rest),) if d and not metrics), None)
    if not metrics and not radar and digest is None:
        return None
    rest = words.DIGEST.sub(" ", rest) if digest else rest
    return replace(
        _how(rest, today),
        metrics=metrics,
        radar=bool(radar),
        digest=_digest(digest, beside=bool(radar)),
    )


def implied(text: str, today: date, names: Sequence[str] = ()) -> Ask | None:
    """Read a question that names no number: 「哪条线最差」「这个月的走势」「河西和江宁比」.

    It is about 闭环率, or about the distortions where it says 问题; ``None`` for other words.
    """
    said = plain(text).upper()
    if not hints(said) or _ELSE.search(said):
        return None
    ask = _how(said, today)
    judged = _VERDICT.search(said) and (ask.by in _JUDGED or len(names) >= _SEVERAL)
    beside = len(names) >= _SEVERAL and _BESIDE.search(said)
    if not (judged or beside or ask.trend):
        return None
    rest = _unexplained(_VERDICT.sub(" ", ask.rest) if judged else ask.rest, names)
    if len(_FILLING.sub("", _DATES.sub("", rest))) > _CLEAR:
        return None
    return replace(
        ask, metrics=DISTORTIONS if judged and "问题" in said else ("closure",), rest=rest
    )


def hints(text: str) -> bool:
    """Whether words may be such a question; cheap, as every message is asked."""
    said = plain(text).upper()
    found = (p.search(said) for p in (_TREND, _VERDICT, _BESIDE))
    return 0 < len(said) <= _IMPLIED and any(found)


def compared(days: Sequence[Days], ask: Ask, today: date) -> list[Days]:
    """The days of a question, with those beside them that its words compare them with."""
    if not ask.versus or len(days) > 1 or ask.by or ask.trend:
        return list(days)
    of = days[0] if days else spans.week(today)
    length = (of.last - of.first).days + 1
    if ask.versus == "now" and of.last < today:
        now = {1: spans.day(today, 0), _WEEK: spans.week(today)}.get(length, spans.month(today))
        return [now, of]
    before = {1: spans.day(of.first, -1), _WEEK: spans.week(of.first, -1)}
    return [of, before.get(length, spans.month(of.first, -1))]


def followed(text: str, today: date, names: Iterable[str] = ()) -> Ask | None:
    """Read words that only change the last question: 「按省份」「上周呢」; ``None`` for others."""
    said = plain(text).upper()
    if not said or len(said) > _SHORT:
        return None
    ask = _how(said, today)
    ask = replace(ask, rest=_unexplained(ask.rest, names))
    changed = (
        ask.by or ask.days or ask.versus or ask.trend or ask.store_kinds or (names and not ask.rest)
    )
    said_all = not ask.rest or (ask.versus and ask.rest == "比")
    return ask if changed and said_all else None


def _how(said: str, today: date) -> Ask:
    """By what it is split, over which days, of which kind of store."""
    by, rest = _split(said)
    trend, rest = _found(_TREND, rest)
    versus = _VERSUS.search(rest)
    days, rest = _days(rest, today)
    kinds = tuple(dict.fromkeys(_KIND.findall(rest)))
    by, kinds = (by or "store_kind", ()) if len(kinds) > 1 else (by, kinds)
    return Ask(
        by=by,
        trend=bool(trend),
        days=days,
        versus=("chain" if versus["chain"] else "now") if versus else "",
        store_kinds=kinds if by != "store_kind" else (),
        rest=_KIND.sub(" ", rest),
    )


def _unexplained(rest: str, names: Iterable[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(plain(name).upper(), " ")
    return _FILLING.sub("", rest)


def _digest(found: re.Match[str] | None, *, beside: bool) -> str:
    """Which digest is named; 「汇总」 beside something else names none."""
    kind = (found.lastgroup or "") if found else ""
    return "" if beside and kind == "any" else kind


def _found(pattern: re.Pattern[str], said: str) -> tuple[str, str]:
    found = pattern.search(said)
    return (found[0], pattern.sub(" ", said)) if found else ("", said)


def _split(said: str) -> tuple[str, str]:
    found = _SPLIT.search(said)
    if found is None:
        return "", said
    word = found["by"] or found["ranked"] or found["which"]
    word = word or next((named for named in _RANKED if named in said), "人")
    return _DIMENSION[word], said[: found.start()] + " " + said[found.end() :]


def _days(said: str, today: date) -> tuple[Days | None, str]:
    found = _SPANS.search(said)
    if found is None:
        return None, said
    rest = said[: found.start()] + " " + said[found.end() :]
    if found["day"]:
        return spans.day(today, _DAYS[found["day"][0]]), rest
    if found["week"]:
        return spans.week(today, _AGO[found["week"]]), rest
    if found["month"]:
        return spans.month(today, _AGO[found["month"].removesuffix("个")]), rest
    if found["lately"]:
        return spans.last_days(today, _LATELY), rest
    count = int(found[4]) if found[4].isdigit() else numeral(found[4]) or 1
    return _last(today, count, found["unit"]), rest


def _last(today: date, count: int, unit: str) -> Days:
    if unit == "个月":
        return spans.last_months(today, count)
    return spans.last_days(today, count * (1 if unit in "天日" else 7))


def about_health(ask: Ask, text: str) -> Ask:
    """The question of somebody who asks how good the process is, in whatever words.

    Words for how complete things are ask for that number; all others for the radar.
    """
    if ask.metrics or ask.radar:
        return replace(ask, digest="")
    complete = _COMPLETE.search(plain(text).upper())
    return replace(
        ask, digest="", metrics=("completeness",) if complete else (), radar=not complete
    )
