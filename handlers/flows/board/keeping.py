"""The board of a day: opened, renewed by timers, remembered."""

from dataclasses import replace
from datetime import datetime, timedelta

from domain import boards
from domain.boards import Board, Choice
from domain.figures.query import Query
from domain.figures.sight import sight
from handlers.figures import ask_figures
from handlers.flows.board.telling import METRICS
from handlers.later import Alarm
from handlers.turn import Turn

NAME, TICK, MORNING = "board", "board", "board_morning"
_CHOICE, _BOARD = "board", "board_day"
"""Names of preferences: how somebody wants it, and the one of the day."""


def open_board(turn: Turn, every: int, *, unasked: bool = False) -> None:
    """A new message, renewed until the hours end; an earlier one of the day stays as it is."""
    day = turn.settings.day(turn.now)
    board = boards.following(board_of(turn), day, every)
    end = datetime.combine(day, turn.settings.work_to, turn.settings.zone)
    board = replace(board, open=turn.now < end)
    put(turn, board)
    ask(turn, board, first=True, last=not board.open, unasked=unasked)
    if not board.open:
        return
    for at in boards.ticks(turn.now, end, every):
        _ring(turn, board, at)
    _ring(turn, board, end, last=True)


def _ring(turn: Turn, board: Board, at: datetime, *, last: bool = False) -> None:
    """All of a day's at once: those that are missed while nobody runs must not end the others."""
    key = f"{turn.person.id}:{board.key(at)}"
    payload = {"board": board.name, "last": last}
    turn.alarms.append(Alarm(TICK, key, at, payload, catch_up="last" if last else "none"))


def ring_morning(turn: Turn) -> None:
    """Wake up when the next day's work begins."""
    day = turn.settings.day(turn.now) + timedelta(days=1)
    at = datetime.combine(day, turn.settings.work_from, turn.settings.zone)
    turn.alarms.append(Alarm(MORNING, f"{turn.person.id}:{day}", at, {}, catch_up="last"))


def ask(turn: Turn, board: Board, *, first: bool = False, last: bool, unasked: bool = True) -> None:
    """Have the figures computed; ``unasked``: nobody waits for them."""
    scope = sight(turn.person, turn.directory.organisation)
    assert scope is not None
    by = "district" if len(scope.districts) != 1 else "route"
    query = Query(metrics=METRICS, first=board.day, last=board.day, scope=scope, by=by)
    more = {"board": board.name, "first": first, "last": last, "unasked": unasked}
    ask_figures(turn, NAME, [query], **more)


def may_read(turn: Turn) -> bool:
    """Whether the person still may see a board, and has agreed to hear from the bot."""
    person = turn.person
    agreed = person.active and turn.work.consents.given(person.id)
    return agreed and sight(person, turn.directory.organisation) is not None


def choice_of(turn: Turn) -> Choice:
    """How the person wants boards."""
    return Choice.read(turn.work.preferences.get(turn.person.id, _CHOICE))


def keep(turn: Turn, choice: Choice) -> None:
    """Remember how the person wants boards."""
    turn.work.preferences.set(turn.person.id, _CHOICE, choice.kept())


def board_of(turn: Turn) -> Board | None:
    """The person's newest board, of whatever day."""
    return Board.read(turn.work.preferences.get(turn.person.id, _BOARD))


def put(turn: Turn, board: Board) -> None:
    """Remember the board of the day."""
    turn.work.preferences.set(turn.person.id, _BOARD, board.kept())
