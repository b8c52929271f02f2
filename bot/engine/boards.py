"""A message that is kept up to date: a new one, an edit of the one that stands, or nothing at all."""

from dataclasses import replace

from handlers.capabilities import CAPABILITIES
from storage.boards import SqlBoards
from storage.outbox import Outgoing
from storage.work import SqlWork


def put_on_board(work: SqlWork, out: Outgoing, *, last: bool) -> None:
    """Queue what a board says now.

    While its first message waits, that one says it. An edit calls nobody, so no quiet hours hold
    it back. Where a channel can't edit, the first message and the ``last`` one go out.
    """
    boards = SqlBoards(work.connection)
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
