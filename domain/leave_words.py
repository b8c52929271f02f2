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
    weak: bool = False
    """Words that mean it of the speaker and of colleagues only: 去不了, 出差, 照常上班."""
    every: bool = False
    """All leaves are meant, however many there are."""


_LONGEST = 80
_KINDS = (
    r"[请休]?个?(?:陪产|探亲|育儿|年|病|事|产|婚|丧)假|[请休]\s*(?:个|的)?假|调休|倒休|补休|换休"
)
_WORD = re.compile(rf"{_KINDS}|不(?:来)?上班|上不了班|来不了(?:公司)?")
_WEAK_WORD = re.compile(
    r"(?:[去跑出]|上班|出门|出勤|到岗)不了(?:班|门|勤)?|不能(?:来|去|出勤|上班|跑店|跑)(?:了)?|不(?:过)?来了|(?:要|得|去)?(?P<trip>出差|外出|培训|住院|做手术)|(?:都|人)*不在(?:公司|岗|南京)?(?=[,.\s]|$)|请(?=[,.\s]*$)|休息(?=[,.\s]*$)"
)
"""What means a leave where the speaker says it of himself, or of a colleague by his name."""
_SIGN = re.compile(
    r"假|休|不来?上班|上不了班|不了|不能|不在|不来|出差|外出|培训|住院|手术|上班|上岗|出勤|跑店|复工|代|替|顶|[请找]"
)
"""One of these every such sentence has; looked for first, as it is cheap."""
_OFF = rf"(?:{_KINDS}|的?假)"
_NAME = r"[一-鿿A-Za-z·]{2,4}?"
_VERB = r"(?:取消|撤销|撤回|撤掉|作废|不要|收回)"
_CANCEL = re.compile(
    rf"^(?:请|麻烦|我要|我想|我|把|\s)*(?:{_VERB}(?:了|掉|一下)?(?:(?:我|本人|自己)的?|(?P<who>{_NAME})的)?(?P<all>所有|全部)?[的那个几天次这\s]*{_OFF}"
    rf"|(?:(?:我|自己)的?|(?P<who2>{_NAME})(?:的|\s)*)??(?P<all2>所有|全部)?[的那个几天次这\s]*{_OFF}(?:申请)?(?P<all3>都|全部)?(?:{_VERB}|不请|不休|不用请?)(?:掉)?"
    rf"|(?:(?P<who3>{_NAME})\s*)??(?:又|都|先|就|可以|\s)*不(?:用|想|要|需要|再|准备|打算)*{_OFF}"
    rf"|(?:(?P<who4>{_NAME})\s*)??(?:要|来|申请)?(?P<all4>全部)?销假)(?:申请)?(?:吧|了|啦|哈|,|谢谢)*[.!]*$"
)
_BACK = re.compile(
    rf"^(?:(?:我|本人)(?!们)|(?P<who>{_NAME})(?=已经|今天|明天|提前|回来|照常|正常|可以|能|好|没事|病|\s))?(?:的|病|身体|烧|感冒|事情?|家里|已经|都|现在|今天|提前|办|处理|完|全|基本|好多?|没事|退烧?|恢复|回来|了|啦|,|\s)*"
    r"(?:可以|能|会|要|照常|正常|继续|按时|恢复|还是|回来|重新|来|去|就|,|\s)*(?:上班|上岗|出勤|复工|跑店|工作)(?:了|吧|啦|哈)*[.!]*$"
)
_BACK_SURE = re.compile(r"好|没事|退|恢复|回来|照常|正常|能|可以|还是|继续|重新|复工")
_WHO = re.compile(
    r"^(?:有)?(?:谁|哪些人|哪几个人?|哪位|几个人|有没有人)(?:在|要|有|是|都)*(?:请假|调休|休假|不来|没来|不在|不上班)(?:的|了|吗|呢)*[?]*$"
    r"|^(?:看|查|看看|我们?的|我|团队的?|的)*+(?:请假|调休|休假|假条|假期)(?:(?:名单|情况|列表|记录|的人|的有谁|的有哪些|申请)|(?:申请)?(?:批了|同意了|批没批|通过了|下来了|通过|批)+)(?:了|吗|没有)*[?]*$|^(?:看|查|看看|我的|团队的)++(?:请假|假条|假期|休假)[?]*$"
    rf"|^(?P<who>{_NAME})(?:是不是|有没有|在|有|的|是)*(?:请假|休假|调休|请没请假)(?:了?(?:没有|没|吗)|的?(?:记录|情况))[?]*$"
)
_INSTEAD = re.compile(
    r"(?:改[成为由]|换[成为]|更换为|让|由|请|叫|安排|派|委托|交给|找|换|给)?(?P<who>[一-鿿A-Za-z·]{2,4}?)(?:来|去|帮忙|帮我|替我|给我|暂时|先)?(?:代管|代跑|代班|代理|代劳|代我(?:管|审批|审核|跑)?|替我(?:管|审批|审核|跑)?|顶班|顶替|替班|代(?=[,.!\s]|$))(?:一下|几天|我的(?:店|片区|团队|工作|活)|我)?"
)
_OF_WHOM = re.compile(r"^(?P<who>[一-鿿A-Za-z·]{2,4}?)(?:的店|的门店|的活|的终端|的)?$")
_POLITE = re.compile(
    r"^(?:(?:领导|经理|主管|老板|老大|您好|你好|麻烦|那个|报告|我|本人|想|要|得|需要|申请|打算|准备|可能|跟您|向您|和您|从|因为|由于|,|!|\s)+)"
)
_TELLS_WHY = re.compile(
    r"家|孩|娃|父|母|爸|妈|老婆|老公|媳妇|身体|不舒服|发烧|感冒|生病|病|医院|看牙|体检|结婚|搬|有事|有点事|办事|私事|事情|考试|老家|办|接|车"
)
_FOR = re.compile(
    r"^(?:请|麻烦|帮忙|我要|我想|我|想|要)*+(?:给|帮|替|为|同意|批准|准许?|安排|让)(?=[一-鿿A-Za-z])"
)
_OTHERS = re.compile(r"^(?:他|她|老板|店|对方|客户|人家|记)")
_FILLER = re.compile(
    r"^(?:申请|想|要|得|需要|从|起|开始|这|那|的|都|我|,|\s)+|(?:想|要|得|申请|需要|从|起|开始|,|\s)+$"
)
_TAIL = re.compile(
    r"^(?:开始|起|店|我的店|吧|了|啦|哦|啊|的|可以吗|行吗|好吗|一下|谢谢|[,.!?:;~\s])+|[,.!?~\s]+$"
)
_EXCHANGED = frozenset({"调休", "倒休", "补休", "换休"})
_NAMED_KIND = re.compile(r"(?:陪产|探亲|育儿|年|病|事|产|婚|丧)假")
_HALF = re.compile(r"(?P<half>[上下]午|半天|早上|晚上)")
_EARLY = re.compile(r"[今明](?P<when>[早晚])(?!上)")
"""A day and a part of it in one word."""
_REASON = re.compile(
    r"^(?:因为|由于|原因|理由).{2,}|^(?:我|自己|的)*(?:家里?|家人|孩子?|小孩|娃|老人|父|母|爸|妈|老婆|老公|媳妇|身体|不舒服|发[烧热]|感冒|生病|病|去?医院|看[牙病医]|体检|结婚|婚礼|搬家|有(?:点|急|私)?事|办(?:理|事|证)|私事|急事|事假|病假|年假|考试|回?老家|接|送|车|肚子|头[疼痛晕]|胃|腰|牙).{0,24}$"
)
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
    if (about := _about(rest, days)) is not None:
        return about
    if _ASKING.search(rest) and "可以吗" not in rest and "行吗" not in rest:
        return None
    early = _EARLY.search(said)
    return _leave(f"{rest} {early['when']}上" if early else rest, days, said)


