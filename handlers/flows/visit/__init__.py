"""The guided visit: location, photos, stock, price, gate."""

from handlers.chat import (
    Drawn,
    Due,
    Failed,
    Measured,
    Reply,
    Said,
    SentPhoto,
    SharedPlace,
)
from handlers.flow import Flow
from handlers.flows.visit import (
    closing,
    extras,
    filing,
    lines,
    photos,
    place,
    price_presses,
    starting,
    stocks,
    swapping,
    wayout,
)
from handlers.turn import Turn


def on_due(turn: Turn, event: Due) -> list[Reply] | None:
    """A draft that nobody came back to expires."""
    if event.kind != "visit_expiry":
        return None
    visit = turn.work.visits.get(event.payload["visit"])
    if visit is not None and visit.expire():
        turn.work.visits.save(visit, turn.now)
        turn.leave("visit", visit.id)
        turn.work.audit.note(turn.now, turn.person.id, "visit_expired", visit.id)
    return []


FLOW = Flow(
    name="visit",
    order=20,
    on={
        SharedPlace: place.on_place,
        SentPhoto: photos.on_photo,
        Measured: photos.on_measured,
        Drawn: photos.on_drawn,
        Failed: photos.on_failed,
        Said: lines.on_text,
        Due: on_due,
    },
    presses={
        "submit": closing.on_submit,
        "price_ok": price_presses.on_confirm,
        "price_fix": price_presses.on_fix,
        "price_link": price_presses.on_link,
        "price_pack": price_presses.on_pack,
        "price_which": price_presses.on_which,
        "price_again": price_presses.on_again,
        "recount": stocks.on_recount,
        "keep_count": stocks.on_keep_count,
        "file_as": filing.on_file_as,
        "swap": swapping.on_swap,
        "keep_extra": extras.on_keep_extra,
        "way_out": wayout.on_reason,
        "no_competitor": wayout.on_no_competitor,
        "price_drop": price_presses.on_drop,
        "begin": starting.on_begin,
        "visit_here": place.on_here,
        "visit_instead": place.on_here,
        "relocate": place.on_relocate,
    },
    answer=lines.answer,
    lost=lines.lost,
)
