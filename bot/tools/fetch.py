"""Fetching: files that were still with the messenger when their message was acknowledged."""

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.channels.base import Fetcher, FetchError
from bot.engine.workers import FILLED, Result, WorkError
from storage.blobs import Blobs


class Fetch:
    """Work kind ``fetch``."""

    def __init__(self, blobs: Blobs, channels: Mapping[str, object]) -> None:
        self._blobs = blobs
        self._fetchers = {
            name: fetcher for name, fetcher in channels.items() if isinstance(fetcher, Fetcher)
        }

    def engine(self, payload: Mapping[str, Any]) -> str:  # noqa: ARG002 - none, whatever it is
        """A file is no reading."""
        return ""

    async def run(self, payload: Mapping[str, Any]) -> Result:
        """Get one file and store it."""
        fetcher = self._fetchers.get(str(payload["channel"]))
        if fetcher is None:
            raise WorkError("unreachable", final=True, note=f"no channel {payload['channel']}")
        try:
            fetched = await fetcher.fetch(payload["media"])
        except FetchError as error:
            raise WorkError(
                error.code, final=error.final, note=error.note, after=error.after
            ) from error
        sha256 = await asyncio.to_thread(self._blobs.put, fetched.data)
        body = {"sha256": sha256, "size": len(fetched.data)}
        if fetched.provenance:
            body["provenance"] = fetched.provenance
        return Result(FILLED, body, made=(sha256, len(fetched.data)))
