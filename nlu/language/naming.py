"""Entities with their short forms, whatever source they come from."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from nlu.language.entities import Entity, Kind
from nlu.language.short_names import (
    chains_of,
    district_forms,
    firm_forms,
    model_codes,
    person_forms,
    product_forms,
    rival_forms,
    store_forms,
)

_NUMBER = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,4} ?([0-9]{4}[A-Za-z]?)(?![A-Za-z0-9.])")
"""A word before a number of four digits is left out by people."""


def named(kind: Kind, names: Iterable[str]) -> list[Entity]:
    """Things that are their names: brands, categories, cities, channels, events."""
    return [Entity(kind, name, name) for name in dict.fromkeys(names) if name]


def product(
    code: str,
    name: str,
    aliases: Sequence[str] = (),
    codes: Sequence[str] = (),
    extra: Mapping[str, str] = {},
    words: Collection[str] = (),
) -> Entity:
    """A product.

    Args:
        code: Its own code.
        name: Its name.
        aliases: Its other names.
        codes: Those of makers, and barcodes.
        extra: brand, series, category and spec.
        words: Brands and categories of the catalogue: none of them is a short form.
    """
    models = model_codes(name)
    brand = extra.get("brand", "")
    short = [*product_forms(name, brand, words), *models[1:], *_bare_numbers(name)]
    if brand and name.startswith(brand):
        short += [brand + models[0]] if models else []
    known = {name, *aliases, extra.get("series", ""), *words}
    forms = tuple(dict.fromkeys(s for s in short if s not in known))
    makers = tuple(c for c in codes if c and c != name)
    return Entity(Kind.PRODUCT, code, name, tuple(aliases), forms, (), makers, extra)


def series(products: Iterable[Entity], no_series: Collection[str] = ()) -> list[Entity]:
    """The series that products name or belong to, with the codes of their products."""
    members: dict[str, list[str]] = {}
    for one in products:
        given = one.extra.get("series", "")
        found = [given] if given else list(model_codes(one.name)[:1])
        for name in found:
            if name and name not in no_series and name != one.name:
                members.setdefault(name, []).append(one.id)
    return [
        Entity(Kind.SERIES, name, name, short=_series_forms(name), means=tuple(ids))
        for name, ids in members.items()
    ]


def customer(
    ident: str, name: str, aliases: Sequence[str] = (), extra: Mapping[str, str] = {}
) -> Entity:
    """A customer; short forms come from all its names."""
    forms = [form for one in (name, *aliases) for form in firm_forms(one)]
    known = {name, *aliases}
    short = tuple(f for f in dict.fromkeys(forms) if f not in known)
    return Entity(Kind.CUSTOMER, ident, name, tuple(aliases), short, extra=extra)


def contact(customer_id: str, salutation: str, full_name: str = "") -> Entity:
    """Somebody at a customer: 张总, 张建国; the customer is what a mention carries."""
    name = salutation or full_name
    aliases = (full_name,) if full_name and full_name != name else ()
    title = salutation[1:] if len(salutation) > 1 and full_name[:1] == salutation[:1] else ""
    short = (full_name + title,) if title and full_name else ()
    ident = f"{customer_id}:{name}"
    return Entity(Kind.CONTACT, ident, name, aliases, short, (customer_id,))


def rival(code: str, name: str) -> Entity:
    """A competitor's product."""
    return Entity(Kind.RIVAL, code, name, short=rival_forms(name))


def person(ident: str, name: str) -> Entity:
    """A colleague; people also call each other by the given name."""
    return Entity(Kind.PERSON, ident, name, short=person_forms(name))


def stores(rows: Sequence[tuple[str, str, Sequence[str], Mapping[str, str]]]) -> list[Entity]:
    """Stores: (code, name, aliases, extra)."""
    chains = chains_of(name for _, name, _, _ in rows)
    out = []
    for ident, name, aliases, extra in rows:
        forms = [f for f in store_forms(name, chains) if f not in aliases]
        out.append(Entity(Kind.STORE, ident, name, tuple(aliases), tuple(forms), extra=extra))
    return out


def districts(names: Iterable[str], cities: Collection[str] = ()) -> list[Entity]:
    """Districts; what is also a city's name is the city's."""
    return [
        Entity(Kind.DISTRICT, name, name, short=district_forms(name, cities))
        for name in dict.fromkeys(names)
        if name and name != "*"
    ]


def _bare_numbers(name: str) -> list[str]:
    """CPU 1511-1 PN is also CPU 1511 and 1511."""
    return [form for m in _NUMBER.finditer(name) for form in (m[0], m[1])]


def _series_forms(name: str) -> tuple[str, ...]:
    """E3Z光电 → E3Z; S7-200 SMART → S7-200."""
    return tuple(c for c in model_codes(name) if c != name)
