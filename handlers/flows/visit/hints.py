"""「生抽6箱」 while stock is counted: the product is asked, the number is kept."""

from domain.forms import StepKind
from domain.stock_hint import hinted
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flows.visit.drafts import active
from handlers.turn import Turn


def near(turn: Turn, event: Said) -> list[Reply] | None:
    """Ask which of the products to be counted is meant."""
    visit = active(turn)
    steps = [s for s in visit.missing() if s.kind is StepKind.SKU_STOCK] if visit else []
    if visit is None or not steps:
        return None
    hint = hinted(event.text, turn.directory.catalogue.graded(steps[0].grade))
    if hint is None:
        return None
    turn.enter("visit", visit.id)
    buttons = tuple(
        Button(f"{p.code} {p.name}", "stock_meant", {"line": f"{p.code} {hint.count}"})
        for p in hint.products
    )
    return [Reply("visit/which_product", {"said": hint.said, "count": hint.count}, buttons)]


def on_meant(turn: Turn, event: Pressed) -> list[Reply]:
    """Counted as if it had been typed in full."""
    turn.onward.append(Said(event.message, event.args["line"], rephrased=True))
    return []
