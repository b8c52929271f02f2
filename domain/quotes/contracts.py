"""Which contract price counts today."""

from collections.abc import Sequence
from datetime import date

from domain.quotes.facts import ContractPrice


def in_force(contracts: Sequence[ContractPrice], today: date) -> list[ContractPrice]:
    """Those that are valid today, newest first; of one day the smallest minimum first."""
    found = [c for c in contracts if not _ended(c, today) and not _coming(c, today)]
    return sorted(found, key=lambda c: (-_since(c).toordinal(), c.min_qty or 0.0, c.price_fen))


def best(
    contracts: Sequence[ContractPrice], today: date, pieces: float | None
) -> ContractPrice | None:
    """The newest valid one; of several minimum quantities the largest that the order reaches."""
    valid = in_force(contracts, today)
    tiers = [c for c in valid if _since(c) == _since(valid[0])]
    reached = [c for c in tiers if pieces is not None and (c.min_qty or 0.0) <= pieces]
    if reached:
        return reached[-1]
    return tiers[0] if tiers else None


def upcoming(contracts: Sequence[ContractPrice], today: date) -> ContractPrice | None:
    """The next one that is not in force yet."""
    return min((c for c in contracts if _coming(c, today)), key=_since, default=None)


def last_end(contracts: Sequence[ContractPrice], today: date) -> date | None:
    """When the newest of those that are over ended."""
    ends = [c.valid_to for c in contracts if c.valid_to is not None and _ended(c, today)]
    return max(ends, default=None)


def by_product(contracts: Sequence[ContractPrice], today: date) -> list[ContractPrice]:
    """The one that counts today of each product, the newest agreement first."""
    products = dict.fromkeys(c.product for c in contracts)
    found = (best([c for c in contracts if c.product == p], today, None) for p in products)
    return sorted((c for c in found if c), key=lambda c: (-_since(c).toordinal(), c.product))


def _since(contract: ContractPrice) -> date:
    return contract.valid_from or date.min


def _ended(contract: ContractPrice, today: date) -> bool:
    return contract.valid_to is not None and contract.valid_to < today


def _coming(contract: ContractPrice, today: date) -> bool:
    return contract.valid_from is not None and contract.valid_from > today
