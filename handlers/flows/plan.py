"""今天跑哪几家: the day's stores in order, tapped to begin."""

import re

from domain.numbers import plain
from domain.planned import done
from domain.stores import Store
from handlers.chat import Button, Reply, Said
from handlers.flow import Flow
from handlers.planned import stops_today
from handlers.turn import Turn
from handlers.unplaced import wants_place

_PLAN = re.compile(
    r"^/?(?:今天|今日)?(?:的)?(?:跑哪几家|去哪几家|跑哪些店|计划|行程|路线)[?]?$|^/plan$"
)
_SHOWN = 20
_TAPPED = 4


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """The plan with what is done and what is left."""
    if not _PLAN.match(plain(event.text)):
        return None
    stops = stops_today(turn)
    known = [(s, turn.directory.stores[s.code]) for s in stops if s.code in turn.directory.stores]
    stores = [
        {"name": store.name, "done": s.done_at is not None, "at": s.done_at, "given_up": s.given_up}
        for s, store in known
    ]
    left = [store for s, store in known if s.left][:_TAPPED]
    buttons = tuple(_begins(store) for store in left)
    facts = {"day": turn.settings.day(turn.now).isoformat(), "stores": stores[:_SHOWN]}
    return [
        Reply(
            "plan",
            {
                **facts,
                "total": len(stores),
                "done": done([s for s, _ in known]),
                "wants": wants_place(turn),
            },
            buttons=buttons,
        )
    ]


def _begins(store: Store) -> Button:
    return Button(f"到店 {store.name}", "begin", {"store": store.code}, lasting=True)


FLOW = Flow(name="plan", order=30, on={Said: on_text})
