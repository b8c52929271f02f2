"""今天跑哪几家: the day's stores in order, tapped to begin."""

import re

from domain.numbers import plain
from handlers.chat import Button, Reply, Said
from handlers.flow import Flow
from handlers.turn import Turn

_PLAN = re.compile(
    r"^/?(?:今天|今日)?(?:的)?(?:跑哪几家|去哪几家|跑哪些店|计划|行程|路线)[?]?$|^/plan$"
)
_SHOWN = 20


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """The plan with what is done and what is left."""
    if not _PLAN.match(plain(event.text)):
        return None
    day = turn.settings.day(turn.now)
    stores = []
    for code in turn.work.sales.plan_of(turn.person.id, day):
        store = turn.directory.stores.get(code)
        last = turn.work.visits.latest_of(turn.person.id, code)
        done = last is not None and last.submitted_on(day, turn.settings)
        at = last.submitted_at if last else None
        if store is not None:
            stores.append({"code": code, "name": store.name, "done": done, "at": at})
    left = [s for s in stores if not s["done"]]
    buttons = tuple(Button(f"到店 {s['name']}", "begin", {"store": s["code"]}) for s in left[:4])
    facts = {"day": day.isoformat(), "stores": stores[:_SHOWN], "total": len(stores)}
    return [Reply("plan", {**facts, "done": len(stores) - len(left)}, buttons=buttons)]


FLOW = Flow(name="plan", order=30, on={Said: on_text})
