"""跳过: a planned stop is not done, with a reason, and a manager says whether that is right."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from domain import adhoc_words, plan_words
from domain.asking import SKIP, skip_body
from domain.numbers import plain
from domain.planned import Stop
from domain.ports.managing import Request
from domain.skip_words import REASONS, may_skip, parse, reason_in, taken_back
from domain.stores import Store
from handlers.asking import ask
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flow import Flow
from handlers.planned import stops_today
from handlers.reviewing import place_name
from handlers.turn import Thread, Turn

_ASKED = 8
_NEVER_MIND = re.compile(r"^(?:算了|取消|不跳过?了|先不跳|不用了?|点错了?|按错了?)[吧了,.!]*$")
_NO_REASON = re.compile(
    r"^/|[?吗]|跑哪几家|还差|^(?:进度|继续|提交|撤[回销]|到店|拜访|签到|打卡|补录|放弃|换一下|待复核|行程|计划|帮助|菜单|确认|好的?|嗯|行|是)[.!]*$|^到店"
    r"|^\d{2,}\s*\D{0,4}\d+\s*[箱瓶件包袋盒]|雷达|^下一家|请假|^加一家"
)
_SHORTEST, _LONGEST = 2, 60


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「跳过 晨光便利店 关门装修」「晨光今天不去了,老板出差」「撤回跳过」."""
    said = plain(event.text)
    back = taken_back(said)
    if back is not None:
        return _take_back(turn, back)
    if not may_skip(said):
        return None
    stops = stops_today(turn)
    wish = parse(said, _stores(turn, stops), turn.directory)
    if wish is None:
        return None
    if len(wish.stores) == 1:
        return _skip(turn, wish.stores[0].code, wish.reason)
    if not stops:
        return [Reply("skipping/no_plan")]
    among = [s for s in stops if turn.directory.stores[s.code] in wish.stores] or stops
    return [_which(turn, among, wish.reason)]


def _stores(turn: Turn, stops: Sequence[Stop]) -> list[Store]:
    return [turn.directory.stores[stop.code] for stop in stops]


def on_pick(turn: Turn, event: Pressed) -> list[Reply]:  # noqa: ARG001 - a press has no more to say
    """「跳过一家」 under the plan."""
    stops = stops_today(turn)
    left = [stop for stop in stops if _may_skip(stop)]
    if not left:
        return [Reply("skipping/none_left")]
    if len(left) == 1:
        return _skip(turn, left[0].code, "")
    return [_which(turn, left, "")]


def _may_skip(stop: Stop) -> bool:
    return stop.left and not stop.begun and stop.skip != "open"


def _which(turn: Turn, among: Sequence[Stop], reason: str) -> Reply:
    most = min(_ASKED, turn.capabilities.buttons)
    left = [stop for stop in among if _may_skip(stop)]
    buttons = tuple(
        Button(place_name(turn, s.code), "skip_store", {"store": s.code, "reason": reason})
        for s in left[:most]
    )
    return Reply("skipping/which", {"any": bool(buttons)}, buttons=buttons)


def on_store(turn: Turn, event: Pressed) -> list[Reply]:
    """The store that was tapped."""
    return _skip(turn, event.args["store"], event.args["reason"])


def on_why(turn: Turn, event: Pressed) -> list[Reply]:
    """A reason that was tapped."""
    turn.leave("skipping", event.args["store"])
    return _skip(turn, event.args["store"], event.args["reason"])


