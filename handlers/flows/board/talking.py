"""What people say about their board: open it, close it, how it should be."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from domain import boards
from domain.board_words import Wanted, Wish, wish
from domain.figures.sight import sight
from domain.people import Role
from handlers.chat import Reply, Said
from handlers.flows.board.keeping import (
    ask,
    board_of,
    choice_of,
    keep,
    open_board,
    put,
    ring_morning,
)
from handlers.flows.board.telling import limited
from handlers.turn import Turn

_READERS = frozenset({Role.MANAGER, Role.DIRECTOR, Role.EXECUTIVE, Role.ADMIN})


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """Open it, close it, or say how it should be."""
    asked = wish(event.text)
    if asked is None:
        return None
    if turn.person.role not in _READERS or sight(turn.person, turn.directory.organisation) is None:
        return [Reply("board/not_yours", {"visits": turn.person.role is Role.REP})]
    if asked.every is not None and not boards.SHORTEST <= asked.every <= boards.LONGEST:
        return [Reply("board/interval", {"least": boards.SHORTEST, "most": boards.LONGEST})]
    return _ANSWERS[asked.what](turn, asked)


def _opens(turn: Turn, asked: Wish) -> list[Reply]:
    choice = choice_of(turn)
    if asked.every not in {None, choice.every}:
        choice = replace(choice, every=asked.every or boards.EVERY)
        keep(turn, choice)
    open_board(turn, choice.every)
    return []


def _closes(turn: Turn, asked: Wish) -> list[Reply]:
    del asked
    board, daily = board_of(turn), choice_of(turn).daily
    if board is None or not board.open or board.day != turn.settings.day(turn.now):
        return [Reply("board/none", {"daily": daily})]
    put(turn, replace(board, open=False))
    ask(turn, board, last=True)
    return [Reply("board/closed", {"daily": daily})]


def _daily(turn: Turn, asked: Wish) -> list[Reply]:
    choice = replace(choice_of(turn), daily=True)
    choice = replace(choice, every=asked.every or choice.every)
    keep(turn, choice)
    ring_morning(turn)
    board = board_of(turn)
    now_open = board is not None and board.open and board.day == turn.settings.day(turn.now)
    if not now_open and turn.settings.at_work(turn.now):
        open_board(turn, choice.every)
    facts = {"at": f"{turn.settings.work_from:%H:%M}", "every": choice.every}
    return [Reply("board/daily", {**facts, "edits": turn.capabilities.can_edit})]


def _not_daily(turn: Turn, asked: Wish) -> list[Reply]:
    del asked
    keep(turn, replace(choice_of(turn), daily=False))
    return [Reply("board/not_daily")]


def _limit(turn: Turn, asked: Wish) -> list[Reply]:
    choice, limit = choice_of(turn), asked.limit or 0
    keep(turn, replace(choice, limits={**choice.limits, asked.metric: limit}))
    return [Reply("board/limit", limited(asked.metric, limit))]


def _limits(turn: Turn, asked: Wish) -> list[Reply]:
    limits = choice_of(turn).limits
    lines = [limited(key, limits.get(key, 0)) for key in boards.SETTABLE]
    return [Reply("board/limits", {"lines": lines, "other": asked.metric})]


_ANSWERS: Mapping[Wanted, Callable[[Turn, Wish], list[Reply]]] = {
    Wanted.OPEN: _opens,
    Wanted.CLOSE: _closes,
    Wanted.DAILY: _daily,
    Wanted.NOT_DAILY: _not_daily,
    Wanted.LIMIT: _limit,
    Wanted.LIMITS: _limits,
}
