"""Who wants a visit to be waived: which one, and why."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from domain import review, waivers
from domain.access import above
from domain.errors import NotAllowedError
from domain.numbers import plain
from domain.onsite import covering
from domain.ports.managing import Request
from domain.visits import Visit, VisitState
from domain.waivers import WAIVER, Wish
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flows.waivers.deciding import TAP, over, tap_again
from handlers.queueing import push, put_before
from handlers.requests import away, for_me
from handlers.reviewing import person_name, place_name
from handlers.turn import Thread, Turn
from handlers.waivers import told, waiver_card

_SHOWN = 5
_WHY = "waive_why"
_NEVER_MIND = re.compile(
    r"^(?:算了|取消|不豁免了?|先?不申请了?|不用了?|先不了?|点错了?)[吧了,.!]*$"
)
_COMMAND = re.compile(
    r"^/|[?吗]|跑哪几家|^(?:进度|继续|提交|撤[回销]|到店|拜访|签到|打卡|补录|放弃|跳过|待复核|行程|计划|帮助|菜单|雷达)(?!机|时间|了电)|率$|日报|周报|月报|排行|待[办审批]|未闭环|^\d{2,}\s*\D{0,4}\d"
)


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「申请豁免 停业装修」「豁免 叶小满 湖畔生活超市 停业装修」「全部豁免」."""
    wish = waivers.read(event.text)
    if wish is None:
        return None
    codes = review.in_charge_of(turn.person, turn.directory, away(turn))
    if wish.all or wish.asks:
        return [_told_how(turn, wish, codes)]
    mine = turn.work.visits.drafts_of(turn.person.id)
    others = [v for v in turn.work.visits.drafts_at(codes) if v.rep_id != turn.person.id]
    oneself = bool(mine) and (wish.for_oneself or not codes)
    if not oneself and _of_others(turn, wish, codes):
        raise NotAllowedError
    named = _named(turn, others, wish.rest)
    if codes and not (mine and not named and wish.for_oneself):
        return _order(turn, others if named is None else named, wish)
    return _ask(turn, mine, wish)


def _told_how(turn: Turn, wish: Wish, codes: Sequence[str]) -> Reply:
    if wish.asks:
        return Reply("waivers/how", {"decides": bool(codes)})
    waiting = turn.work.visits.pending_at(codes) if codes else ()
    mine = [r for r in turn.work.requests.open_at(codes) if for_me(turn, r)] if codes else ()
    count = len(review.cases(waiting)) + len(mine)
    return Reply("waivers/one_by_one", {"decides": bool(codes), "waiting": count})


def _named(turn: Turn, drafts: Sequence[Visit], rest: str) -> list[Visit] | None:
    """Those that the words name; ``None`` when they name nobody and no store."""
    said = plain(rest)
    people = {v.rep_id for v in drafts if plain(person_name(turn, v.rep_id)) in said}
    stores = {v.store_code for v in drafts if plain(place_name(turn, v.store_code)) in said}
    known = _elsewhere(turn, rest)
    if not (people or stores or known):
        return None
    kept = [v for v in drafts if not people or v.rep_id in people]
    if known - stores and not stores:
        return []
    return [v for v in kept if not stores or v.store_code in stores]


def _of_others(turn: Turn, wish: Wish, codes: Sequence[str]) -> bool:
    """Whether the words name somebody or some store that the writer has no say about."""
    if codes and _elsewhere(turn, wish.rest) - {*codes}:
        return True
    said, gone = plain(wish.rest), away(turn)
    organisation = turn.directory.organisation
    over = {turn.person.id, *(p.id for p in above(turn.person.id, organisation))}
    people = organisation.people.values()
    named = [p for p in people if p.id not in over and plain(p.name) in said]
    return any(not review.leads(turn.person, p, turn.directory, gone) for p in named)


