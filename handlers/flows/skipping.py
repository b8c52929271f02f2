"""跳过: a planned stop is not done, with a reason, and a manager says whether that is right."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from domain import adhoc_words, later_words, plan_words
from domain.asking import SKIP, skip_body
from domain.day_range import day_title
from domain.numbers import plain
from domain.people import Role
from domain.planned import Stop
from domain.ports.managing import Request
from domain.skip_words import (
    REASONS,
    Skip,
    day_meant,
    may_be_reason,
    may_skip,
    parse,
    reason_in,
    taken_back,
)
from domain.stores import Store
from handlers.asking import ask
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flow import Flow
from handlers.planned import stops_of
from handlers.reviewing import place_name
from handlers.turn import Thread, Turn

_ASKED = 8
_AHEAD = 14
"""Days ahead in which a skip that is taken back is looked for."""
_NEVER_MIND = re.compile(r"^(?:算了|取消|不跳过?了|先不跳|不用了?|点错了?|按错了?)[吧了,.!]*$")


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「跳过 晨光便利店 关门装修」「晨光明天不去了,老板出差」「撤回跳过」."""
    said = plain(event.text)
    back = taken_back(said)
    if back is not None:
        return _take_back(turn, back)
    if not may_skip(said):
        return None
    day, stops, wish = _read(turn, said)
    return _not_planned(turn, said, day) if wish is None else _meant(turn, wish, stops, day)


def _meant(turn: Turn, wish: Skip, stops: Sequence[Stop], day: date) -> list[Reply]:
    """Those that are named, all that are left, or the question which."""
    if not stops:
        return [Reply("skipping/no_plan", {"day": _title(turn, day)})]
    if wish.everything:
        left = [stop.code for stop in stops if _may_skip(stop)]
        if not left:
            return [Reply("skipping/none_left", {"day": _title(turn, day)})]
        return _skip(turn, left, wish.reason, day)
    if wish.stores and not wish.which:
        return _skip(turn, [store.code for store in wish.stores], wish.reason, day)
    among = [s for s in stops if turn.directory.stores[s.code] in wish.stores] or stops
    return [_which(turn, among, wish.reason, day)]


def _read(turn: Turn, said: str) -> tuple[date, list[Stop], Skip | None]:
    """The day that is meant, its stops, and what the words say of them."""
    reach = turn.directory.within_reach(turn.person)
    day, word = day_meant(said, reach, turn.directory, turn.settings.day(turn.now))
    stops = stops_of(turn, turn.person.id, day)
    return day, stops, parse(said, _stores(turn, stops), turn.directory, word)


def _not_planned(turn: Turn, said: str, day: date) -> list[Reply] | None:
    """A store that a rep names in full and that his day does not have."""
    reach = turn.directory.within_reach(turn.person)
    if turn.person.role is not Role.REP or len(turn.directory.stores_in(said, reach)) != 1:
        return None
    wish = parse(said, reach, turn.directory)
    return [_cannot(turn, None, wish.stores[0].code, day)] if wish and wish.stores else None


def _stores(turn: Turn, stops: Sequence[Stop]) -> list[Store]:
    return [turn.directory.stores[stop.code] for stop in stops]


def _title(turn: Turn, day: date) -> str:
    today = turn.settings.day(turn.now)
    return "今天" if day == today else day_title(day, today)


def _day_of(turn: Turn, args: Mapping[str, Any]) -> date:
    """Of a button or question; those that name none are of today."""
    return date.fromisoformat(args["day"]) if args.get("day") else turn.settings.day(turn.now)


def on_pick(turn: Turn, event: Pressed) -> list[Reply]:  # noqa: ARG001 - a press has no more to say
    """「跳过一家」 under the plan."""
    today = turn.settings.day(turn.now)
    left = [stop for stop in stops_of(turn, turn.person.id, today) if _may_skip(stop)]
    if not left:
        return [Reply("skipping/none_left", {"day": "今天"})]
    if len(left) == 1:
        return _skip(turn, [left[0].code], "", today)
    return [_which(turn, left, "", today)]


