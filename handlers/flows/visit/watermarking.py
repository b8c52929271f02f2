"""Ordering the copy of a picture that has store, time, distance and provenance burned in."""

from domain.evidence import Item
from domain.onsite import Presence
from domain.visits import Visit
from handlers.turn import Turn


def order_watermark(turn: Turn, visit: Visit, item: Item, presence: Presence | None) -> None:
    """Ask for the copy; it is drawn outside the decision. Nothing to burn in without a place."""
    if item.photo is None or presence is None:
        return
    store = turn.directory.stores.get(visit.store_code)
    turn.work_on(
        "watermark",
        item.id,
        visit=visit.id,
        item=item.id,
        sha256=item.photo.sha256,
        store=store.name if store else visit.store_code,
        at=item.at.isoformat(),
        received_at=item.received_at.isoformat(),
        zone=str(turn.settings.zone),
        lat=presence.point.lat,
        lon=presence.point.lon,
        distance_m=presence.distance_m,
        place=presence.provenance.value,
        photo=item.photo.provenance.value,
    )
