"""``bench``: one JSON line a figure."""

import asyncio

from bot.cli.printing import out


def bench(name: str) -> int:
    """Measure one thing."""
    if name == "floor":
        from bot.bench import floor  # noqa: PLC0415

        out(asyncio.run(floor.measure()))
    elif name == "webhook":
        from bot.bench import webhook  # noqa: PLC0415

        out(asyncio.run(webhook.measure()))
    elif name == "digest":
        from bot.bench import digest  # noqa: PLC0415

        out(asyncio.run(digest.measure()))
    elif name == "linking":
        from bot.bench import linking  # noqa: PLC0415

        for line in linking.measure():
            out(line)
    elif name == "sentence":
        from bot.bench import sentence  # noqa: PLC0415

        for line in sentence.measure():
            out(line)
    else:
        from bot.bench import photo  # noqa: PLC0415

        out(photo.measure())
    return 0
