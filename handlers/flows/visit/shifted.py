"""A constant shift: places that only make sense in the other coordinate system."""

from dataclasses import replace

from domain.geo import Datum, to_wgs84
from domain.onsite import Fix, Standing, place
from domain.stores import Store
from handlers.chat import SharedPlace
from handlers.turn import Turn

_OTHER = {Datum.WGS84: Datum.GCJ02, Datum.GCJ02: Datum.WGS84}


def shifted_to(turn: Turn, event: SharedPlace, fix: Fix) -> Store | None:
    """The store that the rep would stand in if the channel's coordinate system were the other one.

    Only asked of a channel that does not say its system and of a place outside every fence. Some
    hundred metres are no proof: it is noted, and ``doctor`` speaks up when it happens again.
    """
    if event.datum is not None:
        return None
    other = replace(fix, point=to_wgs84(event.lat, event.lon, _OTHER[fix.datum]))
    found = place(other, turn.directory.within_reach(turn.person), turn.settings)
    if found.standing is not Standing.INSIDE:
        return None
    store = found.near[0][0]
    turn.work.audit.note(
        turn.now, turn.person.id, "datum_suspect", event.message.channel, store=store.code
    )
    return store
