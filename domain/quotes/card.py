"""A quote card: its lines from what is known, with what to say and what not to promise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain.catalogue import Product
from domain.directory import Customer
from domain.quotes import contracts, rivals
from domain.quotes.facts import Known, Quoted, Source, Stocked
from domain.quotes.limits import Limit, limits
from domain.quotes.lines import (
    ContractLine,
    InWarehouse,
    LeadLine,
    Next,
    Numbers,
    OnTheWay,
    PriceLine,
    RivalLine,
    SpecialLine,
    State,
    StockLine,
    TransitLine,
    Wanted,
)
from domain.quotes.points import Point, points
from domain.quotes.supply import delivery, overdue, supply

_RIVALS = 3
"""Competitors' products on one card."""
_STALE_H = 24
"""A stock count as old as that, in hours, is checked before anybody builds on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a card is asked for, and by whom."""

    product: Product
    rivals: Mapping[str, str]
    """Names of the competitors' products that stand against it, by code."""
    customer: Customer | None
    contact: str
    owner: str
    sees: bool
    """Whether the reader may see what was agreed with the customer."""
    wanted: Wanted | None
    special: SpecialLine | None
    now: datetime
    today: date
    place: Callable[[str], str]
    """The name of a store."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the rep gets."""

    numbers: Numbers
    points: tuple[Point, ...]
    limits: tuple[Limit, ...]


def build(case: Case, known: Known) -> Card:
    """The card of a product, for a customer or for nobody in particular."""
    numbers = numbers_of(case, known)
    return Card(numbers, points(numbers), limits(numbers))


def numbers_of(case: Case, known: Known) -> Numbers:
    """Every line of the card."""
    customer, product = case.customer, case.product
    contract = _contract(case, known)
    stock, transit = _stock(case, known), _transit(case, known)
    there = supply(stock.qty if stock.state is State.SHOWN else None, known.transit, case.today)
    pieces = case.wanted.pieces if case.wanted else None
    return Numbers(
        code=product.code,
        product=product.name,
        unit=product.unit or "件",
        customer_code=customer.code if customer else "",
        customer=customer.name if customer else "",
        contact=case.contact or (customer.contact if customer else ""),
        owner=case.owner,
        at=case.now,
        day=case.today,
        wanted=case.wanted,
        contract=contract,
        special=case.special if case.sees else None,
        listed=_listed(case, known),
        retail_fen=product.retail_fen,
        quoted=_quoted(case, known),
        rivals=_rivals(case, known, contract),
        stock=stock,
        transit=transit,
        lead=LeadLine(
            supply=there,
            total=there.total,
            delivery=delivery(there, pieces) if pieces is not None else None,
        ),
    )


def _state(case: Case, known: Known, source: Source) -> State:
    """Of a line that depends on a customer, before it is looked up."""
    if case.customer is None:
        return State.ASK
    if not case.sees:
        return State.HIDDEN
    return State.NONE if source in known.loaded else State.OFF


def _contract(case: Case, known: Known) -> ContractLine:
    state, loaded = _state(case, known, Source.CONTRACTS), known.loaded.get(Source.CONTRACTS)
    agreed = known.contracts if state is State.NONE else ()
    pieces = case.wanted.pieces if case.wanted else None
    best, later = (
        contracts.best(agreed, case.today, pieces),
        contracts.upcoming(agreed, case.today),
    )
    listed = case.product.list_fen
    until = best.valid_to if best else None
    return ContractLine(
        state=State.SHOWN if best else state,
        id=best.id if best else "",
        fen=best.price_fen if best else 0,
        taxed=best.taxed if best else None,
        min_qty=best.min_qty if best else None,
        since=best.valid_from if best else None,
        until=until,
        days_left=(until - case.today).days if until else None,
        share=best.price_fen / listed - 1 if best and listed else None,
        ended=None if best else contracts.last_end(agreed, case.today),
        next=Next(fen=later.price_fen, since=later.valid_from)
        if later and later.valid_from
        else None,
        loaded=loaded,
    )


def _listed(case: Case, known: Known) -> PriceLine:
    fen, loaded = case.product.list_fen, known.loaded.get(Source.PRODUCTS)
    state = State.SHOWN if fen else State.NONE
    return PriceLine(state=state, fen=fen or 0, day=None, loaded=loaded)


def _quoted(case: Case, known: Known) -> PriceLine:
    state, loaded = _state(case, known, Source.QUOTES), known.loaded.get(Source.QUOTES)
    past = [q for q in known.quotes if q.day <= case.today] if state is State.NONE else []
    if not past:
        return PriceLine(state=state, day=None, loaded=loaded)
    last: Quoted = max(past, key=lambda q: (q.day, q.id))
    return PriceLine(state=State.SHOWN, fen=last.price_fen, day=last.day, loaded=loaded)


def _rivals(case: Case, known: Known, contract: ContractLine) -> RivalLine:
    fen = contract.fen if contract.state is State.SHOWN else None
    found = tuple(
        rivals.held(
            price,
            rivals.ours_beside(price, case.product, fen),
            case.now,
            name=case.rivals[price.competitor],
            place=case.place,
        )
        for price in rivals.newest(known.rivals, case.now)[:_RIVALS]
    )
    if found:
        return RivalLine(state=State.SHOWN, paired=True, held=found)
    connected = Source.RIVAL_PRICES in known.loaded
    state = State.NONE if connected or case.rivals else State.OFF
    return RivalLine(state=state, paired=bool(case.rivals))


def _stock(case: Case, known: Known) -> StockLine:
    loaded = known.loaded.get(Source.STOCK)
    if not known.stock:
        state = State.NONE if Source.STOCK in known.loaded else State.OFF
        return StockLine(state=state, as_of=None, hours=None, loaded=loaded)
    houses = tuple(_house(one, case.now) for one in known.stock)
    dated = [h for h in houses if h.as_of is not None]
    oldest = min(dated, key=lambda h: h.as_of or case.now) if len(dated) == len(houses) else None
    return StockLine(
        state=State.SHOWN,
        qty=sum(h.qty for h in houses),
        houses=houses,
        as_of=oldest.as_of if oldest else None,
        hours=oldest.hours if oldest else None,
        stale=oldest is None or (oldest.hours or 0) >= _STALE_H,
        loaded=loaded,
    )


def _house(one: Stocked, now: datetime) -> InWarehouse:
    hours = int((now - one.as_of).total_seconds() // 3600) if one.as_of else None
    return InWarehouse(name=one.warehouse, qty=one.qty, as_of=one.as_of, hours=hours)


def _transit(case: Case, known: Known) -> TransitLine:
    loaded, late = known.loaded.get(Source.TRANSIT), overdue(known.transit, case.today)
    if not known.transit:
        state = State.NONE if Source.TRANSIT in known.loaded else State.OFF
        return TransitLine(state=state, loaded=loaded)
    ahead = sorted((s for s in known.transit if s not in late), key=lambda s: (s.due, s.number))
    shipments = tuple(
        OnTheWay(
            number=s.number,
            qty=s.qty,
            due=s.due,
            late_days=max((case.today - s.due).days, 0),
        )
        for s in (*ahead, *late)
    )
    return TransitLine(state=State.SHOWN, shipments=shipments, loaded=loaded)
