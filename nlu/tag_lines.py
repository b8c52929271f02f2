"""The lines of a price tag: mended text, who stands beside whom, and the amounts of money."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from nlu.ocr import Box, Line


class Role(StrEnum):
    """What the words beside an amount make of it."""

    OLD = "old"
    """原价: crossed out, or as good as."""
    REGULAR = "regular"
    PROMO = "promo"
    MEMBER = "member"
    BUNDLE = "bundle"
    """3件: the price of several."""
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Amount:
    """Money printed on the tag."""

    fen: int
    box: Box
    role: Role
    signed: bool
    """¥, 元 or a price word stands beside it."""
    pointed: bool
    """Its decimals were seen."""
    confidence: float
    """0-1, the engine's."""
    height: float
    """Of the digits, in pixels."""


_ROLE_WORDS = (
    (Role.OLD, re.compile(r"原价|原售价|日常价|平时价|市场价|吊牌|划线价|门市价")),
    (Role.MEMBER, re.compile(r"会员|PLUS|vip", re.IGNORECASE)),
    (
        Role.PROMO,
        re.compile(
            r"特价|特惠|促销|到手|秒杀|活动|优惠|抢购|惊爆|爆款|爆品|现价|券后|限时|折后|冲量|直降|低至|团购|清仓"
        ),
    ),
    (Role.REGULAR, re.compile(r"零售|单价|售价|标价|价格")),
)
_BUNDLE = re.compile(
    r"(?:\d|[两二三四五六])\s*[件瓶盒袋包罐支提听个份桶箱条块](?:装|共|仅|只要|价)?\s*$"
)
_BUNDLE_LABEL = re.compile(r"(?:任选|任意|买|购)?" + _BUNDLE.pattern)
_HOTLINES = {"12315", "12331", "12345", "12358"}
_NOISE = re.compile(
    r"电话|举报|监督|热线|编码|编号|条码|货号|日期|规格|净含量|库存|有效期|保质|\d{6,}"
)
_COMPLAINTS = re.compile(r"电话|举报|监督|热线")
"""价格举报 12345: there is 价 in it, but no price."""
_PRICE_WORD = re.compile(r"¥|价")
_DATES = re.compile(
    r"\d{1,2}[./]\d{1,2}\s*[-~—至到]\s*\d{1,2}|\d+\s*月\s*\d+\s*日?|20\d\d[-./年]|\d:\d\d"
)
_NUMBER = re.compile(r"(?<![\d.A-Za-z])(\d{1,5})(?:\.(\d{1,2}))?(?![\d%])(?!\.\d)")
_COUNTS = re.compile(  # what follows a number that is a size, a count or a discount
    r"\s*(?:-\s*\d|m?[lL]\b|ml|ML|k?g\b|[kK][gG]|G\b|[克升斤*xX×片抽卷段年天粒度折减月日号项层枚期码]|毫升|公斤|千克|"
    r"[件瓶盒袋包罐支提听个份桶箱条块])"
)
_HEAD_NOT_PRICE = re.compile(r"(?:[*xX×]|满|减|第|送|买|加|规格|含量|限购|积分)\s*$")
_CURRENCY_MISREAD = "夫羊半Y￥"
"""How a thin ¥ of its own comes back from the engine."""
_SUPERSCRIPT = re.compile(r"\.?(\d{2})")
_WHOLE = re.compile(r"¥?\s*(\d{1,4})\.?")
_RUN_TOGETHER = re.compile(r"(¥?)\s*(\d{1,3})(\d{2})")
_NARROW = 0.52
"""Width per digit against height: figures of one size have .55-.95, 2 and a raised 50 have .42."""
_SIGN_WIDTH = 0.4
"""Width of a ¥ against the height of the figures after it; it is printed small."""
_GUESSED_POINT = 0.6
"""Factor of doubt on decimals told from the width alone."""
_BIG = 0.5
"""Height against the tallest digits from which an unsigned amount with decimals is believed."""


def mend(line: Line) -> Line:
    """Undo what engines do to prices: full-width forms, ¥ as 夫, blanks around the point."""
    text = unicodedata.normalize("NFKC", line.text).strip()
    if text in _CURRENCY_MISREAD:
        text = "¥"
    text = re.sub(rf"^[{_CURRENCY_MISREAD}*](?=\s*\d)", "¥", text)
    text = re.sub(r"^(¥?\s*\d{1,4})\s+(?=\d\d$)", r"\1.", text)
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    text = re.sub(r"(?<=\d)\s*[.。·,]\s*(?=\d{1,2}(?!\d))", ".", text)
    text = re.sub(r"(?<=\d\.)[oO]|(?<=\d\.\d)[oO]", "0", text)
    text = re.sub(r"(?<=\d)m[1I|](?![a-z0-9])", "ml", text)
    return replace(line, text=text)


def role_of(text: str) -> Role:
    """Return what a label says about the amount beside it."""
    if _BUNDLE.search(text):
        return Role.BUNDLE
    return next((role for role, words in _ROLE_WORDS if words.search(text)), Role.PLAIN)


def left_of(label: Box, box: Box) -> bool:
    """Whether a label stands in the row of a box, just before it."""
    row = min(label[3], box[3]) - max(label[1], box[1])
    gap, height = box[0] - label[2], box[3] - box[1]
    return row > 0.5 * (label[3] - label[1]) and -0.6 * height < gap < 4 * height


