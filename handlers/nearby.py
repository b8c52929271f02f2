"""Which known stores stand near a place."""

from domain.geo import Point, distance_m
from domain.stores import Store
from handlers.turn import Turn


def stores_near(turn: Turn, point: Point, metres: float) -> list[tuple[Store, float]]:
    """Stores of the company within so many metres, with their distance, nearest first."""
    far = ((s, distance_m(point, s.point)) for s in turn.directory.stores.values() if s.point)
    return sorted(((s, d) for s, d in far if d <= metres), key=lambda pair: pair[1])
