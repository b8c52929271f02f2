"""What the domain and the conversations need from outside, as protocols."""

from domain.ports.managing import Requests, StoreBook
from domain.ports.outside import Clock, Ids
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
    "Audit",
    "Clock",
    "EvidenceBox",
    "Fixes",
    "Ids",
    "Links",
    "PriceBook",
    "Prints",
    "Requests",
    "Rules",
    "Sales",
    "StoreBook",
    "UnitOfWork",
    "Visits",
]
