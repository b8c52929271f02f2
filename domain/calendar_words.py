"""The company's own working days, as people say them: 10月10日上班, 11月27日放假, 周六算工作日."""

import re
from dataclasses import dataclass
from datetime import date

from domain.day_range import DayRange, days_in
from domain.numbers import plain

_LONGEST = 40
_SIGN = re.compile(r"上班|放假|休息|工作日|休息日|补班|节假日|日历|不上班")
_COMPANY = r"(?:公司|全公司|全员|大家|全体|团队|都|我们|统一|把|将|\s|,)*"
_SET = re.compile(
    rf"^{_COMPANY}(?P<name>[一-鿿]{{2,4}}节?(?=放假|休息))?(?:那天|这天|这几天|当天|全天)?(?:都|要|也|正常|照常|改成|改为|改|调成|调为|调|算|是|设为|设成|定为|统一|全员|补|加|,|\s)*"
    r"(?:(?P<works>上班日|上班|工作日|补班|班)|(?P<rests>放假|休息日|休息|节假日|不上班|不用上班|休假日))(?:一天)?(?:[,:\s]*(?P<why>[^?!]{2,12}))?[吧了啊.!]*$"
)
_NO_NAME = frozenset(
    {
        "改为",
        "改成",
        "调为",
        "调成",
        "设为",
        "设成",
        "定为",
        "全员",
        "统一",
        "正常",
        "照常",
        "一下",
        "一天",
    }
)
_DAYS_OFF = r"(?:放假|休息|调休|休假)(?:日|安排)?"
_WORKED = r"(?:上班|补班|加班|调班)(?:日|安排)?"
_NEVER_MIND = r"(?:取消|撤销|撤回|撤掉|作废|删除|删掉|去掉|不要)"
_UNDO = re.compile(
    rf"^{_COMPANY}(?:请|麻烦|那天|这天|的|\s)*(?:{_NEVER_MIND}(?:了|掉|一下)?\s*{_COMPANY}(?:的|那天|这天)*\s*(?:(?P<off>{_DAYS_OFF})|(?P<on>{_WORKED}))"
    rf"|(?:的|要|都|又)*(?:(?P<off2>{_DAYS_OFF})|(?P<on2>{_WORKED}))的?(?:安排)?{_NEVER_MIND}(?:掉)?"
    rf"|(?:又|都|改|就|先|还是)*不(?:用|要)?(?P<off3>放假|休息|休))(?:了|吧|啦)*[.!]*$"
)
_LIST = re.compile(
    r"^(?:请|看一?下?|看看|查一?下?|查看|公司|全公司|我们|今年|最近|近期|接下来|下个?月|这个?月|的|有|哪些|几天|都|\s)*+"
    r"(?:(?:公司|工作|上班|放假|节假日|假期|假日|休假)日历|(?:放假|上班|节假日|假期|假日|休假|调休|放假和?上班|上班和?放假)(?:安排|计划|通知|日|日期|表|的?日子|时间)|日历|节假日|假期"
    r"|(?:什么时候|几时|哪天|哪几天|何时|多久)(?:才|再|会|要)*放假(?:的|啊|呢|呀)*|放(?:哪|几)(?:几|些)?天假?)"
    r"(?:是什么时候|有哪些|怎么安排的?|是哪天|呢|吗)*[?.!]*$"
)
_ASK = re.compile(
    rf"^{_COMPANY}(?:那天|这天)?(?:是|算|要|用|需要|还|放|不)*(?:上班|放假|休息|工作日|休息日|节假日|补班|不上班)(?:吗|不|么|还是放假|还是上班|还是休息|\?)+$"
    r"|^(?:是不是|要不要|用不用|上不上|放不放)(?:上班|放假|休息|工作日|班|假)[?吗]*$"
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is said of some days."""

    days: DayRange
    works: bool | None
    """``None``: it is asked."""
    name: str = ""
    undo: bool = False
    """What was said of these days before is taken back."""


def asks_list(text: str) -> bool:
    """Whether the days off that are known are asked for: 公司日历, 放假安排."""
    said = plain(text).lstrip("/")
    return len(said) <= _LONGEST and bool(_LIST.match(said))


def parse(text: str, today: date) -> Wish | None:
    """Read a sentence that names a day; ``None`` for any other, or for no such day."""
    said = plain(text)
    if len(said) > _LONGEST or not _SIGN.search(said):
        return None
    days = days_in(said, today)
    if days is None or not days.named or days.rest.startswith("我"):
        return None
    if _ASK.match(days.rest):
        return Wish(days, None)
    if back := _UNDO.match(days.rest):
        return Wish(days, works=not (back["on"] or back["on2"]), undo=True)
    found = _SET.match(days.rest)
    if found is None:
        return None
    name = found["name"] or (found["why"] or "").strip(" ,.!吧了")
    return Wish(days, bool(found["works"]), "" if name in _NO_NAME else name)
