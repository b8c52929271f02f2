"""停用, 恢复: somebody leaves the company, or comes back."""

from typing import Any

from domain import access
from domain.errors import NotAllowedError
from domain.people import Person
from domain.who_words import Ask, parse
from handlers import meaning
from handlers.capabilities import titled
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flow import Flow
from handlers.reviewing import place_name
from handlers.turn import Turn

_NAMED = 5


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「停用 叶小满」「叶小满离职了」「恢复 叶小满」."""
    wish = parse(event.text)
    if wish is None or wish.ask not in {Ask.DISABLE, Ask.RESTORE}:
        return None
    leaves = wish.ask is Ask.DISABLE
    if not (wish.order or meaning.reach(turn)):
        return None  # colleagues talk about colleagues
    person = meaning.meant(turn, wish.who, active=leaves)
    if person is not None:
        return [_preview(turn, person) if leaves else _restore(turn, person)]
    over = meaning.meant(turn, wish.who, active=not leaves) if wish.order else None
    if over is not None:
        return [Reply("leavers/over", {"name": over.name, "gone": leaves})]
    action = "leaver" if leaves else "restore"
    asked = meaning.among(turn, wish.who, action, active=leaves)
    return [asked] if asked else None


def on_near(turn: Turn, event: Said) -> list[Reply] | None:
    """A name that nobody has."""
    wish = parse(event.text)
    if wish is None or wish.ask not in {Ask.DISABLE, Ask.RESTORE} or not wish.order:
        return None
    leaves = wish.ask is Ask.DISABLE
    action = "leaver" if leaves else "restore"
    asked = meaning.unknown(turn, wish.who, action, active=leaves)
    return [asked] if asked else None


def _allowed(turn: Turn, person_id: str) -> Person:
    """Somebody about whom the writer decides.

    Raises:
        NotAllowedError: for anybody else.
    """
    person = meaning.reach(turn).get(person_id)
    if person is None:
        raise NotAllowedError
    return person


def _preview(turn: Turn, person: Person) -> Reply:
    """What would end and what stays, before anything does."""
    if not access.may_disable(turn.person, person, turn.directory.organisation):
        return Reply("leavers/yourself")
    args = {"person": person.id}
    buttons = (
        Button("确认停用", "leaver_ok", args),
        Button("取消", "leaver_no", args),
    )
    return Reply("leavers/preview", _facts(turn, person), buttons=buttons)


def _facts(turn: Turn, person: Person) -> dict[str, Any]:
    drafts = turn.work.visits.drafts_of(person.id)
    stores = [s for s in turn.directory.stores.values() if s.rep_id == person.id]
    people = turn.directory.organisation.people.values()
    held = turn.work.addresses.held_by(person.id)
    return {
        "name": person.name,
        "district": person.district,
        "accounts": [titled(h.account.channel) for h in held],
        "links": turn.work.links.count(person.id),
        "drafts": [place_name(turn, v.store_code) for v in drafts[:_NAMED]],
        "drafts_total": len(drafts),
        "stores": [s.name for s in stores[:_NAMED]],
        "stores_total": len(stores),
        "below": sum(p.active and p.manager_id == person.id for p in people),
    }


def on_leaver(turn: Turn, event: Pressed) -> list[Reply]:
    """One of several people of like names."""
    return [_preview(turn, _allowed(turn, event.args["person"]))]


def on_ok(turn: Turn, event: Pressed) -> list[Reply]:
    """「确认停用」, by the tap on that card: like a stranger everywhere, at once."""
    person = _allowed(turn, event.args["person"])
    if not person.active:
        return [Reply("leavers/over", {"name": person.name, "gone": True})]
    if event.typed or person.id == turn.person.id:
        return [_preview(turn, person)]
    facts, held = _facts(turn, person), turn.work.addresses.held_by(person.id)
    for one in held:
        turn.work.addresses.unbind(one.account)
        told = {"channel": one.account.channel, "account": one.account.address, "why": "left"}
        turn.work.audit.note(turn.now, turn.person.id, "account_unbound", person.id, **told)
    links = turn.work.links.revoke(person.id, turn.now)
    ended = turn.work.invitations.end(person.id)
    ended += turn.work.invitations.end_made_by(person.id)  # he must not come in as somebody else
    counts = {"accounts": len(held), "links": links}
    turn.work.audit.note(
        turn.now, turn.person.id, "person_disabled", person.id, **counts, invitations=ended
    )
    turn.work.staff.set_active(person.id, active=False)
    told_facts = {"name": person.name, **counts, "stores": facts["stores_total"]}
    return [Reply("leavers/done", told_facts)]


def on_no(turn: Turn, event: Pressed) -> list[Reply]:
    """「取消」."""
    return [Reply("leavers/kept", {"name": _allowed(turn, event.args["person"]).name})]


def on_restore(turn: Turn, event: Pressed) -> list[Reply]:
    """One of several people of like names."""
    return [_restore(turn, _allowed(turn, event.args["person"]))]


def _restore(turn: Turn, person: Person) -> Reply:
    """Back at once; an account needs a new invitation."""
    if person.active:
        return Reply("leavers/over", {"name": person.name, "gone": False})
    turn.work.audit.note(turn.now, turn.person.id, "person_restored", person.id)
    turn.work.staff.set_active(person.id, active=True)
    return Reply("leavers/restored", {"name": person.name})


FLOW = Flow(
    name="leavers",
    order=3,
    ahead=on_text,
    near=on_near,
    presses={
        "leaver": on_leaver,
        "leaver_ok": on_ok,
        "leaver_no": on_no,
        "restore": on_restore,
    },
)
