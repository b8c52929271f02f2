"""What a card rests on: who asks, about what, for whom, and what is known of it."""

import heapq
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain import access
from domain.catalogue import Product
from domain.directory import Customer
from domain.quotes.amounts import count, pieces
from domain.quotes.card import Case
from domain.quotes.facts import Known, RivalPrice
from domain.quotes.lines import SpecialLine, Wanted
from domain.quotes.special import LIFE
from domain.understanding import Quantity
from handlers.turn import Turn

SHOWN = 5
"""Customers that are offered."""
_LATELY = timedelta(days=1)


def case_of(
    turn: Turn,
    product: Product,
    customer: Customer | None,
    *,
    contact: str = "",
    wanted: Wanted | None = None,
) -> Case:
    """The case of a card."""
    against = turn.directory.catalogue.competitors.values()
    owner = turn.directory.organisation.people.get((customer.owner_id if customer else "") or "")
    return Case(
        product=product,
        rivals={c.code: c.name for c in against if c.own_code == product.code},
        customer=customer,
        contact=contact,
        owner=owner.name if owner else "",
        sees=customer is not None and sees(turn, customer),
        wanted=wanted,
        special=_special(turn, product, customer) if customer else None,
        now=turn.now,
        today=turn.settings.day(turn.now),
        place=lambda code: store_name(turn, code),
    )


def _special(turn: Turn, product: Product, customer: Customer) -> SpecialLine | None:
    """The newest special price that was asked for lately, unless it was declined or taken back."""
    asked = next(iter(turn.work.quotes.specials(customer.code, product.code)), None)
    if asked is None or asked.state == "declined" or turn.now - asked.at > LIFE:
        return None
    organisation = turn.directory.organisation
    decided = organisation.people.get(asked.decided_by)
    by = decided or access.decider_of_special(asked.by, organisation)
    return SpecialLine(
        fen=asked.body["fen"],
        approved=asked.state == "approved",
        by=by.name if by else "上级",
        at=asked.decided_at or asked.at,
    )


def known_of(turn: Turn, case: Case) -> Known:
    """What is known, as far as the writer may know it."""
    agreed_with = case.customer.code if case.customer and case.sees else None
    known = turn.work.quotes.about(case.product.code, agreed_with, tuple(case.rivals))
    return replace(known, rivals=visible(turn, known.rivals))


def visible(turn: Turn, prices: Sequence[RivalPrice]) -> list[RivalPrice]:
    """Prices seen in stores that the writer may know of, and those of no store."""
    stores, seen = turn.directory.stores, dict[str, bool]()
    for price in prices:
        store = stores.get(price.store or "")
        district = store.district if store else ""
        if district and district not in seen:
            seen[district] = access.may_see_district(
                turn.person, district, turn.directory.organisation
            )
    return [
        p for p in prices if not p.store or ((s := stores.get(p.store)) and seen.get(s.district))
    ]


def sees(turn: Turn, customer: Customer) -> bool:
    """Whether the writer may see what was agreed with a customer."""
    organisation = turn.directory.organisation
    return access.may_see_contract(turn.person, customer.owner_id, organisation)


def choices(turn: Turn, product: Product | None) -> list[Customer]:
    """Whom the writer may quote for, those first who have a price for the product, at most five."""
    owners = access.owners_seen_by(turn.person, turn.directory.organisation)
    mine = [c for c in turn.directory.customers.values() if c.owner_id in owners]
    if not mine:
        return []
    dealing = set(turn.work.quotes.dealing_in(product.code)) if product else set()
    here, me = _visited_last(turn), turn.person.id
    return heapq.nsmallest(
        SHOWN,
        mine,
        key=lambda c: (c.owner_id != me, c.code != here, c.code not in dealing, c.code),
    )


def _visited_last(turn: Turn) -> str:
    """The customer whom the writer is with, or was with last within a day; empty: nobody."""
    recent = turn.work.visits.recent_of(turn.person.id, turn.now - _LATELY)
    codes = [v.store_code for v in recent if v.store_code in turn.directory.customers]
    return codes[0] if codes else ""


def wanted_of(quantity: Quantity | None, product: Product) -> Wanted | None:
    """The quantity in pieces, and as it was said."""
    if quantity is None or quantity.amount <= 0:
        return None
    unit = quantity.unit or product.unit or "件"
    return Wanted(said=f"{count(quantity.amount)}{unit}", pieces=pieces(quantity, product))


def args_of(case: Case) -> dict[str, Any]:
    """What a button carries, so that its tap is about the same."""
    wanted = {"said": case.wanted.said, "pieces": case.wanted.pieces} if case.wanted else None
    return {
        "product": case.product.code,
        "customer": case.customer.code if case.customer else "",
        "contact": case.contact,
        "wanted": wanted,
    }


def store_name(turn: Turn, code: str) -> str:
    """The name of a store."""
    store = turn.directory.stores.get(code)
    return store.name if store else code


def visiting(turn: Turn) -> bool:
    """Whether the writer is in the middle of a visit: then the answer is brief."""
    today = turn.settings.day(turn.now)
    drafts = turn.work.visits.drafts_of(turn.person.id)
    return any(turn.settings.day(v.opened_at) == today for v in drafts)
