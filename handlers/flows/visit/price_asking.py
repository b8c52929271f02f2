"""What is asked about a price that waits for the rep: words for the board, and the buttons."""

from typing import Any

from domain import prices
from domain.evidence import Item, Price
from domain.money import yuan
from domain.visits import Visit
from handlers.chat import Button
from handlers.turn import Turn


def price_question(turn: Turn, visit: Visit, pending: Item) -> dict[str, Any]:
    """One thing at a time: the number, the product, the pack, a lost point, the rep's word."""
    price = pending.price
    if price is None or price.payable_fen is None:
        return {"kind": "type_price", "text": "", "looked": looked(turn, pending)}
    if unlinked(turn, visit, pending) is not None:
        return {"kind": "link_price", "text": ""}
    asked = {"text": price.label, "fen": price.payable_fen}
    if (count := prices.asked_pack(price)) is not None:
        pack = {"count": count, "base": piece(turn, price), "printed": price.pack_read is not None}
        return {"kind": "pack_price", **asked, **pack, "unit_fen": _each_fen(price, count)}
    if (doubted := prices.doubted_fen(price)) is not None:
        return {"kind": "doubt_price", **asked, "fen": doubted}
    choice = {"said": kind_of(price), "other": other_kind(price), "other_fen": price.other_fen}
    return {"kind": "confirm_price", **asked, **choice}


def price_buttons(turn: Turn, visit: Visit, pending: Item) -> tuple[Button, ...]:
    """What can be tapped about a price that waits."""
    price, args = pending.price, {"visit": visit.id, "item": pending.id}
    if price is None or price.payable_fen is None:
        again = (Button("重拍", "price_again", args),) if looked(turn, pending) else ()
        return (*again, Button("输入价格", "price_fix", args))
    if (codes := unlinked(turn, visit, pending)) is not None:
        named = [turn.directory.catalogue.competitors[c] for c in codes]
        return (
            *(Button(c.name, "price_link", {**args, "competitor": c.code}) for c in named),
            Button("新竞品", "price_link", {**args, "competitor": ""}),
        )
    spare = visit.filled(visit.form.step(pending.slot))
    drop = (Button("不要这张", "price_drop", args),) if spare else ()
    return (*_sure_buttons(turn, price, args), Button("修改", "price_fix", args), *drop)


def _sure_buttons(turn: Turn, price: Price, args: dict[str, Any]) -> tuple[Button, ...]:
    """确认; or the pack and the single piece; or what it probably is, and that it is so all the same."""
    read = price.payable_fen or 0
    if (count := prices.asked_pack(price)) is not None:
        base = piece(turn, price)
        return (
            Button(
                f"是,按每{base}{yuan(_each_fen(price, count))}",
                "price_pack",
                {**args, "count": count},
            ),
            Button(f"不是,单{base}就是{yuan(read)}", "price_pack", {**args, "count": 1}),
        )
    if (doubted := prices.doubted_fen(price)) is not None:
        return (
            Button(f"是{yuan(doubted)}", "price_ok", {**args, "fen": doubted}),
            Button(f"就是{yuan(read)}", "price_ok", args),
        )
    sure = Button("确认", "price_ok", args)
    if price.assumed:
        return (sure, Button("是别的竞品", "price_other", args))
    if price.other_fen is None:
        return (sure,)
    label = f"按{other_kind(price)}{yuan(price.other_fen)}"
    return (sure, Button(label, "price_which", {**args, "regular": not price.regular_counts}))


def _each_fen(price: Price, count: int) -> int:
    """What one piece costs when the price is for so many, for words."""
    return prices.whole_fen(prices.agreed_pack(price, count).unit_fen or 0)


def piece(turn: Turn, price: Price) -> str:
    """What one of them is called: as the tag or the rep says, else as our own is counted."""
    own = turn.directory.catalogue.products.get(price.own or "")
    return price.base or (own.unit if own else "") or "件"


def kind_of(price: Price) -> str:
    """What the price that counts is called; empty when it is the only one."""
    lower = "会员价" if price.member else "促销价"
    if price.other_fen is None:
        return lower if price.member else ""
    return "原价" if price.regular_counts else lower


def other_kind(price: Price) -> str:
    """What the other printed price is called."""
    lower = "会员价" if price.member else "促销价"
    return lower if price.regular_counts else "原价"


def looked(turn: Turn, item: Item) -> bool:
    """Whether an engine looked at the tag at all: without one, another picture would not help."""
    evidence = turn.work.evidence.get(item.source)
    return evidence is None or evidence.reading is None or evidence.reading.looked


def unlinked(turn: Turn, visit: Visit, item: Item) -> list[str] | None:
    """Codes to choose from while the tag's product is not known; ``None`` once it is."""
    by_item: dict[str, list[str]] = turn.enter("visit", visit.id).memory.get("candidates", {})
    return by_item.get(item.id)
