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
_CUT = "\n"
"""Where the wish or a name stood: words on its two sides belong to different sentences."""
_EMPTY = (
    r"我们?|你|想|要|请|麻烦|帮忙?|给|把|将|能不能|能否|可不可以|可以|申请|求|一下|这一?家店?|那家店?|这个店|本店|该店"
    r"|门店|今天|今日|这次|本次|拜访|了|吧|呢|吗|的|他|她|先|就|也|都|还|主管|经理|领导|同意|批准|确认|是|好|行|因为|由于|原因|理由|所以|做不了|做不成|去不了|跑不了"
    r"|不用(?:做|去|跑|拍|管|来)|直接|强制|马上|现在|赶紧|帮我|给我|算|记为|提交|上?交|过|闭环|完成|结束|通过|放行"
)
_NOTHING = re.compile(rf"(?>{_EMPTY})++$")
"""A clause that gives no reason: courtesies, and the wish to have it done with."""
_AGREED = re.compile(
    r"(?<![不没未])(?<!没有)(?<!还没)(?:同意|批准|批[了过]|准了|答应|点[过了]?头|授权|特批|没意见|没问题|默许|打过?招呼|[Oo][Kk]|[说讲商]量?(?:好|妥|定)了?"
    r"|说(?:[了过是]|这家|这次|那边|我)*(?:可以|能|行|好|过|免|不用|没事|算)|[让叫](?:我|你|他)?(?:直接|先|别|不用)?(?:提交|交|过|免|不做|别做)"
    r"|(?:说|[让叫]我?|知道|知情|知晓)[了过的]*$)"
)
_AT_THE_STORE = re.compile(r"店主|老板|店长|店员|店家|客户|物业|商场|保安|人家|房东|城管|消防")
"""Whose word may be the reason: nobody of ours."""
_OUR_BOSS = re.compile(r"老板[也都已经刚才]*(?:同意|批准|批[了过]|准了|答应|点[过了]?头)[了过的]*$")
_PRESSING = re.compile(r"提交|直接|强制|[上就]交|算完成|闭环|放行|通过")
_CLAUSE = re.compile(r"([^,,。;;、!!??::~\s]+)([,,。;;、!!??::~\s]*)")
_HEAD = re.compile(
    r"^(?>因为|由于|原因|理由|是(?=因为|由于)|一下|就是|[吧呢的把](?!台)|[,,。;;、!!??::~\s])++"
)
_TAIL = re.compile(r"(?>所以|我?想|麻烦|能不能|能否|可不可以|申请|[请求]|[,,。;;、!!??::~\s])++$")
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
    """The words beside the wish, as they were typed."""


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
    return Wish(for_oneself=own, rest=_WISH.sub(_CUT, text))


def reason_in(text: str, names: Iterable[str] = ()) -> str:
    """What the words give as the reason, as it was typed; maybe empty.

    Left out are the wish (see ``Wish.rest``), the names of people and stores, and what is none:
    courtesies, that somebody has agreed, that the visit is to be submitted.
    """
    known = {name for one in names for name in (one, plain(one)) if name}
    for name in sorted(known, key=len, reverse=True):
        text = text.replace(name, _CUT)
    parts = (_kept(part) for part in text.split(_CUT))
    said = ",".join(part for part in parts if part)
    return said if is_reason(said) else ""


def _kept(part: str) -> str:
    """The clauses that say something, with what stands between them."""
    clauses = (m[0] for m in _CLAUSE.finditer(part) if not _says_nothing(m[1]))
    return _HEAD.sub("", _TAIL.sub("", "".join(clauses)))


def _says_nothing(clause: str) -> bool:
    return bool(_NOTHING.match(clause)) or _claims(clause)


def _claims(clause: str) -> bool:
    """Whether it only says that somebody of ours has agreed, which nobody can type for him."""
    if _AT_THE_STORE.search(clause):
        return _OUR_BOSS.match(clause) is not None
    return _AGREED.search(clause) is not None


def claims(text: str, names: Iterable[str] = ()) -> bool:
    """Whether words tell of consent or press for submission, and give no reason beside it."""
    said = [m[1] for m in _CLAUSE.finditer(text)]
    pressed = any(_claims(one) or _PRESSING.search(one) for one in said)
    return pressed and not reason_in(text, names)


def is_reason(text: str) -> bool:
    """Whether words can stand as the reason."""
    said = plain(text)
    return _SHORTEST <= len(said) <= _LONGEST and not _NO_REASON.search(said)
