"""What of a message has gone out already, so that another try sends the rest only."""

from collections import OrderedDict

_MOST = 2000
"""Messages remembered; a try comes at most a few hours after the one before."""


class Progress:
    """Pieces of messages by the message's number, as long as the process lives."""

    def __init__(self) -> None:
        self._sent: OrderedDict[int, dict[str, str]] = OrderedDict()
        self._tried: OrderedDict[str, None] = OrderedDict()

    def sent(self, out_id: int, piece: str) -> str | None:
        """The channel's number of a piece that went out; ``None`` when it did not."""
        return self._sent.get(out_id, {}).get(piece)

    def note(self, out_id: int, piece: str, ref: str) -> None:
        """A piece went out."""
        self._sent.setdefault(out_id, {})[piece] = ref
        self._sent.move_to_end(out_id)
        while len(self._sent) > _MOST:
            self._sent.popitem(last=False)

    def tries(self, task_id: str) -> bool:
        """A card is being sent; whether it was tried before and may have arrived."""
        before = task_id in self._tried
        self._tried[task_id] = None
        while len(self._tried) > _MOST:
            self._tried.popitem(last=False)
        return before
