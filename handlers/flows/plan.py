"""今天跑哪几家: the day's stores in order, tapped to begin; somebody else's, and the next one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from domain import access, calling
from domain.calendar import closed
from domain.day_range import day_title
from domain.errors import NotAllowedError
from domain.numbers import plain
from domain.people import Person, Role
from domain.plan_words import Ask, Wish, parse
from domain.planned import done, due
from domain.stores import Store
from domain.understanding import Intent
from handlers.chat import Asked, Button, Pressed, Reply, Said
from handlers.flow import Flow
from handlers.planned import (
    NEAR,
    ORDER,
    Step,
    day_of,
    here_today,
    in_order,
    near_order,
    stop_facts,
    stops_of,
)
from handlers.reviewing import person_name
from handlers.turn import Turn
from handlers.unplaced import located, wants_place

_SHOWN = 60
_TAPPED = 4
_ROUTES = 3


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """The plan with what is done and what is left, the next store, or another order."""
    wish = parse(plain(event.text), turn.settings.day(turn.now))
    if wish is None:
        return None
    if wish.ask is Ask.LIST:
        return _asked(turn, wish)
    if turn.person.role not in {Role.REP, Role.MANAGER}:
        return None
    if wish.ask is Ask.NEXT:
        return [_next(turn)]
    if wish.ask is Ask.NEAR:
        turn.work.preferences.set(turn.person.id, ORDER, NEAR)
        return [_day(turn, turn.person, wish.day)]
    return _by_route(turn, wish)


def on_asked(turn: Turn, asked: Asked) -> list[Reply]:
    """The same in somebody's own words."""
    today = turn.settings.day(turn.now)
    wish = parse(plain(asked.frame.text), today)
    if wish is not None and wish.ask is not Ask.LIST:
        return on_text(turn, Said(asked.message, asked.frame.text)) or []
    people = turn.directory.organisation.people
    ids = [i for one in asked.frame.of_kind("person")[:1] for i in one.ids[:1]]
    person = people.get(ids[0], turn.person) if ids else turn.person
    spans = [span for span in asked.frame.spans if span.first == span.last]
    return [_day(turn, person, spans[0].first if spans else today)]


def _asked(turn: Turn, wish: Wish) -> list[Reply] | None:
    """The writer's own day, his team's, or that of one of his people."""
    if not wish.who:
        return [_day(turn, turn.person, wish.day)]
    people = [p for p in turn.directory.organisation.people.values() if p.active]
    found = calling.exactly(wish.who, people) or calling.nearly(wish.who, people)
    if len(found) > 1:
        found = [
            p for p in found if access.may_see_plan(turn.person, p, turn.directory.organisation)
        ]
    if len(found) != 1:
        return None
    return [_day(turn, found[0], wish.day)]


def _day(turn: Turn, person: Person, day: date) -> Reply:
    """Somebody's day; of a manager who has no stops of his own, those of his people."""
    if not access.may_see_plan(turn.person, person, turn.directory.organisation):
        raise NotAllowedError
    found = day_of(turn, person.id, day)
    planned = any(not stop.extra for stop in found)
    mine, today = person.id == turn.person.id, turn.settings.day(turn.now)
    if not planned and mine and turn.person.role is Role.MANAGER:
        return _team(turn, day)
    near = mine and day == today and near_order(turn)
    here = here_today(turn) if near else None
    steps = in_order(turn, found, here)
    unplaced = sum(step.store.point is None and step.stop.left for step in steps)
    facts = {
        "whose": "" if mine else person.name,
        "mine": mine,
        "day": day_title(day, today),
        "away": _away(turn, person, day),
        "closed": closed(turn.work.calendar.of(day)),
        "stores": [stop_facts(step) for step in steps[:_SHOWN]],
        "total": len(steps),
        "planned": planned,
        "due": due(found),
        "done": done(found),
        "skipped": len(found) - due(found),
        "near": here and {"at": here.at, "unplaced": unplaced},
        "nowhere": near and here is None,
        "wants": wants_place(turn),
    }
    routes = [] if planned or not mine or day < today else _routes(turn, person)
    if not (mine and day == today):
        buttons: tuple[Button, ...] = _route_buttons(routes, day)
    else:
        buttons = _buttons(steps, near=near) or _route_buttons(routes, day)
    return Reply("plan", {**facts, "routes": routes}, buttons=buttons)


def _buttons(steps: Sequence[Step], *, near: bool) -> tuple[Button, ...]:
    left = [step.store for step in steps if step.stop.left]
    if not left:
        return ()
    order = Button("按计划跑", "plan_order", {"order": ""}, lasting=True)
    if not near:
        order = Button("按距离排", "plan_order", {"order": NEAR}, lasting=True)
    skip = Button("跳过一家", "skip_pick", lasting=True)
    return (*(_begins(store) for store in left[:_TAPPED]), *([order] if left[1:] else []), skip)