def _elsewhere(turn: Turn, rest: str) -> set[str]:
    """Codes of the stores and customers that the words name by their full names."""
    return {c for kind, c, _, _ in turn.directory.names_in(rest) if kind in {"store", "customer"}}


def _order(turn: Turn, drafts: Sequence[Visit], wish: Wish) -> list[Reply]:
    """A manager's own order: the card, once it is clear which visit and why."""
    names = _names(turn, drafts)
    reason = waivers.reason_in(wish.rest, names)
    if len(drafts) != 1:
        return [_which(turn, drafts, reason, wish)]
    return _card(turn, drafts[0], reason) if reason else [_why(turn, drafts[0])]


def _names(turn: Turn, drafts: Sequence[Visit]) -> set[str]:
    people = {person_name(turn, v.rep_id) for v in drafts}
    return people | {place_name(turn, v.store_code) for v in drafts}


def _which(turn: Turn, drafts: Sequence[Visit], reason: str, wish: Wish) -> Reply:
    named = sorted(_elsewhere(turn, wish.rest))
    shown = drafts[:_SHOWN]
    labels = [_label(turn, visit) for visit in shown]
    buttons = tuple(
        Button(label, "waive_pick", {"visit": visit.id, "reason": reason}, lasting=True)
        for label, visit in zip(labels, shown, strict=True)
    )
    store = place_name(turn, named[0]) if named else ""
    return Reply("waivers/which", {"names": labels, "store": store}, buttons=buttons)


def _label(turn: Turn, visit: Visit) -> str:
    store = place_name(turn, visit.store_code)
    own = visit.rep_id == turn.person.id
    return store if own else f"{person_name(turn, visit.rep_id)} {store}"


def _ask(turn: Turn, mine: Sequence[Visit], wish: Wish) -> list[Reply]:
    """A rep asks for one of his own drafts."""
    known = _elsewhere(turn, wish.rest)
    named = [v for v in mine if plain(place_name(turn, v.store_code)) in plain(wish.rest)]
    if not mine or (known and not named):
        store = place_name(turn, min(known)) if known else ""
        return [Reply("waivers/none_own", {"store": store})]
    among = named or _here(turn, mine)
    reason = waivers.reason_in(wish.rest, _names(turn, among))
    if len(among) > 1:
        return [_which(turn, among, reason, wish)]
    if reason:
        return _request(turn, among[0], reason)
    return [_why(turn, among[0], claimed=waivers.claims(wish.rest, _names(turn, among)))]


def _here(turn: Turn, mine: Sequence[Visit]) -> Sequence[Visit]:
    """The draft of the store where the rep is; all of them when he is at none."""
    here = [v for v in mine if covering(turn.message.at, v.presences, turn.settings)]
    return here[:1] or mine


def _why(turn: Turn, visit: Visit, *, claimed: bool = False) -> Reply:
    """Nothing is asked of anybody before there is a reason."""
    turn.ask(turn.enter("waivers", visit.id), _WHY, visit=visit.id)
    args = {"visit": visit.id}
    buttons = tuple(
        Button(reason, "waive_pick", {**args, "reason": reason}) for reason in waivers.REASONS
    )
    own = visit.rep_id == turn.person.id
    rep = "" if own else person_name(turn, visit.rep_id)
    facts = {**told(turn, visit, ""), "rep": rep, "claimed": claimed and own}
    return Reply("waivers/why", facts, buttons=buttons)


def on_pick(turn: Turn, event: Pressed) -> list[Reply]:
    """One of several visits, or a reason that was tapped."""
    visit = turn.work.visits.get(event.args["visit"])
    if visit is None or visit.state is not VisitState.DRAFT:
        return [over(turn, visit, None)]
    other, code = visit.rep_id != turn.person.id, visit.store_code
    if other and not review.may_decide(turn.person, code, visit.rep_id, turn.directory, away(turn)):
        raise NotAllowedError
    return _go_on(turn, visit, event.args["reason"])