def reason_of(text: str, today: date) -> str:
    """Why somebody is away, said after the leave; empty for any other sentence."""
    said = plain(text)
    fits = len(said) <= _LONGEST and _REASON.match(said) and not _ASKING.search(said)
    return _WHY.sub("", said).strip(" ,.!") if fits and parse(said, today) is None else ""


def _about(rest: str, days: DayRange | None) -> Wish | None:
    """A leave that is taken back, or asked about."""
    tight = re.sub(r"\s", "", rest)
    if back := _CANCEL.match(tight):
        who = back["who"] or back["who2"] or back["who3"] or back["who4"] or ""
        every = any(back[key] for key in ("all", "all2", "all3", "all4"))
        return Wish(ask=Ask.CANCEL, who=_name(who), days=days, every=every)
    if (back := _BACK.match(rest)) and _BACK_SURE.search(rest):
        return Wish(ask=Ask.CANCEL, who=back["who"] or "", days=days, weak=True)
    if asked := _WHO.match(tight):
        return Wish(ask=Ask.WHO, who=_name(asked["who"] or ""), days=days)
    return None


def _name(who: str) -> str:
    return "" if who.startswith("我") else who.removeprefix("把").strip("的 ")


def _leave(said: str, days: DayRange | None, whole: str) -> Wish | None:
    half = _HALF.search(said)
    rest, instead = _taken_out(_HALF.sub(" ", said) if half else said)
    found = _WORD.search(rest)
    weak = None if found else _weak(rest, days, whole)
    word = found or weak
    if word is None:
        return _instead(rest, instead, days)
    who, why = _before(rest[: word.start()])
    if who is None:
        return None
    reason = _reason(word[0], why, rest[word.end() :])
    return Wish(
        ask=Ask.LEAVE,
        who=who,
        days=days,
        kind="调休" if word[0] in _EXCHANGED else "请假",
        reason=reason or (weak["trip"] if weak else "") or "",
        instead=instead,
        half=half["half"] if half else "",
        weak=weak is not None,
    )


def _weak(rest: str, days: DayRange | None, whole: str) -> re.Match[str] | None:
    """A word that means a leave only on a day that is named, and of a person."""
    found = _WEAK_WORD.search(rest)
    if found is None or days is None or not days.named or _SOMEBODY.search(rest[: found.start()]):
        return None
    if found[0] == "休息" and not _SOME_DAYS.search(whole) and not _MINE.search(rest):
        return None
    own = _MINE.search(rest[: found.start()]) or _TELLS_WHY.search(rest)
    return (
        found if own or found[0] in {"休息", "请"} or _OF_WHOM.match(_lead(rest, found)) else None
    )


def _lead(rest: str, found: re.Match[str]) -> str:
    return _FILLER.sub("", rest[: found.start()]).strip(" ,")


_MINE = re.compile(r"我(?!们)|本人")
_SOMEBODY = re.compile(r"他|她|店|客户|对方|人家|老板(?!,|我)")
"""Of whom such words are news of the field, no leave."""
_SOME_DAYS = re.compile(r"休息?[一两二三四五六七八九十\d]+个?(?:整|工作)?[天日]")


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
    left = _FILLER.sub("", _POLITE.sub("", _FOR.sub("", words.strip(" ,")))).strip(" ,")
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
