"""A visit as facts for the templates: the parts that were asked about, its state, its picture."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain import review
from domain.catalogue import Catalogue
from domain.evidence import Item, ItemState
from domain.forms import Step, StepKind
from domain.past_visits import PastVisit
from domain.penetration.finding import Shown, marking, picture, shown, step_of, steps
from domain.penetration.lacking import Look
from domain.penetration.touring import Call
from domain.penetration.wish import Field, Wish
from domain.visits import Visit, VisitState
from handlers.chat import Button, Drawing
from handlers.flows.penetration.sight import may_look
from handlers.turn import Turn

_TITLES = {
    Field.FRONT: "门头",
    Field.SHELF: "货架图",
    Field.STOCK: "货架图",
    Field.PRICE: "竞品价格",
    Field.PLACE: "到店定位",
}
_SHORT: Mapping[str, str] = {f.value: title for f, title in _TITLES.items()} | {"stock": "库存"}
_ENDED = {
    "waived": "已豁免",
    "abandoned": "已放弃",
    "expired": "已过期",
    "imported": "导入的旧记录",
}
_RECORDED = (Field.FRONT, Field.SHELF, Field.PRICE, Field.PLACE)


def title(wish: Wish) -> str:
    """The part that is asked about; empty for the whole visit."""
    return "、".join(dict.fromkeys(_TITLES[f] for f in wish.fields))


def visit_facts(turn: Turn, wish: Wish, visit: Visit) -> dict[str, Any]:
    """Everything that the answer says about the visit."""
    return {"title": title(wish), "parts": _parts(turn, wish, visit), **state(turn, visit)}


def _parts(turn: Turn, wish: Wish, visit: Visit) -> list[dict[str, Any]]:
    if not wish.fields:
        return [part(turn, visit, one) for one in steps(visit)]
    found: list[dict[str, Any]] = []
    for field in wish.fields:
        step = step_of(visit, field)
        if field is Field.STOCK and wish.skus:
            found += [_sku(turn, visit, sku) for sku in wish.skus]
        elif step is None:
            found.append({"kind": "none", "title": _TITLES[field]})
        else:
            found.append(part(turn, visit, shown(visit, step)))
    return found


def _sku(turn: Turn, visit: Visit, sku: str) -> dict[str, Any]:
    found, product = marking(visit, sku), turn.directory.catalogue.products.get(sku)
    stock = found.item.stock if found.item else None
    step = next(iter(visit.form.of_kind(StepKind.SKU_STOCK)), None)
    return {
        "kind": "sku",
        "code": sku,
        "name": product.name if product else "",
        "quantity": found.quantity,
        "unit": stock.unit if stock else "",
        "at": said_at(found.item) if found.item else None,
        "changed": bool(found.item and found.item.corrections),
        "boxed": bool(found.boxed),
        "waits": bool(found.item and found.item.state is ItemState.PENDING),
        "others": list(found.others),
        "due": step is None or _due(step, sku, turn.directory.catalogue),
    }


def said_at(item: Item) -> Any:
    """When the value that counts was said."""
    return item.corrections[-1].at if item.corrections else item.at


def part(turn: Turn, visit: Visit, one: Shown) -> dict[str, Any]:
    """One step as it stands."""
    item = one.item
    facts: dict[str, Any] = {
        "kind": one.kind.value,
        "title": one.title,
        "state": one.state,
        "at": one.at,
        "tries": one.tries,
        "score": item.photo.score if item and item.photo else None,
        "proof": item.photo.provenance.value if item and item.photo else "",
        "early": bool(item and item.photo and item.photo.early_fix),
        "cause": item.cause.value if item and item.cause else "",
        "reason": item.reason if item else "",
        "text": item.text if item else "",
    }
    if one.kind is StepKind.SKU_STOCK:
        return facts | _stocks(turn, one)
    if one.kind is StepKind.PLACE:
        return facts | _place(visit)
    return facts | _price(turn, one) if one.kind is StepKind.PRICE else facts


def _stocks(turn: Turn, one: Shown) -> dict[str, Any]:
    counted = [i.stock for i in one.counted if i.stock]
    have = {s.sku for s in counted}
    products = turn.directory.catalogue.products.values()
    lines = [f"{s.sku}={s.quantity}{s.unit}{'(缺货)' if s.quantity == 0 else ''}" for s in counted]
    missing = [p.code for p in products if p.grade == "A" and p.code not in have]
    return {
        "counted": lines,
        "due": one.due,
        "left": max(0, one.due - len(have)),
        "missing": missing[:8],
    }


def _place(visit: Visit) -> dict[str, Any]:
    last = min(visit.presences, key=lambda p: p.at, default=None)
    if last is None:
        return {"distance_m": None, "proof": ""}
    return {"at": last.at, "distance_m": last.distance_m, "proof": last.provenance.value}


def _price(turn: Turn, one: Shown) -> dict[str, Any]:
    price = one.item.price if one.item else None
    rivals = turn.directory.catalogue.competitors
    known = rivals.get(price.competitor or "") if price else None
    return {
        "fen": price.payable_fen if price else None,
        "pack": price.pack if price else 1,
        "product": known.name if known else price.label if price else "",
        "manual": bool(price and price.manual),
        "no_rival": one.no_rival,
    }


def state(turn: Turn, visit: Visit) -> dict[str, Any]:
    """Where the visit stands."""
    return {
        "state": visit.state.value,
        "submitted": visit.submitted_at,
        "ended": visit.closed_reason,
        "review": bool(review.waits(visit)),
        "late": visit.late_entry,
        "crosses": visit.crosses_days(turn.settings),
        "reopened": bool(visit.reopened) and visit.state is VisitState.DRAFT,
        "lacking": [s.title for s in visit.missing()],
    }


def shot(wish: Wish, visit: Visit) -> tuple[str, Field]:
    """SHA-256 of the picture of what was asked (empty where there is none), and what it shows.

    Without a picture of the shelf, the storefront shows at least that somebody was there.
    """
    field = wish.fields[0] if wish.fields else Field.SHELF
    item = picture(visit, field)
    if item is None and field in {Field.SHELF, Field.STOCK}:
        field, item = Field.FRONT, picture(visit, Field.FRONT)
    return (item.photo.sha256 if item and item.photo else ""), field


def drawing(wish: Wish, visit: Visit, sha256: str, field: Field) -> Drawing:
    """That picture; the asked product's box stands out in red."""
    if field not in {Field.STOCK, Field.SHELF}:
        return Drawing("photo", {"sha256s": [sha256]})
    boxes, nowhere = _boxes(wish.skus, visit)
    note = f"{'、'.join(nowhere)} 图上没有框选" if nowhere else ""
    return Drawing("shelf", {"sha256": sha256, "boxes": boxes, "note": note})


