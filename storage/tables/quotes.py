"""Tables of the quote cards: what was shown, and whether it helped."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class QuoteCardRow(Base):
    """A card as it was given, with every number on it."""

    __tablename__ = "quote_card"
    __table_args__ = (Index(None, "person_id", "at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[str]
    product_code: Mapped[str]
    customer_code: Mapped[str | None]
    at: Mapped[datetime]
    facts: Mapped[dict[str, Any]]


class CardFeedbackRow(Base):
    """有用 or 没用: one tap of who got the card, the last one counts."""

    __tablename__ = "card_feedback"

    card_id: Mapped[str] = mapped_column(primary_key=True)
    useful: Mapped[bool]
    at: Mapped[datetime]
