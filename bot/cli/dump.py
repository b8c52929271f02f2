"""``dump``: what is stored, as JSON lines. Read-only; private values are never among it."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from bot.cli.printing import out, say
from domain.directory import Directory
from domain.evidence import Item
from domain.figures.tallying import on_time
from domain.money import yuan
from domain.prices import gap, is_alert, whole_fen
from storage.codec import encode
from storage.database import open_readonly
from storage.listing import rows
from storage.work import Caches, SqlWork

_Line = dict[str, Any]


def dump(data: Path, what: str) -> int:
    """Print one kind of record."""
    path = data / "bihuan.sqlite"
    if not path.exists():
        say(f"{data}: no data yet")
        return 1
    database = open_readonly(path)
    with database.connect() as connection:
        for line in _DUMPS[what](SqlWork(connection, Caches())):
            out(line)
    database.dispose()
    return 0


def _visits(work: SqlWork) -> Iterator[_Line]:
    for visit in work.visits.all():
        yield {
            "visit": visit.id,
            "store": visit.store_code,
            "rep": _name(work.directory, visit.rep_id),
            "state": visit.state.value,
            "rule_version": visit.form.version,
            "form": visit.form.name,
            "opened_at": visit.opened_at.isoformat(),
            "arrived_at": encode(visit.arrived_at),
            "submitted_at": encode(visit.submitted_at),
            "missing": [step.slot for step in visit.missing()],
            "on_time": on_time(visit, work.rules.settings()),
            "closed_reason": visit.closed_reason,
            "late_entry": visit.late_entry,
        }


def _items(work: SqlWork) -> Iterator[_Line]:
    for visit in work.visits.all():
        for item in visit.items.values():
            yield {"visit": visit.id, "store": visit.store_code, **_item(item)}


def _item(item: Item) -> _Line:
    line: _Line = {
        "item": item.id,
        "slot": item.slot,
        "state": item.state.value,
        "sha256": item.photo.sha256 if item.photo else None,
        "message_time": item.at.isoformat(),
        "received_at": item.received_at.isoformat(),
    }
    if item.photo:
        names = ("provenance", "score", "reasons", "early_fix", "watermark")
        line |= {name: encode(getattr(item.photo, name)) for name in names}
    if item.stock:
        names = ("sku", "quantity", "unit", "grade", "cells")
        line |= {name: encode(getattr(item.stock, name)) for name in names}
    if item.price:
        line |= _price(item)
    more = {"text": item.text, "cause": encode(item.cause), "reason": item.reason}
    more |= {"corrections": encode(item.corrections), "review": encode(item.review)}
    return line | {name: value for name, value in more.items() if value}


def _price(item: Item) -> _Line:
    price = item.price
    if price is None:
        return {}
    change = gap(price.unit_fen, price.last_unit_fen)
    return {
        "competitor": price.competitor,
        "label": price.label,
        "price": _yuan(price.payable_fen),
        "regular_price": _yuan(price.price_fen),
        "promo_price": _yuan(price.promo_fen),
        "member_price": price.member,
        "pack": price.pack,
        "unit_price": _yuan(price.unit_fen),
        "source": "manual" if price.manual else "ocr",
        "last": _yuan(price.last_fen),
        "last_pack": price.last_pack,
        "change": round(change.share, 4) if change else None,
    }


def _prices(work: SqlWork) -> Iterator[_Line]:
    names = {"store_code": "store", "competitor_code": "competitor", "visit_id": "visit"}
    for row in rows(work.connection, "prices"):
        fen = row.pop("price_fen")
        money = {"price": yuan(fen), "unit_price": _yuan(Fraction(fen, max(row["pack"], 1)))}
        yield {names.get(k, k): v for k, v in row.items()} | money


def _yuan(fen: Fraction | int | None) -> str | None:
    """Two decimals, rounded: what is compared is the exact fraction."""
    return None if fen is None else yuan(whole_fen(fen))


def _flags(work: SqlWork) -> Iterator[_Line]:
    threshold = work.rules.settings().price_alert
    for visit in work.visits.all():
        for item in visit.items.values():
            if item.price and item.state.passes and is_alert(item.price, threshold):
                yield {"kind": "price_gap", "visit": visit.id, "store": visit.store_code} | _price(
                    item
                )


def _people(work: SqlWork) -> Iterator[_Line]:
    directory = work.directory
    for person in directory.organisation.people.values():
        yield {
            "code": person.id,
            "name": person.name,
            "role": person.role.value,
            "department": person.department,
            "title": person.title,
            "district": person.district,
            "roster": person.roster,
            "manager": _name(directory, person.manager_id),
            "active": person.active,
        }


def _plain(what: str) -> Callable[[SqlWork], Iterator[_Line]]:
    return lambda work: rows(work.connection, what)


def _contracts(work: SqlWork) -> Iterator[_Line]:
    """Digital contracts come with a later step; until then there are none."""
    del work
    return iter(())


def _name(directory: Directory, person_id: str | None) -> str | None:
    person = directory.organisation.people.get(person_id or "")
    return person.name if person else None


_DUMPS: Mapping[str, Callable[[SqlWork], Iterator[_Line]]] = {
    "visits": _visits,
    "items": _items,
    "prices": _prices,
    "flags": _flags,
    "people": _people,
    "outbox": _plain("outbox"),
    "timers": _plain("timers"),
    "rules": _plain("rules"),
    "audit": _plain("audit"),
    "contracts": _contracts,
}
