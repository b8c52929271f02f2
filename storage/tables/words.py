"""Tables of what people said: how they call things, what they told, what they were given."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class AliasRow(Base):
    """A way to call something that somebody confirmed by a choice."""

    __tablename__ = "alias"

    id: Mapped[str] = mapped_column(primary_key=True)
    phrase: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    """product or customer."""
    code: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    """Since when it does not count any more."""
