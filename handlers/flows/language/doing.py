"""Handing what is wanted to who can do it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.settling import Choice, Context, Settled, settle
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
    Intent.PLAN: "今天跑哪几家",
    Intent.RADAR: "雷达图",
    Intent.HELP: "帮助",
}
"""What other flows know by these words."""
_HERE = "到店"


def do(turn: Turn, event: Understood, frame: Frame) -> list[Reply]:
    """Settle what it is about, then have it done; the one thing that is unclear is asked."""
    if frame.intent is Intent.CANCEL:
        return [Reply("language/dropped")]
    words = _rephrased(turn, frame)
    if words:
        turn.onward.append(Said(event.message, words, rephrased=True))
        return []
    settled = settle(
        frame, turn.person, turn.directory, context=_context(turn), picked=event.picked
    )
    if isinstance(settled, Choice):
        return which_thing(turn, event, settled)
    _keep(turn, settled)
    turn.onward += _asked(event, frame, settled)
    return learnt(turn, event, frame)


def _rephrased(turn: Turn, frame: Frame) -> str:
    """The same wish in the words that a flow takes."""
    if frame.intent is Intent.VISIT_START:
        stores = [s for one in frame.of_kind("store")[:1] for s in one.ids]
        store = turn.directory.stores.get(stores[0]) if len(stores) == 1 else None
        return f"{_HERE} {store.name}" if store else "签到"
    if frame.intent is Intent.RADAR:
        districts = [one.name for one in frame.of_kind("district")[:1]]
        return " ".join([_WORDS[Intent.RADAR], *districts])
    return _WORDS.get(frame.intent, "")


def _asked(event: Understood, frame: Frame, settled: Settled) -> Sequence[Asked]:
    """One query for all facets of a product, and one for each other wish."""
    asked = Asked(
        message=event.message,
        intent=frame.intent,
        frame=frame,
        product=settled.product,
        customer=settled.customer,
        store=settled.store,
        contact=settled.contact,
        spoken=event.spoken,
    )
    wishes = list(frame.wishes)
    if frame.note and Intent.NOTE not in wishes:
        wishes.insert(0, Intent.NOTE)
    facets = [w for w in wishes if w in FACETS]
    single = [w for w in wishes if w not in facets[1:]]
    return [replace(asked, intent=wish) for wish in single]


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
    about = {
        "product": settled.product or before.product,
        "customer": settled.customer or before.customer,
        "store": settled.store or before.store,
        "at": turn.now.isoformat(),
    }
    turn.remember(thread, "about", about)
