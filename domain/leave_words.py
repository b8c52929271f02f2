"""请假, 调休 and who stands in, as people say it: 明天请假 家里有事; 我周五调休,程子墨代管."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.day_range import DayRange, days_in, without_days
from domain.numbers import plain


class Ask(StrEnum):
    """What is wanted."""

    LEAVE = "leave"
    CANCEL = "cancel"
    WHO = "who"  # who is away
    INSTEAD = "instead"  # who runs somebody's stops


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was said, before anybody is looked up."""

    ask: Ask
    who: str = ""
    """Of whom, where it is not the speaker."""
    days: DayRange | None = None
    """``None``: the words name a day that does not exist."""
    kind: str = "请假"
    reason: str = ""
    instead: str = ""
    """Who stands in."""
    half: str = ""
    """上午 or 下午: no whole day."""


_LONGEST = 80
_KINDS = (
    r"[请休]?个?(?:陪产|探亲|育儿|年|病|事|产|婚|丧)假|[请休]\s*(?:个|的)?假|调休|倒休|补休|换休"
)
_WORD = re.compile(rf"{_KINDS}|不(?:来)?上班|上不了班|来不了(?:公司)?")
_SIGN = re.compile(r"假|休|不来?上班|上不了班|来不了|代|替|顶")
"""One of these every such sentence has; looked for first, as it is cheap."""
_CANCEL = re.compile(
    rf"^(?:我)?\s*(?:(?:把)?(?:取消|撤销|撤回|作废|不要)(?:了|我的|的|掉|一下)?\s*(?:{_KINDS}|的?假)(?:申请)?|(?:{_KINDS}|的?假)(?:申请)?\s*(?:取消|撤销|撤回|作废|不请|不休)(?:掉)?|不(?:用|想|要)?(?:{_KINDS})|销假|(?:的)?假不(?:请|休))(?:吧|了|啦)*[.!]*$"
)
_WHO = re.compile(
    r"^(?:有)?(?:谁|哪些人|哪几个人?|哪位|几个人|有没有人)(?:在|要|有|是|都)*(?:请假|调休|休假|不来|没来|不在|不上班)(?:的|了|吗|呢)*[?]*$"
    r"|^(?:(?:请假|调休|休假)(?:名单|情况|列表|记录|的人|的有谁|的有哪些)|(?:看|查|看看)请假)[?]*$"
)
_INSTEAD = re.compile(
    r"(?:让|由|请|叫|安排|派|委托|交给|换)?(?P<who>[一-鿿A-Za-z·]{2,4}?)(?:来|去|帮忙|帮我|替我|给我)?(?:代管|代跑|代班|代理|代劳|代我(?:管|审批|审核)?|替我(?:管|审批|审核|跑)?|顶班|顶替|替班)(?:一下|几天|我的店|我)?"
)
_OF_WHOM = re.compile(r"^(?P<who>[一-鿿A-Za-z·]{2,4}?)(?:的店|的门店|的活|的终端|的)?$")
_POLITE = re.compile(
    r"^(?:(?:领导|经理|主管|老板|老大|您好|你好|麻烦|那个|报告|我|本人|想|要|得|需要|申请|打算|准备|可能|跟您|向您|和您|从|因为|由于|,|!|\s)+)"
)
_TELLS_WHY = re.compile(
    r"家|孩|娃|父|母|爸|妈|老婆|老公|媳妇|身体|不舒服|发烧|感冒|生病|病|医院|看牙|体检|结婚|搬|有事|有点事|办事|私事|事情|考试|老家|办|接|车"
)
_OTHERS = re.compile(r"^(?:他|她|老板|店|对方|客户|人家|记)")
_FILLER = re.compile(
    r"^(?:申请|想|要|得|需要|从|起|开始|这|那|的|都|我|,|\s)+|(?:想|要|得|申请|需要|,|\s)+$"
)
_TAIL = re.compile(
    r"^(?:开始|起|店|我的店|吧|了|啦|哦|啊|的|可以吗|行吗|好吗|一下|谢谢|[,.!?:;~\s])+|[,.!?~\s]+$"
)
_EXCHANGED = frozenset({"调休", "倒休", "补休", "换休"})
_NAMED_KIND = re.compile(r"(?:陪产|探亲|育儿|年|病|事|产|婚|丧)假")
_HALF = re.compile(r"(?P<half>[上下]午|半天|早上|晚上)")
_ASKING = re.compile(r"怎么|能不能|为什么|多少|几天|扣|流程|规定|吗[?]?$|[?]$")
_WHY = re.compile(r"^(?:因为|由于|原因(?:是)?|理由(?:是)?|是)[:,\s]*")


def parse(text: str, today: date) -> Wish | None:
    """Read a sentence; ``None`` when it is about no leave, or about somebody's who is no colleague."""
    said = plain(text)
    if len(said) > _LONGEST:
        return None
    if not _SIGN.search(said) and not _WHO.search(said):
        return None
    days = days_in(said, today)
    rest = days.rest if days else without_days(said)
    if _CANCEL.match(rest):
        return Wish(ask=Ask.CANCEL, days=days)
    if _WHO.match(rest):
        return Wish(ask=Ask.WHO, days=days)
    if _ASKING.search(rest) and "可以吗" not in rest and "行吗" not in rest:
        return None
    return _leave(rest, days)


def _leave(said: str, days: DayRange | None) -> Wish | None:
    half = _HALF.search(said)
    rest, instead = _taken_out(_HALF.sub(" ", said) if half else said)
    found = _WORD.search(rest)
    if found is None:
        return _instead(rest, instead, days)
    who, why = _before(rest[: found.start()])
    if who is None:
        return None
    return Wish(
        ask=Ask.LEAVE,
        who=who,
        days=days,
        kind="调休" if found[0] in _EXCHANGED else "请假",
        reason=_reason(found[0], why, rest[found.end() :]),
        instead=instead,
        half=half["half"] if half else "",
    )


def _instead(rest: str, instead: str, days: DayRange | None) -> Wish | None:
    """「让白一鸣代跑叶小满的店」."""
    whose = _OF_WHOM.match(_POLITE.sub("", rest).strip(" ,把"))
    if not instead or (rest.strip(" ,") and whose is None):
        return None
    return Wish(ask=Ask.INSTEAD, who=whose["who"] if whose else "", days=days, instead=instead)


def _taken_out(said: str) -> tuple[str, str]:
    """The sentence without who stands in, and him."""
    found = _INSTEAD.search(said)
    if found is None:
        return said, ""
    who = found["who"].removeprefix("让").removeprefix("由")
    return f"{said[: found.start()]} {said[found.end() :]}".strip(" ,"), who


def _before(words: str) -> tuple[str | None, str]:
    """Whose leave the words before it say, and why: a name, or the speaker's own reason."""
    own = bool(re.match(r"^(?:[^,]{0,6},)?\s*(?:我|本人)", words))
    left = _FILLER.sub("", _POLITE.sub("", words.strip(" ,"))).strip(" ,")
    if not left:
        return "", ""
    if _OTHERS.match(left):
        return None, ""
    if own or _TELLS_WHY.search(left):
        return "", left
    name = _OF_WHOM.match(left)
    return (name["who"], "") if name else (None, "")


def _reason(word: str, before: str, after: str) -> str:
    """The speaker's own words, else the kind of leave where it has a name."""
    why = _TAIL.sub("", _WHY.sub("", _TAIL.sub("", after))).strip(" ,") or before
    named = _NAMED_KIND.search(word)
    return why or (named[0] if named else "")
