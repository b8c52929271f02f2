"""A message that is kept up to date: a new one, an edit of the one that stands, or nothing at all."""

from dataclasses import replace

from domain.accounts import Account
from handlers.capabilities import CAPABILITIES
from storage.boards import SqlBoards
from storage.outbox import Outgoing
from storage.work import SqlWork


def put_on_board(work: SqlWork, out: Outgoing, *, last: bool) -> None:
    """Queue what a board says now.

    While its first message waits, that one says it. An edit calls nobody, so no quiet hours hold
    it back. Where a channel can't edit, the first message and the ``last`` one go out. It stays
    where it was opened, wherever the person wrote from since.
    """
    boards = SqlBoards(work.connection)
    out = _at_home(work, out)
    newest = boards.newest(out)
    if newest is None:
        work.outbox.add(out)
    elif boards.reword(newest, out):
        pass
    elif CAPABILITIES[out.channel].can_edit:
        first = newest.edits or newest.id
        at_once = replace(out, merge_key="", hold_until=None, state="new", next_at=out.created_at)
        boards.edit(replace(at_once, edits=first))
    elif last:
        work.outbox.add(out)


def _at_home(work: SqlWork, out: Outgoing) -> Outgoing:
    """At the account where the board was opened, while the person has it still."""
    there = SqlBoards(work.connection).last(out)
    if there is None or (there.channel, there.address) == (out.channel, out.address):
        return out
    home = Account(there.channel, there.address)
    held = work.addresses.held_by(out.person_id) if out.person_id else ()
    if not any(h.account == home and not h.off for h in held):
        return out
    return replace(out, channel=home.channel, address=home.address, chat=there.chat)


def standing(work: SqlWork, out: Outgoing) -> str:
    """The channel's own number of the message that an edit is for; empty when there is none.

    It may have gone out by another account meanwhile, or anew.
    """
    first = SqlBoards(work.connection).standing(out)
    if first is None:
        return ""
    if first.id != out.edits:
        work.outbox.change(out.id, edits=first.id)
    return first.ref
