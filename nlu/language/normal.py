"""The normal form of a sentence: digits, units and letters as people type them.

Every character keeps the span of the original that it came from. The normal form is for reading
numbers, codes and quantities; what is shown is always the original.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from nlu.language.letters import SIGNS, may_spell, spell
from nlu.language.numerals import DIGITS, PLACES, digits
from nlu.language.syllables import syllable

_HAN = "一-鿿"
_NUMERALS = f"{''.join(DIGITS)}{''.join(PLACES)}万亿"
_RUN = re.compile(f"[{_NUMERALS}]+?(?:点[{_NUMERALS}]+?)?(?:(?=千[瓦克米伏安])|(?![{_NUMERALS}]))")
_PERCENT = re.compile(rf"百分之((?:[{_NUMERALS}]+)(?:点[{_NUMERALS}]+)?|[0-9.]+)")
_MEASURES = "台箱瓶件桶盒袋吨包套只支根升克斤米块元折倍公毫千%"
_ORDERED = "位家号店个次组月日天年季周点分名步项条款批期版份"
_ONE = f"[{''.join(c for c in DIGITS if c not in '两洞拐勾')}]"
_LONE = re.compile(f"(?<=[a-z0-9-]){_ONE}(?=[a-z0-9-])|{_ONE}(?=[a-z][a-z0-9-])")
_TAIL = re.compile(
    f"(?<=[a-z]){_ONE}(?![{_HAN}])|(?<=[0-9a-z-][0-9][a-z]{{2}})[零二三四五六七八九](?![{_MEASURES}{_ORDERED}])"
)
_NO_NUMBER = frozenset(
    {"万一", "一一", "三三两两", "千千万万", "一五一十", "四六", "三七", "不三不四"}
)
_CLOCK = re.compile("[十分半钟整一刻]")
_UNITS = (
    ("毫升", "ml"), ("千瓦", "kw"), ("公斤", "kg"), ("千克", "kg"), ("毫米", "mm"), ("厘米", "cm"),
    ("公分", "cm"), ("毫安", "ma"), ("毫克", "mg"), ("赫兹", "hz"), ("升", "l"), ("克", "g"),
    ("瓦", "w"), ("安", "a"), ("伏", "v"), ("米", "m"),
)  # fmt: skip
_UNIT_NAMES = dict(_UNITS)
_UNIT = re.compile(
    "(?<=[0-9])(?:毫升|毫米|厘米|公分|毫安|毫克|公斤|千[瓦克]|赫兹|升(?![级降到值职高])|克(?![服隆])"
    "|瓦(?!特)|安(?![装全排徽庆阳])|伏(?!特)|米(?![饭粉醋线面]))"
)
_TWO = re.compile(f"(?<=[0-9])[{_HAN}](?<!号)[{_HAN}]")
_UNIT_SOUNDS = {
    ("hao", "sen"): "ml", ("gon", "jin"): "kg", ("qian", "ke"): "kg", ("qian", "wa"): "kw", ("hao", "mi"): "mm",
}  # fmt: skip
"""Units of two syllables after a number are known by their sound: 500豪声."""
_SPOKEN = re.compile(f"[{_NUMERALS}杠刚钢]|减号|连字符|(?<=[a-z0-9])[{''.join(SIGNS)}]")
"""Without one of these, or a letter's name, nothing is spoken out."""
_DASH = re.compile(
    f"(?<=[a-z0-9{_NUMERALS}])(?:[横中]?[杠刚钢]|减号|连字符)(?=[a-z0-9{_NUMERALS}])"
)
_SLASH = re.compile(f"(?<=[a-z0-9{_NUMERALS}])斜[杠刚钢](?=[a-z0-9{_NUMERALS}])")
_DOT = re.compile(r"(?<=[0-9])[点。](?=[0-9])")
_DASHES = dict.fromkeys("‐‑‒–—―−", "-")


