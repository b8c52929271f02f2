"""Rows of an older system's visits: which belong together, and which stock they name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from domain.company.world import Codes, Draft, World

_SHOWN = ("storefront", "shelf", "price", "place")
_COUNTED = frozenset({"stocks", "product_code", "quantity"})
"""Columns for stock: where a sheet has any, a row without stock lacks it."""
_BETWEEN = re.compile(r"[、,;|/\n]")
_WITHIN = re.compile(r"[\s:=*×()]")
_COUNT = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)([^\d.]{0,4})")
_NONE_LEFT = frozenset({"无", "没有", "无货", "缺货", "断货", "空", "0"})
_Key = tuple[Any, ...]
_Line = dict[str, Any]


def check_visits(drafts: Sequence[Draft], world: World) -> None:
    """Make one record of the rows of one visit, and put a visit's place in the rep's day."""
    found: dict[_Key, Draft] = {}
    reps: dict[_Key, int] = {}
    counted = any(_COUNTED & draft.values.keys() for draft in drafts)
    for draft in drafts:
        lines = _lines(draft, world.codes["商品"])
        shown = {name: draft.values.pop(name) for name in _SHOWN if name in draft.values}
        shown |= {"stock": bool(lines)} if counted else {}
        v = draft.values
        v.setdefault("claim", "")
        visit = (v["day"], v["person_id"], v["store_code"], v.get("position"))
        first = found.setdefault(visit, draft)
        if first is not draft:
            _merge(draft, first, shown, lines)
            continue
        day = visit[:2]
        v.setdefault("position", reps.get(day, 0) + 1)
        reps[day] = max(reps.get(day, 0), v["position"])
        v["id"] = ":".join(str(part) for part in ("past", *visit) if part is not None)
        v |= {"shown": shown, "stocks": lines}


def _merge(draft: Draft, first: Draft, shown: Mapping[str, bool], lines: Sequence[_Line]) -> None:
    """Put one more row of a visit into its record: what any row shows was there."""
    draft.merged = True
    first.rows += 1
    known = first.values["shown"]
    first.values["shown"] = {name: known[name] or shown[name] for name in known}
    first.values["claim"] = first.values["claim"] or draft.values["claim"]
    counted = {line["sku"]: line for line in first.values["stocks"]}
    if not lines:
        draft.note(f"与第 {first.row} 行是同一次拜访,合在一起")
    for line in lines:
        if line["quantity"] is not None or line["sku"] not in counted:
            counted[line["sku"]] = line
    first.values["stocks"] = list(counted.values())


def _lines(draft: Draft, products: Codes) -> Sequence[_Line]:
    """The products of a row: a column of its own for each, or all in one cell."""
    values = draft.values
    listed, sku, counted = (values.pop(f, "") for f in ("stocks", "product_code", "quantity"))
    found: dict[str, _Line] = {}
    if sku:
        found[sku] = _line(sku, counted)
    for part in _BETWEEN.split(listed if sku else f"{listed}、{counted}"):
        words = [w for w in _WITHIN.split(part) if w]
        lines = list(_read(words, products))
        if words and not lines:
            draft.note(f"库存「{part.strip()}」看不懂,这一项没有导入")
        found |= {line["sku"]: line for line in lines}
    return list(found.values())


def _read(words: Sequence[str], products: Codes) -> Iterator[_Line]:
    """Products and their numbers: 「00238 12箱」, 「00238」, 「青花椒 酱油 3瓶」."""
    at = 0
    while at < len(words):
        sku, used = _product(words[at:], products)
        if not sku:
            return
        at += used
        counted = words[at] if at < len(words) else ""
        line = _line(sku, counted)
        if line["quantity"] is None:
            counted = ""
        elif not line["unit"] and at + 1 < len(words) and len(words[at + 1]) == 1:
            line["unit"], at = words[at + 1], at + 1  # 「00238 12 箱」
        yield line
        at += bool(counted)


def _product(words: Sequence[str], products: Codes) -> tuple[str, int]:
    """The product that the first words name, the longest name first, and how many they are."""
    for used in range(min(len(words), 3), 0, -1):
        if sku := products.find(" ".join(words[:used])):
            return sku, used
    return "", 0


def _line(sku: str, counted: str) -> _Line:
    if counted in _NONE_LEFT:
        return {"sku": sku, "quantity": 0.0, "unit": ""}
    match = _COUNT.fullmatch(counted.replace(" ", ""))
    if match is None:
        return {"sku": sku, "quantity": None, "unit": ""}
    return {"sku": sku, "quantity": float(match[1]), "unit": match[2]}
