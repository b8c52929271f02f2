"""What tests of accounts share: inviting somebody, and looking at who is bound to what."""

import re
from typing import Any

from sqlalchemy import select

from storage.tables.base import table
from storage.tables.engine import AuditRow
from tests.chat import ADMIN, Chat

_CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}")
_AUDIT = table(AuditRow)
STRANGER = "8001"
"""An account that nobody is bound to."""


def invite(chat: Chat, name: str, who: str = ADMIN) -> str:
    """The code that an invitation shows."""
    return codes(chat.says(f"邀请 {name}", who=who).text)[0]


def codes(text: str) -> list[str]:
    """The codes in a message; the form 「XXXX-XXXX」 of an explanation is none."""
    return [code for code in dict.fromkeys(_CODE.findall(text)) if code != "XXXX-XXXX"]


def accounts(chat: Chat, name: str) -> list[tuple[str, str]]:
    """(channel, address) of a person's accounts."""
    person_id = chat.person_id(name)
    held = chat.on_database(lambda work: work.addresses.held_by(person_id))
    return [(h.account.channel, h.account.address) for h in held]


def audited(chat: Chat, *what: str) -> list[dict[str, Any]]:
    """Facts, writer and subject of the audit's lines of those kinds, oldest first."""
    rows = chat.on_database(
        lambda work: work.connection.execute(
            select(_AUDIT).where(_AUDIT.c.what.in_(what)).order_by(_AUDIT.c.id)
        ).all()
    )
    return [{"what": r.what, "by": r.by, "subject": r.subject, **r.facts} for r in rows]


def kept(chat: Chat, *tables: str) -> str:
    """Everything that those tables hold."""
    return chat.on_database(
        lambda work: str(
            [
                work.connection.exec_driver_sql(f"select * from {t}").all()  # noqa: S608 - our own names
                for t in tables
            ]
        )
    )
