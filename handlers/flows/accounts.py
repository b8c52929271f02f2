"""我的账号, 解绑: which accounts a person has, and letting go of one."""

from collections.abc import Sequence
from typing import Any

from domain.accounts import PAGE, Held
from domain.errors import NotAllowedError
from domain.people import Person
from domain.who_words import Ask, parse
from handlers import meaning
from handlers.capabilities import named, titled
from handlers.chat import Button, Pressed, Reply, Said
from handlers.flow import Flow
from handlers.turn import Turn

_OWN = ("我的", "我", "自己", "账号", "帐号", "绑定", "的")


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「我的账号」「解绑 Telegram」「解绑 叶小满」."""
    wish = parse(event.text)
    if wish is None or wish.ask not in {Ask.ACCOUNTS, Ask.UNBIND}:
        return None
    if wish.ask is Ask.ACCOUNTS:
        return [_mine(turn)]
    channel, who = _split(wish.who)
    if not who:
        return [_confirm(turn, turn.person, channel) if channel else _mine(turn)]
    person = meaning.meant(turn, who)
    if person is not None:
        return [_confirm(turn, person, channel)]
    asked = meaning.among(turn, who, "unbind") or meaning.unknown(turn, who, "unbind")
    return [asked] if asked else None


def _split(said: str) -> tuple[str, str]:
    """The channel that is named, and who."""
    found = named(said)
    who = said.lower() if found else said
    for word in (found.title.lower(), *found.words) if found else ():
        who = who.replace(word, "")
    for word in _OWN:
        who = who.removeprefix(word).removesuffix(word)
    return (found.name if found else ""), who.strip(" ,")


def _mine(turn: Turn) -> Reply:
    held = turn.work.addresses.held_by(turn.person.id)
    accounts = [
        {
            "title": titled(h.account.channel),
            "bound_at": h.bound_at,
            "off": h.off,
            "here": h.account == turn.account,
        }
        for h in held
    ]
    facts = {
        "name": turn.person.name,
        "accounts": accounts,
        "links": turn.work.links.count(turn.person.id),
        "located": turn.work.consents.located(turn.person.id),
    }
    channels = dict.fromkeys(h.account.channel for h in held if h.on_a_messenger)
    buttons = (
        Button(f"解绑{titled(c)}", "unbind", {"person": turn.person.id, "channel": c}, lasting=True)
        for c in channels
    )
    return Reply("accounts/mine", facts, buttons=tuple(buttons))


def on_unbind(turn: Turn, event: Pressed) -> list[Reply]:
    """「解绑Telegram」 under the own accounts, or one of several people of like names."""
    person = _person(turn, event.args["person"])
    return [_confirm(turn, person, event.args.get("channel", ""))]


def _person(turn: Turn, person_id: str) -> Person:
    """Oneself, or somebody in reach.

    Raises:
        NotAllowedError: for anybody else.
    """
    person = turn.person if person_id == turn.person.id else meaning.reach(turn).get(person_id)
    if person is None:
        raise NotAllowedError
    return person


def _confirm(turn: Turn, person: Person, channel: str) -> Reply:
    """Nothing is unbound before the tap."""
    own = person.id == turn.person.id
    held = _held(turn, person, channel)
    if not (held or _links(turn, person, channel)):
        title = titled(channel) if channel else ""
        return Reply("accounts/none", {"own": own, "name": person.name, "title": title})
    args = {"person": person.id, "channel": channel}
    buttons = (Button("解绑", "unbind_ok", args), Button("不解绑", "unbind_no"))
    return Reply("accounts/confirm", _facts(turn, person, channel), buttons=buttons)


def _held(turn: Turn, person: Person, channel: str) -> Sequence[Held]:
    held = turn.work.addresses.held_by(person.id)
    return [h for h in held if h.account.channel == channel or (not channel and h.on_a_messenger)]


def _links(turn: Turn, person: Person, channel: str) -> int:
    """Personal links are what the page in a browser is bound by."""
    return turn.work.links.count(person.id) if channel == PAGE else 0


def _facts(turn: Turn, person: Person, channel: str) -> dict[str, Any]:
    titles = dict.fromkeys(titled(h.account.channel) for h in _held(turn, person, channel))
    if channel and not titles:
        titles = {titled(channel): None}
    return {"own": person.id == turn.person.id, "name": person.name, "titles": list(titles)}


def on_ok(turn: Turn, event: Pressed) -> list[Reply]:
    """「解绑」, by the tap on that card."""
    person, channel = _person(turn, event.args["person"]), event.args["channel"]
    held = _held(turn, person, channel)
    if event.typed or not (held or _links(turn, person, channel)):
        return [_confirm(turn, person, channel)]
    facts = _facts(turn, person, channel)
    if channel == PAGE:
        turn.work.links.revoke(person.id, turn.now)
        turn.work.audit.note(turn.now, turn.person.id, "link_revoked", person.id)
    gone = []
    for one in held:
        turn.work.addresses.unbind(one.account)
        told = {"channel": one.account.channel, "account": one.account.address, "why": "unbound"}
        turn.work.audit.note(turn.now, turn.person.id, "account_unbound", person.id, **told)
        if not one.off:
            gone.append(Reply("accounts/gone", account=one.account))
    if any(one.account == turn.account for one in held):
        return gone  # whoever wrote from there hears it there, as everybody else does
    return [*gone, Reply("accounts/unbound", facts)]


def on_no(turn: Turn, event: Pressed) -> list[Reply]:  # noqa: ARG001 - the tap says it all
    """「不解绑」."""
    return [Reply("accounts/kept")]


FLOW = Flow(
    name="accounts",
    order=4,
    free=True,
    ahead=on_text,
    presses={"unbind": on_unbind, "unbind_ok": on_ok, "unbind_no": on_no},
)
