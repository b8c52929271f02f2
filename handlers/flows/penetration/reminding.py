"""提醒补标: the rep is asked once, within working hours, and only for that one step."""

from datetime import datetime

from domain import review
from domain.calendar import next_working
from domain.penetration.reopening import Want, ask_for, asked_on, can_be_asked, note, wanted
from domain.visits import Visit
from handlers.chat import Button, Due, Pressed, Reply
from handlers.flows.penetration.sight import may_look, no_right
from handlers.later import Alarm
from handlers.reviewing import person_name, place_name
from handlers.turn import Turn

_LATER = "penetration_remind"


def on_remind(turn: Turn, event: Pressed) -> list[Reply]:
    """The button under an answer."""
    visit = turn.work.visits.get(event.args["visit"])
    want = Want(slot=event.args["slot"], sku=event.args["sku"])
    if visit is None:
        return [Reply("errors/button_unknown")]
    district = review.district_of(visit.store_code, turn.directory)
    if not may_look(turn, district):
        return [no_right(turn)]
    return [_over(turn, visit, want) or _remind(turn, visit, want)]


def _over(turn: Turn, visit: Visit, want: Want) -> Reply | None:
    """Why nobody has to be asked: the visit has ended, or it is there by now."""
    facts = _facts(turn, visit, want)
    if not can_be_asked(visit):
        ended = {"state": visit.state.value, "reason": visit.closed_reason}
        return Reply("penetration/remind_over", {**facts, **ended})
    return None if wanted(visit, want) else Reply("penetration/remind_done", facts)


def _remind(turn: Turn, visit: Visit, want: Want) -> Reply:
    """Ask now, in the morning, or say when it was asked."""
    facts = _facts(turn, visit, want)
    before = asked_on(visit, want, turn.settings.day(turn.now), turn.settings)
    if before is not None:
        return Reply("penetration/reminded", {**facts, "at": before, "again": True, "due": None})
    if not turn.settings.at_work(turn.now):
        return _wait(turn, visit, want, facts)
    turn.pushes.append(_push(turn, visit, want, turn.person.id))
    return Reply("penetration/reminded", {**facts, "at": turn.now, "again": False, "due": None})


def _wait(turn: Turn, visit: Visit, want: Want, facts: dict[str, str | int]) -> Reply:
    """Outside working hours nobody is asked anything: it waits for the next morning."""
    due = _next_morning(turn)
    key = f"{visit.id}:{want.slot}:{want.sku}:{due:%m%d}"
    payload = {"visit": visit.id, "slot": want.slot, "sku": want.sku, "by": turn.person.id}
    turn.alarms.append(Alarm(_LATER, key, due, payload, to=visit.rep_id))
    return Reply("penetration/reminded", {**facts, "at": turn.now, "again": False, "due": due})


def _next_morning(turn: Turn) -> datetime:
    """When work begins next: today, if that is still to come, else on the next day that is worked."""
    settings, works = turn.settings, turn.work.calendar.works
    local = turn.now.astimezone(settings.zone)
    today = local.date()
    ahead = local.time() < settings.work_from and works(today)
    day = today if ahead else next_working(today, works)
    return datetime.combine(day, settings.work_from, settings.zone)


def on_due(turn: Turn, event: Due) -> list[Reply] | None:
    """The morning after: asked now, if it is still missing."""
    if event.kind != _LATER:
        return None
    visit = turn.work.visits.get(event.payload["visit"])
    want = Want(slot=event.payload["slot"], sku=event.payload["sku"])
    if visit is None or not (turn.person.active and can_be_asked(visit) and wanted(visit, want)):
        return []
    if asked_on(visit, want, turn.settings.day(turn.now), turn.settings):
        return []
    return [_push(turn, visit, want, event.payload["by"])]


def _push(turn: Turn, visit: Visit, want: Want, by: str) -> Reply:
    """Open the step, and tell the rep the one thing to do."""
    marked = note(want, turn.ids.new(), by, turn.now, turn.message.id)
    reopened = ask_for(visit, want, marked)
    turn.work.visits.save(visit)
    if reopened:
        for item in visit.items.values():  # its prices are entered anew when it is submitted
            if item.price is not None:
                turn.work.prices.remove(item.id)
    if visit.reopened:
        times = review.times_returned(visit)
        due = turn.now + turn.settings.visit_life
        payload = {"visit": visit.id, "times_returned": times}
        turn.alarms.append(
            Alarm("visit_expiry", f"{visit.id}:{times}", due, payload, to=visit.rep_id)
        )
    turn.work.audit.note(turn.now, by, "step_wanted", visit.id, slot=want.slot, sku=want.sku)
    facts = {**_facts(turn, visit, want), "by": person_name(turn, by), "reopened": reopened}
    button = Button("继续", "resume", {"visit": visit.id}, lasting=True)
    return Reply("penetration/remind_rep", facts, buttons=(button,), to=visit.rep_id)


def _facts(turn: Turn, visit: Visit, want: Want) -> dict[str, str | int]:
    return {
        "who": person_name(turn, visit.rep_id),
        "store": place_name(turn, visit.store_code),
        "title": visit.form.title_of(want.slot),
        "sku": want.sku,
        "short": want.sku.lstrip("0") or want.sku,
    }
