"""What people say about their board: 看板每15分钟刷新, 关闭看板, 看板提醒 价差异常 5."""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.numbers import numeral, plain

_LONGEST = 40
"""Letters; what is longer is a text."""
_BOARD = re.compile(
    r"(?:实时|数据|管理|拜访|闭环|现场|运营|团队){0,3}(?:看板|仪表[盘板]|驾驶舱|战情板|数据大屏|大屏幕?|dashboard)"
    r"|实时(?:数据|情况|进展|进度|监控|监测|战况|播报|动态)"
)
_N = r"\d{1,3}|[一二两三四五六七八九十百]{1,4}"
_SET = r"(?:改[成为到]?|换成|设置?[成为]?|调[成为到]?|变成)"
_EVERY = re.compile(
    rf"{_SET}?(?:每隔?|隔)?(?:(?P<n>{_N})个?(?P<unit>分钟?|min|刻钟|小时|钟头)|(?P<half>半个?(?:小时|钟头))|个?(?P<one>小时|钟头))"
)
_MINUTES = {"分": 1, "分钟": 1, "min": 1, "刻钟": 15, "小时": 60, "钟头": 60}
_RENEW = re.compile(r"(?:自动|定时)?(?:刷新|更新|刷)")
_DAILY = re.compile(r"(?:每个?(?:天|日|工作日)|天天|每早)(?:早上|早晨|上午|上班)?|自动(?:打?开|发)")
_CLOSE = re.compile(
    r"(?:请|麻烦)?(?:关闭|关掉|关上|关了|关|停止|停掉|停了|停用|停|取消|结束|撤掉|收起)"
    r"|(?:不要|不用|不必|不需要|不看|别)(?:再|了)?"
)
_ALERT = re.compile(
    r"提醒|预警线|预警值|报警|告警|警报|通知|阈值|门槛|上限|推送线|告诉我|叫我|跟我说"
)
_METRICS = {
    "alarms": r"价差异常|价差预警|价格异常|价格预警|价差|异常价格",
    "pending": r"待复核|待审核|待核验|复核|待审",
    "blurry": r"拍照[模]?糊|照片[模]?糊|模糊|糊",
    "sku_missing": r"sku[漏缺]|漏sku|缺sku|sku不[齐全]",
    "price_missing": r"价格空|空价格|价格没填|没填价格|缺价格",
}
_METRIC = re.compile("|".join(f"(?P<{key}>{words})" for key, words in _METRICS.items()))
_OTHER_METRIC = re.compile(
    r"(?:准时)?闭环率?|(?:过程)?完整率|(?:数据)?可信度|(?:数据)?有效率|(?:动销)?准确率|拜访[数量次]*"
)
_BEYOND = re.compile(
    r"超过|达到|大于|高于|多于|到了?|满|够|以上|[><≥≤=]|低于|小于|少于|不到|不足|跌破|掉到|降到|以下"
)
_LIMIT = re.compile(rf"(?:{_N})(?![a-z])")
_FILLING = re.compile(
    r"(?:请|麻烦|帮|给|我们?|要|想|看看|看一?下|看|打开|开启|启动|开|来|显示|发|推送?|实时|今[日天]|当天|现在|目前|的"
    r"|一?下|[一1]次|一?个|设置?|改|换|频率|间隔|自动|数据|信息|吧|了|吗|呢|啊|把|再|就|从|起|开始|都|时|早上|上班|关于|当|线"
    r"|低于|小于|少于|不到|不足|跌破|掉到|降到|以下|[%<≤]+|百分之|高于|告诉|超过|达到|大于|到|满|够|以上|多于|[>≥=]+|条|家|次|个|项|时候|以后|之后|后|数|为|成|在|和|[,.?!:;、()\s/])+"
)


class Wanted(StrEnum):
    """What somebody wants of his board."""

    OPEN = "open"
    CLOSE = "close"
    DAILY = "daily"
    NOT_DAILY = "not_daily"
    LIMIT = "limit"
    LIMITS = "limits"  # to hear which there are


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the words say."""

    what: Wanted
    every: int | None = None
    """Minutes, as said; they may be too few or too many."""
    metric: str = ""
    """Key of the count; with ``LIMITS`` the name of one that can have none."""
    limit: int | None = None
    """0: no more reminders of it."""


def wish(text: str) -> Wish | None:
    """Read words about a board; ``None`` when they are about something else."""
    said = plain(text).lower().lstrip("/")
    if not said or len(said) > _LONGEST:
        return None
    rest = _BOARD.sub(" ", said)
    named = rest != said
    if _ALERT.search(rest) and (named or _tells_when(rest)):
        return _limit(rest)
    every, rest = _every(rest)
    renewed = _RENEW.search(rest)
    if not named and not (every and renewed):
        return None
    rest = _RENEW.sub(" ", rest)
    daily = _DAILY.search(rest)
    rest = _DAILY.sub(" ", rest)
    closes = _CLOSE.search(rest)
    rest = _CLOSE.sub(" ", rest)
    if _FILLING.sub("", rest):
        return None
    if closes:
        return Wish(what=Wanted.NOT_DAILY if daily else Wanted.CLOSE)
    return Wish(what=Wanted.DAILY if daily else Wanted.OPEN, every=every)


def _tells_when(said: str) -> bool:
    """「闭环率低于50%提醒我」: a number from which on, or below which, somebody wants to hear."""
    metric = _METRIC.search(said) or _OTHER_METRIC.search(said)
    return bool(metric and _BEYOND.search(said) and _LIMIT.search(_METRIC.sub(" ", said)))


def _every(said: str) -> tuple[int | None, str]:
    found = _EVERY.search(said)
    if found is None:
        return None, said
    rest = f"{said[: found.start()]} {said[found.end() :]}"
    if found["half"] or found["one"]:
        return 30 if found["half"] else 60, rest
    count = int(found["n"]) if found["n"].isdigit() else numeral(found["n"]) or 0
    return count * _MINUTES[found["unit"]], rest


def _limit(said: str) -> Wish | None:
    """A limit of one number; without one that can have any, which there are."""
    found, other = _METRIC.search(said), _OTHER_METRIC.search(said)
    rest = _METRIC.sub(" ", _OTHER_METRIC.sub(" ", said))
    rest = _ALERT.sub(" ", rest)
    number = _LIMIT.search(rest)
    rest = _LIMIT.sub(" ", rest)
    closes = _CLOSE.search(rest)
    if _FILLING.sub("", _CLOSE.sub(" ", rest)):
        return None
    if found is None or found.lastgroup is None or not (number or closes):
        return Wish(what=Wanted.LIMITS, metric=other[0] if other else "")
    if number is None:
        return Wish(what=Wanted.LIMIT, metric=found.lastgroup, limit=0)
    count = int(number[0]) if number[0].isdigit() else numeral(number[0]) or 0
    return Wish(what=Wanted.LIMIT, metric=found.lastgroup, limit=count)
