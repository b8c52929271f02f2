"""Figures that somebody asks for, in exact words or in his own."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta

from domain.errors import NotAllowedError
from domain.figures import asking, digest
from domain.figures.asking import Ask
from domain.figures.query import Scope
from domain.figures.scoping import Found, found_in, several
from domain.figures.sight import narrowed
from domain.people import Role
from domain.spans import Days
from domain.understanding import Intent
from handlers.chat import Asked, Reply, Said
from handlers.flows.digests import facts, health, metrics
from handlers.flows.digests.daily import ask_digest
from handlers.flows.digests.facts import scope_title
from handlers.reading import read
from handlers.turn import Turn

FLOW = "digests"
_FRESH = timedelta(minutes=10)
_MOST = 2
"""Spans of one question: this week against the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A question with everything settled."""

    ask: Ask
    scope: Scope
    days: tuple[Days, ...]
    """Newest first; none where the words name none."""
    named: bool
    """Whether it is about a part of what the person may see."""


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """A question whose words say everything; one that says more is read by the reader."""
    today = turn.settings.day(turn.now)
    named = asking.wanted(event.text, today) is not None
    followed = None if named else _followed(turn, event, today)
    if followed is not None or not (named or asking.hints(event.text)):
        return followed
    found = found_in(event.text, turn.directory)
    read_as = asking.understand if named else asking.implied
    ask = read_as(event.text, today, found.names)
    if ask is None:
        return None
    if not ask.clear and not event.rephrased:
        intent = Intent.DIGEST if ask.digest else Intent.RADAR
        read(turn, event.text, picked={"intent": intent.value})
        return []
    return _told(turn, ask, found, [ask.days] if ask.days else [])


def _followed(turn: Turn, event: Said, today: date) -> list[Reply] | None:
    """「按省份」「上周呢」 right after a question."""
    thread = turn.threads[0] if turn.threads else None
    if thread is None or thread.flow != FLOW or "last" not in thread.memory:
        return None
    last = thread.memory["last"]
    if turn.now - datetime.fromisoformat(last["at"]) > _FRESH:
        return None
    found = found_in(event.text, turn.directory)
    ask = asking.followed(event.text, today, found.names)
    if ask is None:
        return None
    before = {key: last[key] for key in ("metrics", "radar", "digest")}
    ask = replace(ask, **{**before, "metrics": tuple(before["metrics"])})
    days = [ask.days] if ask.days else [Days(*map(date.fromisoformat, d)) for d in last["days"]]
    if ask.by:  # a split answers for one span
        days = days[:1]
    if found.scope == Scope():
        found = replace(found, scope=facts.scope_of(last["scope"]))
    kinds = ask.store_kinds or tuple(last["kinds"])
    return _told(turn, replace(ask, store_kinds=kinds), found, days)


def _keep(turn: Turn, ask: Ask, found: Found, days: Sequence[Days]) -> None:
    """What the next words may go on from."""
    kept = {
        "at": turn.now.isoformat(),
        "metrics": ask.metrics,
        "radar": ask.radar,
        "digest": ask.digest,
        "days": [[d.first.isoformat(), d.last.isoformat()] for d in days],
        "scope": asdict(found.scope),
        "kinds": ask.store_kinds,
    }
    turn.remember(turn.enter(FLOW, ""), "last", kept)


def on_asked(turn: Turn, event: Asked) -> Sequence[Reply]:
    """A question in own words: its times and names were read."""
    frame, today = event.frame, turn.settings.day(turn.now)
    found = found_in(frame.text, turn.directory, frame)
    ask = asking.wanted(frame.text, today) or Ask()
    if ask == Ask():
        ask = asking.implied(frame.text, today, found.names) or ask
    if event.intent is Intent.DIGEST:
        ask = replace(ask, metrics=(), radar=False, digest=ask.digest or "any")
    else:
        ask = asking.about_health(ask, frame.text)
    days = [Days(span.first, span.last) for span in frame.spans[:_MOST]]
    if not days and ask.days:
        days = [ask.days]
    return _told(turn, ask, found, days)


def _told(turn: Turn, ask: Ask, found: Found, days: Sequence[Days]) -> list[Reply]:
    """Have it computed, or say why not."""
    if found.unknown:
        return [Reply("figures/unknown_place")]
    if turn.person.role is Role.REP and "review_minutes" in ask.metrics:
        return [Reply("figures/for_leaders")]
    if not (ask.by or ask.trend):
        ask = replace(ask, by=several(found.scope))
    days = asking.compared(days, ask, turn.settings.day(turn.now))
    try:
        scope = _scope(turn, ask, found)
    except NotAllowedError:
        return [Reply("figures/denied", {"own": turn.person.role is Role.REP})]
    named = found.scope != Scope() or bool(ask.store_kinds)
    newest_first = tuple(sorted(days, key=lambda d: d.first, reverse=True))
    _keep(turn, ask, found, days)
    _ask(turn, Wish(ask=ask, scope=scope, days=newest_first, named=named))
    return []


def _scope(turn: Turn, ask: Ask, found: Found) -> Scope:
    wanted = replace(found.scope, store_kinds=ask.store_kinds)
    scope = narrowed(turn.person, turn.directory.organisation, wanted)
    stores = [s for s in turn.directory.stores.values() if s.route in scope.routes]
    if scope.districts and stores and not any(s.district in scope.districts for s in stores):
        raise NotAllowedError
    own = turn.person.role is not Role.REP or any(s.rep_id == turn.person.id for s in stores)
    if stores and not own:
        raise NotAllowedError
    return scope


def _ask(turn: Turn, wish: Wish) -> None:
    ask, scope, today = wish.ask, wish.scope, turn.settings.day(turn.now)
    days = wish.days[0] if wish.days else None
    if ask.digest:
        kind = ask.digest if ask.digest in {digest.WEEK, digest.MONTH} else digest.DAY
        span = digest.of_days(days or digest.running(kind, today))
        title = scope_title(turn, scope) if wish.named else ""
        ask_digest(turn, span, scope, title=title)
    if ask.radar:
        health.ask_radar(turn, scope, days or Days(today, today), by=ask.by)
    if ask.metrics:
        metrics.ask_metrics(turn, ask, scope, wish.days)
