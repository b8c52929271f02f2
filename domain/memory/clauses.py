"""Clauses of what was told: what holds now, what held once, what is guessed or asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from domain.memory.reports import PERSON

_BREAK = re.compile(r"([,;!?\n]+|\s+)")
_TURN = re.compile(
    r"(?=但是|但|可是|不过|然而|反而|反倒|却|只是|而且|而是|而|现在(?!的)|如今|眼下|目前(?!的)|最近|近来|现今|这阵子|这[两几]年|近[两几]年|后来|今年|"
    r"以前|原来|原先|从前|过去|早先|当初|本来|曾经|早些年|早几年|那会儿|年轻的?时候?|小时候)"
)
_PAST = re.compile(
    r"以前|原来|原先|从前|过去(?!一)|早先|当初|本来|曾经|早些年|早几年|那会儿|年轻的?时|小时候|之前|上一任|前任|老店长|前老板"
)
_NOW = re.compile(
    r"但|可是|不过|然而|反而|反倒|却|现在|如今|眼下|目前|最近|近来|现今|这阵子|这[两几]年|近[两几]年|后来|今年|改成|改为|改做|换成|变成|转成|转型|不再|改用|戒"
)
_CHANGED = re.compile(
    r"现在|如今|眼下|目前|现今|这[两几]年|近[两几]年|后来|改成|改为|改做|换成|变成|转成|转型|不再|改用|戒了"
)
_HEDGED = re.compile(
    r"可能|也许|大概|好像|好象|似乎|估计|应该|听说|据说|看起来|看样子|看上去|貌似|说不定|不确定|不清楚|不知道|不晓得|没准|恐怕|怕是|"
    r"我感觉|感觉上|感觉|我觉得|我猜|猜测|说是|大约|或许|兴许|八成|多半是|印象中|印象里|好像记得|待核实|待确认|不一定|莫非|要是|如果|万一|假如|假设|"
    r"倘若|未必|吧$|不太确定|未知|有待|像是"
)
_ASKED = re.compile(
    r"吗$|么$|嘛\?|没$|没有$|是不是|是否|会不会|有没有|能不能|要不要|哪|什么|啥(?!都)|谁|多少|(?<!不)怎么(?!吃|用|样都)|(\S)不\1|呢$"
)
_WHETHER = re.compile(r"(\S)不\1")
_MINDS = re.compile(r"在意|在乎|看重|关心|讲究|就看|只看|最看|挑")
_OURS = re.compile(
    r"(?:我|咱|俺)(?:们)?(?:公司|老板|女朋友|男朋友|老婆|老公|媳妇|妈|爸|儿子|女儿|家里?人|朋友|同事|自己|本人)"
    r"|(?:我|俺)(?!们|说|跟|给|听|看|问|觉得|猜|估计|想|发现|了解|知道|去|到|来|在|感觉|记得|记|店|客户|把|的客户)"
)
"""It is about the writer, not about a customer."""
_CROWD = re.compile(r"顾客|客人|居民|街坊|周边|小区的?人|住户|食客|学生|工人|员工")


@dataclass(frozen=True, slots=True)
class Clause:
    """Some words in a row that speak of one time."""

    text: str
    start: int
    """Where it stands in the whole."""
    past: bool
    hedged: bool
    asked: bool
    changed: bool
    """It says that something is not what it was."""
    who: str
    """Whom it is about, as it was said; empty when nobody is named."""
    ours: bool


def clauses(text: str) -> Iterator[Clause]:
    """The clauses of a folded text, in order."""
    past, who = False, ""
    for start, said, end_mark in _sentences(text):
        hedged, asked = bool(_HEDGED.search(said)), "?" in end_mark or _is_asked(said)
        turned = False
        for at, part in _parts(said):
            turned = turned or bool(_CHANGED.search(part))
            past = bool(_PAST.search(part)) or (past and not _NOW.search(part))
            who = _subject(part) or who
            ours = bool(_OURS.search(part)) and not PERSON.search(part)
            yield Clause(part, start + at, past, hedged, asked, turned, who, ours)


def _sentences(text: str) -> Iterator[tuple[int, str, str]]:
    at = 0
    for gap in _BREAK.finditer(text):
        if gap.start() > at:
            yield at, text[at : gap.start()], gap[0]
        at = gap.end()
    if at < len(text):
        yield at, text[at:], ""


def _parts(said: str) -> Iterator[tuple[int, str]]:
    cuts = [0, *(m.start() for m in _TURN.finditer(said) if m.start()), len(said)]
    for start, end in pairwise(cuts):
        yield start, said[start:end]


def _is_asked(said: str) -> bool:
    """「看重日期新不新鲜」 asks nothing."""
    return bool(_ASKED.search(_WHETHER.sub("", said) if _MINDS.search(said) else said))


def _subject(part: str) -> str:
    found = _CROWD.search(part) or PERSON.search(part)
    return found[0] if found else ""
