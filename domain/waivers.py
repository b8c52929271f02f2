"""豁免: a visit that need not be done, in a manager's name and for a reason of its own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from domain.numbers import plain

WAIVER = "waiver"
"""The kind of request."""
REASONS = ("停业装修", "店已关闭", "不让进店")
"""What is offered to tap."""
_SHORTEST, _LONGEST = 2, 100
_LONGEST_WISH = 120
_FREE = r"(?<![避以难未不减幸])免"
_WISH = re.compile(
    r"豁免(?:申请|掉)?"
    rf"|(?:申请|请求|请|求|给我|帮我|特批|先|就|都|全)?{_FREE}(?:做|访|拜访|跑(?!腿)|去(?!掉)|掉|除|考核|检|查)(?:了|这家店?|那家店?|这次)?"
    rf"|(?:申请|请求|特批){_FREE}|{_FREE}(?:了(?:这家店?|那家店?|这次)?|这家店?|那家店?|一次)|(?:这家|那家|这次|本次|店){_FREE}了?"
)
_NOT_A_VISIT = re.compile(r"费|钱|账|息|押金|免单|罚款|运单|赠|税")
_LIST = re.compile(
    r"哪些|哪几|多少|几[家个次条单]|名单|统计|列表|清单|记录|明细|豁免[率数]|(?:查|看|列)(?:一下|看)?豁免|豁免(?:的|情况|怎么算|口径)"
)
_ASKING = re.compile(r"怎么|如何|什么(?:是|叫|意思|情况)|是什么|啥意思|(?:规则|流程|条件)是?")
_NOT = re.compile(
    r"(?:不|别|不要|不用|不能|没|没有|取消|撤[回销])(?:再|给我?)?豁免|豁免(?:取消|撤[回销])"
)
_ALL = re.compile(
    r"全部|所有|全都|一律|统统|通通|一起|批量|一键|大家|每一?家|全(?=豁免|免)|都(?=豁免|免|算|给)"
)
_DONE = re.compile(
    r"(?:算|当|当作|改成|标记?[成为作]?|设[成为]|记[成为]|视为|按)(?:已经?)?(?:完成|拜访|闭环|提交|做完)"
    r"|(?:全部|所有|统统|通通|一键|批量)(?:都|给我|帮我|直接|的|拜访|待复核){0,3}(?:闭环|完成|提交|通过|批准)"
)
_EDGE = (
    r"我们?|你|想|要|请|麻烦|帮忙?|给|把|将|能不能|能否|可不可以|可以|申请|求|一下|这一?家店?|那家店?|这个店|本店|该店"
    r"|门店|今天|今日|这次|本次|拜访|了|吧|呢|吗|的|先|就|也|主管|经理|领导|同意|批准|因为|由于|原因|理由|是|所以|做不了|做不成|去不了|跑不了|不用做|不用去"
    r"|[,.:;!?~、()\s]"
)
_HEAD, _TAIL = re.compile(rf"^(?>{_EDGE})++"), re.compile(rf"(?>{_EDGE})++$")
_NO_REASON = re.compile(
    r"[?吗]|^(?:好|好的|嗯|行|知道了?|收到|ok|没有?|无|不是|确认|同意|批准|算了)[的了呀啊!.]*$"
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody says about 豁免."""

    all: bool = False
    """Several at once, which is never done."""
    asks: bool = False
    """How it is done."""
    for_oneself: bool = False
    """It sounds like asking for it, not like ordering it."""
    rest: str = ""
    """The words beside the wish."""


def read(text: str) -> Wish | None:
    """The wish in somebody's words; ``None`` for words about something else.

    How many were waived is a question for the figures.
    """
    said = plain(text)
    if len(said) > _LONGEST_WISH or said.startswith("/"):
        return None
    if _ALL.search(said) and _DONE.search(said):
        return Wish(all=True)
    found = _WISH.search(said)
    if found is None or _NOT_A_VISIT.search(said) or _LIST.search(said) or _NOT.search(said):
        return None
    if _ASKING.search(said):
        return Wish(asks=True)
    if _ALL.search(said):
        return Wish(all=True)
    own = re.search(r"申请|请求|求|我|这家|主管|领导", said) is not None
    return Wish(for_oneself=own, rest=_WISH.sub(",", said))


def reason_in(rest: str, names: Iterable[str] = ()) -> str:
    """What the words give as the reason, without the names of people and stores; maybe empty."""
    for name in sorted((plain(n) for n in names if n), key=len, reverse=True):
        rest = rest.replace(name, ",")
    parts = (_TAIL.sub("", _HEAD.sub("", part)) for part in rest.split(","))
    said = ",".join(part for part in parts if part)
    return said if is_reason(said) else ""


def is_reason(text: str) -> bool:
    """Whether words can stand as the reason."""
    said = plain(text)
    return _SHORTEST <= len(said) <= _LONGEST and not _NO_REASON.search(said)
