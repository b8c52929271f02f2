"""日报, 雷达图 and every number that somebody asks for; each opens what it counts."""

from collections.abc import Callable, Mapping, Sequence

from domain.understanding import Intent
from handlers.chat import Due, Failed, Reply, Reported, Said
from handlers.figures import FIGURES
from handlers.flow import Flow
from handlers.flows.digests import (
    asked,
    comparing,
    daily,
    drilling,
    evidence,
    explaining,
    health,
    metrics,
    schedule,
)
from handlers.turn import Turn

_WORDED: Mapping[str, Callable[[Turn, Reported], Sequence[Reply]]] = {
    "digest": daily.on_digest,
    "radar": health.on_radar,
    "metrics": metrics.on_metrics,
    "trend": metrics.on_trend,
    "compare": comparing.on_compare,
    "split": comparing.on_split,
    "define": explaining.on_defined,
    "drill": drilling.on_drilled,
}


def on_text(turn: Turn, event: Said) -> Sequence[Reply] | None:
    """Times and definitions first: 「闭环率怎么算的」 asks for no number."""
    readers = (schedule.on_text, explaining.on_text, asked.on_text)
    told = (read(turn, event) for read in readers)
    return next((replies for replies in told if replies is not None), None)


def on_reported(turn: Turn, event: Reported) -> Sequence[Reply] | None:
    """Figures that this flow has asked for."""
    if event.ask["flow"] != "digests":
        return None
    return _WORDED[event.ask["what"]](turn, event)


def on_failed(turn: Turn, event: Failed) -> Sequence[Reply] | None:
    """Figures that could not be computed: whoever asked is told."""
    del turn
    asking = event.payload.get("ask", {})
    if event.kind != FIGURES or asking.get("flow") != "digests":
        return None
    return [Reply("figures/failed", {"digest": bool(asking.get("due"))})]


FLOW = Flow(
    name="digests",
    order=40,
    on={Said: on_text, Due: daily.on_due, Reported: on_reported, Failed: on_failed},
    presses={
        "figures_drill": drilling.on_drill,
        "figures_more": drilling.on_more,
        "figures_routes": metrics.on_routes,
        "figures_visit": evidence.on_visit,
        "digest_time": schedule.on_confirm,
        "digest_same": schedule.on_same,
    },
    intents={Intent.RADAR: asked.on_asked, Intent.DIGEST: asked.on_asked},
)
