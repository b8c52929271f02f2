"""换负责人: stores change hands after a preview, at once or from a later day on."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
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
from handlers.reviewing import person_name
from handlers.turn import Thread, Turn

_NAMED, _LISTED = 10, 60
"""Stores by name: in what is shown before, and in the list that both get."""
_TIMER = "handover"


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「把河西线A换给李娜」「明天起把河西片区交给小王」."""
    if not handing_over.may_hand(plain(event.text)):
        return None
    today = turn.settings.day(turn.now)
    said = since(plain(event.text), today)
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
    codes = [s.code for s in stores]
    card = turn.enter("handover", str(turn.message.id))
    owners = {s.code: s.rep_id for s in stores}
    for key, value in (("owners", owners), ("to", to.id), ("day", day.isoformat())):
        turn.remember(card, key, value)
    drafts = [v for v in turn.work.visits.drafts_at(codes) if v.rep_id in set(owners.values())]
    facts = {
        **_list(turn, stores, to),
        "plans": turn.work.store_book.planned(_plans(turn, stores, day), to.id),
        "drafts": len(drafts),
        **_day(turn, day),
    }
    args = {"card": card.subject}
    buttons = (Button("确认", "handover_ok", args), Button("取消", "handover_no", args))
    return Reply("handover/preview", facts, buttons=buttons)


def _list(turn: Turn, stores: Sequence[Store], to: Person, most: int = _NAMED) -> dict[str, Any]:
    """The stores by who has them now, the first of them by name."""
    owners = handing_over.by_owner(stores)
    named = [s.name for s in stores[:most]]
    counts = [
        {"name": person_name(turn, owner) if owner else "未分配", "count": len(theirs)}
        for owner, theirs in owners.items()
    ]
    return {"to": to.name, "owners": counts, "names": named, "total": len(stores)}


def _day(turn: Turn, day: date) -> dict[str, Any]:
    return {"today": day == turn.settings.day(turn.now), "day": f"{day:%Y-%m-%d}"}


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
    if day <= today:
        turn.leave("handover", card.subject)
        return [_hand_over(turn, stores, to, today)]
    turn.remember(card, "set", value=True)
    turn.thread = None
    begin = datetime.combine(day, time(), turn.settings.zone)
    turn.ring(_TIMER, card.subject, begin, card=card.subject)
    turn.work.audit.note(turn.now, turn.person.id, "hand_over_set", to.id, day=day.isoformat())
    facts = {**_list(turn, stores, to), **_day(turn, day)}
    undo = Button("撤销", "handover_no", {"card": card.subject})
    return [Reply("handover/set", facts, buttons=(undo,))]


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
    return [_hand_over(turn, stores, to, today, missed=len(card.memory["owners"]) - len(stores))]


def _meant(turn: Turn, memory: Mapping[str, Any]) -> tuple[list[Store], Person | None]:
    """The stores that are still in the same hands, and the new rep, if he is still here."""
    known = turn.directory.stores
    still = [
        known[c] for c, rep in memory["owners"].items() if c in known and known[c].rep_id == rep
    ]
    to = turn.directory.organisation.people.get(memory["to"])
    return still, to if to and to.active else None


def _hand_over(
    turn: Turn, stores: Sequence[Store], to: Person, day: date, missed: int = 0
) -> Reply:
    facts = {**_list(turn, stores, to), "by": turn.person.name}
    owners = handing_over.by_owner(stores)
    begins = _plans(turn, stores, day)
    moved = {o: turn.work.store_book.planned(_of(begins, x), to.id) for o, x in owners.items()}
    plans = turn.work.store_book.hand_over(begins, to.id)
    given = {owner: [s.code for s in theirs] for owner, theirs in owners.items()}
    turn.work.audit.note(
        turn.now, turn.person.id, "stores_handed_over", to.id, day=day.isoformat(), given=given
    )
    for owner, theirs in owners.items():
        if owner:
            told = {**_list(turn, theirs, to, _LISTED), "by": turn.person.name}
            told |= {"plans": moved[owner], "drafts": _drafts(turn, owner, theirs)}
            turn.pushes.append(Reply("handover/given", told, to=owner))
    listed = {**_list(turn, stores, to, _LISTED), "by": turn.person.name, "plans": plans}
    listed["today"] = _due_today(turn, stores, to)
    turn.pushes.append(Reply("handover/got", listed, to=to.id))
    turn.thread = None
    return Reply("handover/done", {**facts, "plans": plans, "missed": missed})


def _of(begins: Mapping[str, date], stores: Sequence[Store]) -> dict[str, date]:
    return {store.code: begins[store.code] for store in stores}


def _drafts(turn: Turn, owner: str, stores: Sequence[Store]) -> list[str]:
    """Names of the stores where he has a visit to finish."""
    codes = {v.store_code for v in turn.work.visits.drafts_of(owner)}
    return [store.name for store in stores if store.code in codes]


def _due_today(turn: Turn, stores: Sequence[Store], to: Person) -> list[str]:
    """Names of the stores that he is to visit today, with the plan that came along."""
    today = set(turn.work.sales.plan_of(to.id, turn.settings.day(turn.now)))
    return [store.name for store in stores if store.code in today]


def _plans(turn: Turn, stores: Sequence[Store], day: date) -> dict[str, date]:
    """From which day on each store's plan goes along: a stop that is done stays with who did it."""

    def begins(store: Store) -> date:
        newest = turn.work.visits.latest_of(store.rep_id, store.code) if store.rep_id else None
        done = newest is not None and newest.done_on(day, turn.settings)
        return day + timedelta(days=1) if done else day

    return {store.code: begins(store) for store in stores}


FLOW = Flow(
    name="handover",
    order=15,
    on={Said: on_text, Due: on_due},
    presses={"handover_ok": on_confirm, "handover_no": on_cancel},
)
