"""Which draft a message is about: by the time of its evidence, or by where the rep is now."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.evidence import Evidence
from domain.onsite import Presence, covering
from domain.visits import Visit
from handlers.turn import Turn

_READING_LIFE = timedelta(minutes=5)
"""Three attempts of a minute and some waiting: what is not read by then never will be."""


def drafts(turn: Turn) -> Sequence[Visit]:
    """The rep's drafts, the one that is being talked about first."""
    return sorted(turn.work.visits.drafts_of(turn.person.id), key=_arrival, reverse=True)


def active(turn: Turn) -> Visit | None:
    """The draft that is being talked about: where the rep was last, or what was begun since."""
    return next(iter(drafts(turn)), None)


def _arrival(visit: Visit) -> datetime:
    return visit.presences[-1].at if visit.presences else visit.opened_at


def home_among(
    turn: Turn, evidence: Evidence, among: Sequence[Visit]
) -> tuple[Visit, Presence] | None:
    """The draft whose on-site window holds the evidence, by message time."""
    found = []
    for visit in among:
        presence = covering(evidence.at, visit.presences, turn.settings)
        if presence is not None:
            found.append((presence.at <= evidence.at, presence.at, visit, presence))
    if not found:
        return None
    _, _, visit, presence = max(found, key=lambda f: (f[0], f[1]))
    return visit, presence


def home_of(turn: Turn, evidence: Evidence) -> tuple[Visit, Presence] | None:
    """The same, among all drafts of its sender."""
    return home_among(turn, evidence, turn.work.visits.drafts_of(evidence.person_id))


def unread(turn: Turn, visit: Visit) -> int:
    """How many photos that belong to the visit are still being read."""
    return sum(
        not e.settled
        and turn.now - e.received_at < _READING_LIFE
        and covering(e.at, visit.presences, turn.settings) is not None
        for e in turn.work.evidence.waiting(turn.person.id)
    )
