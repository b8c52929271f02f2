"""Entities of the live company, and of a catalogue file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from domain.directory import Directory
from nlu.language import naming
from nlu.language.entities import Entities, Entity, Kind
from nlu.language.short_names import city_of

_CONTACT = re.compile(r"(?P<call>[^((]+)(?:[((](?P<name>[^))]+)[))])?")
_LISTED = {
    "channels": Kind.CHANNEL, "events": Kind.EVENT, "contracts": Kind.CONTRACT,
    "deliverables": Kind.DELIVERABLE, "scenarios": Kind.SCENARIO, "private_fields": Kind.FIELD,
    "visit_fields": Kind.VISIT_FIELD, "brands": Kind.BRAND, "categories": Kind.CATEGORY,
    "cities": Kind.CITY,
}  # fmt: skip


def of_company(
    directory: Directory,
    *,
    aliases: Iterable[tuple[str, str]] = (),
    more: Iterable[Entity] = (),
    version: str = "",
) -> Entities:
    """The live company.

    Args:
        directory: People, stores, products, rivals and customers.
        aliases: (words, product code) that people confirmed.
        more: Things that the directory does not know: contracts, campaigns, private fields.
        version: Changes whenever any of this does.
    """
    products = _products(directory, aliases)
    catalogue = directory.catalogue
    brands = {p.brand for p in catalogue.products.values()}
    goods = {p.category for p in catalogue.products.values()}
    found = [
        *products,
        *naming.series(products, brands | goods),
        *naming.named(Kind.BRAND, sorted(brands)),
        *naming.named(Kind.CATEGORY, sorted(goods)),
        *(naming.rival(c.code, c.name) for c in catalogue.competitors.values()),
        *_customers(directory),
        *_places(directory),
        *(naming.person(p.id, p.name) for p in directory.organisation.people.values() if p.active),
        *more,
    ]
    return Entities(found, version)


def _products(directory: Directory, aliases: Iterable[tuple[str, str]]) -> list[Entity]:
    learnt: dict[str, list[str]] = {}
    for phrase, code in aliases:
        learnt.setdefault(code, []).append(phrase)
    rows = directory.catalogue.products.values()
    words = {p.category for p in rows} | {p.brand for p in rows}
    return [
        naming.product(
            p.code,
            p.name,
            (*p.aliases, *learnt.get(p.code, ())),
            extra={"brand": p.brand, "category": p.category, "spec": p.spec},
            words=words,
        )
        for p in rows
    ]


def _customers(directory: Directory) -> Iterable[Entity]:
    for one in directory.customers.values():
        yield naming.customer(one.code, one.name, extra={"city": one.city})
        if one.contact or one.salutation:
            yield naming.contact(one.code, one.salutation, one.contact)


def _places(directory: Directory) -> Iterable[Entity]:
    rows = list(directory.stores.values())
    people = directory.organisation.people.values()
    areas = sorted({s.district for s in rows} | {p.district for p in people})
    cities = {s.city for s in rows} | {c.city for c in directory.customers.values()}
    cities |= {city_of(area) for area in areas}
    yield from naming.stores(
        [(s.code, s.name, (), {"district": s.district, "city": s.city}) for s in rows]
    )
    yield from naming.districts(areas, sorted(filter(None, cities)))
    yield from naming.named(Kind.CITY, sorted(filter(None, cities)))


def of_file(data: Mapping[str, Any], version: str = "") -> Entities:
    """A catalogue file: lists of brands, categories, skus, customers, people, stores, campaigns and more."""
    found: list[Entity] = []
    for key, kind in _LISTED.items():
        found += [_listed(kind, row) for row in data.get(key, ())]
    found += _goods(data.get("skus", ()), data)
    found += _firms(data.get("customers", ()))
    found += naming.stores(
        [
            (r["id"], r["name"], r.get("aliases", ()), {"district": r.get("district", "")})
            for r in data.get("stores", ())
        ]
    )
    found += naming.districts(data.get("districts", ()), data.get("cities", ()))
    found += [naming.person(r["id"], r["name"]) for r in data.get("people", ())]
    found += [
        Entity(Kind.CAMPAIGN, r["id"], r["name"], (r["id"],)) for r in data.get("campaigns", ())
    ]
    for key, values in data.get("tag_keys", {}).items():
        found += [
            Entity(Kind.TAG, f"{key}:{v}", f"{key}:{v}", (v,) if len(v) > 1 else ()) for v in values
        ]
    return Entities(found, version)


def _listed(kind: Kind, row: Any) -> Entity:
    if isinstance(row, str):
        return Entity(kind, row, row)
    return Entity(kind, row["name"], row["name"], tuple(row.get("aliases", ())))


def _goods(rows: Sequence[Mapping[str, Any]], data: Mapping[str, Any]) -> list[Entity]:
    words = {str(c) for c in data.get("categories", ())}
    words |= {r.get("brand", "") for r in rows}
    products = [
        naming.product(
            r["sku"],
            r["name"],
            r.get("aliases", ()),
            codes=(r.get("order_code", ""),),
            extra={key: r.get(key, "") for key in ("brand", "series", "category", "spec")},
            words=words,
        )
        for r in rows
    ]
    return [*products, *naming.series(products, words)]


def _firms(rows: Sequence[Mapping[str, Any]]) -> list[Entity]:
    """Customers go by their first alias."""
    found: list[Entity] = []
    for row in rows:
        aliases = list(row.get("aliases", ()))
        name, *others = [*aliases, row["name"]]
        found.append(naming.customer(row["id"], name, others))
        for said in row.get("contacts", ()):
            who = _CONTACT.fullmatch(said)
            if who:
                found.append(naming.contact(row["id"], who["call"].strip(), who["name"] or ""))
    return found
