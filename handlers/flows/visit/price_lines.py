"""Words about a price: a number, a pack, which of two counts; for the tag that waits, or the confirmed one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain import prices
from domain.evidence import Item, ItemState, Price
from domain.money import yuan
from domain.numbers import plain
from domain.packs import TypedPrice, typed_pack, typed_price
from domain.stock import parse_stock
from domain.visits import Visit
from handlers.chat import Button, News, Reply, Said
from handlers.flows.visit import pricing
from handlers.flows.visit.board import board
from handlers.flows.visit.drafts import active
from handlers.flows.visit.price_presses import say_pack, say_which
from handlers.turn import Thread, Turn

_REGULAR = re.compile(r"原价|零售价|正常价|标价")
_NO_MEMBER = re.compile(r"(?:我们?)?(?:不是|没有?)会员卡?")
_LOWER = re.compile(r"会员|促销|特价|活动价|优惠价|折后|现价")
_CHOICE = re.compile(r"(?:原|零售|正常|标|会员|促销|特|活动|优惠|折后|现)价?格?\s*[\d.]*[元块]?")
_ROUND_A_CHOICE = re.compile(
    r"^那?就?(?:要|按|用|选|算|以|记|取)?(?:照|着)?|(?:为准|来|算|的|那个|这个|吧|就行|比|[.!])+$"
)
_WRONG = re.compile(
    r"(?:价格?|价签|读|识别|数字?)[\s得的]*(?:不对|错|有误|有问题|不准|不出|不了|没读)|(?:改|修改|更正)一?下?价格?$"
)
"""The number is wrong or was not read: then it is typed."""
_BY_THE_PIECE = re.compile(
    r"^(?:[对好行嗯可以,\s]*)就?(?:[按照用以](?:每|单|一)\S(?:比|算)?|每\S(?:比|算)?|(?:单|一)\S来?(?:比|算))(?:吧|的|就行|[.!])*$"
)
"""「按每瓶比」: yes, it is for several; 「单瓶」 alone says the opposite."""
_NO = re.compile(r"^(?:不是|不对|不|否|没有)[的啊呀,.!]*$")


def priced(turn: Turn, event: Said) -> list[Reply] | None:
    """「12.8」 while a price is open or was just confirmed; 「两瓶的」「按原价」 while one waits."""
    visit = active(turn)
    pending = visit.unconfirmed() if visit else None
    known = [pending] if pending else _confirmed(visit) if visit else []
    if visit is None or not known:
        return None
    if pending is not None and (replies := _about(turn, visit, pending, event.text)) is not None:
        return replies
    said = _price_in(turn, event.text)
    if said is None and len(known) == 1 and _WRONG.search(plain(event.text)):
        turn.ask(turn.enter("visit", visit.id), "price", visit=visit.id, item=known[0].id)
        return [Reply("visit/type_price")]
    if said is None:
        return None
    if len(known) == 1:
        return pricing.typed(turn, visit, _typed_in(known[0], event), said)
    return [board(turn, visit, [which_price(visit, known, said)], merge=False)]


def _confirmed(visit: Visit) -> list[Item]:
    """The prices that a typed number may put right: of each product the newest."""
    newest = {i.price.label: i for i in visit.items.values() if i.price and i.state.passes}
    return [*newest.values()]


def which_price(visit: Visit, known: Sequence[Item], said: TypedPrice) -> News:
    """Of several confirmed prices one is to be put right."""
    count = said.pack.count if said.pack else None
    args = {"visit": visit.id, "fen": said.fen, "count": count}
    buttons = [
        Button(f"{p.label} {yuan(p.payable_fen)}", "price_put", {**args, "item": i.id})
        for i in known
        if (p := i.price) is not None and p.payable_fen is not None
    ]
    return News("visit/news/which_price", {"fen": said.fen}, buttons=tuple(buttons))


def _price_in(turn: Turn, text: str) -> TypedPrice | None:
    """A typed price; 「238 两瓶」 is a count of product 238, not a price of two."""
    said = typed_price(text)
    several = said is not None and said.pack is not None and said.pack.count > 1
    if several and parse_stock(text, turn.directory.catalogue).entries:
        return None
    return said


def _about(turn: Turn, visit: Visit, item: Item, text: str) -> list[Reply] | None:
    """What is said about a price that is known already: how many it is for, which one counts."""
    price, said = item.price, plain(text)
    if price is None or price.payable_fen is None:
        return None
    if (count := prices.asked_pack(price)) is not None:
        if _NO.match(said):
            return say_pack(turn, visit, item, 1)
        if _BY_THE_PIECE.match(said):
            return say_pack(turn, visit, item, count)
    if (pack := typed_pack(text)) is not None:
        return say_pack(turn, visit, item, pack.count, pack.base)
    if price.other_fen is not None:
        return _choice(turn, visit, item, said)
    return None


def _choice(turn: Turn, visit: Visit, item: Item, said: str) -> list[Reply] | None:
    """「按原价」, or the other of the two numbers."""
    said = _ROUND_A_CHOICE.sub("", _NO_MEMBER.sub("原价", said))
    price, typed = item.price, typed_price(said)
    if price is None:
        return None
    if typed is not None and typed.pack is None and typed.fen == price.other_fen:
        return say_which(turn, visit, item, regular=not price.regular_counts)
    if not _CHOICE.fullmatch(said) or bool(_REGULAR.search(said)) == bool(_LOWER.search(said)):
        return None
    return say_which(turn, visit, item, regular=bool(_REGULAR.search(said)))


def price_typed(
    turn: Turn,
    thread: Thread,  # noqa: ARG001 - ``typed`` closes the question
    visit: Visit,
    args: Mapping[str, Any],
    event: Said,
) -> list[Reply] | None:
    """The answer to 「请直接输入价格」."""
    item, said = visit.items.get(args["item"]), _price_in(turn, event.text)
    waiting = item is not None and item.state is ItemState.READING
    if item is None or not waiting or said is None:
        return None
    return pricing.typed(turn, visit, _typed_in(item, event), said)


def _typed_in(item: Item, event: Said) -> Item:
    """The item with the message that its price is typed in, should that one be edited."""
    return replace(item, price=replace(item.price or Price(), typed_in=event.message.id))
