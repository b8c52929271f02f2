"""A small company, and visits of every kind, made by a seed."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from domain.catalogue import Catalogue
from domain.directory import Customer, Directory
from domain.evidence import Cause, Item, ItemState, Photo, Price, Stock
from domain.figures.answering import answer
from domain.figures.query import Query, Report
from domain.figures.records import Handled, Recheck, RepDay, Stop, Tally
from domain.figures.tallying import past_tally, tally
from domain.forms import StepKind
from domain.onsite import Provenance
from domain.past_visits import PastStock, PastVisit
from domain.people import Organisation, Person, Role
from domain.stores import Store
from domain.visits import SWITCHED, Visit, VisitState
from tests.domain.making import T0, form, later, presence, settings, visit

SETTINGS = settings()
MONDAY = date(2026, 11, 23)
_PLACES = [
    ("S1", "园区线A", "园区", "苏州市", "直营"),
    ("S2", "园区线A", "园区", "苏州", "加盟"),
    ("S3", "园区线B", "园区", "昆山市", "加盟"),
    ("S4", "禅城线", "禅城", "佛山", "直营"),
    ("S5", "禅城线", "", "佛山市", ""),
]
STORES = {
    code: Store(code=code, name=code, route=route, district=district, city=city, kind=kind)
    for code, route, district, city, kind in _PLACES
}
CUSTOMERS = {"K1": Customer(code="K1", name="远山机械", owner_id="b", city="苏州", kind="终端")}
PEOPLE = {
    key: Person(id=key, name=key, role=Role.REP, district=district)
    for key, district in (("a", "园区"), ("b", "园区"), ("c", "禅城"))
}
DIRECTORY = Directory(Organisation(PEOPLE), STORES, Catalogue({}, {}), CUSTOMERS)
CODES = (*STORES, "K1", "gone")
FORMS = (form(), form("store_visit", "促销员"), form("customer_visit"))
_GOOD = (ItemState.ACCEPTED, ItemState.ACCEPTED, ItemState.WARNED)
_SKUS = ("00238", "00112", "00307", "00415")


def days_of(tallies: Iterable[Tally], stops: Iterable[Stop] = ()) -> Sequence[RepDay]:
    """What the ledger would yield."""
    visits: dict[tuple[date, str], list[Tally]] = {}
    planned: dict[tuple[date, str], list[Stop]] = {}
    for one in tallies:
        visits.setdefault((one.day, one.rep_id), []).append(one)
    for stop in stops:
        planned.setdefault((stop.day, stop.rep_id), []).append(stop)
    return [
        RepDay(rep, day, tuple(visits.get((day, rep), ())), tuple(planned.get((day, rep), ())))
        for day, rep in sorted({*visits, *planned})
    ]


def asked(
    *queries: Query,
    tallies: Iterable[Tally] = (),
    stops: Iterable[Stop] = (),
    others: Iterable[Handled | Recheck] = (),
) -> Sequence[Report]:
    """The answers."""
    return answer(queries, days_of(tallies, stops), others, DIRECTORY, SETTINGS.zone)


def query(*metrics: str, **more: Any) -> Query:
    """A question about a fortnight."""
    values = {"first": MONDAY, "last": MONDAY + timedelta(days=13), **more}
    return Query(metrics=metrics, **values)


def full(number: int = 1, *more: Item, **fields: Any) -> Visit:
    """A visit that is closed: everything sharp, three products, a price."""
    values: dict[str, Any] = {
        "id": f"v{number}",
        "rep_id": "a",
        "store_code": "S1",
        "state": VisitState.SUBMITTED,
        "submitted_at": later(20),
        "presences": [presence()],
        **fields,
    }
    shown = [
        Item(id=f"{slot}{number}", slot=slot, state=ItemState.ACCEPTED, photo=sharp(slot), **_SENT)
        for slot in ("storefront", "shelf")
    ]
    stocks = [
        Item(
            id=f"{sku}{number}",
            slot="stock",
            state=ItemState.ACCEPTED,
            stock=Stock(sku=sku, quantity=12, unit="箱", grade="A"),
            **_SENT,
        )
        for sku in _SKUS[:3]
    ]
    tag = priced(f"price{number}", Price(label="海风牌生抽", price_fen=1000))
    return visit(*shown, *stocks, tag, *more, **values)


_SENT: dict[str, Any] = {"at": T0, "received_at": T0, "source": 1}


def sharp(sha256: str, **more: Any) -> Photo:
    return Photo(**{"sha256": sha256, "score": 80, "provenance": Provenance.UNKNOWN, **more})


def priced(key: str, price: Price, state: ItemState = ItemState.ACCEPTED) -> Item:
    return Item(id=key, slot="price", state=state, price=price, photo=sharp(key), **_SENT)


def without(one: Visit, *slots: str) -> Visit:
    """The visit as a draft that lacks these slots."""
    one.items = {key: i for key, i in one.items.items() if i.slot not in slots}
    one.state, one.submitted_at = VisitState.DRAFT, None
    return one


def any_visits(seed: int, count: int) -> Sequence[Visit]:
    """Visits as no rep would make them: every state beside every other."""
    random = Random(seed)  # noqa: S311
    return [_any_visit(random, number) for number in range(count)]


def _any_visit(random: Random, number: int) -> Visit:
    kind = random.choice(FORMS)
    opened = later(random.randrange(0, 13 * 24 * 60, 7))
    state = random.choice([*VisitState, VisitState.SUBMITTED])
    done = opened + timedelta(hours=random.choice([1, 3, 20]))
    reason = random.choice(["", "店家关门", SWITCHED])
    made = visit(
        steps=kind,
        id=f"v{number:03}",
        rep_id=random.choice("abc"),
        store_code=random.choice(CODES),
        opened_at=opened,
        state=state,
        submitted_at=done if state is VisitState.SUBMITTED else None,
        closed_reason=reason if state is VisitState.ABANDONED else "",
        presences=[
            presence(random.choice([-90, 0, 30]), provenance=random.choice([*Provenance][:2]))
            for _ in range(random.choice([0, 1, 1, 2]))
        ],
    )
    good = random.random() < 0.5  # otherwise hardly one would be closed
    for step in kind.steps:
        least = 4 * (step.kind is StepKind.SKU_STOCK) + good
        for at in range(least + random.choice([0, 1, 1])):
            made.put(_any_item(random, f"{number}-{step.slot}-{at}", step.slot, step.kind))
    for item in list(made.items.values()) if good else ():
        made.change(item.id, state=random.choice([*_GOOD]), cause=None)
    return made


def _any_item(random: Random, key: str, slot: str, kind: StepKind) -> Item:
    state = random.choice([*ItemState, ItemState.ACCEPTED, ItemState.ACCEPTED])
    photo, stock, price = None, None, None
    if kind in {StepKind.PHOTO, StepKind.PRICE} and random.random() < 0.9:
        photo = Photo(
            sha256=random.choice([key, "same"]),
            provenance=random.choice([*Provenance]),
            score=random.randrange(101),
            reasons=random.choice([(), (), ("no_content",), ("blurred",)]),
        )
    if kind is StepKind.SKU_STOCK:
        count, grade = random.choice([None, 0, 12]), random.choice("AAAAB")
        stock = Stock(sku=random.choice(_SKUS), quantity=count, unit="箱", grade=grade)
    if kind is StepKind.PRICE and random.random() < 0.9:
        price = Price(
            label="海风牌生抽",
            price_fen=random.choice([None, 900, 1000, 24000]),
            pack=random.choice([1, 24]),
            last_fen=random.choice([None, 1000, 24000]),
            last_pack=random.choice([1, 24]),
            own_fen=random.choice([None, 700, 1100]),
        )
    return Item(
        id=key,
        slot=slot,
        state=state,
        at=later(random.randrange(0, 120)),
        received_at=T0,
        source=1,
        photo=photo,
        stock=stock,
        price=price,
        text=random.choice(["", "谈了陈列"]),
        cause=random.choice([None, None, None, *Cause]),
    )


def any_stops(seed: int) -> Sequence[Stop]:
    random = Random(seed)  # noqa: S311
    return [
        Stop(
            day=MONDAY + timedelta(days=ahead),
            rep_id=rep,
            store_code=code,
            position=at,
            excused=random.choice(["", "", "店休"]),
            asked=random.choice(["", "修路"]),
        )
        for ahead in range(14)
        for rep in "abc"
        for at, code in enumerate(random.sample(CODES, 3))
    ]


def any_past(seed: int, count: int) -> Sequence[PastVisit]:
    random = Random(seed)  # noqa: S311
    return [
        PastVisit(
            id=f"p{number}",
            day=MONDAY + timedelta(days=random.randrange(14)),
            rep_id=random.choice("abc"),
            store_code=random.choice(CODES),
            position=number,
            claim=random.choice(["", "已完成", "未完成"]),
            shown={k: random.random() < 0.5 for k in random.sample(["shelf", "price", "place"], 2)},
            stocks=(PastStock(sku="00238", quantity=random.choice([None, 3])),),
        )
        for number in range(count)
    ]


def any_others(seed: int) -> Sequence[Handled | Recheck]:
    random = Random(seed)  # noqa: S311
    handled = [
        Handled(
            id=f"h{number}",
            kind="unclear",
            by="m",
            opened_at=(opened := later(random.randrange(0, 13 * 24 * 60, 30))),
            closed_at=opened + timedelta(seconds=random.choice([30, 90, 3600])),
            decision="approved",
            rep_id=random.choice("abc"),
            store_code=random.choice([*CODES, ""]),
        )
        for number in range(20)
    ]
    counted = [
        Recheck(
            id=f"r{number}",
            day=MONDAY + timedelta(days=random.randrange(14)),
            store_code=random.choice(CODES),
            rep_id=random.choice("abc"),
            by="m",
            lines=tuple(
                (sku, Fraction(random.choice([10, 12, 60])), Fraction(random.choice([11, 60])))
                for sku in _SKUS[: random.choice([1, 2])]
            ),
        )
        for number in range(10)
    ]
    return [*handled, *counted]


def tallied(visits: Iterable[Visit], past: Iterable[PastVisit] = ()) -> Sequence[Tally]:
    """As the figures count them."""
    return [*(tally(v, SETTINGS) for v in visits), *(past_tally(p, SETTINGS) for p in past)]
