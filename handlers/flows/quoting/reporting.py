"""卡片反馈: how many cards helped, product by product, for who leads and for oneself."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from domain import access
from domain.numbers import plain
from domain.quotes.facts import KeptCard
from domain.quotes.feedback import tallies, tally
from handlers.chat import Button, Pressed, Reply, Said
from handlers.reviewing import person_name, place_name
from handlers.turn import Turn

_ASKED = re.compile(
    r"^/?(?:看一?下?|查一?下?|给我)?(?:最近|本月|这个月|我们?的?|团队的?)?(?:报价|话术)?卡片?(?:的|有用)?(?:反馈|统计|效果|率)(?:报告|情况|统计|怎么样|如何)?[?!.吗呢]*$"
)
_SPAN = timedelta(days=90)
_LONGEST = 24
_SHOWN, _LISTED = 8, 20


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「卡片反馈」."""
    said = plain(event.text)
    if len(said) > _LONGEST or not _ASKED.match(said):
        return None
    cards = _given(turn)
    found = tallies(cards)
    lines: list[dict[str, Any]] = [
        {"product": _product(turn, t.product), **_counts(t)} for t in found[:_SHOWN]
    ]
    facts = {
        "lines": lines,
        "more": len(found) - len(lines),
        "all": _counts(tally(cards)),
        "own": len(_people(turn)) == 1,
        "days": _SPAN.days,
    }
    buttons = tuple(
        Button(line["product"], "card_list", {"product": t.product}, lasting=True)
        for line, t in zip(lines, found, strict=False)
    )
    return [Reply("quotes/report", facts, buttons=buttons)]


def _counts(of: Any) -> dict[str, int]:
    return {"given": of.given, "useful": of.useful, "useless": of.useless, "silent": of.silent}


def on_list(turn: Turn, event: Pressed) -> list[Reply]:
    """The cards behind one line: who, when, for whom, and what he said."""
    cards = _given(turn, event.args["product"])
    lines = [
        {
            "at": c.at,
            "rep": person_name(turn, c.person_id),
            "customer": place_name(turn, c.customer) if c.customer else "",
            "useful": c.useful,
        }
        for c in cards[:_LISTED]
    ]
    facts = {
        "product": _product(turn, event.args["product"]),
        "lines": lines,
        "all": _counts(tally(cards)),
    }
    return [Reply("quotes/report_list", facts)]


def _people(turn: Turn) -> list[str]:
    found = access.may_see_cards_of(turn.person, turn.directory.organisation)
    return [p.id for p in found]


def _given(turn: Turn, product: str | None = None) -> Sequence[KeptCard]:
    return turn.work.cards.given(_people(turn), turn.now - _SPAN, product)


def _product(turn: Turn, code: str) -> str:
    known = turn.directory.catalogue.products.get(code)
    return known.name if known else code
