"""加一家: a known store is put into the day; of an unknown one the known ones are offered first."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from domain import access
from domain.adhoc_words import Wish, otherwise, parse
from domain.asking import NEW_STORE, new_store_body
from domain.day_range import day_title, days_in
from domain.geo import Point
from domain.numbers import plain
from domain.onsite import Provenance, Standing, place
from domain.people import Role
from domain.planned import done, due
from domain.ports.managing import Request
from domain.stores import Store
from handlers.asking import ask
from handlers.chat import Button, Pressed, Reply, Said, SharedPlace
from handlers.flow import Flow
from handlers.nearby import fix_of, stores_near
from handlers.planned import here_today, stops_of
from handlers.reviewing import person_name
from handlers.turn import Thread, Turn
from handlers.unplaced import located

_NEAR_M = 100
_OFFERED = 3
_WAITS = timedelta(minutes=30)
"""How long a location still answers what was asked for."""
_NEVER_MIND = re.compile(r"^(?:算了|取消|不加了|先不加|不用了?)[吧了,.!]*$")


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「加一家 百合粮油」「新店 幸福里便利店」; 「都不是,是新店」 to what was offered."""
    if turn.person.role not in {Role.REP, Role.MANAGER}:
        return None
    said = plain(event.text)
    asked = _asked(turn)
    if asked is not None and otherwise(said):
        return [_request(turn, asked.memory)]
    wish = parse(said)
    if wish is None:
        return None
    day = _day(turn, said.replace(wish.name, " ", 1) if wish.name else said)
    if not wish.name:
        thread = turn.enter("adhoc", "name")
        turn.ask(thread, "name", day=day.isoformat())
        return [Reply("adhoc/name")]
    return _wished(turn, wish, day)


