"""Beginning a visit by its store's name: said, typed wrongly, or tapped on the plan."""

import re

from domain.numbers import plain
from handlers import handed
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flows.visit import place
from handlers.flows.visit.stale import stale
from handlers.turn import Turn
from handlers.unplaced import wants_place

_ASKING = re.compile(r"[?吗谁哪]|什么|多少|怎么|为什么|为何|几家|几次|有没有|是不是")
_ARRIVING = re.compile(
    r"^(?:到店|签到|打卡|开始拜访|拜访(?![完过了得数次量率]|记录|总))\s*(?P<name>[^,]{0,20})$"
)
_VISIT = re.compile(
    r"到店|拜访|去了|打卡|签到|到达|来到|[我已刚在^]到|^[到在]|我在|人在|到[^,]{1,20}了"
)


def begun(turn: Turn, event: Said) -> list[Reply] | None:
    """「到店 幸福超市」「幸福超市已拜访」: opens the visit, completes nothing."""
    said = plain(event.text)
    stores = turn.directory.stores_in(said, handed.reach(turn))
    wants = bool(_VISIT.search(said)) or any(said == s.name for s in stores)
    if not wants or _ASKING.search(said):
        return None
    if not stores and (gone := handed.gone_named(turn, said)) is not None:
        return [gone]
    if not stores and (target := _ARRIVING.match(said)):
        return _unknown_store(turn, target["name"].strip())
    if len(stores) == 1:
        return place.begin(turn, stores[0])
    if len(stores) > 1:
        buttons = tuple(Button(s.name, "begin", {"store": s.code}) for s in stores[:5])
        return [Reply("visit/which_store", {"names": [s.name for s in stores[:5]]}, buttons)]
    customers = turn.directory.customers_in(said, turn.person)
    return place.begin(turn, customers[0]) if len(customers) == 1 else None


def _unknown_store(turn: Turn, name: str) -> list[Reply] | None:
    """「到店 佳佳」: the nearest names, never taken without the rep's tap."""
    if turn.directory.customers_in(name, turn.person):
        return place.begin(turn, turn.directory.customers_in(name, turn.person)[0])
    reach = turn.directory.within_reach(turn.person)
    if not name or not reach:
        return [Reply("visit/send_place", {"wants": wants_place(turn)})]
    near = turn.directory.like(name, reach)
    buttons = tuple(Button(f"到店 {s.name}", "begin", {"store": s.code}) for s in near)
    facts = {"name": name, "near": [s.name for s in near], "wants": wants_place(turn)}
    return [Reply("visit/no_such_store", facts, buttons=buttons)]


def on_begin(turn: Turn, event: Pressed) -> list[Reply]:
    """A store tapped on the plan."""
    store = turn.directory.stores.get(event.args["store"])
    if store is None:
        return stale(turn)
    if all(s.code != store.code for s in handed.reach(turn)):  # somebody else's by now
        gone = handed.gone_named(turn, plain(store.name))
        return [gone] if gone else stale(turn)
    return place.begin(turn, store)
