"""Which draft a message is about: by the time of its evidence, or by where the rep is now."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain import making_up, unplaced
from domain.evidence import Evidence
from domain.onsite import Presence, covering
from domain.visits import Visit
from handlers.turn import Turn

_READING_LIFE = timedelta(minutes=5)
"""Three attempts of a minute and some waiting: what is not read by then never will be."""


def drafts(turn: Turn) -> Sequence[Visit]:
    """The rep's drafts, the one that is being talked about first."""
    replied = turn.replied.subject if turn.replied and turn.replied.flow == "visit" else ""

    def newest(visit: Visit) -> tuple[bool, datetime]:
        return visit.id == replied, _arrival(visit)

    return sorted(turn.work.visits.drafts_of(turn.person.id), key=newest, reverse=True)


def active(turn: Turn) -> Visit | None:
    """The draft that is being talked about: where the rep was last, or what was begun since."""
    return next(iter(drafts(turn)), None)


def _arrival(visit: Visit) -> datetime:
    """When the rep turned to it: by being there, by its name, by his word, or by 补录."""
    there = visit.presences[-1].at if visit.presences else visit.opened_at
    instead = (making_up.owed_place(visit), unplaced.stand_in(visit))
    return max([there, *(item.at for item in instead if item is not None)])


def home_among(
    turn: Turn, evidence: Evidence, among: Sequence[Visit]
) -> tuple[Visit, Presence | None] | None:
    """The draft whose on-site window holds the evidence, by message time.

    What no window holds belongs to the draft that is being made up for (补录), or where the rep
    has said to be, if there is one: it comes without a presence.
    """
    found = []
    for visit in among:
        photo = bool(evidence.sha256)
        presence = covering(evidence.at, visit.presences, turn.settings, photo=photo)
        if presence is not None:
            found.append((presence.at <= evidence.at, presence.at, visit, presence))
    if not found:
        late = _made_up_now(turn, evidence, among) or _said_to_be_at(turn, evidence, among)
        return (late, None) if late else None
    _, _, visit, presence = max(found, key=lambda f: (f[0], f[1]))
    return visit, presence


def _made_up_now(turn: Turn, evidence: Evidence, among: Sequence[Visit]) -> Visit | None:
    """The draft that was turned to last, if it is being made up for and no visit ended since."""
    visit = max(among, key=_arrival, default=None)
    if visit is None or not making_up.takes(visit, evidence.at, turn.settings):
        return None
    done = turn.work.visits.last_submitted(evidence.person_id)
    since = _arrival(visit)
    ended = done is not None and done.submitted_at is not None and done.submitted_at > since
    return None if ended else visit


def _said_to_be_at(turn: Turn, evidence: Evidence, among: Sequence[Visit]) -> Visit | None:
    """Where a rep without locations was by his own word when he sent it."""
    found = [v for v in among if unplaced.takes(v, evidence.at, turn.settings)]
    return max(found, key=lambda v: (_arrival(v) <= evidence.at, _arrival(v)), default=None)


def home_of(turn: Turn, evidence: Evidence) -> tuple[Visit, Presence | None] | None:
    """The same, among all drafts of its sender."""
    return home_among(turn, evidence, turn.work.visits.drafts_of(evidence.person_id))


def unread(turn: Turn, visit: Visit) -> int:
    """How many photos that belong to the visit are still being read."""
    return sum(
        not e.settled
        and turn.now - e.received_at < _READING_LIFE
        and (
            covering(e.at, visit.presences, turn.settings, photo=True) is not None
            or making_up.takes(visit, e.at, turn.settings)
            or unplaced.takes(visit, e.at, turn.settings)
        )
        for e in turn.work.evidence.waiting(turn.person.id)
    )
