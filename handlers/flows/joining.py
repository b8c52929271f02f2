"""Binding an account: a code that somebody who is known hands in, and what follows when it holds."""

from typing import Any

from domain import invitations
from domain.invitations import Invitation
from handlers import codes, consenting
from handlers.capabilities import titled
from handlers.chat import Button, Joined, Pressed, Reply, Said
from handlers.flow import Flow
from handlers.reviewing import person_name
from handlers.turn import Turn


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「绑定 XXXX-XXXX」 from an account that has somebody behind it already."""
    if invitations.code_in(event.text) is None:
        return None
    told = invitations.told(event.text)
    invitation = codes.tried(turn.work, turn.account, event.text, turn.now)
    turn.secret = told or invitation is not None
    if invitation is None:
        return [Reply("joining/refused")] if told else None
    return [_asked(turn, invitation)]


def _asked(turn: Turn, invitation: Invitation) -> Reply:
    if invitation.person_id == turn.person.id:
        return Reply("joining/already", {"name": turn.person.name})
    facts = {"name": turn.person.name, "to": person_name(turn, invitation.person_id)}
    args = {"invitation": invitation.id}
    buttons = (Button("改绑", "rebind", args), Button("不改", "rebind_not"))
    return Reply("joining/rebind", facts, buttons=buttons)


def on_rebind(turn: Turn, event: Pressed) -> list[Reply]:
    """「改绑」: the account goes over to the other person, if the code still holds."""
    invitation = turn.work.invitations.get(event.args["invitation"])
    if invitation is None or not invitation.live(turn.now):
        return [Reply("joining/refused")]
    turn.joins = invitation.id
    return []


def on_rebind_not(turn: Turn, event: Pressed) -> list[Reply]:  # noqa: ARG001 - the tap says it all
    """「不改」."""
    return [Reply("joining/kept", {"name": turn.person.name})]


def on_joined(turn: Turn, event: Joined) -> list[Reply]:
    """The account is the person's from now on; whoever has to know it is told."""
    work, account, person = turn.work, turn.account, turn.person
    invitation = work.invitations.get(event.invitation_id)
    if invitation is None or not work.invitations.use(invitation.id):
        raise LookupError(f"invitation {event.invitation_id} was open when it was looked up")
    channel: dict[str, Any] = {"channel": titled(account.channel)}
    told = _tell_others(turn)
    work.addresses.bind(account.channel, account.address, person.id, turn.now)
    work.door.forget(account)
    facts = {"channel": account.channel, "account": account.address, "invited_by": invitation.by}
    work.audit.note(turn.now, person.id, "account_bound", person.id, **facts)
    if event.before:
        _unbound(turn, event.before, account.channel, account.address, "rebound")
        turn.pushes.append(Reply("joining/left", channel, to=event.before))
    if invitation.by != person.id:
        turn.pushes.append(
            Reply("joining/inviter", {**channel, "name": person.name}, to=invitation.by)
        )
    if work.consents.given(person.id):
        drafts = len(work.visits.drafts_of(person.id))
        welcome = {**channel, "name": person.name, "drafts": drafts}
        return [*told, Reply("joining/welcome_back", welcome)]
    return [*told, consenting.card(turn)]


def _tell_others(turn: Turn) -> list[Reply]:
    """One account a channel: an older one is unbound. All others of the person hear of it."""
    new, told = turn.account, []
    facts = {"channel": titled(new.channel)}
    for held in turn.work.addresses.held_by(turn.person.id):
        if held.account == new:
            continue
        if held.account.channel == new.channel:
            turn.work.addresses.unbind(held.account)
            _unbound(turn, turn.person.id, new.channel, held.account.address, "moved")
            told.append(Reply("joining/moved", facts, account=held.account))
        elif held.on_a_messenger and not held.off:
            told.append(Reply("joining/elsewhere", facts, account=held.account))
    return told


def _unbound(turn: Turn, person_id: str, channel: str, address: str, why: str) -> None:
    facts = {"channel": channel, "account": address, "why": why}
    turn.work.audit.note(turn.now, turn.person.id, "account_unbound", person_id, **facts)


FLOW = Flow(
    name="joining",
    order=2,
    free=True,
    ahead=on_text,
    on={Joined: on_joined},
    presses={"rebind": on_rebind, "rebind_not": on_rebind_not},
)
