"""All tables, on one metadata."""

from storage.tables import company, engine, people, visits, words
from storage.tables.base import Base

__all__ = ["Base", "company", "engine", "people", "visits", "words"]
