"""What is left of a sentence when the request itself is taken away: the person's own words."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from nlu.language.slots.lexicon import Words, table
from nlu.language.slots.sentence import Sentence

_MARKS = re.compile(r"[,。;!?、:,;!?:~…\s\"“”「」『』()()]+")
_TOLD = re.compile(
    "(?:仅|只有|只许|只让|只能|只给|只|就)[^,。,]{0,8}?(?:可见|能看|看得到|看得见|看到|看|知道|晓得)"
    "|(?:别|不要|不能|甭|勿|莫|不许|唔好|不得)[^,。,]{0,6}?(?:公开|外传|说出去|讲出去|知道|晓得|同步|声张|传出去|看到|看见|见光)"
)
"""Who may know it is part of the request."""
_HEAD = re.compile(
    "^(?:的|了|吧|啊|呢|呀|嘛|哈|那|是|把|呃|嗯|哎|诶|喂|请|为|成|条|:|里|写|填|记|给|对(?=$)|于|与|跟(?=$)|到(?=$)|说|讲|就(?=[是说])|我(?![们方]))+"
)
_TAIL = re.compile(
    "(?:了|吧|啊|呢|呀|嘛|哈|哦|噢|啦|嘞|喔|哒|这|那|我|你|给|帮|请|把|先|就|所以|故|因此|咱|也|都|还|要|再|并)+$"
)

_PARTS = re.compile("n+|k+| +")
_GOVERNS = re.compile("[跟和与对被给让找请替向把叫同]$")
"""A name after it belongs to the own words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of own words within one clause."""

    text: str
    ordered: bool
    """Its clause holds words of the request, too."""
    named: bool
    """It follows a name: 给金鑫 | 预算砍半."""


def pieces(sentence: Sentence, known: Words, kinds: Collection[str], start: int = 0) -> list[Piece]:
    """The own words, in order.

    Args:
        sentence: The sentence.
        known: Words of the request.
        kinds: Mentions of these kinds belong to the request, unless own words surround them.
        start: Where to begin.
    """
    text = sentence.text
    known_at = [(h.start, h.end) for h in known.find(sentence.key) if h.start >= start]
    known_at += [m.span() for m in _TOLD.finditer(text, start)]
    named_at = [(m.start, m.end) for m in sentence.mentions if m.kind in kinds]
    sign = [" "] * len(text)
    for spans, mark in ((known_at, "k"), (named_at, "n")):
        for begin, end in spans:
            sign[begin:end] = mark * (end - begin)
    out: list[Piece] = []
    for begin, end in _clauses(text, start):
        signs = "".join(sign[begin:end])
        out += [Piece(run, "k" in signs, named) for run, named in _runs(text[begin:end], signs)]
    return out


def _clauses(text: str, start: int) -> Iterator[tuple[int, int]]:
    at = start
    for mark in _MARKS.finditer(text, start):
        yield at, mark.start()
        at = mark.end()
    yield at, len(text)


def _runs(clause: str, signs: str) -> Iterator[tuple[str, bool]]:
    """Own words of a clause, and whether they follow a name; 在跟金鑫谈 stays in one."""
    run, name, named = "", "", False
    for part in _PARTS.finditer(signs):
        said, sign = clause[part.start() : part.end()], part[0][0]
        if sign == "n":
            name += said
        elif sign == " " and run and name and _GOVERNS.search(run):
            run, name = run + name + said, ""
        else:
            if own := bare(run):
                yield own, named
            run, named = (said if sign == " " else ""), bool(name)
            name = ""
    if own := bare(run):
        yield own, named


def bare(run: str) -> str:
    """Without fillers and particles at its ends."""
    before = ""
    while before != run:
        before = run
        for word in _fillers():
            run = run.removeprefix(word).removesuffix(word)
        run = _TAIL.sub("", _HEAD.sub("", run)).strip()
    return run


@cache
def _fillers() -> list[str]:
    return sorted(table("filler")["words"], key=len, reverse=True)
