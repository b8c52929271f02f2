"""Messages of the outbox on their way to somebody: to which account, and whether now."""

from dataclasses import replace
from datetime import datetime

from bot.engine.arrivals import PRIVATE
from bot.engine.boards import standing
from bot.engine.once import kept
from bot.engine.parcels import Dispatch
from handlers.chat import Priority
from storage.outbox import QUIET, Outgoing
from storage.work import SqlWork


def _answered(work: SqlWork, out: Outgoing) -> str:
    """In a group many talk at once: which message this answers."""
    cause = work.inbox.get(out.cause) if out.chat != PRIVATE and out.cause else None
    return cause.ref if cause else ""


def elsewhere(work: SqlWork, out: Outgoing, note: str) -> None:
    """An account is gone: switch it off, and send to another of the person, if there is one."""
    work.addresses.switch(out.channel, out.address, on=False)
    found = work.addresses.of(out.person_id) if out.person_id else None
    if found is None:
        work.outbox.change(out.id, state="dead", note=note, **kept(out.template))
        return
    channel, address = found
    work.outbox.change(out.id, state="new", channel=channel, address=address, note=note)


def take(work: SqlWork, out: Outgoing, now: datetime) -> Dispatch | None:
    """Take a message for sending; ``None`` when nobody whom it is meant for would read it now.

    An account may have gone over to somebody else since the message was written, and a push that
    was put off may come out in the quiet hours.
    """
    over = work.rules.settings().quiet_until(now)
    if over is not None and out.priority != Priority.ESCALATION and _pushed(work, out):
        work.outbox.change(out.id, state=QUIET, next_at=over, hold_until=None)
        return None
    meant = out.person_id if out.chat == PRIVATE else None
    if meant and work.addresses.person_of(out.channel, out.address) != meant:
        found = work.addresses.of(meant)
        if found is None:
            note = "the account was unbound"
            work.outbox.change(out.id, state="dead", note=note, **kept(out.template))
            return None
        out = replace(out, channel=found[0], address=found[1])
    where = {"channel": out.channel, "address": out.address}
    work.outbox.change(out.id, state="sending", hold_until=None, **where)
    return Dispatch(out, _answered(work, out), standing(work, out) if out.edits else "")


def _pushed(work: SqlWork, out: Outgoing) -> bool:
    """Whether it answers nothing that its reader has just said."""
    if out.chat != PRIVATE or out.edits:
        return False
    cause = work.inbox.get(out.cause) if out.cause is not None else None
    if cause is None:
        return True
    here = (cause.channel, cause.address) == (out.channel, out.address)
    return not here and cause.person_id != out.person_id  # who just joined was nobody before
