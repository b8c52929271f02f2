"""Builders: a product, what is known of it, and the case of a card."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from domain.catalogue import Product
from domain.directory import Customer
from domain.quotes.card import Card, Case, build
from domain.quotes.facts import (
    ContractPrice,
    Known,
    Quoted,
    RivalPrice,
    Shipment,
    Source,
    Stocked,
)
from domain.quotes.lines import Wanted
from tests.domain.making import T0

TODAY = date(2026, 11, 23)
PLC = Product(code="P1", name="控制器A", unit="台", per_case=4, list_fen=720_000)
SOY = Product(code="S1", name="生抽1L", unit="瓶", per_case=6, list_fen=1060, retail_fen=1490)
CUSTOMER = Customer(code="K1", name="宏光机械", owner_id="r", contact="张先生")
LOADED = T0 - timedelta(hours=1)
EVERYTHING = dict.fromkeys(Source, LOADED)


def contract(fen: int = 648_000, **more: Any) -> ContractPrice:
    values = {
        "id": "c",
        "customer": "K1",
        "product": "P1",
        "taxed": True,
        "min_qty": 1.0,
        "valid_from": date(2026, 1, 1),
        "valid_to": date(2026, 12, 31),
    }
    return ContractPrice(price_fen=fen, **{**values, **more})


def quoted(fen: int = 665_000, day: date = date(2026, 10, 9)) -> Quoted:
    return Quoted(id=f"q{day}", day=day, customer="K1", product="P1", price_fen=fen)


def stocked(qty: float = 4, house: str = "南仓", as_of: datetime | None = T0) -> Stocked:
    return Stocked(product="P1", warehouse=house, qty=qty, as_of=as_of)


def shipment(qty: float = 10, due: date = date(2026, 12, 2), number: str = "SH1") -> Shipment:
    return Shipment(number=number, product="P1", qty=qty, due=due)


def seen(fen: int = 590_000, days: float = 13, **more: Any) -> RivalPrice:
    values = {"id": f"s{days}", "competitor": "R1", "pack": 1, "store": None, "source": "人工"}
    return RivalPrice(price_fen=fen, at=T0 - timedelta(days=days), **{**values, **more})


def known(**more: Any) -> Known:
    """The whole of it, unless the test says otherwise."""
    values: dict[str, Any] = {
        "contracts": [contract()],
        "quotes": [quoted()],
        "stock": [stocked()],
        "transit": [shipment()],
        "rivals": [seen()],
        "loaded": EVERYTHING,
    }
    return Known(**{**values, **more})


def case(**more: Any) -> Case:
    values: dict[str, Any] = {
        "product": PLC,
        "rivals": {"R1": "对手F", "R2": "对手G"},
        "customer": CUSTOMER,
        "contact": "",
        "owner": "吴先生",
        "sees": True,
        "wanted": None,
        "special": None,
        "now": T0,
        "today": TODAY,
        "place": lambda code: f"{code}店",
    }
    return Case(**{**values, **more})


def card(case_of: Case | None = None, **more: Any) -> Card:
    return build(case_of or case(), known(**more))


def wanted(pieces: float | None, said: str = "") -> Wanted:
    return Wanted(said=said or f"{pieces:g}台", pieces=pieces)


def kinds(of: Sequence[Any]) -> list[str]:
    return [one.kind for one in of]
