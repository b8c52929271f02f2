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
    found = _SET.match(days.rest)
    if found is None:
        return None
    name = found["name"] or (found["why"] or "").strip(" ,.!吧了")
    return Wish(days, bool(found["works"]), "" if name in _NO_NAME else name)
