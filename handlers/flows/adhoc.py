"""加一家: a known store is put into the day; of an unknown one the known ones are offered first."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from domain import access
from domain.adhoc_words import parse
from domain.asking import NEW_STORE, new_store_body
from domain.day_range import day_title, days_in
from domain.numbers import plain
from domain.people import Role
from domain.planned import done, due
from domain.ports.managing import Request
from domain.stores import Store
from handlers.asking import ask
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flow import Flow
from handlers.nearby import stores_near
from handlers.planned import here_today, stops_of
from handlers.reviewing import person_name
from handlers.turn import Turn
from handlers.unplaced import located

_NEAR_M = 100
_OFFERED = 3


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「加一家 百合粮油」「新店 幸福里便利店」."""
    said = plain(event.text)
    wish = parse(said)
    if wish is None or turn.person.role not in {Role.REP, Role.MANAGER}:
        return None
    today = turn.settings.day(turn.now)
    days = days_in(said, today)
    day = days.first if days and days.named and days.first >= today else today
    reach = turn.directory.within_reach(turn.person)
    named = turn.directory.stores_in(wish.name, reach)
    if len(named) == 1 and not (wish.new and named[0].name != wish.name):
        return [_add(turn, named[0], day)]
    offered = named or _alike(turn, wish.name, reach)
    if not wish.new and not offered:
        unclear = len(wish.name) < 3 or not _a_store(wish.name)  # noqa: PLR2004 - 老王 is no store
        return None if unclear else [_offer(turn, wish.name, (), day)]
    return [_offer(turn, wish.name, offered, day)]


def _a_store(name: str) -> bool:
    """Whether words look like the name of a store."""
    return name.endswith(tuple("店场市铺行部社楼城坊号馆油鲜家"))


def _alike(turn: Turn, name: str, reach: Sequence[Store]) -> Sequence[Store]:
    return turn.directory.like(name, reach, most=_OFFERED)


def _offer(turn: Turn, name: str, alike: Sequence[Store], day: date) -> Reply:
    """Stores that it may be: near the newest location, or of a similar name."""
    here = here_today(turn)
    near = [(s, d) for s, d in stores_near(turn, here.point, _NEAR_M)] if here else []
    mine = {s.code for s in turn.directory.within_reach(turn.person)}
    seen = [(s, d) for s, d in near if s.code in mine][:_OFFERED]
    codes = {s.code for s, _ in seen}
    found = [*seen, *((s, None) for s in alike if s.code not in codes)]
    args = {"day": day.isoformat()}
    buttons = [Button(s.name, "adhoc_add", {"store": s.code, **args}) for s, _ in found]
    label = "都不是,申请加新店" if found else "申请加新店"
    buttons.append(Button(label, "adhoc_new", {"name": name, **args}))
    facts = {
        "name": name,
        "found": [{"name": s.name, "metres": metres} for s, metres in found],
        "placed": here is not None,
        "wants": "location" if here is None and located(turn) else "",
    }
    return Reply("adhoc/which", facts, buttons=tuple(buttons))


def on_add(turn: Turn, event: Pressed) -> list[Reply]:
    """A known store that was tapped."""
    store = turn.directory.stores.get(event.args["store"])
    if store is None or not access.may_visit(turn.person, store):
        return [Reply("adhoc/gone")]
    today = turn.settings.day(turn.now)
    return [_add(turn, store, max(date.fromisoformat(event.args["day"]), today))]


def _add(turn: Turn, store: Store, day: date) -> Reply:
    """Put it at the end of the day."""
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
    name, today = event.args["name"], turn.settings.day(turn.now)
    waits = [
        r
        for r in turn.work.requests.open_by([turn.person.id])
        if r.kind == NEW_STORE and r.body["name"] == name
    ]
    if waits:
        return [Reply("adhoc/asked", {"name": name, "managers": [], "again": True, "placed": True})]
    here = here_today(turn)
    day = max(date.fromisoformat(event.args["day"]), today)
    request = Request(
        id=turn.ids.new(),
        kind=NEW_STORE,
        store_code="",
        by=turn.person.id,
        at=turn.now,
        body=new_store_body(name, here.point if here else None, day),
    )
    managers = ask(turn, request)
    turn.thread = None
    facts: dict[str, Any] = {"name": name, "managers": managers, "again": False}
    return [Reply("adhoc/asked", {**facts, "placed": here is not None})]


FLOW = Flow(
    name="adhoc",
    order=19,
    on={Said: on_text},
    presses={"adhoc_add": on_add, "adhoc_new": on_new},
)
