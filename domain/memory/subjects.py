"""Stores and customers as what notes are about: called by name, looked after by somebody."""

import re
from collections.abc import Iterator, Sequence

from domain import access
from domain.access import NoteRight
from domain.directory import Directory
from domain.memory.letters import EDGES, folded
from domain.memory.notes import Kind, Subject
from domain.people import Person

_AROUND = re.compile(r"记给|记到|记在|改成|改为|应该|[是给的那这家店吧呀啊了就对在\s,;.!:]")
"""What may stand around a name that is an answer."""
_CODE = re.compile(r"(?<![A-Za-z\d])[A-Za-z]+\d+(?![A-Za-z\d])")
"""A store's code: SZ101."""


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
    found = anybody_in(text, directory)
    return [one for one in found if may_read(viewer, one, directory)]


def only_named(text: str, viewer: Person, directory: Directory) -> Subject | None:
    """The one that the words name, when they say nothing else: 「是晨光便利店的」."""
    found = named_in(text, viewer, directory)
    rest = folded(text)
    for _, _, start, end in sorted(directory.names_in(text), key=lambda one: -one[2]):
        rest = rest[:start] + rest[end:]
    rest = _CODE.sub("", rest) if len(found) == 1 else rest
    return found[0] if len(found) == 1 and not _AROUND.sub("", rest) else None


def is_only_a_name(text: str, directory: Directory) -> bool:
    """Whether the words are a name and tell nothing of whom it names: 「张建国」."""
    said = folded(text).strip(EDGES + "?")
    whole = any(
        kind != "product" and (start, end) == (0, len(said))
        for kind, _, start, end in directory.names_in(said)
    )
    customers = directory.customers.values()
    return whole or any(said and said in map(folded, (c.contact, c.salutation)) for c in customers)


def anybody_in(text: str, directory: Directory) -> Sequence[Subject]:
    """All that the text names, stores first; no name that is part of a longer one."""
    found = [one for one in directory.names_in(text) if one[0] != "product"]
    whole = [
        Subject(Kind(kind), code)
        for kind, code, start, end in found
        if not any(s <= start and end <= e and (s, e) != (start, end) for _, _, s, e in found)
    ]
    coded = [s for s in map(str.upper, _CODE.findall(text)) if s in directory.stores]
    every = dict.fromkeys([*whole, *(Subject(Kind.STORE, code) for code in coded)])
    return sorted(every, key=lambda one: one.kind is not Kind.STORE)


def contact_in(text: str, subject: Subject, directory: Directory) -> tuple[str, str]:
    """The customer's contact where the text names him: by full name, and as he is called there."""
    customer = directory.customers.get(subject.code) if subject.kind is Kind.CUSTOMER else None
    said = (
        [n for n in (customer.contact, customer.salutation) if n and n in text] if customer else []
    )
    return (customer.contact or said[0], said[0]) if customer and said else ("", "")


def called(contact: str, person: Person, directory: Directory) -> Sequence[Subject]:
    """Customers whose contact is called so: 张总, 张建国; the person's own before all others."""
    found = [
        c for c in directory.customers.values() if contact and contact in {c.salutation, c.contact}
    ]
    own = [c for c in found if c.owner_id == person.id]
    subjects = (Subject(Kind.CUSTOMER, c.code) for c in own or found)
    return [one for one in subjects if may_read(person, one, directory)]


def own_customers(person: Person, directory: Directory) -> Sequence[Subject]:
    """The customers that the person looks after."""
    mine = (c for c in directory.customers.values() if c.owner_id == person.id)
    return [Subject(Kind.CUSTOMER, c.code) for c in mine]


def name_spans(
    text: str, directory: Directory, *, products: bool = True
) -> Iterator[tuple[int, int]]:
    """Where names of stores, customers and products stand: they state nothing of anybody."""
    for kind, _, start, end in directory.names_in(text):
        if products or kind != "product":
            yield start, end