def above(label: Box, box: Box) -> bool:
    """Whether a label stands right over a box."""
    gap, height = box[1] - label[3], box[3] - box[1]
    middle = (label[0] + label[2]) / 2
    return -0.5 * height < gap < height and box[0] - 1.5 * height < middle < box[2]


def find_amounts(lines: Sequence[Line]) -> list[Amount]:
    """Find the money among mended lines, tallest first. Phones, sizes, dates, counts are none."""
    found: list[Amount] = []
    used: set[int] = set()
    for i, j, amount in _raised_decimals(lines):
        if i not in used and j not in used:
            found.append(amount)
            used |= {i, j}
    for i, line in enumerate(lines):
        if i not in used:
            found.extend(_amounts_in(line))
    labelled = [_with_neighbours(amount, lines) for amount in found]
    labelled.sort(key=lambda amount: -amount.height)
    return [amount for amount in labelled if _believable(amount, labelled[0], lines)]


def _raised_decimals(lines: Sequence[Line]) -> Iterator[tuple[int, int, Amount]]:
    """Yield 12 and a smaller, raised 80 at its right as 12.80."""
    for i, whole in enumerate(lines):
        digits = _WHOLE.fullmatch(whole.text)
        if digits is None:
            continue
        for j, cents in enumerate(lines):
            raised = _SUPERSCRIPT.fullmatch(cents.text)
            if raised and i != j and _is_raised(cents, whole):
                sure = min(whole.confidence, cents.confidence)
                yield i, j, _pointed(whole, digits[1], raised[1], sure)


def _is_raised(cents: Line, whole: Line) -> bool:
    small, big, height = cents.box, whole.box, whole.size[1]
    return (
        cents.size[1] < 0.8 * height
        and -0.6 * height < small[0] - big[2] < 0.5 * height
        and small[2] > big[2]
        and small[1] > big[1] - 0.4 * height
        and small[1] + small[3] < big[1] + big[3]
    )


def _pointed(line: Line, whole: str, cents: str, confidence: float) -> Amount:
    return Amount(
        fen=int(whole) * 100 + int(cents.ljust(2, "0")),
        box=line.box,
        role=Role.PLAIN,
        signed="¥" in line.text,
        pointed=True,
        confidence=confidence,
        height=line.size[1],
    )


def _run_together(line: Line) -> Amount | None:
    """Read 250 as 2.50 where it is too narrow for three figures of one size."""
    width, height = line.size
    figures = _RUN_TOGETHER.fullmatch(line.text)
    if figures is None or line.text in _HOTLINES:
        return None
    sign, whole, cents = figures.groups()
    room = _NARROW * len(whole + cents) + (_SIGN_WIDTH if sign else 0)
    if width > room * height:
        return None
    return _pointed(line, whole, cents, line.confidence * _GUESSED_POINT)


def _amounts_in(line: Line) -> Iterator[Amount]:
    text = line.text
    if narrow := _run_together(line):
        yield narrow
        return
    if _NOISE.search(text) and not _PRICE_WORD.search(text):
        return
    if _COMPLAINTS.search(text) or _DATES.search(text):
        return
    end = 0
    for number in _NUMBER.finditer(text):
        head, tail = text[end : number.start()], text[number.end() :]
        marked = head.rstrip(": ").endswith(("¥", "价", "价(元)"))
        counted = _HEAD_NOT_PRICE.search(head) or (_COUNTS.match(tail) and not marked)
        if counted or number[0] in _HOTLINES:
            continue
        end = number.end()
        amount = _pointed(line, number[1], number[2] or "", line.confidence)
        signed = marked or tail.lstrip().startswith("元")
        role = role_of(head.rstrip("¥ "))
        if amount.fen > 0:
            yield replace(amount, role=role, signed=signed, pointed=number[2] is not None)


def _with_neighbours(amount: Amount, lines: Sequence[Line]) -> Amount:
    """Let the nearest label beside or above say what the amount is."""
    near = [
        line
        for line in lines
        if line.box != amount.box and (left_of(line.box, amount.box) or above(line.box, amount.box))
    ]
    signed = amount.signed or any(line.text.endswith("¥") for line in near)
    labels = [(role_of(line.text.rstrip("¥ ")), line) for line in near if _is_label(line.text)]
    labels = [(role, line) for role, line in labels if role is not Role.PLAIN]
    if amount.role is not Role.PLAIN or not labels:
        return replace(amount, signed=signed)
    role, _ = min(labels, key=lambda label: _distance(label[1].box, amount.box))
    return replace(amount, role=role, signed=True)


def _is_label(text: str) -> bool:
    """A line with an amount of its own labels that, not its neighbour."""
    return _BUNDLE_LABEL.fullmatch(text.rstrip("¥ ")) is not None or not any(
        c.isdigit() for c in text
    )


def _distance(label: Box, box: Box) -> float:
    """Between a label's end and the digits' beginning; rows weigh double."""
    return abs(box[0] - label[2]) + 2 * abs((label[1] + label[3]) / 2 - (box[1] + box[3]) / 2)


def _believable(amount: Amount, tallest: Amount, lines: Sequence[Line]) -> bool:
    """A bare number needs company to be money: a sign, a label, decimals in large, or 元/瓶."""
    if amount.role is not Role.PLAIN or amount.signed:
        return True
    if amount.height < _BIG * tallest.height:
        return False
    has_unit = any(re.search(r"元|^/\s*\w", line.text) for line in lines)
    return has_unit or (amount.pointed and any(re.search(r"[一-鿿]{2}", x.text) for x in lines))