def _begins(store: Store) -> Button:
    return Button(f"到店 {store.name}", "begin", {"store": store.code}, lasting=True)


def _away(turn: Turn, person: Person, day: date) -> dict[str, Any] | None:
    """Whether he is away that day, and who stands in."""
    found = next((a for a in turn.work.absences.of(person.id, day) if a.covers(day)), None)
    if found is None:
        return None
    instead = person_name(turn, found.substitute_id) if found.substitute_id else ""
    return {"reason": found.reason, "instead": instead}


def _team(turn: Turn, day: date) -> Reply:
    """How far a manager's people are."""
    people = sorted(
        (
            p
            for p in turn.directory.organisation.people.values()
            if p.active and p.role is Role.REP and p.district == turn.person.district
        ),
        key=lambda p: (p.roster is None, p.roster or 0, p.id),
    )
    lines = []
    for person in people:
        found = day_of(turn, person.id, day)
        away = _away(turn, person, day) is not None
        lines.append({"name": person.name, "due": due(found), "done": done(found), "away": away})
    off = closed(turn.work.calendar.of(day))
    facts = {"day": day_title(day, turn.settings.day(turn.now)), "lines": lines, "closed": off}
    return Reply("day/team", facts)


def _routes(turn: Turn, person: Person) -> list[dict[str, Any]]:
    """The routes on which somebody has stores: what can stand in for a plan."""
    mine = [s for s in turn.directory.stores.values() if s.rep_id == person.id and s.route]
    names = list(dict.fromkeys(s.route for s in mine))
    return [{"name": n, "count": sum(s.route == n for s in mine)} for n in names[:_ROUTES]]


def _route_buttons(routes: Sequence[dict[str, Any]], day: date) -> tuple[Button, ...]:
    return tuple(
        Button(f"按线路跑 {r['name']}", "plan_route", {"route": r["name"], "day": day.isoformat()})
        for r in routes
    )


def _by_route(turn: Turn, wish: Wish) -> list[Reply] | None:
    """「按线路跑」: the planned order again, or a route where nothing is planned."""
    routes = [r["name"] for r in _routes(turn, turn.person)]
    named = [r for r in routes if wish.route and (wish.route in r or r in wish.route)]
    if wish.route and not named:
        return None
    turn.work.preferences.set(turn.person.id, ORDER, "")
    if not stops_of(turn, turn.person.id, wish.day) and (named or len(routes) == 1):
        _take_route(turn, (named or routes)[0], wish.day)
    return [_day(turn, turn.person, wish.day)]


def _take_route(turn: Turn, route: str, day: date) -> None:
    """The writer's stores of a route as the plan of a day."""
    codes = [s.code for s in turn.directory.on_route(route) if s.rep_id == turn.person.id]
    added = turn.work.plans.add(turn.person.id, day, codes)
    turn.work.audit.note(
        turn.now, turn.person.id, "route_planned", route, day=day.isoformat(), stores=added
    )


def on_route(turn: Turn, event: Pressed) -> list[Reply]:
    """A route that was tapped."""
    day = date.fromisoformat(event.args["day"])
    if day >= turn.settings.day(turn.now):
        _take_route(turn, event.args["route"], day)
    return [_day(turn, turn.person, day)]


def on_order(turn: Turn, event: Pressed) -> list[Reply]:
    """「按距离排」「按计划跑」."""
    turn.work.preferences.set(turn.person.id, ORDER, event.args["order"])
    return [_day(turn, turn.person, turn.settings.day(turn.now))]


def _next(turn: Turn) -> Reply:
    """「下一家去哪」: the nearest that is left, from the newest location of today."""
    today = turn.settings.day(turn.now)
    found = day_of(turn, turn.person.id, today)
    left = [one for one in found if one.left and not one.begun]
    here = here_today(turn)
    steps = in_order(turn, left, here)
    facts = {
        "day": day_title(today, today),
        "planned": len(found),
        "begun": [turn.directory.stores[one.code].name for one in found if one.left and one.begun],
        "due": due(found),
        "done": done(found),
        "left": len(left),
        "store": steps[0].store.name if steps else "",
        "metres": steps[0].metres if steps else None,
        "at": here.at if here else None,
        "wants": "location" if here is None and steps and located(turn) else "",
    }
    return Reply("day/next", facts, buttons=tuple(_begins(step.store) for step in steps[:1]))


FLOW = Flow(
    name="plan",
    order=30,
    on={Said: on_text},
    presses={"plan_route": on_route, "plan_order": on_order},
    intents={Intent.PLAN: on_asked},
)
