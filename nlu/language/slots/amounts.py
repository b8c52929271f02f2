"""Slots that are numbers: which visit, which rep, how many, by how much, which version."""

import re
from collections.abc import Collection
from typing import Any

from nlu.language.numerals import digits
from nlu.language.slots.sentence import Sentence

_HAN = "零〇一二两三四五六七八九十百"
_N = f"([0-9]{{1,4}}|[{_HAN}]{{1,4}})"
_NTH = f"[第弟地低递底帝娣]{_N}"
_VISIT_NOUN = "(?:家|间|爿|站|趟|单|店|户|客户|门店|(?:个|位)(?:店|门店|客户|点|网点|商户|铺))"
_VISITS = (
    re.compile(f"{_NTH}{_VISIT_NOUN}"),
    re.compile("(?<![上下这那每哪])([头首])(?:一)?(?:家|间|站|个店|店)"),
    re.compile(f"(倒数)[第弟]?{_N}(?:家|间|站|个店)"),
    re.compile(
        "(最后|末尾|末了|压轴|收尾|最末)(?:的)?(?:那)?(?:一)?(?:家|间|站|个|店)|(末)(?:家|站|店)"
    ),
    re.compile(f"(?<![0-9]){_N}号(?:店|门店|客户)"),
)
_REP_NOUN = "(?:业务员|业务|业代|代表|销售|员工|同事|伙计|兄弟|人|队员|rep|bd|sales)"
_REPS = (
    re.compile(f"{_NTH}(?:位|名|号位|号)(?!客户|店|门店)"),
    re.compile(f"{_NTH}个?{_REP_NOUN}"),
    re.compile(f"(?<![0-9月]){_N}号(?:位|{_REP_NOUN})"),
    re.compile(f"(?:排|编号|序号|number|no\\.?|rep) ?(?:在)?[第弟]?{_N}(?:的|号|位|那)?"),
    re.compile(f"老([{_HAN}])(?![{_HAN}])"),
    re.compile(f"(?<![0-9月]){_N}号(?![楼线店])"),
    re.compile(f"{_NTH}个(?!月|季|星期)"),
)
_COUNT = re.compile(
    f"(?:前|头|top ?|最[^0-9]{{0,6}}?的?){_N}(?:个|家|名|位|户)?"
    f"|(?<![第0-9.]){_N}(?:个|家|名|位|户)(?!月|多月|星期|礼拜|季|点|人|半月)"
)
_QTY = re.compile(
    f"(?<![0-9.第]){_N}(台|箱|件|瓶|桶|盒|袋|套|只|包|吨|罐|支|根|卷|块|打|提|托|个|条|组|pcs)(?![0-9])",
    re.IGNORECASE,
)
_NO_QTY = re.compile("第[0-9零一二三四五六七八九十]*$|[上下这那几]$")
_WANTED = re.compile("[要订定拿买来购进发下补报]$|采购 ?$|need ?$|order ?$")
_SPEC = re.compile(
    r"(?<![0-9.a-z-])([0-9]{1,5}(?:\.[0-9]{1,2})?) ?(ml|kg|kw|g|l|w|克|毫升|升|千瓦|公斤)(?![a-z0-9-])"
)
_SPEC_UNITS = {
    "kw": "kW",
    "w": "W",
    "l": "L",
    "克": "g",
    "毫升": "ml",
    "升": "L",
    "千瓦": "kW",
    "公斤": "kg",
}
_VERSION = re.compile(
    r"(?<![a-z0-9])(?:v|版本号?) ?([0-9]{1,3}(?:[.点][0-9]{1,3}){0,2})(?![0-9])"
    r"|(?:[微维威薇伟卫唯])([0-9]{1,2}\.[0-9]{1,2})"
    r"|(?<![0-9.])([0-9]{1,2}\.[0-9]{1,2}) ?(?:这|那|的)?(?:个)?版"
    r"|第([0-9一二三四五六七八九十]{1,2})(?:个)?版"
)
_LAST = -1


def amounts(sentence: Sentence, allowed: Collection[str]) -> dict[str, Any]:
    """Slots filled from numbers."""
    text = _masked(sentence)
    readers = {
        "rep_ord": _rep,
        "visit_ord": _visit,
        "n": _count,
        "qty": _quantity,
        "spec": _spec,
        "version": _version,
    }
    found = {name: read(text) for name, read in readers.items() if name in allowed}
    return {name: value for name, value in found.items() if value is not None}


def _masked(sentence: Sentence) -> str:
    """The normal form with things and times blanked: their numbers are no amounts."""
    spans = sentence.key.form.spans
    taken = [(m.start, m.end) for m in (*sentence.mentions, *sentence.times)]
    return "".join(
        "□" if any(a <= spans[i][0] < b for a, b in taken) else char
        for i, char in enumerate(sentence.digits)
    )


def number(said: str) -> int | None:
    """12, 十二."""
    if said.isascii():
        return int(said) if said.isdigit() else None
    read = digits(said)
    return int(read) if read and read.isdigit() else None


def _visit(text: str) -> int | None:
    ahead, first, back, last, plain = (pattern.search(text) for pattern in _VISITS)
    if back and (n := number(back[2])):
        return -n
    if ahead and (n := number(ahead[1])):
        return n
    if last:
        return _LAST
    if first:
        return 1
    return number(plain[1]) if plain else None


def _rep(text: str) -> int | None:
    visit = _VISITS[0].search(text)
    rest = text if visit is None else text[: visit.start()] + "□" + text[visit.end() :]
    for pattern in _REPS:
        found = pattern.search(rest)
        if found and (n := number(found[1])):
            return n
    return None


def _count(text: str) -> int | None:
    for found in _COUNT.finditer(text):
        n = number(found[1] or found[2])
        if n:
            return n
    return None


def _quantity(text: str) -> str | None:
    for found in _QTY.finditer(text):
        if _NO_QTY.search(text[: found.start()]):
            continue
        n = number(found[1])
        one_each = n == 1 and not _WANTED.search(text[: found.start()])
        if n and not one_each:
            return f"{n}{found[2]}"
    return None


def _spec(text: str) -> str | None:
    found = _SPEC.search(text)
    return found and f"{found[1]}{_SPEC_UNITS.get(found[2], found[2])}"


def _version(text: str) -> str | None:
    found = _VERSION.search(text)
    if not found:
        return None
    said = found[1] or found[2] or found[3] or str(number(found[4]) or found[4])
    return "V" + said.replace("点", ".")