def answer(
    turn: Turn, thread: Thread, kind: str, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """The reason in the rep's words."""
    del kind
    said = plain(event.text)
    if _NEVER_MIND.match(said):
        turn.leave(thread.flow, thread.subject)
        return [Reply("skipping/kept", {"store": place_name(turn, args["store"])})]
    if not _SHORTEST <= len(said) <= _LONGEST or _NO_REASON.search(said):
        return None
    if adhoc_words.parse(said) or plan_words.parse(said, turn.settings.day(turn.now)):
        return None
    other = parse(said, _stores(turn, stops_today(turn)), turn.directory)
    if other is not None and args["store"] not in {s.code for s in other.stores}:
        return None
    turn.leave(thread.flow, thread.subject)
    return _skip(turn, args["store"], reason_in(said) or said)


def _skip(turn: Turn, code: str, reason: str) -> list[Reply]:
    """Ask for the reason, then the manager."""
    stop = next((s for s in stops_today(turn) if s.code == code), None)
    store = place_name(turn, code)
    if stop is None or not _may_skip(stop):
        return [_cannot(stop, store)]
    if not reason:
        thread = turn.enter("skipping", code)
        turn.ask(thread, "why", store=code)
        buttons = tuple(Button(r, "skip_why", {"store": code, "reason": r}) for r in REASONS)
        return [Reply("skipping/why", {"store": store}, buttons=buttons)]
    day = turn.settings.day(turn.now)
    turn.work.skips.put(day, turn.person.id, code, reason=reason, at=turn.now)
    request = Request(
        id=turn.ids.new(),
        kind=SKIP,
        store_code=code,
        by=turn.person.id,
        at=turn.now,
        body=skip_body(day, reason),
    )
    managers = ask(turn, request)
    turn.thread = None
    back = (Button("撤回跳过", "skip_back", {"store": code}),)
    return [Reply("skipping/asked", {"store": store, "reason": reason, "managers": managers}, back)]


def _cannot(stop: Stop | None, store: str) -> Reply:
    """Why there is nothing to skip."""
    if stop is None:
        why = "unplanned"
    elif stop.done_at is not None:
        why = "done"
    elif stop.given_up:
        why = "given_up"
    elif stop.begun:
        why = "begun"
    else:
        why = "approved" if stop.skipped else "open"
    return Reply("skipping/cannot", {"store": store, "why": why})


def on_back(turn: Turn, event: Pressed) -> list[Reply]:
    """「撤回跳过」 by the tap."""
    return _take_back(turn, place_name(turn, event.args["store"]))


def _take_back(turn: Turn, named: str) -> list[Reply]:
    """The stop is to be done again, whatever the manager said."""
    found = [s for s in stops_today(turn) if s.skip in {"open", "approved"} and s.done_at is None]
    stores = turn.directory.stores_in(named, _stores(turn, found)) if named else ()
    if not stores and len(named) > 1:
        wish = parse(f"跳过{named}", _stores(turn, found), turn.directory)
        stores = wish.stores if wish else ()
    if not stores and len(found) == 1:
        stores = (turn.directory.stores[found[0].code],)
    if len(stores) != 1:
        buttons = tuple(
            Button(place_name(turn, s.code), "skip_back", {"store": s.code}) for s in found[:_ASKED]
        )
        return [Reply("skipping/which_back", {"any": bool(found)}, buttons=buttons)]
    code, day = stores[0].code, turn.settings.day(turn.now)
    turn.work.skips.decide(day, turn.person.id, code, "taken_back", turn.person.id, turn.now)
    _end_request(turn, code, day)
    turn.work.audit.note(turn.now, turn.person.id, "skip_taken_back", code, day=day.isoformat())
    return [Reply("skipping/taken_back", {"store": stores[0].name})]


def _end_request(turn: Turn, code: str, day: date) -> None:
    for request in turn.work.requests.open_at([code]):
        mine = request.kind == SKIP and request.by == turn.person.id
        if mine and request.body["day"] == day.isoformat():
            turn.work.requests.decide(request.id, "taken_back", turn.person.id, turn.now)


FLOW = Flow(
    name="skipping",
    order=14,
    on={Said: on_text},
    presses={
        "skip_pick": on_pick,
        "skip_store": on_store,
        "skip_why": on_why,
        "skip_back": on_back,
    },
    answer=answer,
)
