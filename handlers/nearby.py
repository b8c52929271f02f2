"""Where somebody is, and which known stores stand near."""

from domain.geo import Point, distance_m, to_wgs84
from domain.onsite import Fix
from domain.stores import Store
from handlers.chat import SharedPlace
from handlers.turn import Turn


def fix_of(turn: Turn, event: SharedPlace) -> Fix:
    """The location as it is kept: in WGS-84, whatever the channel speaks."""
    usual = turn.settings.datum_of(event.message.channel, reported=event.following)
    datum = event.datum or usual
    return Fix(
        at=event.message.at,
        point=to_wgs84(event.lat, event.lon, datum),
        datum=datum,
        accuracy_m=event.accuracy_m,
        provenance=event.provenance,
        source=event.message.id,
    )


def stores_near(turn: Turn, point: Point, metres: float) -> list[tuple[Store, float]]:
    """Stores of the company within so many metres, with their distance, nearest first."""
    far = ((s, distance_m(point, s.point)) for s in turn.directory.stores.values() if s.point)
    return sorted(((s, d) for s, d in far if d <= metres), key=lambda pair: pair[1])
