"""Questions about the day: 今天跑哪几家, 明天的计划, 下一家去哪, 按距离排, 按线路跑 园区线A."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.day_range import DayRange, days_in
from domain.numbers import plain


class Ask(StrEnum):
    """What is asked."""

    LIST = "list"
    NEXT = "next"
    NEAR = "near"  # nearest first from now on
    PLANNED = "planned"  # as planned from now on, or by a route where nothing is planned


@dataclass(frozen=True, slots=True)
class Wish:
    """What was said, before anybody is looked up."""

    ask: Ask
    day: date
    who: str = ""
    """Whose day, where it is not the speaker's."""
    route: str = ""
    """The route that is named."""


_LONGEST = 40
_ME = r"(?:(?:请|帮我|给我|麻烦|我想|想|看看|看下|看一下|查查|查下|查一下|查|看|说说|发我|发一下|列一下|列出|/|,|\s)*(?:我|咱|我们|自己)?(?:的)?)"
_WHO = r"(?P<who>[一-鿿A-Za-z·]{2,4}?)??(?:的)?"
_MUST = r"(?:都|还|要|该|应该|应|得|需要|需|准备|打算|安排|计划|排|有|的|是|在|剩|剩下|差|\s)*"
_GO = r"(?:跑|去|走|拜访|访|到|巡)"
_WHICH = r"(?:哪|那)(?:几|些|一些)?(?:家|个|里|间)?(?:店|门店|终端|客户|超市)?"
_PLAN = r"(?:拜访|巡店|跑店|出店)?(?:计划|行程|路线|日程|清单|安排|任务|名单|店单|线路)"
_TAIL = r"(?:表|是什么|是啥|有哪些|有什么|怎么排的?|怎么走|怎么安排的?|给我|呢|呀|啊|吗|吧|了|的|看看|发我|,|[?!.])*"
_LIST = re.compile(
    rf"^{_ME}{_WHO}{_MUST}(?:{_GO}(?:了|过)?{_WHICH}|{_PLAN}|{_WHICH}(?:店|家)?(?:要|没|还没|该)?{_GO}(?:完|了|过)?"
    rf"|(?:几|多少)(?:家|个)(?:店|门店)?(?:没|要|还没|该)?(?:{_GO}(?:完|了|过)?)?|{_GO}(?:几|多少)(?:家|个)(?:店|门店)?"
    rf"|(?:哪几|哪些|几)(?:家|个)?(?:店)?(?:完成|做完)了?){_TAIL}$|^/plan$"
)
_NEXT = re.compile(
    rf"^{_ME}(?:下一?(?:家|站|个)(?:店|门店)?|接下来|然后|接着|再)(?:是|该|要|应该|得|我|\s)*(?:{_GO})?(?:哪一?(?:家|里|儿|个|站)?|谁|什么店|哪)?(?:店|门店)?{_TAIL}$"
    rf"|^{_ME}(?:离我|离这|附近|周围|旁边)?(?:最近|就近)的?(?:一家|店|门店|那家|终端|是)*(?:哪一?(?:家|里|个)|在哪)?(?:店)?{_TAIL}$"
    rf"|^{_ME}(?:附近|周围)?(?:哪(?:一)?(?:家|个)(?:店)?(?:离我|离这)?(?:最近|近)){_TAIL}$"
)
_NEAR = re.compile(
    rf"^{_ME}(?:把|今天)?(?:的)?(?:计划|路线|行程|顺序)?(?:按|以|照|改成?|换成?|用)?(?:照|着)?(?:离我)?(?:距离|远近|就近|由近到远|从近到远|近的先|最近(?:的)?(?:先|优先)|最短路线|顺路)(?:的|来|去|优先|原则|顺序|给我)*(?:重新)?(?:排|跑|走|排序|排列|规划|安排)?(?:一下|下|序)?{_TAIL}$"
    rf"|^{_ME}(?:重新)?(?:规划|优化|重排|排)(?:一下|下)?(?:今天)?(?:的)?(?:路线|路程|顺序){_TAIL}$"
)
_PLANNED = re.compile(
    rf"^{_ME}(?:改回|换回|恢复|还是|就)?(?:按|照|按照|以)?(?:原来|原|计划|线路|路线|原计划|排好|预定)(?:的|好|计划)*(?:顺序|次序|线路)?(?:来)?(?:排|跑|走)(?:一下|下|吧)*(?:,|:|\s)*(?P<route>[^,?!]{{2,12}})?{_TAIL}$"
)


def parse(text: str, today: date) -> Wish | None:
    """Read a sentence; ``None`` when it asks for nothing of the kind, or for no such day."""
    said = plain(text)
    if not said or len(said) > _LONGEST:
        return None
    if found := _PLANNED.match(said):
        return Wish(Ask.PLANNED, today, route=(found["route"] or "").strip())
    if _NEAR.match(said):
        return Wish(Ask.NEAR, today)
    if _NEXT.match(said):
        return Wish(Ask.NEXT, today)
    days = days_in(said, today)
    found = _LIST.match(_without_day(days, said))
    if found is None or days is None:
        return None
    return Wish(Ask.LIST, days.first, who=found["who"] or "")


def _without_day(days: DayRange | None, said: str) -> str:
    return days.rest.replace(" ", "") if days and days.named else said
