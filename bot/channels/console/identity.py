"""Whose page it is: personal links, and the chooser of the demo company."""

import asyncio
import hashlib
import hmac
from collections.abc import Callable, Sequence
from typing import TypeVar

from sqlalchemy import Connection

from bot.app import App
from domain.people import Person, Role
from storage.loading import DEMO
from storage.work import SqlWork

CHANNEL = "console"
"""The mark of a demo company."""
_SECRET = "chooser secret"  # noqa: S105 - the name of a mark
_ORDER = (Role.REP, Role.MANAGER, Role.DIRECTOR, Role.EXECUTIVE, Role.HEAD, Role.ADMIN)
T = TypeVar("T")


async def ask(app: App, question: Callable[[SqlWork], T]) -> T:
    """Put a short question to the database, on the core thread like everything else."""

    def on_core(connection: Connection) -> T:
        app.caches.refresh(connection)
        return question(SqlWork(connection, app.caches))

    return await asyncio.wrap_future(app.core.call(on_core))


class Identity:
    """Turns tokens into people."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def holder(self, token: str, *, local: bool) -> Person | None:
        """Who a token belongs to; a chooser's token counts on this machine only."""
        if not token:
            return None
        return await ask(self._app, lambda work: self._holder(work, token, local=local))

    async def choices(self) -> Sequence[tuple[Role, Sequence[tuple[Person, str]]]]:
        """Everybody of the demo company with a token each, by role; empty for a real company."""
        return await ask(self._app, self._choices)

    def _holder(self, work: SqlWork, token: str, *, local: bool) -> Person | None:
        person_id = work.links.holder(token)
        if person_id is None and local:
            person_id = _chosen(work, token)
        person = work.directory.organisation.people.get(person_id or "")
        if person is None or not person.active:
            return None
        if work.addresses.person_of(CHANNEL, person.id) != person.id:
            # From now on what is meant for this person may go to the page; a link says whose it is.
            work.addresses.bind(CHANNEL, person.id, person.id, self._app.clock.now())
        return person

    def _choices(self, work: SqlWork) -> list[tuple[Role, Sequence[tuple[Person, str]]]]:
        if not work.marks.get(DEMO):
            return []
        if not work.marks.get(_SECRET):
            work.marks.set(_SECRET, self._app.ids.secret())
        secret, people = work.marks.get(_SECRET), _active(work)
        groups = [
            (role, [(p, _token(secret, p.id)) for p in people if p.role is role]) for role in _ORDER
        ]
        return [group for group in groups if group[1]]


def _active(work: SqlWork) -> list[Person]:
    return [p for p in work.directory.organisation.people.values() if p.active]


def _chosen(work: SqlWork, token: str) -> str | None:
    """Whom a chooser's token stands for."""
    secret = work.marks.get(_SECRET) if work.marks.get(DEMO) else ""
    if not secret:
        return None
    matches = (
        p.id
        for p in _active(work)
        if hmac.compare_digest(_token(secret, p.id).encode(), token.encode())
    )
    return next(matches, None)


def _token(secret: str, person_id: str) -> str:
    """The same after a restart, so that open tabs live on."""
    return hmac.new(secret.encode(), person_id.encode(), hashlib.sha256).hexdigest()
