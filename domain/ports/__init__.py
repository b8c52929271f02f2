"""What the domain and the conversations need from outside, as protocols."""

from domain.ports.managing import Requests, StoreBook
from domain.ports.memory import Memory
from domain.ports.outside import Clock, Ids
from domain.ports.past import PastVisits
from domain.ports.people import Accounts, Consents, Door, Facts, Invitations, Staff
from domain.ports.planning import Absences, Calendar, Plans, Preferences, Skips
from domain.ports.quoting import Cards, Quotes
from domain.ports.rechecking import Rechecks
from domain.ports.reviewing import Reviews
from domain.ports.stores import (
    Audit,
    EvidenceBox,
    Files,
    Fixes,
    Links,
    PriceBook,
    Prints,
    Rules,
    Sales,
    Visits,
)
from domain.ports.unit import UnitOfWork

__all__ = [
    "Absences",
    "Accounts",
    "Audit",
    "Calendar",
    "Cards",
    "Clock",
    "Consents",
    "Door",
    "EvidenceBox",
    "Facts",
    "Files",
    "Fixes",
    "Ids",
    "Invitations",
    "Links",
    "Memory",
    "PastVisits",
    "Plans",
    "Preferences",
    "PriceBook",
    "Prints",
    "Quotes",
    "Rechecks",
    "Requests",
    "Reviews",
    "Rules",
    "Sales",
    "Skips",
    "Staff",
    "StoreBook",
    "UnitOfWork",
    "Visits",
]
