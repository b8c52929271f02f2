"""Adding up: for each metric its part, its whole and how many things its drill lists."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

from domain.figures.measuring import MEASURES, Measure
from domain.figures.metrics import METRICS, TRUST
from domain.figures.query import Figure, Group
from domain.figures.records import Tally

Sums: TypeAlias = list[float]
"""The visits, then three numbers for each metric."""
VISITS = 0
Plan: TypeAlias = Sequence[tuple[int, Measure, str]]
"""Where the three numbers stand, how they are taken, and which of them is listed."""


def add(into: Sums, tally: Tally, plan: Plan) -> None:
    """Add a visit."""
    for slot, measure, lists in plan:
        part, whole = measure(tally)
        if whole or part:
            into[slot] += part
            into[slot + 1] += whole
            if lists == "part":
                into[slot + 2] += part
            elif lists == "whole" or part != whole:
                into[slot + 2] += 1


class Totals:
    """Knows where in the sums each metric stands."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.slot: Mapping[str, int] = {key: 1 + 3 * at for at, key in enumerate(keys)}

    def zero(self) -> Sums:
        """Nothing yet."""
        return [0] * (1 + 3 * len(self.slot))

    def plan(self, among: Collection[str]) -> Plan:
        """How those metrics that are asked for and among these are taken from a visit."""
        return [(s, MEASURES[k], METRICS[k].lists) for k, s in self.slot.items() if k in among]

    def added(self, sums: Iterable[Sums]) -> Sums:
        """All of them together."""
        return [sum(column) for column in zip(self.zero(), *sums, strict=True)]

    def figures(self, metrics: Iterable[str], sums: Sums) -> tuple[Figure, ...]:
        """The figures, in the order of the metrics."""
        return tuple(self._figure(key, sums) for key in metrics)

    def groups(self, metrics: Sequence[str], groups: Mapping[str, Sums]) -> tuple[Group, ...]:
        """Groups with any data, by name."""
        made = (Group(name, self.figures(metrics, groups[name])) for name in sorted(groups))
        return tuple(group for group in made if any(f.whole for f in group.figures))

    def _figure(self, key: str, sums: Sums) -> Figure:
        if key == "trust":
            return self._trust(sums)
        part, whole, entries = sums[self.slot[key] : self.slot[key] + 3]
        return Figure(metric=key, part=part, whole=whole, entries=int(entries))

    def _trust(self, sums: Sums) -> Figure:
        """The mean of its components that have data, 0-100, over the visits."""
        parts = [self._figure(key, sums) for key in TRUST]
        shares = [f.share for f in parts if f.share is not None]
        if not shares:
            return Figure(metric="trust")
        score, visits = 100 * sum(shares) / len(shares), sums[VISITS]
        entries = round(sum(f.whole - f.part for f in parts))
        return Figure(metric="trust", part=score * visits, whole=visits, entries=entries)
