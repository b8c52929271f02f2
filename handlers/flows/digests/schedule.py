"""When digests come: asked by anybody who gets them, changed after a 确认 by who may set rules."""

from domain.access import may_set_rules
from domain.errors import NotAllowedError
from domain.figures.times import KEYS, wanted
from handlers.chat import Button, Pressed, Reply, Said
from handlers.turn import Turn


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「每天日报几点发」「日报改到18:00」."""
    asked = wanted(event.text)
    if asked is None:
        return None
    if not asked.change:
        return [_times(turn)]
    if not may_set_rules(turn.person):
        raise NotAllowedError
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
    now = turn.settings
    times = {"day": now.digest_at, "week": now.weekly_at, "month": now.monthly_at}
    return Reply("digests/times", {name: f"{at:%H:%M}" for name, at in times.items()})


def on_confirm(turn: Turn, event: Pressed) -> list[Reply]:
    """「确认」: the next digest comes at the new time."""
    if not may_set_rules(turn.person) or event.args["key"] not in KEYS.values():
        raise NotAllowedError
    key, at = event.args["key"], event.args["at"]
    turn.work.rules.change(key, at, by=turn.person.id, at=turn.now)
    turn.work.audit.note(turn.now, turn.person.id, "rule_changed", key, value=at)
    return [Reply("digests/changed", {"key": key, "at": at})]


def on_same(turn: Turn, event: Pressed) -> list[Reply]:
    """「不改了」."""
    del event
    return [_times(turn)]
