"""Handing what is wanted to who can do it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.settling import CUSTOMER, PRODUCT, Choice, Context, Settled, settle
from domain.understanding import FACETS, Frame, Intent
from handlers.chat import Asked, Reply, Said, Understood
from handlers.flows.language.choosing import which_thing
from handlers.flows.language.learning import learnt
from handlers.turn import Turn

_FRESH = timedelta(minutes=30)
"""How long what was talked about stands in for what is left out."""
_WORDS: Mapping[Intent, str] = {
    Intent.VISIT_CONTINUE: "继续",
    Intent.VISIT_SUBMIT: "提交",
    Intent.HELP: "帮助",
}
"""What other flows know by these words."""
BY_WORDS = frozenset({*_WORDS, Intent.VISIT_START, Intent.CANCEL})
"""What is done without any flow's ``intents``."""
_HARMLESS = frozenset({Intent.PLAN, Intent.HELP, Intent.VISIT_CONTINUE})
_ONLY_FIRST = frozenset({Intent.VISIT_START, Intent.VISIT_SUBMIT, Intent.CANCEL})
"""What changes something is done only when it is the main thing that was said."""
_HERE = "到店"
_UNDO = re.compile(r"撤|不算|弄错|记错|删掉|删了")
_NOTED = "noted"
"""Among what is picked: the note of the message is kept already."""


def do(turn: Turn, event: Understood, frame: Frame) -> list[Reply]:
    """Settle what it is about, then have it done; the one thing that is unclear is asked."""
    if frame.intent is Intent.CANCEL and not _UNDO.search(frame.text):
        return [Reply("language/dropped")]
    said = _in_our_words(turn, event, frame)
    wishes = _wishes(event, frame, without=said)
    if not wishes:
        turn.onward += said.values()
        return []
    settled = settle(
        frame, turn.person, turn.directory, context=_context(turn), picked=event.picked
    )
    if isinstance(settled, Choice):
        if _noted_first(turn, event, frame, settled):
            return []
        return which_thing(turn, event, settled)
    _keep(turn, settled)
    turn.onward += [*_asked(event, frame, settled, wishes), *said.values()]
    return learnt(turn, event)


def _noted_first(turn: Turn, event: Understood, frame: Frame, choice: Choice) -> bool:
    """Whether what was told is kept before it is asked which product is meant.

    Whoever never answers that question has not told it in vain.
    """
    told = frame.note and _NOTED not in event.picked
    if not told or choice.what != PRODUCT:
        return False
    without = {**event.picked, PRODUCT: ""}
    settled = settle(frame, turn.person, turn.directory, context=_context(turn), picked=without)
    if isinstance(settled, Choice):
        return False
    note = _asked(event, frame, settled, [Intent.NOTE])
    picked = {**event.picked, _NOTED: "1"}
    if settled.customer:
        picked[CUSTOMER] = settled.customer
    turn.onward += [*note, replace(event, picked=picked)]
    return True


def _in_our_words(turn: Turn, event: Understood, frame: Frame) -> Mapping[Intent, Said]:
    """The wishes that other flows know by words; what changes something only as the main one."""
    main = frame.intent
    wishes = [wish for wish in frame.wishes if wish is main or wish in _HARMLESS]
    words = ((wish, _rephrased(turn, frame, wish)) for wish in wishes)
    return {wish: Said(event.message, text, rephrased=True) for wish, text in words if text}


def _wishes(event: Understood, frame: Frame, *, without: Mapping[Intent, Said]) -> Sequence[Intent]:
    """One query for all facets of a product, and each other wish; what was told comes first."""
    wishes = [wish for wish in frame.wishes if wish not in without]
    if frame.note and Intent.NOTE not in wishes:
        wishes.insert(0, Intent.NOTE)
    if _NOTED in event.picked:
        wishes = [wish for wish in wishes if wish is not Intent.NOTE]
    facets = [wish for wish in wishes if wish in FACETS]
    later = {*facets[1:], *(_ONLY_FIRST - {frame.intent})}
    return [wish for wish in wishes if wish not in later]


def _rephrased(turn: Turn, frame: Frame, wish: Intent) -> str:
    """The same wish in the words that a flow takes; never somebody else's."""
    if wish is Intent.CANCEL:
        return "撤回"
    others = {i for one in frame.of_kind("person") for i in one.ids} - {turn.person.id}
    if others:
        return ""
    if wish is Intent.VISIT_START:
        stores = [s for one in frame.of_kind("store")[:1] for s in one.ids]
        store = turn.directory.stores.get(stores[0]) if len(stores) == 1 else None
        return f"{_HERE} {store.name}" if store else "签到"
    return _WORDS.get(wish, "")


def _asked(
    event: Understood, frame: Frame, settled: Settled, wishes: Sequence[Intent]
) -> Sequence[Asked]:
    """What is wanted, with what it is about."""
    return [
        Asked(
            message=event.message,
            intent=wish,
            frame=frame,
            product=settled.product,
            customer=settled.customer,
            store=settled.store,
            contact=settled.contact,
            spoken=event.spoken,
        )
        for wish in wishes
    ]


def _context(turn: Turn) -> Context:
    """What was talked about in the last half hour."""
    thread = next((t for t in turn.threads if t.flow == "language"), None)
    about = thread.memory.get("about") if thread else None
    if not about or turn.now - datetime.fromisoformat(about["at"]) > _FRESH:
        return Context()
    return Context(product=about["product"], customer=about["customer"], store=about["store"])


def _keep(turn: Turn, settled: Settled) -> None:
    if not (settled.product or settled.customer or settled.store):
        return
    before = _context(turn)
    thread = turn.enter("language", "")
    named = turn.directory.customers.get(settled.customer or "")
    own = named is not None and named.owner_id == turn.person.id
    about = {
        "product": settled.product or before.product,
        "customer": settled.customer if own else before.customer,
        "store": settled.store or before.store,
        "at": turn.now.isoformat(),
    }
    turn.remember(thread, "about", about)
