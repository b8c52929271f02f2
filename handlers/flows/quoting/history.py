"""竞品价格: the newest in each store, how it moved, and how far it is from ours."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.catalogue import Product
from domain.quotes import rivals
from domain.quotes.facts import RivalPrice, Source
from handlers.chat import Asked, Button, Pressed, Reply
from handlers.flows.quoting.gathering import store_name, visible
from handlers.turn import Turn

_EACH = 4
"""Prices of one product in one store."""
_PLACES = 6
_SHOWN = 8


def of_product(turn: Turn, product: Product) -> list[Reply]:
    """Everything seen of the competitors' products of one tier with ours."""
    against = turn.directory.catalogue.competitors.values()
    codes = [c.code for c in against if c.own_code == product.code]
    return [_page(turn, codes, product, title=product.name)]


def of_rival(turn: Turn, code: str) -> list[Reply]:
    """A competitor's own product was named: what it costs, and our product beside it."""
    rival = turn.directory.catalogue.competitors[code]
    ours = turn.directory.catalogue.products.get(rival.own_code or "")
    return [_page(turn, [code], ours, title=rival.name)]


def of_all(turn: Turn, asked: Asked) -> list[Reply]:
    """No product was named: the newest price of each competitor's product."""
    catalogue = turn.directory.catalogue
    meant = rivals.named_in(asked.frame.text, catalogue.competitors.values())
    if meant is not None:
        return of_rival(turn, meant.code)
    seen = _seen(turn, list(catalogue.competitors))
    lines = [_line(turn, [p], _ours(turn, p)) for p in rivals.newest(seen, turn.now)]
    facts = {
        "title": "",
        "lines": lines[:_SHOWN],
        "n": len(seen),
        "ours": None,
        "at": turn.now,
        "day": turn.settings.day(turn.now),
    }
    facts["connected"] = Source.RIVAL_PRICES in turn.work.quotes.loaded()
    buttons = tuple(
        Button(line["held"].name, "rival_history", {"code": line["held"].code}, lasting=True)
        for line in lines[:_PLACES]
    )
    return [Reply("quotes/rivals", facts, buttons=buttons)]


def _page(turn: Turn, codes: Sequence[str], ours: Product | None, *, title: str) -> Reply:
    seen = _seen(turn, codes)
    places = rivals.by_store(seen, turn.now, most=_EACH)
    lines = [_line(turn, prices, ours) for prices in list(places.values())[:_PLACES]]
    facts: Mapping[str, Any] = {
        "title": title,
        "lines": lines,
        "n": len(seen),
        "ours": ours.name if ours and ours.name != title else None,
        "at": turn.now,
        "day": turn.settings.day(turn.now),
        "connected": Source.RIVAL_PRICES in turn.work.quotes.loaded(),
    }
    about = {"product": ours.code, "customer": "", "contact": "", "wanted": None} if ours else {}
    buttons = (Button(f"报价卡 {ours.name}", "quote_for", about),) if ours else ()
    return Reply("quotes/rivals", facts, buttons=buttons)


def _line(turn: Turn, prices: Sequence[RivalPrice], ours: Product | None) -> dict[str, Any]:
    """One product in one store: now, against ours, and before."""
    return {
        "held": _held(turn, prices[0], ours),
        "earlier": [_held(turn, p, ours) for p in prices[1:]],
    }


def _held(turn: Turn, price: RivalPrice, ours: Product | None) -> rivals.Held:
    return rivals.held(
        price,
        rivals.ours_beside(price, ours, None) if ours else None,
        turn.now,
        name=turn.directory.catalogue.competitors[price.competitor].name,
        place=lambda code: store_name(turn, code),
    )


def _ours(turn: Turn, price: RivalPrice) -> Product | None:
    catalogue = turn.directory.catalogue
    return catalogue.products.get(catalogue.competitors[price.competitor].own_code or "")


def on_history(turn: Turn, event: Pressed) -> list[Reply]:
    """One competitor's product of the list."""
    if event.args["code"] not in turn.directory.catalogue.competitors:
        return [Reply("quotes/gone", {"code": event.args["code"]})]
    return of_rival(turn, event.args["code"])


def _seen(turn: Turn, codes: Sequence[str]) -> list[RivalPrice]:
    return visible(turn, turn.work.quotes.rival_prices(codes))
