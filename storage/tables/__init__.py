"""All tables, on one metadata."""

from storage.tables import company, engine, managing, memory, people, quotes, visits, words
from storage.tables.base import Base

__all__ = ["Base", "company", "engine", "managing", "memory", "people", "quotes", "visits", "words"]
