"""How a visit ends without being closed: given up with a reason, or expired."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from domain.numbers import plain
from domain.review import times_returned
from domain.unclosed import loose_end
from domain.visits import Visit, VisitState
from handlers.chat import Button, Due, Pressed, Reply, Said
from handlers.flows.visit.board import board, place_name
from handlers.flows.visit.drafts import active
from handlers.flows.visit.meant import meant, rest_of, stranger, which
from handlers.flows.visit.notes import GIVE_UP, is_command, is_reason, shows_something
from handlers.flows.visit.stale import none, stale
from handlers.planned import plan_facts
from handlers.turn import Thread, Turn
from handlers.unplaced import wants_place

_REASONS = ("店家关门", "不让进店", "走错店")
_NOT_GIVEN_UP = re.compile(r"(?:不|别|没有?|未|先不|不想|不要|不会|不能|不用)(?:再)?放弃")
_ASKING = re.compile(r"[?吗]|怎么|如何|能不能|可不可以|要不要")
_SHUT = re.compile(
    r"关门|门(?!口关了?灯).{0,2}关(?!了?灯)|关店|关张|拆了|拆迁|搬迁|盘点(?![完好过数单])|没人在|店里没人|不是我?要?(?:去|找|跑|来)?的?(?:这家|店)|[没不未](?:有)?(?:开门|营业)|停业|歇业|倒闭|搬走|搬了(?![货箱位东])|转让|走错|来错|找错|进不去"
    r"|(?:不让|不给|不准|不许)(?:我|我们|人)?进|(?:老板|店主|店长)不在|门锁(?!换)"
)
_NOT_SHUT = re.compile(r"[拍照?吗]|\d")
_NEVER_MIND = re.compile(
    r"^(?:算了|不用了?|先不[放弃了]*|不放弃了?|点错了?|按错了?|没事了?|继续(?:做|吧)?)[吧了,.!]*$"
)
_LONGEST = 20
_SURE = re.compile(r"放弃|拜访|[这那](?:家|个?店)")
"""Words that can only be about the visit: 「不做了」 may be said of a product as well."""
_ABOUT_PHOTOS = re.compile(r"拍|照")


def gave_up(turn: Turn, event: Said) -> list[Reply] | None:
    """「放弃 店家关门」「这家关门了做不了」; without a reason it is asked for."""
    said = plain(event.text)
    if not GIVE_UP.search(said) or (_ABOUT_PHOTOS.search(said) and not _SURE.search(said)):
        return None
    if _NOT_GIVEN_UP.search(said):
        visit = active(turn)
        return [board(turn, visit, merge=False)] if visit else None
    if other := stranger(turn, said):
        return [Reply("visit/no_draft_there", {"store": other})]
    among = meant(turn, said)
    if not among:
        return none(turn) if is_command(said) else None
    return _end_one(turn, among, said)


def _end_one(turn: Turn, among: Sequence[Visit], said: str) -> list[Reply]:
    """Ask what the words leave open: which visit, and why."""
    name = place_name(turn, among[0]) if len(among) == 1 else ""
    reason = rest_of(said, GIVE_UP, name)
    if _ASKING.search(said) or not is_reason(reason):
        reason = ""
    if len(among) > 1:
        return which(turn, among, "放弃", "give_up", reason=reason)
    if not reason:
        return ask_why(turn, among[0])
    return (give_up if _SURE.search(said) else _offer)(turn, among[0], reason)


def shut(turn: Turn, event: Said) -> list[Reply] | None:
    """「这家关门了」: offered to be given up, never done unasked."""
    said = plain(event.text)
    if len(said) > _LONGEST or not _SHUT.search(said) or _NOT_SHUT.search(said):
        return None
    among = meant(turn, said)
    if len(among) != 1 or stranger(turn, said):
        return None
    return _offer(turn, among[0], event.text.strip())


def _offer(turn: Turn, visit: Visit, reason: str) -> list[Reply]:
    """Nothing ends by words that may be about something else: one tap does it."""
    turn.enter("visit", visit.id)
    args = {"visit": visit.id}
    buttons = (
        Button("放弃这家", "give_up", {**args, "reason": reason}),
        Button("继续", "resume", args),
    )
    facts = {"store": place_name(turn, visit), "reason": reason}
    return [Reply("visit/give_up_then", facts, buttons=buttons)]


def on_give_up(turn: Turn, event: Pressed) -> list[Reply]:
    """「放弃并说明」, or a reason that was tapped."""
    visit = turn.work.visits.get(event.args["visit"])
    if visit is None or visit.state is not VisitState.DRAFT:
        return stale(turn)
    reason = event.args.get("reason", "")
    return give_up(turn, visit, reason) if reason else ask_why(turn, visit)


def ask_why(turn: Turn, visit: Visit) -> list[Reply]:
    """Ask for the reason; nothing ends before it is given."""
    turn.ask(turn.enter("visit", visit.id), "give_up", visit=visit.id)
    args = {"visit": visit.id}
    buttons = tuple(Button(r, "give_up", {**args, "reason": r}) for r in _REASONS)
    return [Reply("visit/why_give_up", {"store": place_name(turn, visit)}, buttons=buttons)]


def why_given_up(
    turn: Turn, thread: Thread, visit: Visit, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """Free words: the reason, a second thought, or something else."""
    del args
    said = plain(event.text)
    if _NEVER_MIND.match(said) or _NOT_GIVEN_UP.search(said):
        turn.answered(thread)
        return [board(turn, visit, merge=False)]
    if said in {"1", "2", "3"}:
        return give_up(turn, visit, _REASONS[int(said) - 1])
    if is_command(said) or not is_reason(said) or shows_something(turn, said):
        return None
    return give_up(turn, visit, rest_of(said, GIVE_UP) or event.text.strip())


def give_up(turn: Turn, visit: Visit, reason: str) -> list[Reply]:
    """End it with the reason; what was shown stays."""
    if not visit.abandon(reason):
        return stale(turn)
    turn.work.visits.save(visit, turn.now)
    turn.leave("visit", visit.id)
    turn.work.audit.note(turn.now, turn.person.id, "visit_abandoned", visit.id, reason=reason)
    facts = {"store": place_name(turn, visit), "reason": reason, "kept": bool(visit.items)}
    return [Reply("visit/given_up", {**facts, **plan_facts(turn)})]


def _reopened_since(visit: Visit, timer: Mapping[str, Any]) -> bool:
    """Whether a manager has opened it again since that timer was set: another one is under way."""
    if not visit.reopened:
        return False
    return bool(times_returned(visit) != timer.get("times_returned"))


def on_expiry(turn: Turn, event: Due) -> list[Reply] | None:
    """A draft that nobody came back to expires; rep and manager are told once.

    A visit that was given back after its submission has a timer of its own for each time.
    """
    if event.kind != "visit_expiry":
        return None
    visit = turn.work.visits.get(event.payload["visit"])
    if visit is None or _reopened_since(visit, event.payload):
        return []
    end = loose_end(visit)
    if end is None or not visit.expire():
        return []
    turn.work.visits.save(visit)
    turn.leave("visit", visit.id)
    turn.work.audit.note(turn.now, turn.person.id, "visit_expired", visit.id)
    facts = {
        "store": place_name(turn, visit),
        "rep": turn.person.name,
        "days": turn.settings.visit_life.total_seconds() / 86400,
        "lacking": list(end.lacking),
        "kept": bool(visit.items),
        "wants": wants_place(turn),
    }
    if turn.manager is not None:
        turn.pushes.append(Reply("visit/expired_manager", facts, to=turn.manager.id))
    return [Reply("visit/expired", facts)] if turn.person.active else []
