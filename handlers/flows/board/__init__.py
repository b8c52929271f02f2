"""看板: the day so far in one message, which is kept up to date until the working hours end."""

from dataclasses import replace

from domain import boards
from domain.boards import Board
from handlers.chat import Due, Failed, Priority, Reply, Reported, Said
from handlers.figures import FIGURES
from handlers.flow import Flow
from handlers.flows.board import telling
from handlers.flows.board.keeping import (
    MORNING,
    NAME,
    TICK,
    ask,
    board_of,
    choice_of,
    may_read,
    open_board,
    put,
    ring_morning,
)
from handlers.flows.board.talking import on_text
from handlers.turn import Turn


def on_due(turn: Turn, event: Due) -> list[Reply] | None:
    """Time to renew it, to end it, or to open it in the morning."""
    if event.kind == MORNING:
        return _in_the_morning(turn)
    if event.kind != TICK:
        return None
    board = board_of(turn)
    if board is None or not board.open or board.name != event.payload["board"]:
        return []
    last = bool(event.payload["last"])
    if last:
        put(turn, replace(board, open=False))
    if board.day == turn.settings.day(turn.now) and may_read(turn):
        ask(turn, board, last=last)
    return []


def _in_the_morning(turn: Turn) -> list[Reply]:
    choice, day = choice_of(turn), turn.settings.day(turn.now)
    if not choice.daily or not may_read(turn):
        return []
    ring_morning(turn)
    board, work = board_of(turn), turn.work
    away = any(absence.person_id == turn.person.id for absence in work.absences.on(day))
    there = board is not None and board.day == day
    if work.calendar.works(day) and turn.settings.at_work(turn.now) and not away and not there:
        open_board(turn, choice.every, unasked=True)
    return []


def on_reported(turn: Turn, event: Reported) -> list[Reply] | None:
    """Say what the board says now; a push only when a limit is reached for the first time that day."""
    if event.ask["flow"] != NAME:
        return None
    board, last = board_of(turn), bool(event.ask["last"])
    if board is None or board.name != event.ask["board"] or not (board.open or last):
        return []
    report = event.reports[0]
    figures = telling.by_key(report.figures)
    counts = {key: figures[key].part for key in telling.TITLES}
    limits = choice_of(turn).limits
    new = boards.reached(counts, limits, board.told)
    if new:
        put(turn, replace(board, told=(*board.told, *new)))
    said = Reply(
        "board/board",
        {
            **telling.facts(turn, report),
            "last": last,
            "every": board.every,
            "until": _until(turn, board),
            "edits": turn.capabilities.can_edit,
        },
        buttons=telling.buttons(turn, report),
        board=board.name,
        last=last,
        priority=Priority.DIGEST if event.ask["unasked"] else Priority.ANSWER,
    )
    if event.ask["first"]:
        return [said]  # it says them itself
    told = [{**telling.limited(key, limits[key]), "count": counts[key]} for key in new]
    alert = Reply("board/alert", {"told": told}, priority=Priority.DIGEST)
    return [said, alert] if told else [said]


def on_failed(turn: Turn, event: Failed) -> list[Reply] | None:
    """Whoever asked hears it; a renewal is simply left out."""
    del turn
    ask = event.payload.get("ask", {})
    if event.kind != FIGURES or ask.get("flow") != NAME:
        return None
    return [Reply("board/failed")] if ask["first"] and not ask["unasked"] else []


def _until(turn: Turn, board: Board) -> str:
    return f"{turn.settings.work_to:%H:%M}" if board.open else ""


FLOW = Flow(
    name=NAME,
    order=14,
    wordy=True,
    on={Said: on_text, Due: on_due, Reported: on_reported, Failed: on_failed},
)
