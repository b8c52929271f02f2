"""Names that stand in a sentence's key, as candidates to choose from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlu.language.alike import agrees, key_of_name
from nlu.language.arrays import Rows
from nlu.language.codes import counts_something
from nlu.language.common_words import GENERIC
from nlu.language.entities import Kind
from nlu.language.names import Names, Worth
from nlu.language.phonetic import Key
from nlu.language.surnames import is_salutation
from nlu.language.words import words

_WORTH = {Worth.NAME: 1.0, Worth.SHORT: 0.95, Worth.ABBREVIATION: 0.86}
_SOUNDS = {2: 0.9, 3: 0.93}
"""What a name is worth that is spelled otherwise, by its syllables; 0.96 from four on."""
_SHORT = 3
"""Names of so few syllables must share a character with what was said: 里紧急 is not 李锦记."""
_HINTED = frozenset(
    words(
        "巴适 安逸 要得 美好 阳光 幸福 平安 顺利 方便 新鲜 满意 正好 健康 快乐 放心 安心 开心 先锋 领先 用心 实用 微信 现金 早上 中午 晚上 开门 统一 建设"
    )
)
"""Names that mean something else most of the time."""
_BEFORE = re.compile(r"(?:[给跟去到对找问查看在帮从向替和与]|拜访|客户|[,,。!?、:\s])$")
_AFTER = re.compile(r"的|那边|那家|这家|家|店|公司|老板|经理|采购")
STOPS = re.compile(r"[、,;:!?。…\n]")
"""No name goes on beyond one of these."""
_TITLE_GOES_ON = "监裁部结体共额量数表"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may name some things of one kind."""

    kind: Kind
    owners: tuple[int, ...]
    """Numbers of the things, best first; empty for a person nobody knows."""
    start: int
    end: int
    """In the original text."""
    score: float
    alias: str
    size: int
    """Syllables, digits and letters."""
    exact: bool = True


def exact(names: Names, key: Key) -> Iterator[Candidate]:
    """Names that sound exactly like a part of the sentence."""
    for start, end, rows in names.ring.find(key.text):
        span = key.origin(start, end)
        for (text, kind), found in _same_names(names, rows).items():
            score = _score(names, key, (start, end), found[0])
            if score:
                owners = tuple(names.owners[found].tolist())
                yield Candidate(kind, owners, *span, score, text, end - start)


def _same_names(names: Names, rows: Rows) -> dict[tuple[str, Kind], list[int]]:
    """Rows of one name and kind together: a thousand products may be called 特级生抽."""
    found: dict[tuple[str, Kind], list[int]] = {}
    for row in dict.fromkeys(rows.tolist()):
        found.setdefault((names.texts[row], names.thing(row).kind), []).append(row)
    return found


def _score(names: Names, key: Key, span: tuple[int, int], row: int) -> float:
    """0 when it is none."""
    text = names.texts[row]
    start, end = span
    may, alike = agrees(key_of_name(text), key, start, end)
    if not may or not _whole(text, key, span) or not _meant(names, key, span, row):
        return 0.0
    worth = _WORTH[Worth(int(names.worths[row]))]
    if alike == 1:
        return worth
    said = key.form.source[slice(*key.origin(start, end))]
    size = end - start
    if size <= _SHORT and not _may_be_misheard(text, said, names.thing(row).kind):
        return 0.0
    return worth * _SOUNDS.get(size, 0.96)


def _may_be_misheard(text: str, said: str, kind: Kind) -> bool:
    """A short name shares a telling character with what was said; of 张总 both are surnames."""
    if kind is Kind.TAG:
        return False
    if len(text) == len(said) == 2 and is_salutation(text):  # noqa: PLR2004
        return is_salutation(said) or said[0] == text[0]
    return text.isascii() or any(c in said and c not in GENERIC for c in text)


def _whole(text: str, key: Key, span: tuple[int, int]) -> bool:
    """No digit goes on beside a digit of the name, no letter beside a letter; 1511元 is a price."""
    form = key.form.text
    first, last = key.at[span[0]], key.at[span[1] - 1]
    if STOPS.search(form, first, last + 1) and not STOPS.search(text):
        return False
    before = form[first - 1 : first] if first else ""
    after = form[last + 1 : last + 2]
    if span[0] and key.at[span[0] - 1] == first:
        return False  # begins within a letter's name
    if span[1] < len(key.at) and key.at[span[1]] == last:
        return False
    if _same_sort(before, form[first]) or _same_sort(form[last], after):
        return False
    return not text.isdigit() or not counts_something(form, first, last + 1)


def _same_sort(a: str, b: str) -> bool:
    if not a or not b or not (a.isascii() and b.isascii()):
        return False
    return (a.isdigit() and b.isdigit()) or (a.isalpha() and b.isalpha())


def _meant(names: Names, key: Key, span: tuple[int, int], row: int) -> bool:
    """A name that is a plain word needs a hint; 张总 is not named in 张总监."""
    start, end = key.origin(*span)
    source = key.form.source
    kind = names.thing(row).kind
    if kind is Kind.CONTACT and source[end : end + 1] and source[end] in _TITLE_GOES_ON:
        return False
    if names.texts[row] not in _HINTED or kind is Kind.TAG:
        return True
    hinted = _BEFORE.search(source[max(0, start - 2) : start]) or _AFTER.match(
        source[end : end + 2]
    )
    return bool(hinted) or source.strip() == names.texts[row]
