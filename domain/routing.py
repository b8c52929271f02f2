"""In which order to go: the nearest store next, from where somebody is."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.geo import Point, distance_m
from domain.stores import Store


@dataclass(frozen=True, slots=True)
class Leg:
    """One store of a way, and how far it is from the one before."""

    store: Store
    metres: float | None
    """As the crow flies; ``None`` for a store without coordinates."""


def nearest_first(start: Point, stores: Sequence[Store]) -> tuple[Leg, ...]:
    """The nearest store, then the one nearest to that, and so on; those without a place last.

    Equal distances go by the given order. No shortest tour: people plan no further than the next
    door, and the list is made anew from wherever they are.

    Source:
        Nearest-neighbour rule; Rosenkrantz, Stearns, Lewis, SIAM J. Comput. 6 (1977) 563.
    """
    left = [(store, store.point) for store in stores if store.point is not None]
    legs, here = [], start
    while left:
        far, at = min((distance_m(here, point), n) for n, (_, point) in enumerate(left))
        store, here = left.pop(at)
        legs.append(Leg(store, far))
    return (*legs, *(Leg(store, None) for store in stores if store.point is None))
