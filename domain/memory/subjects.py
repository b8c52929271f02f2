"""Stores and customers as what notes are about: called by name, looked after by somebody."""

from collections.abc import Iterator, Sequence

from domain import access
from domain.access import NoteRight
from domain.directory import Directory
from domain.memory.notes import Kind, Subject
from domain.numbers import plain
from domain.people import Person


def name_of(subject: Subject, directory: Directory) -> str:
    """Its name, or its code when it is gone."""
    if subject.kind is Kind.STORE:
        store = directory.stores.get(subject.code)
        return store.name if store else subject.code
    customer = directory.customers.get(subject.code)
    return customer.name if customer else subject.code


def owner_of(subject: Subject, directory: Directory) -> str | None:
    """Person id of who looks after it."""
    if subject.kind is Kind.STORE:
        store = directory.stores.get(subject.code)
        return store.rep_id if store else None
    customer = directory.customers.get(subject.code)
    return customer.owner_id if customer else None


def district_of(subject: Subject, directory: Directory) -> str:
    """Its district; a customer has his owner's."""
    if subject.kind is Kind.STORE:
        store = directory.stores.get(subject.code)
        return store.district if store else ""
    owner = directory.organisation.people.get(owner_of(subject, directory) or "")
    return owner.district if owner else ""


def right_of(person: Person, subject: Subject, directory: Directory) -> NoteRight:
    """How the person may note something about it."""
    owner, district = owner_of(subject, directory), district_of(subject, directory)
    return access.note_right(person, owner, district, directory.organisation)


def may_read(viewer: Person, subject: Subject, directory: Directory) -> bool:
    """Whether the viewer may see what was told about it."""
    owner, district = owner_of(subject, directory), district_of(subject, directory)
    return access.may_read_notes(viewer, owner, district, directory.organisation)


def named_in(text: str, viewer: Person, directory: Directory) -> Sequence[Subject]:
    """Stores and customers that the text names and the viewer may read about, stores first."""
    said = plain(text).upper()
    stores = [s for s in directory.stores.values() if plain(s.name).upper() in said]
    named = directory.stores_in(text, stores or list(directory.stores.values()))
    customers = [c for c in directory.customers.values() if plain(c.name).upper() in said]
    found = [
        *(Subject(Kind.STORE, s.code) for s in named),
        *(Subject(Kind.CUSTOMER, c.code) for c in customers),
    ]
    return [one for one in found if may_read(viewer, one, directory)]


def called(contact: str, person: Person, directory: Directory) -> Sequence[Subject]:
    """Customers whose contact is called so: 张总, 张建国; the person's own before all others."""
    found = [
        c
        for c in directory.customers.values()
        if contact and contact in {c.salutation, c.contact}
    ]
    own = [c for c in found if c.owner_id == person.id]
    subjects = (Subject(Kind.CUSTOMER, c.code) for c in own or found)
    return [one for one in subjects if may_read(person, one, directory)]


def own_customers(person: Person, directory: Directory) -> Sequence[Subject]:
    """The customers that the person looks after."""
    mine = (c for c in directory.customers.values() if c.owner_id == person.id)
    return [Subject(Kind.CUSTOMER, c.code) for c in mine]


def name_spans(text: str, directory: Directory, *, products: bool = True) -> Iterator[tuple[int, int]]:
    """Where names of stores, customers and products stand: they state nothing of anybody."""
    names = [s.name for s in directory.stores.values()]
    names += [c.name for c in directory.customers.values()]
    if products:
        names += [p.name for p in directory.catalogue.products.values()]
    for name in names:
        start = text.find(name) if name else -1
        if start >= 0:
            yield start, start + len(name)
