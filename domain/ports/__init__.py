"""What the domain and the conversations need from outside, as protocols."""

from domain.ports.managing import Requests, StoreBook
from domain.ports.memory import Memory
from domain.ports.outside import Clock, Ids
from domain.ports.people import Accounts, Consents, Door, Facts, Invitations, Staff
from domain.ports.planning import Absences, Preferences, Skips
from domain.ports.quoting import Cards, Quotes
from domain.ports.stores import (
    Audit,
    EvidenceBox,
    Fixes,
    Links,
    PriceBook,
    Prints,
    Rules,
    Sales,
    UnitOfWork,
    Visits,
)

__all__ = [
    "Absences",
    "Accounts",
    "Audit",
    "Cards",
    "Clock",
    "Consents",
    "Door",
    "EvidenceBox",
    "Facts",
    "Fixes",
    "Ids",
    "Invitations",
    "Links",
    "Memory",
    "Preferences",
    "PriceBook",
    "Prints",
    "Quotes",
    "Requests",
    "Rules",
    "Sales",
    "Skips",
    "Staff",
    "StoreBook",
    "UnitOfWork",
    "Visits",
]
