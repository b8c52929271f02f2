"""The words of a correction: 「238改成21箱」「不对,是13.8」「516改成8箱,数错了」."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.catalogue import Catalogue
from domain.numbers import plain
from domain.packs import TypedPrice, typed_price
from domain.stock import StockEntry, parse_stock
from domain.stock_words import Kind, Word, words

_LONGEST = 60
_TO = (
    r"(?:需?要|得)?(?:更正|更改|修改|纠正|修正|调整|变更|改正|改)(?:成|为|到|一下)+|(?:更正|纠正|修正|改)(?=[\s\d:])"
    r"|应该?(?:是|为)|其实(?:是|为)?|实际(?:上)?(?:是|为)|(?:准确|正确)的?(?:是|为)|->|→"
)
_NO = r"不对|不是|错了|[弄搞]错|(?:数|看|写|报|打|记|算|输|填|说|点|盘)(?:错|漏)"
_MARK = re.compile(f"{_TO}|{_NO}")
_OLD = re.compile(
    r"(?:而)?不是(?:了)?\s*[\d.零〇一二两三四五六七八九十百]+\s*[^\d\s,;]?(?=[,;\s是]|$)"
)
"""不是12箱: what it was."""
_SLIPPED = re.compile(r"(?<=错了)(?=是|应该|改|\d)")
"""307说错了是4箱: people leave the comma out."""
_CANONICAL = "改为"
_TAIL = re.compile(r"(?:才对|才是|[,\s]*改为)[\s,.!了吧]*$")
"""238 8箱,更正一下."""
_REASON = (
    r"因为|由于|原因是?|理由是?|(?:我|刚才|刚刚|之前|当时|上午|下午|昨天|早上)*"
    r"(?:数|看|写|报|打|记|算|输|填|说|点|盘)(?:错|漏|多|少|反)|漏(?:数|看|点)|多(?:数|看|点)|少(?:数|看|点)"
)
_BREAK = re.compile(
    rf"((?<!\d)[,;!.\n]|[,;!.\n](?!\d)|[()]|\s+|(?={_REASON})|(?<=[错漏了])(?=改为))"
)
_LEAD = re.compile(r"^(?:因为|由于|原因[是:]*|理由[是:]*|[:\s])+")
_EMPTY = re.compile(
    r"^(?:不对|错了|弄错|不是|是|请|帮我|麻烦|把|将|老板|您?好|谢谢|了|吧|啊|的|哦|那个|那|的?(?:竞品|价格?|库存|数量)"
    r"|[\s:,.!])*$|(?:价格?|价签|库存|数量)[:\s]*$"
)
"""No reason, however it is said."""
_NOT_OURS = re.compile(
    r"[?吗]|合同|报价|目录价|折扣|我们|我司|我品|阈值|预警|熔断|订单|下单|[%折]|至少|规则|以后|每次|目标"
)
"""Prices and numbers that no visit has."""
_POLITE = re.compile(r"把|将|请|帮我|麻烦|刚才|刚刚|那个|那条|上面|一下|竞品|价格|价签|价")
_SHORTEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """What somebody says is right."""

    entries: tuple[StockEntry, ...] = ()
    bare: tuple[int, str] | None = None
    """A count without its product; the unit may be empty."""
    was: tuple[int, str] | None = None
    """The count that it is not, where its product is not named: 不是12箱."""
    price: TypedPrice | None = None
    about_price: bool = False
    """Whether the price is called one: 价格改成14."""
    reason: str = ""


def says_wrong(text: str) -> bool:
    """Whether any word says that something is another value; what is asked first, as it is cheap."""
    return bool(_MARK.search(plain(text)))


def parse_correction(text: str, catalogue: Catalogue) -> Rewording | None:
    """Read a correction; ``None`` when the words don't say that something was wrong.

    Names of stores are to be cut out before.
    """
    said = plain(text)
    if len(said) > _LONGEST or not _MARK.search(said) or _NOT_OURS.search(said):
        return None
    line, reason = _parted(_SLIPPED.sub(",", said), catalogue)
    found = parse_stock(line, catalogue)
    if found.entries:
        return Rewording(entries=found.entries, reason=reason)
    if found.troubles or any(w.product for w in words(line, catalogue)):
        return None
    about, price, bare = "价" in said, _price(line), _bare(line, catalogue)
    if price is not None and (about or bare is None):
        return Rewording(price=price, about_price=about, reason=reason)
    if bare is None:
        return None
    return Rewording(bare=bare, was=_was(said, catalogue), price=price, reason=reason)


def _parted(said: str, catalogue: Catalogue) -> tuple[str, str]:
    """The words about values, without what it was before, and the reason."""
    line = _TAIL.sub("", re.sub(_TO, _CANONICAL, _OLD.sub(" ", said)))
    values, reason = "", ""
    for part, mark in itertools.zip_longest(*[iter(_BREAK.split(line))] * 2, fillvalue=""):
        if _tells(part, catalogue):
            values += f"{part} "
        elif part and not _EMPTY.match(part):
            reason += part + mark
    reason = _LEAD.sub("", reason).strip(" ,;!.()")
    kept = "".join(w.text for w in _without_old(list(words(values, catalogue))))
    return re.sub(_NO, " ", kept), reason if len(reason) >= _SHORTEST else ""


def _tells(part: str, catalogue: Catalogue) -> bool:
    """Whether a part holds a product, a number or the sign of a change, rather than a reason."""
    if re.match(_REASON, part):
        return False
    kinds = [w.kind for w in words(part, catalogue)]
    if "改为" in part or Kind.PRODUCT in kinds or _price(part) is not None:
        return True
    return Kind.COUNT in kinds and Kind.OTHER not in kinds


def _without_old(line: list[Word]) -> Iterator[Word]:
    """238 12箱改为21箱: the count before the change goes away."""
    for at, word in enumerate(line):
        after = next((w for w in line[at + 1 :] if w.text.strip()), None)
        changed = after is not None and after.text.strip() == "改为"
        if not (word.kind is Kind.COUNT and changed):
            yield word


def _price(line: str) -> TypedPrice | None:
    """The price after the last sign of a change, or the only one."""
    after = line.rpartition("改为")[2]
    return typed_price(re.sub(r"^.*?价[^\d¥]*(?=[\d¥])", "", after.strip()))


def _was(said: str, catalogue: Catalogue) -> tuple[int, str] | None:
    """The count after 不是."""
    old = _OLD.search(said)
    return _bare(re.sub("而?不是了?", " ", old[0]), catalogue) if old else None


def _bare(line: str, catalogue: Catalogue) -> tuple[int, str] | None:
    """The only number among words that mean nothing."""
    said = list(words(_POLITE.sub(" ", line), catalogue))
    counts = [w for w in said if w.kind is Kind.COUNT]
    if len(counts) != 1 or any(w.kind is Kind.OTHER for w in said):
        return None
    return None if counts[0].quantity is None else (counts[0].quantity, counts[0].unit)
