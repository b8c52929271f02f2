"""Which names a speech reader should listen for: those of one person's day."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest

from domain.catalogue import Catalogue, Product
from domain.directory import Customer, Directory
from domain.people import Person
from domain.voice import HOT_WORDS

_SHORTEST, _LONGEST = 2, 12
"""Letters of a name worth listening for: longer ones nobody says whole."""
_LOOKED_AT = 2000
"""Products that are looked at; a catalogue may hold a hundred thousand."""
_FIRM = re.compile(r"(?:股份|集团)?(?:有限(?:责任)?公司|公司|集团)$")
_SIZE = re.compile(r"(?<=[^\W\d_])\s*\d+(?:\.\d+)?\s*(?:ml|l|g|kg|kw|v|mm|m)$", re.IGNORECASE)


def hot_words(
    person: Person, directory: Directory, plan: Sequence[str], *, most: int = HOT_WORDS
) -> tuple[str, ...]:
    """At most so many names, none twice: of each kind the nearest to the person's day first.

    ``plan``: the codes of the day's stores or customers, in order.
    """
    own = [c for c in directory.customers.values() if c.owner_id == person.id]
    stores = _stores(person, directory, plan)
    own.sort(key=lambda c: c.code not in plan)
    kinds = (
        stores,
        (_short(customer) for customer in own),
        _products(directory.catalogue, graded_first=bool(stores)),
        _brands(directory.catalogue),
        (name for c in own for name in (c.contact, c.salutation)),
    )
    turns = (name for names in zip_longest(*kinds, fillvalue="") for name in names)
    fit = (name for name in turns if _SHORTEST <= len(name) <= _LONGEST)
    return tuple(islice(dict.fromkeys(fit), most))


def _stores(person: Person, directory: Directory, plan: Sequence[str]) -> Sequence[str]:
    planned = [directory.stores[code] for code in plan if code in directory.stores]
    own = [s for s in directory.stores.values() if s.rep_id == person.id]
    return [store.name for store in (*planned, *own)]


def _short(customer: Customer) -> str:
    """杭州宏大机电有限公司 is called 宏大机电."""
    name = _FIRM.sub("", customer.name) or customer.name
    bare = name.removeprefix(customer.city).removeprefix("市") if customer.city else name
    return bare if len(bare) > 1 else name


def _products(catalogue: Catalogue, *, graded_first: bool) -> Iterator[str]:
    """As they are said. What stores are asked to push is graded, what factories buy is not."""
    seen = list(islice(catalogue.products.values(), _LOOKED_AT))
    if graded_first:
        seen.sort(key=lambda p: p.grade or "Z")
    else:
        seen.sort(key=lambda p: bool(p.grade))
    return (_said(product) for product in seen)


def _said(product: Product) -> str:
    return product.aliases[0] if product.aliases else _SIZE.sub("", product.name)


def _brands(catalogue: Catalogue) -> Iterable[str]:
    """The brand with the most products first."""
    brands = Counter(p.brand for p in islice(catalogue.products.values(), _LOOKED_AT))
    return (name for name, _ in brands.most_common())