def _boxes(asked: Sequence[str], visit: Visit) -> tuple[list[list[Any]], list[str]]:
    slots = {s.slot for s in visit.form.of_kind(StepKind.SKU_STOCK)}
    items = [
        i.stock for i in visit.items.values() if i.slot in slots and i.state.passes and i.stock
    ]
    cells = {s.sku: list(s.cells) for s in items if s.cells}
    boxes = [[sku, spot, "red" if sku in asked else "green"] for sku, spot in cells.items()]
    return boxes, [sku for sku in asked if sku not in cells]


def buttons(turn: Turn, wish: Wish, visit: Visit) -> tuple[Button, ...]:
    """提醒补标 where something can still be made up for, and the whole visit."""
    alive = visit.state in {VisitState.DRAFT, VisitState.SUBMITTED}
    found = []
    slot, sku = wanting(wish, visit, turn.directory.catalogue)
    district = review.district_of(visit.store_code, turn.directory)
    mine = visit.rep_id == turn.person.id
    may = may_look(turn, district)
    if slot and alive and not mine and may:
        label = "提醒补标" if sku or slot == "stock" else "提醒补拍"
        found.append(
            Button(label, "pen_remind", {"visit": visit.id, "slot": slot, "sku": sku}, lasting=True)
        )
    whole = Button("查看全部", "pen_whole", {"visit": visit.id}, lasting=True)
    return (*found, whole)


def wanting(wish: Wish, visit: Visit, catalogue: Catalogue) -> tuple[str, str]:
    """The first part that was asked about and is due and missing: (slot, SKU); empty when none is.

    No product is due that is not of the form's grade, nor any more once enough are counted.
    """
    fields = wish.fields or tuple(Field)
    for field in fields:
        step = step_of(visit, field)
        if step is None or field is Field.PLACE:
            continue
        if field is Field.STOCK and wish.skus:
            due = [] if visit.filled(step) else [s for s in wish.skus if _due(step, s, catalogue)]
            bare = [sku for sku in due if marking(visit, sku).item is None]
            if bare:
                return step.slot, bare[0]
        elif shown(visit, step).lacks:
            return step.slot, ""
    return "", ""


def _due(step: Step, sku: str, catalogue: Catalogue) -> bool:
    product = catalogue.products.get(sku)
    return not step.grade or bool(product and product.grade == step.grade)


def line(turn: Turn, wish: Wish, call: Call) -> dict[str, Any]:
    """One store of a day, in short: when, whether it is closed, and what was asked about."""
    visit = call.visit
    facts = {"number": call.number, "at": call.arrived_at, "said": ""}
    if visit is None:
        return {**facts, "state": "imported", "submitted": None}
    return {
        **facts,
        "state": visit.state.value,
        "submitted": visit.submitted_at,
        "said": _short(turn, wish, visit),
    }


def _short(turn: Turn, wish: Wish, visit: Visit) -> str:
    """The part that was asked about, in a word or two."""
    said = []
    for one in _parts(turn, wish, visit) if wish.fields else []:
        if one["kind"] == "sku":
            count = one["quantity"]
            said.append(
                f"{one['code']} {'未标注' if count is None else f'''{count}{one['unit']}'''}"
            )
        elif one["kind"] != "none":
            lacks = one["state"] in {"missing", "refused", "reading", "not_due"}
            said.append(f"{one['title']}{'没有' if lacks else '有'}")
    return "、".join(said)


def look_words(look: Look | None, state: str) -> str:
    """What stands beside a visit on a list: how much is there, and what became of the visit."""
    if look is None:
        return ""
    said = [_SHORT.get(one, one) for one in look.missing]
    said += [f"{look.have}/{look.due}"] if look.due else []
    said += [f"拍了{look.tries}次没通过"] if look.tries else []
    said += ["没有,待复核"] if look.waits else []
    said += [_ENDED[state]] if state in _ENDED else []
    return "、".join(said)


def past_facts(wish: Wish, past: PastVisit) -> dict[str, Any]:
    """An imported record: only which fields it has, and the counts it names."""
    counted = {s.sku: s for s in past.stocks}
    skus = []
    for sku in wish.skus:
        one = counted.get(sku)
        said = f"{one.quantity:g}{one.unit}" if one and one.quantity is not None else ""
        skus.append({"code": sku, "said": said})
    others = [f"{s.sku}={s.quantity:g}{s.unit}" for s in past.stocks if s.quantity is not None]
    fields = [f for f in (wish.fields or _RECORDED) if f is not Field.STOCK]
    return {
        "title": title(wish),
        "claim": past.claim,
        "skus": skus,
        "stocks": others,
        "fields": [[_TITLES[f], past.shown.get(f.value)] for f in fields],
    }
