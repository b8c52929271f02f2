"""The grammar of times: which words, what they are called, which days they are."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TypeAlias

from domain import spans
from domain.spans import Days
from nlu.language.holidays import HOLIDAYS, holiday
from nlu.language.numerals import digits
from nlu.language.words import words

Reading: TypeAlias = Callable[[re.Match[str], date], tuple[str, Days] | None]

RANGE = re.compile(r"\s*(?:到|至|~|-|—|–|直到|起到)\s*")
_N = r"(?:\d{1,3}|[一二两俩三四五六七八九十百]{1,4}|几)"
_HAN = "零一二三四五六七八九十"
_DAYS: Mapping[str, tuple[str, int]] = {
    **dict.fromkeys(words("今儿个 今儿 今朝 今个儿 今个 今早上 今早 今晨 今晚 今天早上 今天上午 今天下午 今天晚上 当天 今天"), ("今天", 0)),
    "今日": ("今日", 0), "今儿早上": ("今天", 0),
    **dict.fromkeys(words("昨儿个 昨儿 昨个儿 昨个 昨晚 昨夜 昨早 昨朝 寻日 琴日 噚日 夜来 昨天晚上 昨天下午 昨天上午 昨天"), ("昨天", -1)),
    "昨日": ("昨日", -1),
    **dict.fromkeys(words("明儿个 明儿 明朝 明早 明晚 明个儿 明个 听日 聽日 明天早上 明天上午 明天下午 明天晚上 明天"), ("明天", 1)),
    "明日": ("明日", 1),
    **dict.fromkeys(words("前儿个 前儿 前日 前个儿 前天"), ("前天", -2)),
    **dict.fromkeys(words("后儿个 后儿 后日 后天"), ("后天", 2)),
    "大前天": ("大前天", -3), "大前儿": ("大前天", -3), "大后天": ("大后天", 3), "大后儿": ("大后天", 3),
}  # fmt: skip
_WEEK = "(?:周|星期|礼拜|个星期|个礼拜|个周|一周|一个星期|一星期|一个礼拜|一礼拜)"
_AT = {
    "上上": ("上上", -2),
    "上": ("上", -1),
    "前": ("上", -1),
    "下下": ("下下", 2),
    "下": ("下", 1),
}
_THIS = ("本", "这", "这一", "当", "呢", "今", "现")
_WEEKDAY = "一二三四五六日天末"
_DAY_WORD = re.compile("|".join(sorted(_DAYS, key=len, reverse=True)))


def _number(said: str) -> int:
    said = said.replace("俩", "两")
    if said.isdigit():
        return int(said)
    value = digits(said) if said != "几" else "3"
    if value is None or not value.isdigit():
        raise ValueError(said)
    return int(value)


def _han(number: int) -> str:
    """三, 十二, 九十."""
    tens, ones = divmod(number, 10)
    if number <= 10:  # noqa: PLR2004
        return _HAN[number]
    if tens >= 10:  # noqa: PLR2004
        return str(number)
    return f"{_HAN[tens] if tens > 1 else ''}十{_HAN[ones] if ones else ''}"


def _days(match: re.Match[str], today: date) -> tuple[str, Days]:
    word, ahead = _DAYS[match[0]]
    return word, spans.day(today, ahead)


def _shift(match: re.Match[str]) -> tuple[str, int]:
    return _AT.get(match["at"], ("本", 0))


def _week(match: re.Match[str], today: date) -> tuple[str, Days]:
    word, ahead = _shift(match)
    return f"{word}周", spans.week(today, ahead)


def _weekday(match: re.Match[str], today: date) -> tuple[str, Days]:
    word, ahead = _shift(match) if match["at"] else ("", 0)
    which = match["day"].replace("天", "日")
    if which == "末":
        return f"{word}周末", spans.weekend(today, ahead)
    return f"{word}周{which}", spans.weekday(today, _WEEKDAY.index(which), ahead)


def _month(match: re.Match[str], today: date) -> tuple[str, Days]:
    word, ahead = _shift(match)
    said = match[0].removesuffix("份")
    days = spans.month(today, ahead)
    part = match["part"]
    if part:
        return f"{word}月{part}", _part(days, part)
    return (said if said in ("上个月", "下个月") else f"{word}月"), days


def _part(days: Days, part: str) -> Days:
    number = {"初": 1, "头": 1, "上旬": 1, "中旬": 2, "中": 2, "下旬": 3, "底": 3, "末": 3}[part]
    return spans.third_of(days, number)


def _bare_month_part(match: re.Match[str], today: date) -> tuple[str, Days]:
    return match[0], _part(spans.month(today), match["part"])


def _quarter(match: re.Match[str], today: date) -> tuple[str, Days]:
    word, ahead = _shift(match)
    said = match[0]
    return (said if said in ("上个季度", "下个季度") else f"{word}季度"), spans.quarter(
        today, ahead
    )


_YEARS = {"今": 0, "本": 0, "去": -1, "前": -2, "明": 1, "上": -1}


def _year(match: re.Match[str], today: date) -> int:
    """The year that stands before a month or a quarter; this year's when none does."""
    said = match["year"]
    if not said:
        return today.year
    if said[0] not in _YEARS:
        number = _number(said.removesuffix("年"))
        return number + 2000 if number < 100 else number  # noqa: PLR2004
    return today.year + _YEARS[said[0]]