def answer(
    turn: Turn, thread: Thread, kind: str, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """The name of the new store."""
    del kind
    said = plain(event.text)
    if _NEVER_MIND.match(said):
        turn.leave(thread.flow, thread.subject)
        return [Reply("adhoc/dropped")]
    wish = parse(f"新店 {said}")
    if wish is None or not wish.name or not _a_store(wish.name):
        return None
    turn.leave(thread.flow, thread.subject)
    return _wished(turn, wish, date.fromisoformat(args["day"]))


def _day(turn: Turn, said: str) -> date:
    """The day in the words, from today on; a number of a store's name is none."""
    today = turn.settings.day(turn.now)
    days = days_in(said, today)
    return days.first if days and days.named and days.first >= today else today


def _wished(turn: Turn, wish: Wish, day: date) -> list[Reply] | None:
    reach = turn.directory.within_reach(turn.person)
    named = turn.directory.stores_in(wish.name, reach)
    if len(named) == 1 and not (wish.new and named[0].name != wish.name):
        return [_add(turn, named[0], day)]
    offered = named or _alike(turn, wish.name, reach)
    unclear = len(wish.name) < 3 or not _a_store(wish.name)  # noqa: PLR2004 - 老王 is no store
    if not wish.new and not offered and unclear and not _elsewhere(turn, wish.name):
        return None
    memory = {"name": wish.name, "day": day.isoformat(), "more": wish.more}
    return [_offer(turn, memory, offered, _fresh(turn))]


def _fresh(turn: Turn) -> Point | None:
    """Where the writer is now, as far as it is known."""
    here = here_today(turn)
    return here.point if here and turn.now - here.at <= turn.settings.early_fix else None


def _a_store(name: str) -> bool:
    """Whether words look like the name of a store."""
    return (
        name.endswith(tuple("店场市铺行部社楼城坊号馆油鲜家")) or "便利" in name or "超市" in name
    )


def _alike(turn: Turn, name: str, reach: Sequence[Store]) -> Sequence[Store]:
    return turn.directory.like(name, reach, most=_OFFERED)


def _elsewhere(turn: Turn, name: str) -> list[Store]:
    """Stores of just that name that the writer may not visit."""
    mine = {s.code for s in turn.directory.within_reach(turn.person)}
    every = turn.directory.stores.values()
    return [s for s in every if plain(s.name) == plain(name) and s.code not in mine]


def _offer(
    turn: Turn, memory: Mapping[str, Any], alike: Sequence[Store], here: Point | None
) -> Reply:
    """Stores that it may be: near the newest location, or of a similar name.

    What is asked for stays open: a location that comes next is of its door.
    """
    name = memory["name"]
    near = [(s, d) for s, d in stores_near(turn, here, _NEAR_M)] if here else []
    mine = {s.code for s in turn.directory.within_reach(turn.person)}
    seen = [(s, d) for s, d in near if s.code in mine][:_OFFERED]
    codes = {s.code for s, _ in seen}
    found = [*seen, *((s, None) for s in alike if s.code not in codes)]
    buttons = [
        Button(s.name, "adhoc_add", {"store": s.code, "day": memory["day"]}) for s, _ in found
    ]
    wish = {**memory, "place": [here.lat, here.lon] if here else None}
    thread = turn.enter("adhoc", "wish")
    for key, value in (*wish.items(), ("at", turn.now.isoformat())):
        turn.remember(thread, key, value)
    label = "都不是,申请加新店" if found else "申请加新店"
    buttons.append(Button(label, "adhoc_new", wish))
    facts = {
        "name": name,
        "found": [{"name": s.name, "metres": metres} for s, metres in found],
        "elsewhere": [s.district for s in _elsewhere(turn, name)],
        "placed": here is not None,
        "wants": "location" if here is None and located(turn) else "",
    }
    return Reply("adhoc/which", facts, buttons=tuple(buttons))


def _asked(turn: Turn) -> Thread | None:
    """The wish that was talked of last."""
    thread = turn.threads[0] if turn.threads else None
    if thread is None or (thread.flow, thread.subject) != ("adhoc", "wish") or not thread.open:
        return None
    return thread if turn.now - datetime.fromisoformat(thread.memory["at"]) <= _WAITS else None


def on_place(turn: Turn, event: SharedPlace) -> list[Reply] | None:
    """The location of the door of a new store, as it was asked for."""
    thread = _asked(turn)
    if thread is None or event.following:
        return None
    fix = fix_of(turn, event)
    vague = (fix.accuracy_m or 0) > turn.settings.accuracy_m
    if vague or not fix.point.valid or fix.provenance is Provenance.FORWARDED:
        return None
    reach = turn.directory.within_reach(turn.person)
    placing = place(fix, reach, turn.settings)
    if thread.memory.get("place") and placing.standing is Standing.INSIDE:
        return None  # he went on to a store that is known
    turn.work.fixes.add(turn.person.id, fix, placing, None)
    memory = {key: thread.memory.get(key, "") for key in ("name", "day", "more")}
    return [_offer(turn, memory, _alike(turn, memory["name"], reach), fix.point)]


def on_add(turn: Turn, event: Pressed) -> list[Reply]:
    """A known store that was tapped."""
    store = turn.directory.stores.get(event.args["store"])
    if store is None or not access.may_visit(turn.person, store):
        return [Reply("adhoc/gone")]
    today = turn.settings.day(turn.now)
    return [_add(turn, store, max(date.fromisoformat(event.args["day"]), today))]


def _add(turn: Turn, store: Store, day: date) -> Reply:
    """Put it at the end of the day."""
    turn.leave("adhoc", "wish")
    added = turn.work.plans.add(turn.person.id, day, [store.code])
    if added:
        title = day.isoformat()
        turn.work.audit.note(turn.now, turn.person.id, "plan_added", store.code, day=title)
    found = stops_of(turn, turn.person.id, day)
    today = turn.settings.day(turn.now)
    facts = {
        "store": store.name,
        "added": bool(added),
        "day": day_title(day, today),
        "total": len(found),
        "done": done(found),
        "due": due(found),
        "today": day == today,
        "owner": _owner(turn, store),
    }
    begin = Button(f"到店 {store.name}", "begin", {"store": store.code}, lasting=True)
    return Reply("adhoc/added", facts, buttons=(begin,) if day == today else ())


def _owner(turn: Turn, store: Store) -> str:
    """Whose store it is, where it is somebody else's."""
    other = store.rep_id and store.rep_id != turn.person.id
    return person_name(turn, store.rep_id) if other and store.rep_id else ""


def on_new(turn: Turn, event: Pressed) -> list[Reply]:
    """「都不是」: a manager is asked to add it."""
    return [_request(turn, event.args)]


def _request(turn: Turn, wish: Mapping[str, Any]) -> Reply:
    """Ask for a new store, where the rep stood when it was spoken of."""
    name, today = wish["name"], turn.settings.day(turn.now)
    waits = [
        r
        for r in turn.work.requests.open_by([turn.person.id])
        if r.kind == NEW_STORE and r.body["name"] == name
    ]
    turn.leave("adhoc", "wish")
    turn.thread = None
    if waits:
        return Reply("adhoc/asked", {"name": name, "managers": [], "again": True, "placed": True})
    point = Point(*wish["place"]) if wish.get("place") else None
    day = max(date.fromisoformat(wish["day"]), today)
    request = Request(
        id=turn.ids.new(),
        kind=NEW_STORE,
        store_code="",
        by=turn.person.id,
        at=turn.now,
        body=new_store_body(name, point, day, wish.get("more") or ""),
    )
    managers = ask(turn, request)
    turn.thread = None
    facts: dict[str, Any] = {"name": name, "managers": managers, "again": False}
    return Reply("adhoc/asked", {**facts, "placed": point is not None})


FLOW = Flow(
    name="adhoc",
    order=19,
    wordy=True,
    on={Said: on_text, SharedPlace: on_place},
    presses={"adhoc_add": on_add, "adhoc_new": on_new},
    answer=answer,
)
