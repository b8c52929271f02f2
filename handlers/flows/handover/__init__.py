"""换负责人: stores change hands after a preview, at once or from a later day on."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from domain import handing_over
from domain.day_words import since
from domain.errors import NotAllowedError
from domain.handing_over import Found
from domain.numbers import plain
from domain.people import Person
from domain.stores import Store
from handlers.chat import Button, Due, Pressed, Reply, Said
from handlers.flow import Flow
from handlers.flows.handover.back import on_back, undo
from handlers.flows.handover.doing import day_facts, hand_over, listed, plans_of
from handlers.turn import Thread, Turn

_TIMER = "handover"


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「把河西线A换给李娜」「明天起把河西片区交给小王」."""
    if not handing_over.may_hand(plain(event.text)):
        return None
    if handing_over.undoes(plain(event.text)):
        return _undo(turn)
    today = turn.settings.day(turn.now)
    said = since(plain(event.text), today)
    if handing_over.appoints(said.rest, turn.directory):
        every = turn.directory.stores.values()
        if not handing_over.may_order_any(turn.person, every, turn.directory.organisation):
            raise NotAllowedError
        return [Reply("handover/manager")]
    wish = handing_over.parse(said.rest)
    found = handing_over.resolve(wish, turn.directory, turn.person) if wish else None
    if wish is None or found is None:
        return None
    if not (found.people or wish.sure):
        return None
    some = found.stores or turn.directory.stores.values()
    if not handing_over.may_order_any(turn.person, some, turn.directory.organisation):
        raise NotAllowedError
    unclear = _unclear(found, wish.who, said.day, today)
    return [unclear or _preview(turn, found, said.day or today)]


def _unclear(found: Found, who: str, day: date | None, today: date) -> Reply | None:
    """What has to be said more clearly first."""
    if found.owner is not None:
        return Reply("handover/has_none", {"name": found.owner.name})
    if found.areas and not found.stores:
        return Reply("handover/which_area", {"areas": list(found.areas)})
    if len(found.people) != 1:
        names = [{"name": p.name, "district": p.district} for p in found.people[:5]]
        return Reply("handover/who", {"said": who, "people": names})
    if day is None or day < today:
        return Reply("handover/which_day", {"day": day and day.isoformat()})
    return None


def _preview(turn: Turn, found: Found, day: date) -> Reply:
    """What would change, before anything does."""
    to = found.people[0]
    if not handing_over.may_order(turn.person, found.stores, to, turn.directory.organisation):
        raise NotAllowedError
    stores = [s for s in found.stores if s.rep_id != to.id]
    if not stores:
        return Reply("handover/has_them", {"to": to.name, "total": len(found.stores)})
    card = turn.enter("handover", str(turn.message.id))
    owners = {s.code: s.rep_id for s in stores}
    for key, value in (("owners", owners), ("to", to.id), ("day", day.isoformat())):
        turn.remember(card, key, value)
    return _show(turn, card.subject, stores, to, day)


def _show(
    turn: Turn, card: str, stores: Sequence[Store], to: Person, day: date, *, typed: bool = False
) -> Reply:
    """The card, which only a tap decides; ``typed``: somebody typed its label."""
    drafts = turn.work.visits.drafts_at([s.code for s in stores])
    owners = {s.rep_id for s in stores}
    facts = {
        **listed(turn, stores, to),
        "plans": turn.work.store_book.planned(plans_of(turn, stores, day), to.id),
        "drafts": sum(v.rep_id in owners for v in drafts),
        **day_facts(turn, day),
        "typed": typed,
    }
    args = {"card": card}
    buttons = (Button("确认", "handover_ok", args), Button("取消", "handover_no", args))
    return Reply("handover/preview", facts, buttons=buttons)


def _undo(turn: Turn) -> list[Reply]:
    """「撤销刚才的换人」: one that waits for its day or its tap, else the newest that was done."""
    waits = [t for t in turn.threads if t.flow == "handover" and t.open]
    if not waits:
        return [undo(turn)]
    args = {"card": waits[0].subject}
    return on_cancel(turn, Pressed(turn.message, "handover_no", args, "撤销"))


def _card(turn: Turn, card: str) -> Thread | None:
    """The hand-over that is meant, while it is open."""
    return next((t for t in turn.threads if (t.flow, t.subject) == ("handover", card)), None)


def on_confirm(turn: Turn, event: Pressed) -> list[Reply]:
    """「确认」: today's at once, a later one by a timer."""
    card = _card(turn, event.args["card"])
    if card is None or card.memory.get("set"):
        return [Reply("handover/over")]
    day = date.fromisoformat(card.memory["day"])
    today = turn.settings.day(turn.now)
    stores, to = _meant(turn, card.memory)
    if to is None or len(stores) < len(card.memory["owners"]):
        turn.leave("handover", card.subject)
        return [Reply("handover/changed")]
    if not handing_over.may_order(turn.person, stores, to, turn.directory.organisation):
        raise NotAllowedError
    if event.typed:
        return [_show(turn, card.subject, stores, to, day, typed=True)]
    if day <= today:
        turn.leave("handover", card.subject)
        return [hand_over(turn, stores, to, today)]
    turn.remember(card, "set", value=True)
    turn.thread = None
    begin = datetime.combine(day, time(), turn.settings.zone)
    turn.ring(_TIMER, card.subject, begin, card=card.subject)
    turn.work.audit.note(turn.now, turn.person.id, "hand_over_set", to.id, day=day.isoformat())
    facts = {**listed(turn, stores, to), **day_facts(turn, day)}
    back = Button("撤销", "handover_no", {"card": card.subject})
    return [Reply("handover/set", facts, buttons=(back,))]


def on_cancel(turn: Turn, event: Pressed) -> list[Reply]:
    """「取消」, also of one that is set for a later day."""
    card = _card(turn, event.args["card"])
    if card is None:
        return [Reply("handover/over")]
    if card.memory.get("set"):
        turn.work.audit.note(turn.now, turn.person.id, "hand_over_unset", card.memory["to"])
    turn.leave("handover", card.subject)
    turn.thread = None
    return [Reply("handover/cancelled")]


def on_due(turn: Turn, event: Due) -> list[Reply] | None:
    """The day has come: what still holds is done, the rest is told."""
    if event.kind != _TIMER:
        return None
    card = _card(turn, event.payload["card"])
    if card is None:
        return []
    turn.leave("handover", card.subject)
    stores, to = _meant(turn, card.memory)
    if (
        to is None
        or not stores
        or not handing_over.may_order(turn.person, stores, to, turn.directory.organisation)
    ):
        return [Reply("handover/changed")]
    today = date.fromisoformat(card.memory["day"])
    return [hand_over(turn, stores, to, today, missed=len(card.memory["owners"]) - len(stores))]


def _meant(turn: Turn, memory: Mapping[str, Any]) -> tuple[list[Store], Person | None]:
    """The stores that are still in the same hands, and the new rep, if he is still here."""
    known = turn.directory.stores
    still = [
        known[c] for c, rep in memory["owners"].items() if c in known and known[c].rep_id == rep
    ]
    to = turn.directory.organisation.people.get(memory["to"])
    return still, to if to and to.active else None


FLOW = Flow(
    name="handover",
    order=15,
    wordy=True,
    on={Said: on_text, Due: on_due},
    presses={"handover_ok": on_confirm, "handover_no": on_cancel, "handover_back": on_back},
)
