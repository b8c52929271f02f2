"""What the domain and the conversations need from outside, as protocols."""

from domain.ports.managing import Requests, StoreBook
from domain.ports.outside import Clock, Ids
from domain.ports.people import Accounts, Consents, Door, Facts, Invitations, Staff
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
    "Accounts",
    "Audit",
    "Clock",
    "Consents",
    "Door",
    "EvidenceBox",
    "Facts",
    "Fixes",
    "Ids",
    "Invitations",
    "Links",
    "PriceBook",
    "Prints",
    "Requests",
    "Rules",
    "Sales",
    "Staff",
    "StoreBook",
    "UnitOfWork",
    "Visits",
]
