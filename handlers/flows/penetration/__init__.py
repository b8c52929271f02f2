"""穿透: any visit, any day, one part of it: the answer with its evidence."""

from domain.understanding import Intent
from handlers.chat import Due, Failed, Reported, Said
from handlers.flow import Flow
from handlers.flows.penetration import asking, listing, reminding, whole

FLOW = Flow(
    name="penetration",
    order=12,
    wordy=True,
    on={
        Said: asking.on_said,
        Reported: listing.on_reported,
        Failed: listing.on_failed,
        Due: reminding.on_due,
    },
    presses={
        "pen_go": asking.on_go,
        "pen_remind": reminding.on_remind,
        "pen_whole": whole.on_whole,
        "pen_picture": whole.on_picture,
    },
    answer=asking.answer,
    intents={Intent.PENETRATION: asking.on_asked},
)
