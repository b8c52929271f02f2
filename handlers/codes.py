"""Trying a code: looked up only as often as an account may, and counted when it is wrong."""

from datetime import datetime

from domain import invitations
from domain.accounts import Account
from domain.invitations import Invitation
from domain.ports import UnitOfWork
from domain.strangers import TRIES


def tried(work: UnitOfWork, account: Account, text: str, now: datetime) -> Invitation | None:
    """The invitation whose code an account hands in, if it may try and the code is a live one."""
    knocks = work.door.knocks(account)
    if not knocks.may_try(now):
        return None
    code = invitations.code_in(text)
    found = work.invitations.of_code(code) if code else None
    invited = work.directory.organisation.people.get(found.person_id) if found else None
    if found is not None and found.live(now) and invited is not None and invited.active:
        return found
    knocks = knocks.tried(now)
    work.door.remember(account, knocks, now)
    if not knocks.may_try(now):
        facts = {"channel": account.channel, "account": account.address, "tries": TRIES}
        work.audit.note(now, "", "codes_refused", account.channel, **facts)
    return None
