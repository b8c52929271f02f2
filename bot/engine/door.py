"""Who is not bound to anybody: a code lets him in, everything else gets one and the same answer."""

from dataclasses import dataclass
from datetime import datetime

from domain import invitations
from domain.accounts import Account
from domain.invitations import Invitation
from handlers.codes import tried
from storage.inbox import Letter
from storage.work import SqlWork


@dataclass(frozen=True, slots=True)
class Knock:
    """What becomes of a stranger's message."""

    invitation: Invitation | None = None
    answer: bool = False
    """Whether he is answered at all."""


def knock(work: SqlWork, letter: Letter, now: datetime) -> Knock:
    """Look at a stranger's message; what it said is not kept."""
    account = Account(letter.channel, letter.address)
    text = str(letter.body.get("text", ""))
    work.inbox.hush(letter.id)
    before = work.door.knocks(account)
    hands_in = invitations.told(text) or invitations.code_in(text) is not None
    if letter.kind == "said" and hands_in and before.may_try(now):
        invitation = tried(work, account, text, now)
        knocks, answer = work.door.knocks(account), True
    else:
        # A place that moves by itself is no message.
        invitation, knocks, answer = None, before, before.may_answer(now)
        answer = answer and not letter.body.get("update")
    if answer and invitation is None:
        work.door.remember(account, knocks.answered(now), now)
    return Knock(invitation, answer)
