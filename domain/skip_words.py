"""Planned stops that are not done: 跳过 晨光便利店 关门装修; 晨光明天不去了,老板出差."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.abbreviated import GONE, mentions, without
from domain.day_range import days_in
from domain.directory import Directory
from domain.numbers import plain
from domain.stores import Store

_LONGEST = 60
_STRIKE = r"(?:删掉|删了|删除|去掉|拿掉|划掉)"
_SIGN = re.compile(
    r"跳过|略过|(?:先|就)?不(?:用|想|能|准备|打算)?(?:过去|去|跑|拜访)(?:了|啦|成)?|(?:去|跑|拜访)不(?:了|成)(?:了|啦)?|没法(?:去|跑|拜访)(?:了)?"
    rf"|从(?:今天|明天)?(?:的)?计划(?:里|中)?{_STRIKE}|^(?:把)?{_STRIKE}(?={GONE}(?:[吧了,.! ]|$))|(?<={GONE}){_STRIKE}(?=[吧了,.! ]|$)"
)
_MAY = re.compile(rf"{_STRIKE}|{_SIGN.pattern}")
_COMMAND = re.compile(r"^/?(?:我想|我要|请|帮我|麻烦)?(?:今天|明天|后天)?(?:跳过|略过)")
_BACK = re.compile(
    r"^(?:我)?(?:把)?(?P<what>[^,]{0,20}?)(?:的)?(?:(?:撤回|撤销|取消|恢复)(?:了)?(?:掉)?(?:的)?跳过(?:申请)?|不跳过?了|(?:跳过(?:申请)?)(?:撤回|取消|撤销))(?P<more>[^,]{0,20})[了吧.!]*$"
)
_ASKING = re.compile(r"[?吗]|怎么(?!走)|为什么|要不要|谁|哪几家|哪家|多少|能不能|请假")
_REST_OF_DAY = re.compile(
    r"(?:剩下|剩余|剩|其余|其他|其它|余下|后面|没跑|没去)的?[几两三四五]?[家个]?(?:店|门店)?(?:今天|明天)?我?(?:都|全|就)"
    r"|(?:今天|明天|今日|所有|全部)的?[几两三四五]?[家个]?(?:店|门店)?我?(?:都|全部?)|^我?都"
)
_GLUE = re.compile(
    r"(?:今天|今日|今儿|申请|所以|因此|只好|只能|因为|给我|帮我|麻烦|门店|计划|一下|下一|一家|一个|这家|那家|还有|以及|[我把要想先吧了啦也的都全再还就那这家店个门请从里和跟与及得、/]|[,.!\s])*"
)
_HEAD = re.compile(r"^(?:(?:因为|由于|原因是|原因|理由是|理由)[:,\s]*|[,.!:\s]+)+")
_BEFORE_SIGN = re.compile(r"(?:所以|因此|只好|只能|今天|[我就也先都,\s])+$")
_AFTER_NAME = re.compile(r"^(?:[了啦吧的,\s](?!$)|今天|今日|今儿|[也都就我](?=[,\s]))+")
_AHEAD = re.compile(rf"^(?:因为|我|把|那|先|就|也|跳过|略过|{GONE}|[,\s的])+")
_OTHER_DAY = re.compile(r"[再补才回开后约会又改]")
_NO_REASON = re.compile(
    r"^/|[?吗]|哪|几家|多少|有没有|什么时候|为什么|附近|还差|雷达|请假|闭环率"
    r"|^(?:进度|继续|提交|撤[回销]|到店|拜访|签到|打卡|补录|放弃|换一下|待复核|行程|计划|帮助|菜单|确认|好的?|嗯|行|是|日报|周报|下一家|新店|新增|登记)[.!]*$"
    r"|^(?:请|麻烦)?(?:帮我|给我|替我)|^(?:到店|新店|新增|登记|待复核|下一家|按|撤[回销]|申请|提交|补录|放弃|跳过|略过|打开|导出|提醒|记一|备注)"
    r"|^把?(?:删|去掉|划掉|拿掉|添加|加[上进一个家]|查[一下看询]|看[一下看我今明昨]|发[我给送一])|^我?(?:已经|已|刚)?到(?!不了|期|时间|点)"
    r"|^\d{2,}\s*\D{0,4}\d+\s*[箱瓶件包袋盒]"
)
_REASON_SHORTEST = 2
REASONS = ("关门装修", "老板不在", "今天来不及", "店家改约")


@dataclass(frozen=True, slots=True)
class Skip:
    """What is to be skipped, and why."""

    stores: tuple[Store, ...]
    """All of them are meant when it is clear which; else they must be asked about."""
    reason: str = ""
    clear: bool = True
    """The words order it, even where they name no store of the day."""
    which: bool = False
    """Whether one word names several stores."""
    everything: bool = False
    """剩下的都不去了."""


def may_skip(said: str) -> bool:
    """Whether a plain sentence is worth reading against the day's stores."""
    return len(said) <= _LONGEST and bool(_MAY.search(said)) and not _ASKING.search(said)


