"""Rule versions: the newest is in force, old ones stay with what began under them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, insert, select

from domain.forms import CaptureForm
from domain.memory.vocabulary import TAGS, Vocabulary
from domain.people import Person
from domain.settings import COMPANY, Settings
from storage.tables.base import table
from storage.tables.engine import RuleRow

_RULE = table(RuleRow)


class RuleCache:
    """Compiled rules of one installation. Versions never change, so they are kept for good."""

    def __init__(self) -> None:
        self.newest: dict[tuple[str, str], int] = {}
        self.bodies: dict[tuple[str, str, int], Mapping[str, Any]] = {}
        self.forms: dict[tuple[str, int, tuple[str, ...], str], CaptureForm] = {}
        self.settings: dict[int, Settings] = {}
        self.tags: dict[int, Vocabulary] = {}
        self.zone = ZoneInfo("Asia/Shanghai")
        """Of the settings in force; what times are worded in."""

    def forget(self) -> None:
        """Drop what was read: a version of it may have been rolled back."""
        self.newest.clear()
        self.bodies.clear()
        self.forms.clear()
        self.settings.clear()
        self.tags.clear()


class SqlRules:
    """Implements ``domain.ports.Rules`` on one connection. Never commits."""

    def __init__(self, connection: Connection, cache: RuleCache) -> None:
        self._connection = connection
        self._cache = cache

    def settings(self) -> Settings:
        """The company's settings in force."""
        number = self.newest(COMPANY)
        if number not in self._cache.settings:
            self._cache.settings[number] = Settings.compile(self.body(COMPANY, number))
        self._cache.zone = self._cache.settings[number].zone
        return self._cache.settings[number]

    def tags(self) -> Vocabulary:
        """The tags in force, and the words for them."""
        number = self.newest(TAGS)
        if number not in self._cache.tags:
            self._cache.tags[number] = Vocabulary.compile(self.body(TAGS, number))
        return self._cache.tags[number]

    def form(self, name: str, person: Person, store_kind: str = "") -> CaptureForm:
        """The form in force for that person at that kind of store."""
        roles = tuple(r for r in (person.role.value, person.title) if r)
        return self.form_of(name, self.newest(name), roles, store_kind)

    def form_of(
        self, name: str, version: int, roles: Sequence[str], store_kind: str
    ) -> CaptureForm:
        """The form as a visit began with it."""
        key = (name, version, tuple(roles), store_kind)
        if key not in self._cache.forms:
            self._cache.forms[key] = CaptureForm.compile(
                self.body(name, version), version=version, roles=roles, store=store_kind
            )
        return self._cache.forms[key]

    def change(self, key: str, value: Any, *, by: str, at: datetime) -> int:
        """Write the next version of the company's settings with one key changed.

        Raises:
            ValueError: when the settings would not be readable with that value.
        """
        body = {**self.body(COMPANY, self.newest(COMPANY)), key: value}
        Settings.compile(body)
        return self.write(COMPANY, body, by=by, at=at)

    def newest(self, kind: str, scope: str = "") -> int:
        """The number of the version in force.

        Raises:
            LookupError: when no version was ever written.
        """
        key = (kind, scope)
        if key not in self._cache.newest:
            stmt = select(func.max(_RULE.c.number)).where(
                _RULE.c.kind == kind, _RULE.c.scope == scope
            )
            number = self._connection.scalar(stmt)
            if number is None:
                raise LookupError(f"no rule {kind!r}")
            self._cache.newest[key] = number
        return self._cache.newest[key]

    def body(self, kind: str, number: int, scope: str = "") -> Mapping[str, Any]:
        """What a version says."""
        key = (kind, scope, number)
        if key not in self._cache.bodies:
            stmt = select(_RULE.c.body).where(
                _RULE.c.kind == kind, _RULE.c.scope == scope, _RULE.c.number == number
            )
            self._cache.bodies[key] = self._connection.execute(stmt).scalar_one()
        return self._cache.bodies[key]

    def write(self, kind: str, body: Mapping[str, Any], *, by: str, at: datetime) -> int:
        """Write the next version; a body that equals the one in force writes nothing.

        Returns:
            The number now in force.
        """
        stmt = select(func.max(_RULE.c.number)).where(_RULE.c.kind == kind, _RULE.c.scope == "")
        last = self._connection.scalar(stmt) or 0
        if last and self.body(kind, last) == body:
            return last
        values = {"kind": kind, "scope": "", "number": last + 1, "body": body, "by": by, "at": at}
        self._connection.execute(insert(_RULE).values(values))
        self._cache.newest.pop((kind, ""), None)
        return last + 1
