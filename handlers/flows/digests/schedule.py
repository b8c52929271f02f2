"""When digests come: asked by anybody who gets them, changed after a 确认 by who may set them."""

from domain.access import above, may_set_times
from domain.errors import NotAllowedError
from domain.figures.times import KEYS, wanted
from handlers.chat import Button, Pressed, Reply, Said
from handlers.turn import Turn

_NAMED = 3


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「每天日报几点发」「日报改到18:00」."""
    asked = wanted(event.text)
    if asked is None:
        return None
    if not asked.change and not asked.off:
        return [_times(turn)]
    mine = may_set_times(turn.person, turn.directory.organisation)
    if asked.off or not mine:
        return [
            Reply("digests/for_all", {**_at(turn), "off": asked.off, "who": _who(turn, mine=mine)})
        ]
    if asked.at is None:
        return [Reply("digests/no_time")]
    at = f"{asked.at:%H:%M}"
    buttons = (
        Button("确认", "digest_time", {"key": asked.key, "at": at}),
        Button("不改了", "digest_same"),
    )
    now = turn.settings
    quiet = now.quiet_from <= asked.at or asked.at < now.quiet_to
    return [Reply("digests/change", {"key": asked.key, "at": at, "quiet": quiet}, buttons=buttons)]


def _times(turn: Turn) -> Reply:
    return Reply("digests/times", _at(turn))


def _at(turn: Turn) -> dict[str, str]:
    now = turn.settings
    times = {"day": now.digest_at, "week": now.weekly_at, "month": now.monthly_at}
    return {name: f"{at:%H:%M}" for name, at in times.items()}


def _who(turn: Turn, *, mine: bool) -> list[str]:
    """Who can change the times, the nearest first; nobody else is named to who can himself."""
    organisation = turn.directory.organisation
    over = (*above(turn.person.id, organisation), *organisation.people.values())
    able = dict.fromkeys(p.name for p in over if may_set_times(p, organisation))
    return [] if mine else list(able)[:_NAMED]


def on_confirm(turn: Turn, event: Pressed) -> list[Reply]:
    """「确认」: the next digest comes at the new time."""
    may = may_set_times(turn.person, turn.directory.organisation)
    if not may or event.args["key"] not in KEYS.values():
        raise NotAllowedError
    key, at = event.args["key"], event.args["at"]
    turn.work.rules.change(key, at, by=turn.person.id, at=turn.now)
    turn.work.audit.note(turn.now, turn.person.id, "rule_changed", key, value=at)
    return [Reply("digests/changed", {"key": key, "at": at})]


def on_same(turn: Turn, event: Pressed) -> list[Reply]:
    """「不改了」."""
    del event
    return [_times(turn)]