def day_meant(
    text: str, among: Sequence[Store], directory: Directory, today: date
) -> tuple[date, str]:
    """The day of which the words speak and how they say it; a day within the reason is none."""
    said = without(text, mentions(text, among, directory))
    if "今天" in said or "今日" in said:
        return today, ""
    clauses = re.split(r"[,\s]+", said)
    for at, clause in enumerate(clauses):
        bare = _AHEAD.sub("", clause)
        days = days_in(bare, today)
        if days is None or not days.named or not bare.endswith(days.rest):
            continue
        word = bare[: len(bare) - len(days.rest)]
        about = GONE in clause or _SIGN.search(clause) or not days.rest
        after = at > 0 and (clauses[at - 1].endswith(GONE) or _SIGN.search(clauses[at - 1]))
        if (about or after) and not _OTHER_DAY.match(days.rest):
            return (days.first, word.strip()) if days.first >= today else (today, "")
    return today, ""


def parse(text: str, stops: Sequence[Store], directory: Directory, day: str = "") -> Skip | None:
    """Read a sentence against the stores of the day; ``None`` for any other sentence.

    ``day``: how the words say the day, which is no reason.
    """
    plainly = plain(text)
    if not may_skip(plainly):
        return None
    named = mentions(plainly, stops, directory)
    said = without(plainly, named)
    said = said.replace(day, "", 1) if day else said
    sign = _SIGN.search(said)
    if sign is None:
        return None
    found = tuple(dict.fromkeys(s for m in named for s in m.stores))
    every = None if found else _REST_OF_DAY.search(said[: sign.start()])
    ordered = bool(_COMMAND.match(plainly))
    if not found and not ordered and every is None:
        return None
    before = said[: sign.start()]
    if every is not None:
        before = before[: every.start()]
    reason = _reason(before, said[sign.end() :])
    which = any(len(m.stores) > 1 for m in named)
    return Skip(found, reason, ordered, which, everything=every is not None)


def _reason(before: str, after: str) -> str:
    """What is left as the reason, as it was typed."""
    kept = []
    for words, sign_follows in ((before, True), (after, False)):
        pieces = words.split(GONE)
        for at, piece in enumerate(pieces):
            last = at == len(pieces) - 1
            bare = _BEFORE_SIGN.sub("", piece) if sign_follows and last else piece
            if at > 0 or not sign_follows:
                bare = _AFTER_NAME.sub("", bare)
            kept += [part for part in re.split(r",", bare) if not _GLUE.fullmatch(part)]
    return ",".join(filter(None, (_bare(part) for part in kept)))


def reason_in(words: str) -> str:
    """A reason as it was typed, without 「因为」."""
    return _bare(plain(words))


def _bare(words: str) -> str:
    return _HEAD.sub("", words).strip(" ,.!")


def may_be_reason(said: str) -> bool:
    """Whether plain words can say why a stop is not done: no question, no command, no numbers."""
    return _REASON_SHORTEST <= len(said) <= _LONGEST and not _NO_REASON.search(said)


def taken_back(text: str) -> str | None:
    """What 「撤回跳过 晨光」 names; empty for the last one; ``None`` for any other sentence."""
    said = plain(text)
    found = _BACK.match(said) if len(said) <= _LONGEST else None
    return f"{found['what']} {found['more']}".strip() if found else None
