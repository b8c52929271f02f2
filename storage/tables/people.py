"""Tables of who is let in: invitations, and accounts at the door."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class InvitationRow(Base):
    """A code that binds one account to one person, kept as a hash."""

    __tablename__ = "invitation"

    id: Mapped[str] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[str] = mapped_column(index=True)
    by: Mapped[str]
    made_at: Mapped[datetime]
    until: Mapped[datetime]
    state: Mapped[str]
    """open → used | ended."""


class KnockRow(Base):
    """An account that nobody is bound to: when it was answered and when it tried codes."""

    __tablename__ = "knock"

    channel: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True)
    answered_at: Mapped[datetime | None]
    wrong: Mapped[list[Any]]
    """ISO times, oldest first."""
    seen_at: Mapped[datetime] = mapped_column(index=True)
