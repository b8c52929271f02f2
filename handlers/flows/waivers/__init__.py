"""豁免: a rep asks for it, or a manager orders it; a tap on the card does it."""

from handlers.chat import Said
from handlers.flow import Flow
from handlers.flows.waivers import asking, deciding

FLOW = Flow(
    name="waivers",
    order=15,
    on={Said: deciding.agreed},
    ahead=asking.on_text,
    presses={
        "waive_pick": asking.on_pick,
        "waive_back": asking.on_back,
        "waive_show": deciding.on_show,
        "waive_ok": deciding.on_waive,
        "waive_no": deciding.on_decline,
    },
    answer=asking.answer,
)