def _go_on(turn: Turn, visit: Visit, reason: str) -> list[Reply]:
    turn.leave("waivers", visit.id)
    if not reason:
        return [_why(turn, visit)]
    own = visit.rep_id == turn.person.id
    return _request(turn, visit, reason) if own else _card(turn, visit, reason)


def answer(
    turn: Turn, thread: Thread, kind: str, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """The reason in somebody's words; or words where only a tap counts."""
    visit = turn.work.visits.get(args["visit"])
    said = plain(event.text)
    if visit is None or visit.state is not VisitState.DRAFT or _NEVER_MIND.match(said):
        turn.leave(thread.flow, thread.subject)
        return [Reply("waivers/dropped")] if _NEVER_MIND.match(said) else None
    if kind == TAP:
        return tap_again(turn, visit, args, said)
    if _COMMAND.search(said):
        return None
    names = _names(turn, [visit])
    if waivers.claims(event.text, names):
        return [_why(turn, visit, claimed=True)]
    reason = waivers.reason_in(event.text, names)
    return _go_on(turn, visit, reason) if reason else None


def _card(turn: Turn, visit: Visit, reason: str) -> list[Reply]:
    """The manager's card; typed words show it again, the tap does it."""
    code = visit.store_code
    if not review.may_decide(turn.person, code, visit.rep_id, turn.directory, away(turn)):
        raise NotAllowedError
    turn.ask_which(turn.enter("waivers", visit.id), TAP, visit=visit.id, reason=reason)
    return [put_before(turn, waiver_card(turn, visit, reason), visit.id, code)]


def _request(turn: Turn, visit: Visit, reason: str) -> list[Reply]:
    """Keep the request once, and hand it to who decides."""
    code = visit.store_code
    people = review.deciders(code, visit.rep_id, turn.directory, away(turn))
    if not people:
        return [Reply("waivers/nobody", told(turn, visit, reason))]
    asked = open_request(turn, visit)
    if asked is not None and plain(reason) != plain(asked.body["reason"]):
        turn.work.requests.decide(asked.id, "withdrawn", turn.person.id, turn.now)
        asked = None  # the better reason is a request of its own: no card changes under a tap
    if asked is None:
        asked = Request(
            id=turn.ids.new(),
            kind=WAIVER,
            store_code=code,
            by=visit.rep_id,
            at=turn.now,
            body={"visit": visit.id, "reason": reason},
        )
        turn.work.requests.add(asked)
        turn.work.audit.note(
            turn.now, turn.person.id, "waiver_asked", visit.id, id=asked.id, reason=reason
        )
        push(turn, waiver_card(turn, visit, reason, asked), asked.id, code, people)
    facts = {
        **told(turn, visit, asked.body["reason"]),
        "managers": [p.name for p in people],
        "again": asked.at != turn.now,
        "at": asked.at,
    }
    buttons = (Button("撤回申请", "waive_back", {"request": asked.id}),)
    return [Reply("waivers/asked", facts, buttons=buttons)]


def open_request(turn: Turn, visit: Visit) -> Request | None:
    """What was asked for a visit and nobody has decided."""
    waits = turn.work.requests.open_at([visit.store_code])
    return next((r for r in waits if r.kind == WAIVER and r.body["visit"] == visit.id), None)


def on_back(turn: Turn, event: Pressed) -> list[Reply]:
    """「撤回申请」, while nobody has decided."""
    request = turn.work.requests.get(event.args["request"])
    if request is None or request.by != turn.person.id:
        raise NotAllowedError
    visit = turn.work.visits.get(request.body["visit"])
    if request.state != "open" or visit is None or visit.state is not VisitState.DRAFT:
        return [over(turn, visit, request)]
    turn.work.requests.decide(request.id, "withdrawn", turn.person.id, turn.now)
    turn.work.audit.note(turn.now, turn.person.id, "waiver_withdrawn", visit.id, id=request.id)
    return [Reply("waivers/withdrawn", told(turn, visit, request.body["reason"]))]
