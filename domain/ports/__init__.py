"""What the domain and the conversations need from outside, as protocols."""

from domain.ports.outside import Clock, Ids
from domain.ports.stores import (
    Audit,
    EvidenceBox,
    Fixes,
    Links,
    PriceBook,
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
    "Rules",
    "Sales",
    "UnitOfWork",
    "Visits",
]