def _may_skip(stop: Stop) -> bool:
    return stop.left and not stop.begun and stop.skip != "open"


def _which(turn: Turn, among: Sequence[Stop], reason: str, day: date) -> Reply:
    most = min(_ASKED, turn.capabilities.buttons)
    left = [stop for stop in among if _may_skip(stop)]
    args = {"reason": reason, "day": day.isoformat()}
    buttons = tuple(
        Button(place_name(turn, s.code), "skip_store", {"store": s.code, **args})
        for s in left[:most]
    )
    facts = {"any": bool(buttons), "day": _title(turn, day)}
    return Reply("skipping/which", facts, buttons=buttons)


def on_store(turn: Turn, event: Pressed) -> list[Reply]:
    """The store that was tapped."""
    return _skip(turn, [event.args["store"]], event.args["reason"], _day_of(turn, event.args))


def on_why(turn: Turn, event: Pressed) -> list[Reply]:
    """A reason that was tapped."""
    turn.leave("skipping", event.args["store"])
    codes = event.args["store"].split(",")
    return _skip(turn, codes, event.args["reason"], _day_of(turn, event.args))


def answer(
    turn: Turn, thread: Thread, kind: str, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """The reason in the rep's words."""
    del kind
    said, codes, day = plain(event.text), args["store"].split(","), _day_of(turn, args)
    if _NEVER_MIND.match(said):
        turn.leave(thread.flow, thread.subject)
        return [Reply("skipping/kept", {"store": _names(turn, codes), "day": _title(turn, day)})]
    if not may_be_reason(said) or _something_else(turn, said, codes):
        return None
    other = _read(turn, said)[2] if may_skip(said) else None
    if other is not None and not (other.reason and {s.code for s in other.stores} == set(codes)):
        return None
    turn.leave(thread.flow, thread.subject)
    return _skip(turn, codes, other.reason if other else reason_in(said), day)


def _something_else(turn: Turn, said: str, codes: Sequence[str]) -> bool:
    """Whether the words are for another flow, or skip another store."""
    today = turn.settings.day(turn.now)
    if adhoc_words.parse(said) or plan_words.parse(said, today) or later_words.later(said):
        return True
    named = turn.directory.stores_in(said, turn.directory.within_reach(turn.person))
    return may_skip(said) and any(store.code not in codes for store in named)


def _names(turn: Turn, codes: Sequence[str]) -> str:
    return "、".join(place_name(turn, code) for code in codes)


def _skip(turn: Turn, codes: Sequence[str], reason: str, day: date) -> list[Reply]:
    """Ask for the reason, then the manager: of each store for itself."""
    stops = {stop.code: stop for stop in stops_of(turn, turn.person.id, day)}
    wanted = [c for c in codes if c in stops and _may_skip(stops[c])]
    if not wanted:
        return [_cannot(turn, stops.get(codes[0]), codes[0], day)]
    args = {"store": ",".join(wanted), "day": day.isoformat()}
    if not reason:
        thread = turn.enter("skipping", args["store"])
        turn.ask(thread, "why", **args)
        buttons = tuple(Button(r, "skip_why", {**args, "reason": r}) for r in REASONS)
        facts = {"store": _names(turn, wanted), "day": _title(turn, day)}
        return [Reply("skipping/why", facts, buttons=buttons)]
    managers: list[str] = []
    for thread in [t for t in turn.threads if t.flow == "skipping"]:
        if set(thread.subject.split(",")) <= set(wanted):
            turn.leave(thread.flow, thread.subject)  # the question why is answered
    for code in wanted:
        managers = _ask(turn, code, reason, day)
    turn.thread = None
    told: dict[str, Any] = {"store": _names(turn, wanted), "reason": reason, "managers": managers}
    told |= {"day": _title(turn, day), "count": len(wanted)}
    return [Reply("skipping/asked", told, (Button("撤回跳过", "skip_back", args),))]


def _ask(turn: Turn, code: str, reason: str, day: date) -> list[str]:
    """One request; who is asked."""
    turn.work.skips.put(day, turn.person.id, code, reason=reason, at=turn.now)
    request = Request(
        id=turn.ids.new(),
        kind=SKIP,
        store_code=code,
        by=turn.person.id,
        at=turn.now,
        body=skip_body(day, reason),
    )
    return ask(turn, request)


def _cannot(turn: Turn, stop: Stop | None, code: str, day: date) -> Reply:
    """Why there is nothing to skip."""
    whys = (
        (stop is None, "unplanned"),
        (stop is not None and stop.done_at is not None, "done"),
        (stop is not None and bool(stop.waived), "waived"),
        (stop is not None and bool(stop.given_up), "given_up"),
        (stop is not None and stop.begun, "begun"),
        (stop is not None and stop.skipped, "approved"),
    )
    why = next((why for holds, why in whys if holds), "open")
    facts = {"store": place_name(turn, code), "day": _title(turn, day), "why": why}
    return Reply("skipping/cannot", facts)


def on_back(turn: Turn, event: Pressed) -> list[Reply]:
    """「撤回跳过」 by the tap."""
    day, codes = _day_of(turn, event.args), event.args["store"].split(",")
    found = [stop.code for on, stop in _skipped(turn) if on == day and stop.code in codes]
    return [_back(turn, code, day) for code in found] or _take_back(turn, "")


def _skipped(turn: Turn) -> list[tuple[date, Stop]]:
    """What the writer would skip, or may, from today on."""
    today = turn.settings.day(turn.now)
    days = [today + timedelta(days=n) for n in range(_AHEAD + 1)]
    found = ((day, stop) for day in days for stop in stops_of(turn, turn.person.id, day))
    return [(d, s) for d, s in found if s.skip in {"open", "approved"} and s.untouched]


def _take_back(turn: Turn, named: str) -> list[Reply]:
    """The stop is to be done again, whatever the manager said."""
    found = _skipped(turn)
    stores = _stores(turn, [stop for _, stop in found])
    wish = parse(f"跳过{named}", stores, turn.directory) if len(named) > 1 else None
    meant = {store.code for store in wish.stores} if wish else set()
    chosen = [one for one in found if one[1].code in meant] or found
    if len(chosen) != 1:
        buttons = tuple(
            Button(place_name(turn, s.code), "skip_back", {"store": s.code, "day": d.isoformat()})
            for d, s in chosen[:_ASKED]
        )
        return [Reply("skipping/which_back", {"any": bool(found)}, buttons=buttons)]
    day, stop = chosen[0]
    return [_back(turn, stop.code, day)]


def _back(turn: Turn, code: str, day: date) -> Reply:
    turn.work.skips.decide(day, turn.person.id, code, "taken_back", turn.person.id, turn.now)
    _end_request(turn, code, day)
    turn.work.audit.note(turn.now, turn.person.id, "skip_taken_back", code, day=day.isoformat())
    return Reply("skipping/taken_back", {"store": place_name(turn, code), "day": _title(turn, day)})


def _end_request(turn: Turn, code: str, day: date) -> None:
    for request in turn.work.requests.open_at([code]):
        mine = request.kind == SKIP and request.by == turn.person.id
        if mine and request.body["day"] == day.isoformat():
            turn.work.requests.decide(request.id, "taken_back", turn.person.id, turn.now)


FLOW = Flow(
    name="skipping",
    order=14,
    wordy=True,
    on={Said: on_text},
    presses={
        "skip_pick": on_pick,
        "skip_store": on_store,
        "skip_why": on_why,
        "skip_back": on_back,
    },
    answer=answer,
)
