"""Which button was meant: by its token, by its label typed out, or by its number."""

from collections.abc import Sequence
from typing import Any

from domain.numbers import place, plain
from handlers.chat import Event, Pressed, Reply, Said
from handlers.turn import Turn
from storage.outbox import SqlOutbox

_YES = frozenset("同意 确认 是 是的 对 对的 好 好的 可以 没错 ok 1 y yes".split())  # noqa: SIM905
_AGREES = ("确认", "是", "同意", "改为", "全部改", "导入")
_LONGEST_LABEL = 24
_LONGEST_NUMBER = 12


class Presses:
    """Finds buttons in the messages that the conversation has."""

    def __init__(self, outbox: SqlOutbox, turn: Turn) -> None:
        self._outbox = outbox
        self._turn = turn

    def pressed(self, token: str) -> Pressed | Reply:
        """The button of a token, or the answer when the writer has no such button."""
        number, _, index = token.partition("-")
        if not all(part.isdecimal() and len(part) <= _LONGEST_NUMBER for part in (number, index)):
            return Reply("errors/button_unknown")
        out = self._outbox.get(int(number))
        if out is None or int(index) >= len(out.buttons):
            return Reply("errors/button_unknown")
        if out.conversation != self._turn.message.conversation:
            return Reply("errors/button_not_yours")
        return self._press(out.buttons[int(index)])

    def typed(self, event: Event) -> Pressed | None:
        """A typed option: the label of a visible button, its number, or a plain yes."""
        if not isinstance(event, Said):
            return None
        said = plain(event.text).lower()
        if not said or len(said) > _LONGEST_LABEL:
            return None
        shown = self._typeable()
        for buttons in shown:
            for button in buttons:
                if plain(button["label"]).lower() == said:
                    return self._press(button, said)
        newest = shown[0] if shown else []
        return self._by_number(said, newest) or self._by_yes(said, newest)

    def _typeable(self) -> list[list[Any]]:
        """Buttons that words may mean, newest first: those of the thread being talked in.

        A tap names its own message; a typed 提交 must never reach a visit that was left.
        """
        current = {None, *(t.id for t in self._turn.threads[:1])}
        shown = self._outbox.recent(self._turn.message.conversation)
        return [out.buttons for out in shown if out.buttons and out.thread_id in current]

    def _by_number(self, said: str, newest: Sequence[Any]) -> Pressed | None:
        number = place(said)
        if number is None or len(newest) < 2 or not self._takes_numbers():  # noqa: PLR2004
            return None
        return self._press(newest[number - 1], said) if 0 < number <= len(newest) else None

    def _takes_numbers(self) -> bool:
        """Whether a number is not the answer to a question in words."""
        asked = self._turn.question()
        return asked is None or bool((asked[0].question or {}).get("by_number"))

    def _by_yes(self, said: str, newest: Sequence[Any]) -> Pressed | None:
        if said not in _YES:
            return None
        agreeing = (b for b in newest if b["label"].startswith(_AGREES))
        button = next(agreeing, None)
        return self._press(button, said) if button else None

    def _press(self, button: dict[str, Any], said: str = "") -> Pressed:
        message, label = self._turn.message, button["label"]
        return Pressed(
            message, button["action"], button["args"], label, typed=bool(said), said=said
        )