def _said_year(match: re.Match[str]) -> str:
    said = match["year"] or ""
    return {"今年": "", "本年": "", "上年": "去年"}.get(said, said)


def _nth_quarter(match: re.Match[str], today: date) -> tuple[str, Days]:
    number = _number(match["n"] or match["n2"])
    name = f"Q{number}" if match[0].upper().rfind("Q") >= 0 else f"{_han(number)}季度"
    if not 1 <= number <= 4:  # noqa: PLR2004
        raise ValueError(match[0])
    return _said_year(match) + name, spans.quarter_of(_year(match, today), number)


def _quarters(match: re.Match[str], today: date) -> tuple[str, Days]:
    """一到三季度, 前三季度."""
    first, last = _number(match["from"] or "1"), _number(match["n"])
    year = _year(match, today)
    if first >= last:
        raise ValueError(match[0])
    days = spans.quarter_of(year, first).until(spans.quarter_of(year, last))
    return f"{_said_year(match)}{_han(first)}季度至{_han(last)}季度", days


def _half(match: re.Match[str], today: date) -> tuple[str, Days]:
    half = match["half"]
    days = spans.half_of(_year(match, today), 1 if half == "上" else 2)
    return f"{_said_year(match)}{half}半年", days


def _whole_year(match: re.Match[str], today: date) -> tuple[str, Days]:
    said = match["year"]
    days = spans.year_of(_year(match, today))
    if match["since"]:
        return "今年以来", Days(days.first, today)
    return {"本年": "今年", "上年": "去年"}.get(said, said), days


def _so_far(_: re.Match[str], today: date) -> tuple[str, Days]:
    return "年初至今", Days(date(today.year, 1, 1), today)


def _named_month(match: re.Match[str], today: date) -> tuple[str, Days]:
    number = _number(match["n"])
    if not 1 <= number <= 12:  # noqa: PLR2004
        raise ValueError(match[0])
    days = (
        spans.month_of(_year(match, today), number - 1)
        if match["year"]
        else spans.named_month(today, number)
    )
    word = f"{_said_year(match)}{number}月"
    if match["part"]:
        return word + match["part"], _part(days, match["part"])
    return (f"{word}以来", Days(days.first, today)) if match["since"] else (word, days)


def _date(match: re.Match[str], today: date) -> tuple[str, Days]:
    month, number = _number(match["m"]), _number(match["d"])
    word = f"{month}月{number}{match['sign'] or '日'}"
    if match["year"]:
        year = _year(match, today)
        return f"{_said_year(match)}{word}", spans.day(date(year, month, number), 0)
    return word, spans.named_day(today, month, number)


