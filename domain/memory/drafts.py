"""A draft of what was jotted: nothing of it counts before its writer has confirmed it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any

from domain.catalogue import Catalogue, Product
from domain.memory.jotting import JotLine, Jotting, What, parse_lines
from domain.memory.notes import Kind, Subject
from domain.numbers import numeral, plain

_DROPS = ("不要", "去掉", "删掉", "删了", "取消", "没有")


class Open(Enum):
    """What has to be asked before a draft can be confirmed."""

    WHO = "who"
    WHAT = "what"
    PRODUCT = "product"
    QUANTITY = "quantity"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """One product of a draft."""

    what: What
    said: str
    options: tuple[str, ...]
    """Product codes that it may be; exactly one when it is settled."""
    quantity: int | None
    unit: str

    @property
    def sku(self) -> str | None:
        """The product's code, once it is settled."""
        return self.options[0] if len(self.options) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody jotted, on its way to being kept."""

    lines: tuple[DraftLine, ...]
    subject: Subject | None = None
    contact: str = ""
    text: str
    """As it was written."""
    at: datetime
    source: int
    """The inbox number of its message."""

    def open_point(self) -> tuple[Open, int]:
        """The one thing to ask next, and the number of its line."""
        for n, line in enumerate(self.lines):
            if line.sku is None:
                return Open.PRODUCT, n
            if line.quantity is None:
                return Open.QUANTITY, n
        if any(line.what is What.UNCLEAR for line in self.lines):
            return Open.WHAT, 0
        return (Open.WHO, 0) if self.subject is None else (Open.NOTHING, 0)

    def of_kind(self, what: What) -> tuple[DraftLine, ...]:
        """Its lines of one kind."""
        return tuple(line for line in self.lines if line.what is what)

    def with_product(self, number: int, sku: str) -> "Draft":
        """A line's product settled."""
        return self.with_options(number, [sku])

    def with_options(self, number: int, options: Sequence[str]) -> "Draft":
        """What a line's product may be, said anew."""
        return self._with(number, replace(self.lines[number], options=tuple(options)))

    def with_quantity(self, number: int, quantity: int, unit: str) -> "Draft":
        """A line's quantity settled."""
        line = self.lines[number]
        return self._with(number, replace(line, quantity=quantity, unit=unit or line.unit))

    def as_what(self, what: What) -> "Draft":
        """Lines that may be an order or a count are one of them."""
        lines = (replace(x, what=what) if x.what is What.UNCLEAR else x for x in self.lines)
        return replace(self, lines=tuple(lines))

    def _with(self, number: int, line: DraftLine) -> "Draft":
        return replace(self, lines=(*self.lines[:number], line, *self.lines[number + 1 :]))


def drafted(
    jotting: Jotting, *, subject: Subject | None, text: str, at: datetime, source: int
) -> Draft:
    """A draft of what was jotted."""
    return Draft(
        lines=tuple(_draft_line(line) for line in jotting.lines),
        subject=subject,
        contact=jotting.contact,
        text=text,
        at=at,
        source=source,
    )


def _draft_line(line: JotLine) -> DraftLine:
    codes = tuple(product.code for product in line.options)
    return DraftLine(
        what=line.what, said=line.said, options=codes, quantity=line.quantity, unit=line.unit
    )


def amended(draft: Draft, text: str, catalogue: Catalogue) -> Draft | None:
    """The draft as an amendment words it: 「生抽改成8箱」「老抽不要」「再加2箱香醋」「8箱」.

    ``None`` when the words change nothing.
    """
    said = plain(text)
    dropped = [line for line in draft.lines if _is_dropped(line, said, catalogue)]
    if dropped:
        kept = tuple(line for line in draft.lines if line not in dropped)
        return replace(draft, lines=kept) if kept else None
    told = parse_lines(said, catalogue)
    if not any(line.options for line in told):
        return _only_quantity(draft, said)
    lines = list(draft.lines)
    for one in told:
        if one.options:
            _put(lines, one, draft)
        elif len(draft.lines) == 1:  # 8箱,再加2箱老抽
            lines[0] = replace(lines[0], quantity=one.quantity, unit=one.unit)
    return replace(draft, lines=tuple(lines)) if tuple(lines) != draft.lines else None


def _put(lines: list[DraftLine], told: JotLine, draft: Draft) -> None:
    """Change the line of that product, or add one."""
    codes = {product.code for product in told.options}
    at = next((n for n, line in enumerate(lines) if codes.intersection(line.options)), None)
    if at is None:
        what = draft.lines[0].what if told.what is What.UNCLEAR else told.what
        lines.append(replace(_draft_line(told), what=what))
    else:
        unit = told.unit if told.said_unit else lines[at].unit
        both = tuple(code for code in lines[at].options if code in codes)
        lines[at] = replace(lines[at], options=both, quantity=told.quantity, unit=unit)


def _is_dropped(line: DraftLine, said: str, catalogue: Catalogue) -> bool:
    named = [line.said, *(_names(catalogue.products.get(code)) for code in line.options)]
    return any(word in said for word in _DROPS) and any(name and name in said for name in named)


def _names(product: Product | None) -> str:
    return product.name if product else ""


def _only_quantity(draft: Draft, said: str) -> Draft | None:
    """「8箱」 of a draft with one line."""
    found = quantity_in(said)
    if found is None or len(draft.lines) != 1:
        return None
    return draft.with_quantity(0, *found)


def quantity_in(text: str) -> tuple[int, str] | None:
    """A number and its unit: 「8箱」「改成八箱」「8」; ``None`` when there is none."""
    said = plain(text).removeprefix("改成").removeprefix("改为").removeprefix("是").strip(" 吧.!")
    digits = "".join(c for c in said if c.isdecimal())
    number = digits if said.startswith(digits) and digits else ""
    if not number:
        number = "".join(c for c in said if c in "零一二两三四五六七八九十百千")
        number = number if said.startswith(number) else ""
    unit = said[len(number) :].strip()
    value = int(number) if number.isdecimal() else numeral(number) if number else None
    return (value, unit) if value is not None and len(unit) <= 1 else None


def facts_of(draft: Draft) -> dict[str, Any]:
    """The draft as plain data, for a conversation's memory."""
    return {
        "lines": [
            {
                "what": line.what.value,
                "said": line.said,
                "options": list(line.options),
                "quantity": line.quantity,
                "unit": line.unit,
            }
            for line in draft.lines
        ],
        "subject": [draft.subject.kind.value, draft.subject.code] if draft.subject else None,
        "contact": draft.contact,
        "text": draft.text,
        "at": draft.at.isoformat(),
        "source": draft.source,
    }


def draft_of(facts: Mapping[str, Any]) -> Draft:
    """The draft that plain data holds."""
    lines: Sequence[Mapping[str, Any]] = facts["lines"]
    subject = facts["subject"]
    return Draft(
        lines=tuple(
            DraftLine(
                what=What(line["what"]),
                said=line["said"],
                options=tuple(line["options"]),
                quantity=line["quantity"],
                unit=line["unit"],
            )
            for line in lines
        ),
        subject=Subject(Kind(subject[0]), subject[1]) if subject else None,
        contact=facts["contact"],
        text=facts["text"],
        at=datetime.fromisoformat(facts["at"]),
        source=facts["source"],
    )
