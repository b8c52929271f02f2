"""Stores change hands: what is shown of it, and what is done."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from domain import handing_over
from domain.day_range import day_title
from domain.people import Person
from domain.planned import seen_on
from domain.stores import Store
from handlers.chat import Reply
from handlers.reviewing import person_name
from handlers.turn import Turn

_NAMED, _LISTED = 10, 60
"""Stores by name: in what is shown before, and in the list that both get."""
LAST = "handover_last"
"""Preference: the newest hand-over that somebody ordered."""


def listed(turn: Turn, stores: Sequence[Store], to: Person, most: int = _NAMED) -> dict[str, Any]:
    """The stores by who has them now, the first of them by name."""
    owners = handing_over.by_owner(stores)
    named = [s.name for s in stores[:most]]
    counts = [
        {"name": person_name(turn, owner) if owner else "未分配", "count": len(theirs)}
        for owner, theirs in owners.items()
    ]
    return {"to": to.name, "owners": counts, "names": named, "total": len(stores)}


def day_facts(turn: Turn, day: date) -> dict[str, Any]:
    """The day from which on it holds."""
    today = turn.settings.day(turn.now)
    return {"today": day == today, "day": day_title(day, today)}


def hand_over(turn: Turn, stores: Sequence[Store], to: Person, day: date, missed: int = 0) -> Reply:
    """Give the stores with their plans from a day on, and tell both."""
    facts = {**listed(turn, stores, to), "by": turn.person.name}
    owners = handing_over.by_owner(stores)
    plans = give(turn, owners, stores, to, day)
    return Reply("handover/done", {**facts, "plans": plans, "missed": missed})


def give(
    turn: Turn,
    owners: Mapping[str, Sequence[Store]],
    stores: Sequence[Store],
    to: Person,
    day: date,
) -> int:
    """Do it, and tell both; how many stops of plans go along."""
    begins = plans_of(turn, stores, day)
    moved = {o: turn.work.store_book.planned(_of(begins, x), to.id) for o, x in owners.items()}
    plans = turn.work.store_book.hand_over(begins, to.id)
    given = {owner: [s.code for s in theirs] for owner, theirs in owners.items()}
    turn.work.audit.note(
        turn.now, turn.person.id, "stores_handed_over", to.id, day=day.isoformat(), given=given
    )
    for owner, theirs in owners.items():
        if owner:
            told = {**listed(turn, theirs, to, _LISTED), "by": turn.person.name}
            told |= {"plans": moved[owner], "drafts": _drafts(turn, owner, theirs)}
            turn.pushes.append(Reply("handover/given", told, to=owner))
    got = {**listed(turn, stores, to, _LISTED), "by": turn.person.name, "plans": plans}
    got["today"] = _due_today(turn, stores, to)
    turn.pushes.append(Reply("handover/got", got, to=to.id))
    keep(turn, owners, to)
    turn.thread = None
    return plans


def keep(turn: Turn, owners: Mapping[str, Sequence[Store]], to: Person) -> None:
    """Remember the newest hand-over of who ordered it, so that it can be undone."""
    before = {s.code: owner for owner, theirs in owners.items() for s in theirs}
    kept = {"at": turn.now.isoformat(), "to": to.id, "owners": before}
    turn.work.preferences.set(turn.person.id, LAST, json.dumps(kept))


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


def plans_of(turn: Turn, stores: Sequence[Store], day: date) -> dict[str, date]:
    """From which day on each store's plan goes along: what he began that day stays his stop."""

    def begins(store: Store) -> date:
        newest = turn.work.visits.latest_of(store.rep_id, store.code) if store.rep_id else None
        his = newest is not None and seen_on(newest, day, turn.settings)
        return day + timedelta(days=1) if his else day

    return {store.code: begins(store) for store in stores}