def _day_of_month(match: re.Match[str], today: date) -> tuple[str, Days]:
    number = _number(match["d"])
    days = spans.month(today, _shift(match)[1] if match["at"] else 0)
    sign = match["sign"]
    word = f"{_shift(match)[0]}月{number}{sign}" if match["at"] else f"{number}{sign}"
    return word, spans.day(days.first.replace(day=number), 0)


def _recent(match: re.Match[str], today: date) -> tuple[str, Days]:
    unit = match["unit"]
    number = 1 if match["n"] is None else _number(match["n"])
    named = "几" if match["n"] == "几" else _count(number)
    word = f"最近{named}{_UNIT_WORDS[unit]}"
    if unit in ("天", "日"):
        return word, spans.last_days(today, number)
    if unit in ("周", "星期", "个星期", "礼拜", "个礼拜"):
        return word, spans.last_days(today, 7 * number)
    return word, spans.last_months(today, number * {"年": 12, "个季度": 3}.get(unit, 1))


_UNIT_WORDS = {
    "天": "天", "日": "天", "周": "周", "星期": "周", "个星期": "周", "礼拜": "周", "个礼拜": "周", "个月": "个月",
    "月": "个月", "年": "年", "个季度": "个季度",
}  # fmt: skip


def _count(number: int) -> str:
    return "两" if number == 2 else _han(number)  # noqa: PLR2004


def _half_year(match: re.Match[str], today: date) -> tuple[str, Days]:
    return "最近半年" if match["recent"] else "半年", spans.last_months(today, 6)


def _ago(match: re.Match[str], today: date) -> tuple[str, Days]:
    number, unit = _number(match["n"]), match["unit"]
    word = f"{_count(number)}{_UNIT_WORDS[unit]}前"
    if unit in ("天", "日"):
        return word, spans.day(today, -number)
    if unit in ("年", "个月", "月"):
        months = number * (12 if unit == "年" else 1)
        that = spans.months_before(today, months)
        return word, Days(that, that)
    return word, spans.day(today, -7 * number)


def _few_days(match: re.Match[str], today: date) -> tuple[str, Days]:
    if match["before"]:
        return match[0], Days(today - timedelta(days=3), today - timedelta(days=1))
    return match[0], spans.last_days(today, 3)


def _vague(match: re.Match[str], today: date) -> tuple[str, Days]:
    return ("最近" if match[0] != "近期" else "近期"), spans.last_days(today, 30)


def _last_time(_: re.Match[str], today: date) -> tuple[str, Days]:
    """上次: when that was only the records know; any day up to today."""
    return "上次", Days(date(today.year - 1, today.month, 1), today)


def _feast(match: re.Match[str], today: date) -> tuple[str, Days] | None:
    name = HOLIDAYS[match["name"]]
    days = holiday(name, _year(match, today) if match["year"] else None, today)
    return (f"{_said_year(match)}{name}", days) if days else None


def _iso(match: re.Match[str], today: date) -> tuple[str, Days]:
    month, number = int(match["m"]), int(match["d"])
    if match["year"]:
        that = date(int(match["year"][:4]), month, number)
        return that.isoformat(), Days(that, that)
    return f"{month}月{number}日", spans.named_day(today, month, number)


