"""Seconds that pass only when somebody waits for them."""


class Seconds:
    """A monotonic clock and its sleep."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Wait without waiting."""
        self.slept.append(seconds)
        self.now += seconds

    def tick(self, seconds: float) -> None:
        """Time goes by."""
        self.now += seconds