@dataclass(frozen=True, slots=True)
class Normal:
    """A normal form and where its characters come from."""

    source: str
    text: str
    """Lower case."""
    spans: tuple[tuple[int, int], ...]
    """Of every character of ``text``: start and end in ``source``."""

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that ``text[start:end]`` came from."""
        if start >= end:
            at = self.spans[start][0] if start < len(self.spans) else len(self.source)
            return at, at
        return self.spans[start][0], self.spans[end - 1][1]


def normal(text: str) -> Normal:
    """Fold a sentence: 三百一十→310, 五百毫升→500ml, 爱思七→s7, 百分之五→5%, 零零二三八→00238."""
    form = _fold(text)
    if form.text.isascii():
        return form
    if _SPOKEN.search(form.text) or may_spell(form.text):
        form = _unspoken(form)
    form = _rewrite(form, _DOT, _dot)
    form = _rewrite(form, _UNIT, lambda m: _UNIT_NAMES[m[0]])
    return _rewrite(form, _TWO, lambda m: _UNIT_SOUNDS.get((syllable(m[0][0]), syllable(m[0][1]))))


def _unspoken(form: Normal) -> Normal:
    form = _rewrite(form, _PERCENT, _percent)
    form = _rewrite(form, _DASH, lambda _: "-")
    form = _rewrite(form, _SLASH, lambda _: "/")
    form = _rewrite(form, _RUN, _run)
    form = spell(form, _replace)
    form = _rewrite(form, _LONE, lambda m: DIGITS[m[0]])
    return _rewrite(form, _TAIL, lambda m: DIGITS[m[0]])


def _fold(text: str) -> Normal:
    if text.isascii():
        return Normal(text, text.lower(), tuple((i, i + 1) for i in range(len(text))))
    out: list[str] = []
    spans: list[tuple[int, int]] = []
    for i, char in enumerate(text):
        folded = char if "一" <= char <= "鿿" else unicodedata.normalize("NFKC", char).lower()
        folded = _DASHES.get(folded, folded)
        out.append(folded)
        spans.extend([(i, i + 1)] * len(folded))
    return Normal(text, "".join(out), tuple(spans))


def _rewrite(
    form: Normal, pattern: re.Pattern[str], reading: Callable[[re.Match[str]], str | None]
) -> Normal:
    """Replace what matches by its reading; ``None`` leaves it."""
    found = [(m.start(), m.end(), new) for m in pattern.finditer(form.text) if (new := reading(m))]
    return _replace(form, found)


def _replace(form: Normal, found: list[tuple[int, int, str]]) -> Normal:
    if not found:
        return form
    text: list[str] = []
    spans: list[tuple[int, int]] = []
    last = 0
    for start, end, new in found:
        text += (form.text[last:start], new)
        spans += form.spans[last:start]
        if len(new) == end - start:
            spans += form.spans[start:end]
        else:
            spans += [form.origin(start, end)] * len(new)
        last = end
    text.append(form.text[last:])
    spans += form.spans[last:]
    return Normal(form.source, "".join(text), tuple(spans))


def _percent(found: re.Match[str]) -> str | None:
    said = found[1] if found[1][0].isdigit() else digits(found[1])
    return said and f"{said}%"


def _run(found: re.Match[str]) -> str | None:
    run, text = found[0], found.string
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    if "点" in run and _CLOCK.search(run.partition("点")[2]):
        return _hours(run)
    if len(run) == 1:
        return _single(run, before, after)
    if run in _NO_NUMBER or (_pair(run) and not _latin(before) and not _latin(after)):
        return None
    return digits(run)


def _hours(run: str) -> str | None:
    """三点十五: a time of day."""
    hour, _, minute = run.partition("点")
    left, right = digits(hour), digits(minute)
    return f"{left}点{right}" if left and right else None


def _single(run: str, before: str, after: str) -> str | None:
    if run not in DIGITS and run != "十":
        return None
    if run in "洞拐勾幺":
        return digits(run) if _latin(before) and _latin(after) else None
    ordinal = before == "第" and after != "时"
    counted = after in _MEASURES or (run not in "一两" and after in _ORDERED)
    named = before in "周期拜统唯一" and before
    if ordinal or (counted and after and not named) or (_latin(before) and _latin(after)):
        return digits(run)
    return None


def _pair(run: str) -> bool:
    """五六(个), 一二(线): one of the two."""
    return (
        len(run) == 2  # noqa: PLR2004
        and all(c in DIGITS for c in run)
        and int(DIGITS[run[1]]) - int(DIGITS[run[0]]) == 1
        and run[0] not in "零〇"
    )


def _latin(char: str) -> bool:
    return bool(char) and char.isascii() and char.isalnum()


def _dot(found: re.Match[str]) -> str | None:
    """1点5 but 10点30分."""
    after = found.string[found.end() : found.end() + 3]
    return None if re.match(r"\d{1,2}[分半]", after) else "."