_YEAR = (
    r"(?P<year>(?:今|本|去|前|明|上)年|\d{4}年?|\d{2}年|[二两][零〇][零〇一二三四五六七八九]{2}年)"
)
_WHOLE_YEAR = _YEAR.replace(r"\d{4}年?", r"\d{4}年")
_SHIFTS = f"(?P<at>{'|'.join((*_AT, *_THIS))})"
_PART = "(?P<part>上旬|中旬|下旬|[初底末中头](?![国心间美]))?"
_UNIT = "(?P<unit>个季度|个星期|个礼拜|个月|(?<=[俩两])月|星期|礼拜|天|日|周|年)"
GRAMMAR: tuple[tuple[re.Pattern[str], Reading], ...] = (
    (re.compile(r"(?:(?P<before>前)|这|最近|近)(?:几天|两天|几日|两日|些天|些日子|阵子|阵儿|段时间)"), _few_days),
    (_DAY_WORD, _days),
    (re.compile(rf"{_SHIFTS}{_WEEK}(?![一二三四五六日天末]|期)"), _week),
    (re.compile(rf"(?:{_SHIFTS}个?)?(?:周|星期|礼拜)(?P<day>[{_WEEKDAY}])(?![家个位下次期点月])"), _weekday),
    (re.compile(rf"{_SHIFTS}(?:一|个|一个)?月份?{_PART}"), _month),
    (re.compile(r"(?<![\d一二三四五六七八九十个上下本这当])月(?P<part>初|底|末|中旬|上旬|下旬)"), _bare_month_part),
    (re.compile(rf"{_SHIFTS}(?:一|个|一个)?季度?(?![节一-四1-4])"), _quarter),
    (re.compile(rf"(?:{_YEAR}的?)?(?:第?(?P<n>[一二三四1234])个?季度|第(?P<n2>[一二三四])季)"), _nth_quarter),
    (re.compile(rf"(?:{_YEAR}的?)?(?<![A-Za-z])[Qq](?P<n>[1-4一二三四])(?P<n2>)(?![0-9A-Za-z])"), _nth_quarter),
    (re.compile(rf"(?:{_YEAR}的?)?(?:前|第?(?P<from>[一二三123])(?:到|至|~|-))(?P<n>[二三四234])个?季度"), _quarters),
    (re.compile(rf"(?:{_YEAR}的?)?(?P<half>[上下])半年"), _half),
    (re.compile(rf"(?<![\d-]){_WHOLE_YEAR}(?:全年|一?整年|度)?(?P<since>以来)?(?![\d月-])"), _whole_year),
    (re.compile(r"(?:从)?(?:今年)?年初(?:到|至)(?:今天?|现在|目前)|YTD|ytd"), _so_far),
    (re.compile(rf"(?:{_YEAR}的?)?(?<![\d.]|个)(?P<n>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?!鲜|[\d一二三四五六七八九十]+[日号]){_PART}(?P<since>以来)?"), _named_month),
    (re.compile(rf"(?:{_YEAR}的?)?(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?(?P<d>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?P<sign>[日号]?)"), _date),
    (re.compile(r"(?<![\d第.A-Za-z一二三四五六七八九十-])(?:(?P<at>上|下|本|这)个?月)?(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})(?P<sign>[号日])(?![店仓楼线机柜位业客门库会台厂院车桌员])"), _day_of_month),
    (re.compile(r"(?<![A-Za-z0-9-])(?P<year>\d{4}[-/])?(?P<m>0[1-9]|1[0-2])[-/](?P<d>0[1-9]|[12]\d|3[01])(?![A-Za-z0-9-])"), _iso),
    (re.compile(r"(?<![A-Za-z0-9-])(?P<year>\d{4}[-/.])(?P<m>0?[1-9]|1[0-2])[-/.](?P<d>[12]\d|3[01]|0?[1-9])(?![A-Za-z0-9-])"), _iso),
    (re.compile(rf"(?:最近|近|过去|这|往前)(?:这)?(?P<n>{_N}){_UNIT}(?:以来|来|内|之内|里)?"), _recent),
    (re.compile(rf"(?:最近|近)(?P<n>){_UNIT}(?!{_N})"), _recent),
    (re.compile(r"(?P<recent>最近|近|过去|这)?(?:大)?(?<!上)(?<!下)半年(?:以来|来|内|多)?"), _half_year),
    (re.compile(rf"(?P<n>{_N}){_UNIT}(?:之前|以前|前)"), _ago),
    (re.compile(r"最近(?!一?次)|近来|近期|近日"), _vague),
    (re.compile(r"上一?(?:次|回|趟)|上个回合"), _last_time),
    (re.compile(rf"(?:{_YEAR}的?)?(?<![0-9零一二三四五六七八九十])(?P<name>{'|'.join(sorted(HOLIDAYS, key=len, reverse=True))})(?![0-9零一二三四五六七八九十])"), _feast),
)  # fmt: skip
"""All that match are tried; the longest wins."""
