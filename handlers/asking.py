"""What the field asks of a manager beside visits: who is asked, and the cards for it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from domain import review
from domain.asking import LEAVE, NEW_STORE, SKIP
from domain.day_range import day_title, days_title
from domain.geo import Point
from domain.people import Person
from domain.planned import Stop
from domain.ports.managing import Request
from domain.stores import Store
from handlers.chat import Button, Reply
from handlers.nearby import stores_near
from handlers.planned import stops_of
from handlers.queueing import push
from handlers.requests import Kind, away, register
from handlers.reviewing import person_name, place_name
from handlers.turn import Turn

_NEAR_M = 100


def deciders(turn: Turn, request: Request) -> list[Person]:
    """Who is asked: as for the store; about no store, as for those of the asker's district."""
    people = review.deciders(_code(turn, request), request.by, turn.directory, away(turn))
    direct = turn.directory.organisation.manager_of(request.by)
    return people or ([direct] if direct else [])


def decides(turn: Turn, request: Request) -> bool:
    """Whether the writer decides about it."""
    code = _code(turn, request)
    return review.may_decide(
        turn.person, code, request.by, turn.directory, away(turn)
    ) or turn.person in deciders(turn, request)


def _code(turn: Turn, request: Request) -> str:
    """The store that it is about, else any of the asker's district."""
    if request.store_code:
        return request.store_code
    person = turn.directory.organisation.people.get(request.by)
    district = person.district if person else ""
    here = (s.code for s in turn.directory.stores.values() if district and s.district == district)
    return next(here, "")


def ask(turn: Turn, request: Request) -> list[str]:
    """Keep a request and put its card before who decides; their names."""
    turn.work.requests.add(request)
    people = deciders(turn, request)
    what = f"{request.kind}_asked"
    turn.work.audit.note(turn.now, turn.person.id, what, request.store_code, id=request.id)
    push(turn, card(turn, request), request.id, request.store_code, people)
    return [person.name for person in people]


def card(turn: Turn, request: Request, note: str = "") -> Reply:
    """The card of a request; with ``note`` = tap it says that only the tap counts."""
    template, facts = _CARDS[request.kind](turn, request)
    args = {"request": request.id}
    buttons = (Button("同意", "ask_ok", args), Button("不同意", "ask_no", args))
    told = {"rep": person_name(turn, request.by), "at": request.at, "note": note}
    return Reply(template, {"standing": "", **told, **facts}, buttons=buttons)


def _skip(turn: Turn, request: Request) -> tuple[str, dict[str, Any]]:
    day = date.fromisoformat(request.body["day"])
    return "asked/skip", {
        "store": place_name(turn, request.store_code),
        "day": day_title(day, turn.settings.day(turn.now)),
        "reason": request.body["reason"],
    }


def _leave(turn: Turn, request: Request) -> tuple[str, dict[str, Any]]:
    absence = turn.work.absences.get(request.body["absence"])
    today = turn.settings.day(turn.now)
    if absence is None:
        raise LookupError(request.id)
    planned = stops_of(turn, request.by, absence.first)
    return "asked/leave", {
        "days": days_title(absence.first, absence.last, today),
        "reason": absence.reason,
        "planned": len(planned),
        "one": absence.first == absence.last,
    }


def _new_store(turn: Turn, request: Request) -> tuple[str, dict[str, Any]]:
    place = request.body["place"]
    near = stores_near(turn, Point(*place), _NEAR_M) if place else []
    every = tuple(turn.directory.stores.values())
    return "asked/new_store", {
        "name": request.body["name"],
        "place": place,
        "more": request.body.get("more", ""),
        "near": [{**_known(turn, s), "metres": metres} for s, metres in near],
        "like": [_known(turn, s) for s in turn.directory.like(request.body["name"], every)],
    }


def _known(turn: Turn, store: Store) -> dict[str, str]:
    """A store that it may be, so that nobody has to look it up."""
    rep = person_name(turn, store.rep_id) if store.rep_id else "未分配"
    return {"name": store.name, "code": store.code, "district": store.district, "rep": rep}


_CARDS: Mapping[str, Callable[[Turn, Request], tuple[str, dict[str, Any]]]] = {
    SKIP: _skip,
    LEAVE: _leave,
    NEW_STORE: _new_store,
}


def _skip_stands(turn: Turn, request: Request) -> bool:
    """A stop where the rep is or was all the same, or that left his plan, needs no decision."""
    stop = _stop_asked(turn, request)
    return stop is not None and stop.skip == "open" and stop.untouched


def _stop_asked(turn: Turn, request: Request) -> Stop | None:
    day = date.fromisoformat(request.body["day"])
    found = (s for s in stops_of(turn, request.by, day) if s.code == request.store_code)
    return next(found, None)


def arrived(turn: Turn, request: Request) -> bool:
    """Whether a stop that was to be skipped is gone to instead."""
    stop = _stop_asked(turn, request) if request.kind == SKIP else None
    return stop is not None and not stop.untouched


def _leave_stands(turn: Turn, request: Request) -> bool:
    absence = turn.work.absences.get(request.body["absence"])
    return absence is not None and absence.state == "open"


def _said_skip(turn: Turn, request: Request) -> str:  # noqa: ARG001 - kinds are alike
    return str(request.body["reason"])


def _said_leave(turn: Turn, request: Request) -> str:
    absence = turn.work.absences.get(request.body["absence"])
    return days_title(absence.first, absence.last, turn.settings.day(turn.now)) if absence else ""


def _said_store(turn: Turn, request: Request) -> str:  # noqa: ARG001 - kinds are alike
    return str(request.body["name"])


for _name, _title, _short, _stands, _said in (
    (SKIP, "申请跳过", "跳过", _skip_stands, _said_skip),
    (LEAVE, "申请请假", "请假", _leave_stands, _said_leave),
    (NEW_STORE, "申请加新店", "新店", lambda turn, request: True, _said_store),  # noqa: ARG005
):
    register(
        Kind(
            name=_name,
            title=_title,
            short=_short,
            show="ask_show",
            card=card,
            decides=decides,
            stands=_stands,
            said=_said,
        )
    )
