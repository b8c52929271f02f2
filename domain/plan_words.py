"""Questions about the day: 今天跑哪几家, 明天的计划, 下一家去哪, 按距离排, 按线路跑 园区线A."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.day_range import DayRange, days_in
from domain.endings import without_end
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
# No star below stands beside, or holds, words that can be read in two ways: a long sentence
# then ends in linear time.
_BEGIN = re.compile(
    r"(?:请|帮我|给我|麻烦|我想|想|看一下|看看|看下(?!周)|查看|看|查一下|查查|查下(?!周)|查|说说|发我|发一下|列一下|列出"
    r"|今天|今日|现在|目前|我们|我|咱们|咱|自己|的|[/,\s])*+"
)
_ENDS = (
    "怎么安排的", "怎么安排", "怎么排的", "怎么排", "怎么走", "是什么", "有哪些", "有什么", "发给我", "是啥", "给我", "看看", "看下", "发我",
    "一下", "表", "呢", "呀", "啊", "吗", "吧", "了", ",", ":", "?", "!", ".",
)  # fmt: skip
_WHO = r"(?:(?P<who>(?:(?![哪几谁没了吗的要最店货价客还剩抽核])[一-鿿A-Za-z·]){2,4}?)的?)??"
_MUST = (
    r"(?:都|还|要|该|应该|应|得|需要|需|准备|打算|有|的|是|在|剩下|剩|差"
    r"|(?:安排|计划|排)(?=了?要?(?:[跑去走访到巡哪那几]|拜访|多少|计划|行程|路线|线路|名单|安排))了?)*+"
)
_GO = r"(?:跑|去|走|拜访|访|到|巡)"
_SHOP = r"(?:店|门店)?"
_WHICH = r"[哪那](?:几|些|一些)?[家个里间]?(?:店|门店|终端|客户|超市)?"
_MANY = rf"(?:几|多少)[家个]{_SHOP}"
_STILL = r"(?:还没有|还没|没有|没|还要|要|该)?"
_PLAN = r"(?:什么)?(?:拜访|巡店|跑店|出店)?(?:计划|行程|路线|日程|清单|安排|任务|名单|店单|线路)(?:安排|清单)?"
_LIST = re.compile(
    rf"{_WHO}{_MUST}(?:{_GO}(?:了|过)?{_WHICH}|{_PLAN}|{_WHICH}[店家]?{_STILL}{_GO}[完了过]?"
    rf"|{_MANY}{_STILL}(?:{_GO}[完了过]?)?|{_GO}(?:完了?)?{_MANY}|(?:跑|走|访|拜访)完了?没有?|{_GO}的(?:店|门店|客户)?(?:有|是){_WHICH}|{_GO}的(?:店|门店)"
    rf"|(?<=[了剩])哪(?:几|些)?(?:家|个?店)店?|(?:哪几|哪些|几)[家个]?店?{_STILL}(?:完成|做完))的?|plan"
)
_WHERE = r"(?:哪一?[家里儿个站]?|谁|什么店)"
_SHALL = r"(?:应该|应|是|该|要|得|我|在)*+"
_FROM = r"(?:离我|离这里|离这儿|离这)?"
_NEXT = re.compile(
    rf"下一?[家站个]{_SHOP}{_SHALL}{_GO}?{_WHERE}?{_SHOP}"
    rf"|(?:接下来|然后|接着){_SHALL}{_GO}?{_WHERE}?{_SHOP}|再{_SHALL}{_GO}{_WHERE}{_SHOP}"
    rf"|(?=.*[离附周旁的店家哪])(?:离我|离这里|离这儿|离这|附近|周围|旁边)?(?:最近|就近)的?(?:一家|那家|门店|店|终端|是)*+(?:哪一?[家里个]|在哪)?店?"
    rf"|(?:附近|周围)?哪一?[家个]店?{_FROM}最?近"
)
_SORT = r"(?:排序|排列|排|跑|走|规划|安排)"
_FIRST = r"(?:就近|由近到远|从近到远|近的先|最近的?(?:优先|先)|最短路线)"
_AWAY = rf"(?:距离|远近|顺路|{_FIRST})"
_SO = r"(?:的|来|去|优先|原则|顺序)*+(?:重新)?"
_THE = r"把?(?:今天|我)?的?"
_NEAR = re.compile(
    rf"{_THE}(?:计划|路线|线路|行程|顺序)?"
    rf"(?:(?:改成?|换成?)?(?:按|以|照|用|改成?|换成?)[照着]?{_FROM}{_AWAY}{_SO}{_SORT}?|{_FROM}{_AWAY}{_SO}{_SORT}|{_FROM}{_FIRST}|(?:距离|顺路|就近)优先)[下序]?"
    r"|(?:重新)?(?:规划|优化|重排|排)(?:一下|下)?(?:今天)?的?(?:路线|路程|顺序)"
    rf"|哪家{_FROM}?近就?先?(?:去|跑|拜访)哪家"
    rf"|{_THE}(?:计划|路线|线路|行程|顺序)(?:重新(?:规划|排|优化)|优化|重排)下?"
)
_BACK = r"(?:改回|换回|恢复|还是|就)?"
_BY = r"(?:按照|按着|按|照着|照|以)"
_ORDER = (
    r"(?:原来|原计划|原路线|原|计划|线路|路线|排好|预定)(?:的|好|计划)*+(?:顺序|次序|线路|路线)?"
)
_PLANNED = re.compile(
    rf"{_BACK}{_BY}?{_ORDER}来?(?:排|跑|走)(?:一下|下|吧)*+(?:[,:\s]*+(?P<route>(?!.*[哪几谁么]|[完得了没过不吧])[^,?!]{{2,12}}))?"
    rf"|{_BACK}{_BY}{_ORDER}来?|(?:改回|换回|恢复)(?:原计划|(?:原来|计划)的?(?:顺序|次序|计划|线路|路线))"
    rf"|{_BY}(?!.*路线)(?P<line>[^,?!\s哪几]{{1,10}}线[A-Za-z0-9一二三四五]?)来?(?:排|跑|走)"
)


_THEN = re.compile(r"(?:那么|那|,|\s)*+呢[?!.]*+")


def parse(text: str, today: date) -> Wish | None:
    """Read a sentence; ``None`` when it asks for nothing of the kind, or for no such day."""
    said = plain(text)
    if not said or len(said) > _LONGEST:
        return None
    core = _core(said)
    if found := _PLANNED.fullmatch(core):
        return Wish(Ask.PLANNED, today, route=(found["route"] or found["line"] or "").strip())
    core = core.replace(" ", "")
    if _NEAR.fullmatch(core):
        return Wish(Ask.NEAR, today)
    if _NEXT.fullmatch(core):
        return Wish(Ask.NEXT, today)
    return _then(said, today) or _listed(core, today)


def _then(said: str, today: date) -> Wish | None:
    """「后天呢」: of a day that lies ahead nothing but its plan is known."""
    days = days_in(said, today) if "呢" in said else None
    if days is None or days.first <= today or not _THEN.fullmatch(days.rest):
        return None
    return Wish(Ask.LIST, days.first)


def _listed(core: str, today: date) -> Wish | None:
    """Whose stores of which day are asked for."""
    days = days_in(core, today)  # of 「查一下周五」 the Friday, not the next one
    found = _LIST.fullmatch(_core(_without_day(days, core)))
    if found is None or days is None:
        return None
    return Wish(Ask.LIST, days.first, who=found["who"] or "")


def _core(said: str) -> str:
    """What is asked for, without what is said before and after it."""
    return without_end(_BEGIN.sub("", said, count=1), _ENDS)


def _without_day(days: DayRange | None, said: str) -> str:
    return days.rest.replace(" ", "") if days else said
