"""Whose visit is asked about: read, completed, and asked back for the one thing that is unclear."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from rapidfuzz import fuzz, process

from domain.errors import NotAllowedError
from domain.numbers import place, plain
from domain.penetration.aiming import SHOWN, Aim, Vacant, Which, aim
from domain.penetration.completing import completed
from domain.penetration.merging import followed, follows
from domain.penetration.wish import Wish
from domain.penetration.words import Read
from domain.penetration.words import read as read_words
from domain.people import Role
from domain.understanding import Intent
from handlers.chat import Asked, Button, Pressed, Reply, Said
from handlers.flows.penetration.listing import listed
from handlers.flows.penetration.sight import no_right, seen
from handlers.flows.penetration.telling import tell
from handlers.reading import read
from handlers.turn import Thread, Turn

_LONGEST = 120
_FRESH = timedelta(minutes=30)
_REP_MAYBE = re.compile(
    r"(?:[今昨前]天|[今昨前]日|昨儿|上周|上个?(?:星期|礼拜)|[0-9][号日]).{0,16}(?:照片?|门头|货架|库存|竞品|定位)|"
    r"第.{1,3}[家个站位户次]|最后|倒数|[首头]一?家|哪.{0,2}[家些]"
)
_ASKS = re.compile(
    r"[?吗呢]|没有?$|看|查|怎么样|咋样|多少|哪|什么|啥|^(?![补发传交]).*的.{0,4}(?:照片?|图)$"
)


def on_said(turn: Turn, event: Said) -> list[Reply] | None:
    """Take what is surely such a question; what follows one; nothing else."""
    said = plain(event.text)
    rep = turn.person.role is Role.REP
    if len(said) > _LONGEST or (rep and not _REP_MAYBE.search(said)):
        return None
    found = read_words(said, turn.directory, turn.settings.day(turn.now))
    before = about(turn)
    if before and follows(said, found.wish):
        return go(turn, followed(Wish.read(before), found.wish))
    if not found.sure or (rep and not _ASKS.search(said)):
        return None
    if event.rephrased:  # nobody is there to read it
        return go(turn, found.wish, found.foreign)
    read(turn, event.text, picked={"intent": Intent.PENETRATION.value})
    return []


def on_asked(turn: Turn, asked: Asked) -> list[Reply]:
    """The same in whatever words, as they were understood."""
    found: Read = read_words(asked.frame.text, turn.directory, turn.settings.day(turn.now))
    wish = completed(found.wish, asked.frame, turn.directory)
    if asked.store and (wish.stores or not asked.frame.of_kind("store")):
        wish = replace(wish, stores=(asked.store,))
    return go(turn, wish, "" if wish.district else found.foreign)


def go(turn: Turn, wish: Wish, foreign: str = "") -> list[Reply]:
    """Answer, or ask for the one thing that is missing."""
    wish = _in_context(turn, wish)
    try:
        if wish.defect is not None and not foreign:
            return listed(turn, wish)
        found = seen(turn, lambda person: aim(wish, person, turn.directory))
    except NotAllowedError:
        return [no_right(turn)]
    if foreign and (wish.defect is not None or wish.rep_ord is not None):
        return [Reply("penetration/no_district", {"said": foreign})]
    if isinstance(found, Vacant):
        return [_vacant(found)]
    answer = _answered(turn, wish, found)
    return ask(turn, wish, answer) if isinstance(answer, Which) else answer


def _answered(turn: Turn, wish: Wish, found: Aim | Which) -> list[Reply] | Which:
    """The answer, or what has to be chosen before: a person, a product, a day."""
    if isinstance(found, Which):
        return found
    if wish.maybe_skus or wish.unknown_sku:
        return _products(turn, wish)
    _remember(turn, wish, found)
    return tell(turn, wish, found)


def _in_context(turn: Turn, wish: Wish) -> Wish:
    """那天, and a visit of the day without anybody: what was talked about before."""
    before = about(turn)
    if before is None:
        return wish
    known = Wish.read(before)
    if wish.that_day and not wish.first:
        wish = replace(wish, first=known.first, last=known.last)
    nobody = not (wish.reps or wish.rep_ord or wish.stores or wish.me or wish.district)
    if nobody and wish.defect is None and turn.person.role is not Role.REP:
        wish = replace(wish, reps=known.reps)
    return wish


def _vacant(found: Vacant) -> Reply:
    facts = {
        "district": found.district,
        "number": found.number,
        "gap": found.gap,
        "roster": [list(one) for one in found.roster[:12]],
        "total": len(found.roster),
    }
    return Reply("penetration/vacant", facts)


def _products(turn: Turn, wish: Wish) -> Which:
    """Which product is meant; for words that no product has, the nearest ones."""
    products = turn.directory.catalogue.products
    if wish.maybe_skus:
        known = [products[c] for c in wish.maybe_skus if c in products]
    else:
        names = {code: f"{code} {p.name}" for code, p in products.items()}
        near = process.extract(wish.unknown_sku, names, scorer=fuzz.partial_ratio, limit=3)
        known = [products[code] for _, _, code in near]
    options = tuple((p.code, f"{p.code} {p.name}") for p in known[:SHOWN])
    what = "sku_unknown" if wish.unknown_sku else "sku"
    return Which(what, options, wish.unknown_sku, len(known))


def ask(turn: Turn, wish: Wish, which: Which) -> list[Reply]:
    """One question, answered by a tap, a number or a name."""
    options = [[label, _settled(wish, which.what, value).plain()] for value, label in which.options]
    turn.ask_which(turn.enter("penetration", ""), "which", options=options)
    shown = options[: turn.capabilities.buttons]
    buttons = tuple(Button(str(label), "pen_go", {"wish": kept}) for label, kept in shown)
    facts = {"what": which.what, "said": which.said, "total": which.total, "shown": len(shown)}
    return [Reply("penetration/which", facts, buttons=buttons)]


def _settled(wish: Wish, what: str, value: str) -> Wish:
    match what:
        case "district":
            return replace(wish, district=value)
        case "rep":
            return replace(wish, reps=(value,), rep_ord=None, me=False)
        case "store" | "call":
            return replace(wish, stores=(value,), visit_ord=None, planned=False)
        case "day":
            return replace(wish, first=value, last=value, that_day=False)
        case _:
            return replace(wish, skus=(value,), maybe_skus=(), unknown_sku="")


def on_go(turn: Turn, event: Pressed) -> list[Reply]:
    """One of the options."""
    turn.answered(turn.enter("penetration", ""))
    return go(turn, Wish.read(event.args["wish"]))


def answer(
    turn: Turn, thread: Thread, kind: str, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """An option by its name, or by its place."""
    del kind
    said, options = plain(event.text).upper(), args["options"]
    at = place(said)
    found = [kept for label, kept in options if len(said) > 1 and said in plain(label).upper()]
    if at is not None and 0 < at <= len(options) and not found:
        found = [options[at - 1][1]]
    if len(found) != 1:
        return None
    turn.answered(thread)
    turn.enter("penetration", "")
    return go(turn, Wish.read(found[0]))


def about(turn: Turn) -> Mapping[str, Any] | None:
    """What was asked in the last half hour."""
    thread = next((t for t in turn.threads if t.flow == "penetration"), None)
    kept = thread.memory.get("about") if thread else None
    if not kept or turn.now - datetime.fromisoformat(kept["at"]) > _FRESH:
        return None
    wish: Mapping[str, Any] = kept["wish"]
    return wish


def _remember(turn: Turn, wish: Wish, found: Aim) -> None:
    """Whom and which day the answer is about: 「那天」「第四家呢」 build on it."""
    today = turn.settings.day(turn.now).isoformat()
    kept = replace(
        wish,
        reps=(found.rep.id,) if found.rep else (),
        rep_ord=None,
        me=False,
        that_day=False,
        first=wish.first or today,
        last=wish.last or today,
    )
    thread = turn.enter("penetration", "")
    turn.remember(thread, "about", {"wish": kept.plain(), "at": turn.now.isoformat()})
