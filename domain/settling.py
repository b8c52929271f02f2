"""What a question is about: which product, which customer, which store; asked when unclear."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from domain.access import may_visit
from domain.catalogue import Catalogue, Product
from domain.directory import Customer, Directory
from domain.people import Person
from domain.understanding import FACETS, Frame, Intent, Named

SHOWN = 5
"""Most options of a choice."""
PRODUCT, CUSTOMER, STORE = "product", "customer", "store"
_NEEDS_PRODUCT = frozenset(FACETS) - {Intent.SHIPMENT, Intent.CONTRACT_PRICE, Intent.RIVAL_PRICE}
_ABOUT_CUSTOMERS = frozenset(FACETS) | {Intent.NOTE, Intent.PRIVATE_WRITE, Intent.PRIVATE_READ}


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What was talked about a moment ago; it settles what is left out."""

    product: str | None = None
    customer: str | None = None
    store: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What has to be asked before anything can be answered."""

    what: str
    """product, customer or store."""
    options: tuple[tuple[str, str], ...]
    """(code, label), best first, at most five."""
    said: str = ""
    """The words in question."""
    unknown: bool = False
    """Nothing is called so; the options are only near."""
    total: int = 0
    """How many there are, shown or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What one wish is about."""

    product: str | None = None
    customer: str | None = None
    store: str | None = None
    contact: str = ""


def settle(
    frame: Frame,
    person: Person,
    directory: Directory,
    *,
    context: Context = Context(),
    picked: Mapping[str, str] | None = None,
) -> Settled | Choice:
    """What the message is about, or the one thing to ask first.

    ``picked`` is what the person has answered before; ``context`` stands in for what is left out.
    """
    done = picked or {}
    customer = _customer(frame, person, directory, context, done)
    if isinstance(customer, Choice):
        return customer
    product = _product(frame, directory.catalogue, context, done)
    if isinstance(product, Choice):
        return product
    store = _store(frame, person, directory, context, done)
    if isinstance(store, Choice):
        return store
    return Settled(
        product=product,
        customer=customer,
        store=store,
        contact=_contact(frame, directory.customers.get(customer or "")),
    )


def products_of(named: Named, frame: Frame, catalogue: Catalogue) -> Sequence[Product]:
    """The products that one mention may mean, narrowed by what else is said of them."""
    found = [p for code in named.ids if (p := catalogue.products.get(code))]
    for slot in ("spec", "brand", "category"):
        word = str(frame.slots.get(slot, "")).casefold()
        kept = [p for p in found if word and word in _words(p)]
        found = kept or found
    return found


def _words(product: Product) -> str:
    return " ".join((product.name, product.spec, product.brand, product.category)).casefold()


def _product(
    frame: Frame, catalogue: Catalogue, context: Context, picked: Mapping[str, str]
) -> str | Choice | None:
    if PRODUCT in picked:
        return picked[PRODUCT] or None
    if not frame.facets:
        return None
    named = frame.of_kind("product", "series", "order_code", "sku")
    found = [p for one in named[:1] for p in products_of(one, frame, catalogue)]
    if not found and not frame.unknown:
        found = _by_kind(frame, catalogue)
    if len(found) == 1:
        return found[0].code
    if found:
        said = named[0].said if named else _kind_said(frame)
        return Choice(PRODUCT, _labels(found), said, total=len(found))
    if frame.unknown:
        near = [catalogue.products[c] for c in frame.near if c in catalogue.products]
        return Choice(PRODUCT, _labels(near[:3]), frame.unknown, unknown=True, total=len(near))
    return context.product if _NEEDS_PRODUCT.intersection(frame.facets) else None


def _by_kind(frame: Frame, catalogue: Catalogue) -> list[Product]:
    """All of a brand or a category: 西门子的PLC."""
    wanted = [one.name.casefold() for one in frame.of_kind("brand", "category")]
    every = catalogue.products.values()
    return [p for p in every if wanted and all(w in _words(p) for w in wanted)]


def _kind_said(frame: Frame) -> str:
    """The words that name them, from the first to the last: 西门子的PLC."""
    words = frame.of_kind("brand", "category")
    return frame.text[words[0].start : words[-1].end]


def _labels(products: Sequence[Product]) -> tuple[tuple[str, str], ...]:
    return tuple((p.code, p.name) for p in products[:SHOWN])


def _customer(
    frame: Frame,
    person: Person,
    directory: Directory,
    context: Context,
    picked: Mapping[str, str],
) -> str | Choice | None:
    if CUSTOMER in picked:
        return picked[CUSTOMER] or None
    if not _ABOUT_CUSTOMERS.intersection(frame.wishes) and not frame.note:
        return None
    named = frame.of_kind("customer") or frame.of_kind("contact")
    if not named:
        return None if frame.of_kind("store") else context.customer
    found = [c for code in named[0].ids if (c := directory.customers.get(code))]
    own = [c for c in found if c.owner_id == person.id]
    found = own or found
    if len(found) <= 1:
        return found[0].code if found else None
    if context.customer in {c.code for c in found}:
        return context.customer
    return Choice(CUSTOMER, _who(found, own), named[0].said, total=len(found))


def _who(found: Sequence[Customer], own: Collection[Customer]) -> tuple[tuple[str, str], ...]:
    first = sorted(found, key=lambda c: c not in own)
    return tuple((c.code, f"{c.name} {c.contact}".strip()) for c in first[:SHOWN])


def _contact(frame: Frame, customer: Customer | None) -> str:
    """Whom the words name at the customer, by full name where it is known."""
    named = frame.of_kind("contact")
    if not named:
        return ""
    known = customer is not None and customer.code in named[0].ids
    return customer.contact if known and customer else named[0].said


def _store(
    frame: Frame,
    person: Person,
    directory: Directory,
    context: Context,
    picked: Mapping[str, str],
) -> str | Choice | None:
    if STORE in picked:
        return picked[STORE] or None
    named = frame.of_kind("store")
    if not named:
        return (
            context.store if frame.intent is Intent.NOTE and not frame.of_kind(CUSTOMER) else None
        )
    found = [s for code in named[0].ids if (s := directory.stores.get(code))]
    reach = [s for s in found if may_visit(person, s)]
    found = reach or found
    if len(found) <= 1:
        return found[0].code if found else None
    options = tuple((s.code, s.name) for s in found[:SHOWN])
    return Choice(STORE, options, named[0].said, total=len(found))
