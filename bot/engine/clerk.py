"""Letters from the command line beside a running bot: imports and their undoing.

The command leaves a letter in the inbox and waits for the answer in the letter's note, so that
one process alone writes to the company.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from domain.ports import Clock
from storage.inbox import Letter
from storage.loading import undo_batch
from storage.work import Caches, SqlWork

CHANNEL = "cli"


class Clerk:
    """Decides what came from the command line."""

    def __init__(self, clock: Clock, caches: Caches) -> None:
        self._clock = clock
        self._caches = caches

    def decide(self, work: SqlWork, letter: Letter) -> None:
        """Do what the letter asks; a workbook waits for its reading first."""
        body = letter.body
        if letter.kind == "undo":
            report = undo_batch(work, body["batch"], by=CHANNEL, at=self._clock.now())
            work.inbox.answer(letter.id, json.dumps([report], ensure_ascii=False))
        elif letter.kind == "failed":
            error = {"error": body["code"], "message": body.get("note", "")}
            work.inbox.answer(body["cause"], json.dumps([error], ensure_ascii=False))
        elif letter.kind == "book":
            asked = work.inbox.get(body["cause"])
            reports = self._load(work, asked.body if asked else body)
            work.inbox.answer(body["cause"], json.dumps(reports, ensure_ascii=False))

    def _load(self, work: SqlWork, body: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        if self._caches.importer is None:
            raise LookupError("this process imports nothing")
        return self._caches.importer.load(
            work, body["sha256"], body["name"], CHANNEL, dry_run=body["dry_run"]
        )
