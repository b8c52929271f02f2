"""Answering queries on a database that is only read here; what is to be kept is handed out."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from domain.figures.answering import answer
from domain.figures.narrowing import narrow
from domain.figures.query import Query, Report
from storage.database import open_readonly
from storage.figures.ledger import Ledger, Span
from storage.work import Caches


class Counter:
    """Reads one database file beside the bot that writes it."""

    def __init__(self, path: Path) -> None:
        self._database = open_readonly(path)
        self._caches = Caches()

    def renewed(
        self, queries: Sequence[Query], now: datetime, chunks: int
    ) -> Sequence[Sequence[Mapping[str, Any]]]:
        """Make tallies anew that the queries need and that are behind their visits.

        Returns:
            The first chunks of rows, to be kept before asking again; none when all are fresh.
        """
        with self._ledger() as ledger:
            rows = chain.from_iterable(map(ledger.renewed, _spans(ledger, queries, now)))
            return list(islice(rows, chunks))

    def answer(self, queries: Sequence[Query], now: datetime) -> Sequence[Report]:
        """Count, with the tallies that are there."""
        with self._ledger() as ledger:
            spans = _spans(ledger, queries, now)
            among = narrow(queries, ledger.directory)
            return answer(
                queries,
                chain.from_iterable(ledger.days(span, among) for span in spans),
                chain.from_iterable(map(ledger.others, spans)),
                ledger.directory,
                ledger.settings.zone,
            )

    def close(self) -> None:
        """Let go of the file."""
        self._database.dispose()

    @contextmanager
    def _ledger(self) -> Iterator[Ledger]:
        with self._database.connect() as connection:
            yield Ledger(connection, self._caches)


def _of(ledger: Ledger, query: Query, now: datetime) -> Sequence[Span]:
    """The days of one query: of imported records only those that have any."""
    span = ledger.span(query.first, query.last, now)
    return ledger.imported(span) if query.imported else [span]


def _spans(ledger: Ledger, queries: Sequence[Query], now: datetime) -> Sequence[Span]:
    """The days that queries are about, each once, in order."""
    wanted = [span for query in queries for span in _of(ledger, query, now)]
    out: list[Span] = []
    for span in sorted((s for s in wanted if s.first <= s.last), key=lambda s: s.first):
        if out and out[-1].meets(span):
            out[-1] = out[-1].joined(span)
        else:
            out.append(span)
    return out
