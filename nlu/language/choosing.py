"""Which of overlapping candidates stand: the longest and surest."""

from collections.abc import Iterable
from dataclasses import replace

from nlu.language.candidates import Candidate
from nlu.language.entities import Kind

_TIED = 0.03
"""Things of one kind under one span that are so near to the best are all meant."""
_ASIDE = 0.2
"""A second kind under the same span may be so much worse."""
_WITHIN = {(Kind.CHANNEL, Kind.CAMPAIGN)}
"""Kinds that are named by a part of another's name: 618扫码领券."""
_ORDER = {kind: i for i, kind in enumerate(Kind)}


def choose(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Longest non-overlapping spans in the order of the text; a span may name several kinds."""
    taken: list[Candidate] = []
    for one in sorted(_merged(candidates), key=lambda c: (-_value(c), c.start, _ORDER[c.kind])):
        if all(_go_together(one, other) for other in taken):
            taken.append(one)
    return sorted(taken, key=lambda c: (c.start, -c.end, -c.score, _ORDER[c.kind]))


def _value(one: Candidate) -> float:
    return one.size * one.score**2


def _go_together(one: Candidate, taken: Candidate) -> bool:
    if one.end <= taken.start or taken.end <= one.start:
        return True
    if (one.start, one.end) == (taken.start, taken.end):
        return one.kind is not taken.kind and one.score >= taken.score - _ASIDE
    inside = taken.start <= one.start and one.end <= taken.end
    return inside and (one.kind, taken.kind) in _WITHIN


def _merged(candidates: Iterable[Candidate]) -> list[Candidate]:
    """One candidate for each kind and span, with all things that tie."""
    spans: dict[tuple[Kind, int, int], list[Candidate]] = {}
    for one in candidates:
        spans.setdefault((one.kind, one.start, one.end), []).append(one)
    out = []
    for group in spans.values():
        group.sort(key=lambda c: -c.score)
        tied = [c for c in group if c.score >= group[0].score - _TIED]
        owners = tuple(dict.fromkeys(o for c in tied for o in c.owners))
        out.append(replace(group[0], owners=owners))
    return out
