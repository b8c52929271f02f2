"""A rep's day in order, and what one visit shows of what was asked."""

from datetime import date, timedelta
from typing import Any

from domain.evidence import Cause, Item, ItemState, Review
from domain.making_up import place_slot
from domain.past_visits import PastVisit
from domain.penetration import reopening
from domain.penetration.completing import asked_only, completed
from domain.penetration.finding import marking, picture, step_of, steps
from domain.penetration.reopening import Want
from domain.penetration.touring import numbered, tour
from domain.penetration.wish import Field, Wish
from domain.understanding import Frame, Intent, Named, Span
from domain.visits import SWITCHED, Visit, VisitState
from tests.domain.making import (
    T0,
    counted,
    form,
    item,
    later,
    photo,
    presence,
    priced,
    settings,
    stock,
    visit,
)
from tests.domain.penetration.company import COMPANY, EAST, TODAY

DAY = date(2026, 11, 23)


def opened(code: str, minutes: float, *, there: float | None = None, **more: Any) -> Visit:
    places = [presence(there)] if there is not None else []
    return visit(
        id=f"{code}{minutes}", store_code=code, opened_at=later(minutes), presences=places, **more
    )


def past(code: str, position: int) -> PastVisit:
    return PastVisit(id=code, day=DAY, rep_id="r", store_code=code, position=position, shown={})


def test_stores_are_numbered_by_arrival_then_those_without_then_records() -> None:
    day = [
        opened("A", -1440, there=50),  # yesterday's draft, gone on with today
        opened("B", 5),
        opened("C", 20, there=20, state=VisitState.ABANDONED),
        opened("D", 30, there=30),
        opened("D", 90, there=90),
        opened("E", 10, there=10, closed_reason=SWITCHED),
        opened("F", -1440, there=-1440),
    ]

    calls = tour(day, [past("Y", 2), past("X", 1), past("C", 3)], DAY, settings())

    assert [(c.number, c.store_code) for c in calls] == [
        (1, "C"), (2, "D"), (3, "A"), (4, "B"), (5, "X"), (6, "Y"),
    ]  # fmt: skip
    assert calls[0].arrived_at == later(20)
    assert calls[3].arrived_at is None
    assert calls[1].visit is not None
    assert calls[1].visit.id == "D90"
    assert calls[4].visit is None
    assert numbered(calls, -1) == calls[5]
    assert numbered(calls, 3) == calls[2]
    assert numbered(calls, 7) is None
    assert numbered(calls, -7) is None


def boxed(sku: str, *cells: str) -> Item:
    return item("stock", id=f"box-{sku}", stock=stock(sku, None, cells=cells))  # type: ignore[arg-type]


def test_a_product_is_counted_or_only_placed_or_not_there() -> None:
    seen = visit(counted("00112", 6), counted("00307", 0), boxed("00238", "A1", "A2"))

    bare, zero, absent = (marking(seen, sku) for sku in ("00238", "00307", "00415"))

    assert (bare.item, bare.quantity, bare.boxed) == (None, None, ("A1", "A2"))
    assert bare.others == ("00112", "00307")
    assert (zero.quantity, zero.others) == (0, ("00112",))
    assert absent.boxed == ()


def test_every_step_says_how_it_stands() -> None:
    warned = item("storefront", ItemState.WARNED, photo=photo("door"))
    waits = priced(state=ItemState.PENDING, cause=Cause.NO_COMPETITOR)
    shelf = item("shelf", ItemState.REFUSED, photo=photo("shelf"), cause=Cause.UNCLEAR)
    seen = visit(warned, waits, shelf, counted("00112"), presences=[presence()])
    empty = visit(priced(state=ItemState.READING))

    states = {one.slot: one for one in steps(seen)}

    assert [one.state for one in states.values()] == [
        "ok",
        "warned",
        "refused",
        "missing",
        "review",
    ]
    assert (states["shelf"].tries, states["shelf"].lacks) == (1, True)
    assert states["price"].no_rival
    assert states["storefront"].at == T0
    assert (len(states["stock"].counted), states["stock"].due) == (1, 3)
    assert {one.slot: one.state for one in steps(empty)}["price"] == "reading"
    customer = visit(steps=form("customer_visit"))
    assert [one.state for one in steps(customer)] == [
        "not_due" if s.optional else "missing" for s in customer.form.steps
    ]
    assert all(one.at is None for one in steps(customer))


def test_the_picture_of_a_part_is_the_newest_that_counts() -> None:
    refused = item("shelf", ItemState.REFUSED, id="x", photo=photo("old"))
    kept = item("shelf", id="y", photo=photo("new"))
    seen = visit(kept, refused, priced())

    def sha(field: Field | None, of: Visit = seen) -> str:
        found = picture(of, field)
        return found.photo.sha256 if found and found.photo else ""

    assert (sha(Field.STOCK), sha(Field.SHELF), sha(Field.PRICE)) == ("new", "new", "tag")
    assert (sha(Field.FRONT), sha(None)) == ("", "tag")
    assert sha(Field.SHELF, visit(refused)) == "old"
    assert step_of(visit(steps=form("customer_visit")), Field.STOCK) is None
    assert step_of(seen, Field.SHELF) is seen.form.steps[2]


def test_a_submitted_visit_is_opened_again_at_one_step_and_once_a_day() -> None:
    done = visit(counted("00112"), state=VisitState.SUBMITTED, submitted_at=later(30))
    want = Want(slot="stock", sku="00238")

    reopened = reopening.ask_for(done, want, reopening.note(want, "n1", "m", later(60), 5))

    assert reopened
    assert (done.state, done.submitted_at, done.reopened) == (VisitState.DRAFT, None, "stock")
    assert reopening.wanted(done, want)
    assert reopening.can_be_asked(done)
    assert reopening.asked_on(done, want, DAY, settings()) == later(60)
    assert reopening.asked_on(done, want, DAY + timedelta(days=1), settings()) is None
    assert reopening.asked_on(done, Want(slot="shelf"), DAY, settings()) is None
    assert not reopening.ask_for(done, want, reopening.note(want, "n2", "m", later(90), 6))
    done.put(counted("00238"))
    assert not reopening.wanted(done, want)


def test_a_picture_or_a_step_can_be_wanted_too() -> None:
    draft = visit(item("storefront", photo=photo()))
    want = Want(slot="shelf")

    assert not reopening.wanted(draft, Want(slot="storefront"))
    assert not reopening.wanted(draft, Want(slot="nowhere"))
    assert reopening.wanted(draft, want)
    assert reopening.note(want, "n", "m", T0, 1).stock is None
    given = Review(at=T0, by="m", approved=False)
    back = item("shelf", ItemState.REFUSED, photo=photo(), cause=Cause.RETURNED, review=given)
    draft.put(back)
    assert reopening.asked_on(draft, want, DAY, settings()) is None
    assert not reopening.can_be_asked(visit(state=VisitState.EXPIRED))


def test_the_answer_goes_where_it_was_asked_for_and_waits_when_nobody_was_there() -> None:
    want = Want(slot="stock", sku="00238")
    here, other = visit(id="here", presences=[presence()]), visit(id="other")
    reopening.ask_for(here, want, reopening.note(want, "n", "m", T0, 1))

    at_once = reopening.home_of([other, here], {"00238"}, later(10), settings())
    too_late = reopening.home_of([other, here], {"00238"}, later(300), settings())

    assert at_once == (here, here.presences[0])
    assert too_late == (here, None)
    assert here.late_entry
    assert reopening.home_of([here], {"00238", "00112"}, later(10), settings()) is None
    assert reopening.home_of([here], set(), later(10), settings()) is None
    assert place_slot(here) == "location"


def named(kind: str, *ids: str) -> Named:
    return Named(kind=kind, ids=ids, name=ids[0], said="?", start=0, end=1)


def frame(*names: Named, **more: object) -> Frame:
    return Frame(text="?", intent=Intent.PENETRATION, named=names, **more)  # type: ignore[arg-type]


def test_the_reader_adds_what_the_words_alone_do_not_say() -> None:
    span = Span("上周三", DAY - timedelta(days=5), DAY - timedelta(days=5))
    names = (named("person", "r1"), named("store", "SZ101"), named("district", EAST))
    slots = {"rep_ord": 2, "visit_ord": 3, "field": "货架图库存标注"}

    found = completed(
        Wish(), frame(*names, named("product", "00238"), spans=(span,), slots=slots), COMPANY
    )

    assert found == Wish(
        district=EAST,
        reps=("r1",),
        rep_ord=2,
        visit_ord=3,
        stores=("SZ101",),
        fields=(Field.STOCK,),
        skus=("00238",),
        first="2026-11-18",
        last="2026-11-18",
    )


def test_what_the_words_say_surely_stays() -> None:
    said = Wish(reps=("r2",), first="2026-11-23", last="2026-11-23", unknown_sku="2380")
    slots = {"rep_ord": 7, "visit_ord": "?", "district": "月球片区"}
    read = frame(named("person", "r1"), named("product", "00238"), slots=slots)

    found = completed(said, read, COMPANY)

    assert (found.reps, found.rep_ord, found.visit_ord) == (("r2",), None, None)
    assert (found.skus, found.unknown_sku, found.district) == ((), "2380", "")
    assert found.first == TODAY.isoformat()


def test_a_number_on_the_roster_is_no_day_and_a_district_beside_it_no_store() -> None:
    ninth = Span("9号", DAY - timedelta(days=14), DAY - timedelta(days=14))
    store = Named(kind="store", ids=("SZ101",), name="园区大卖场", said="园区", start=0, end=2)

    found = completed(Wish(rep_ord=9, district=EAST), frame(store, spans=(ninth,)), COMPANY)

    assert (found.first, found.stores) == ("", ())
    assert completed(Wish(), frame(store, spans=(ninth,)), COMPANY).stores == ("SZ101",)


def test_several_products_are_asked_and_a_store_is_no_product() -> None:
    either = completed(Wish(), frame(named("series", "00112", "00415")), COMPANY)
    shelf = completed(Wish(fields=(Field.SHELF,)), frame(named("sku", "00238")), COMPANY)
    nothing = completed(Wish(), frame(unknown="ST-9"), COMPANY)
    store = completed(Wish(), frame(unknown="sz101"), COMPANY)
    kind = completed(Wish(fields=(Field.PRICE,)), frame(named("category", "生抽")), COMPANY)
    none = completed(Wish(), frame(named("category", "生抽")), COMPANY)

    assert (either.skus, either.maybe_skus) == ((), ("00112", "00415"))
    assert (shelf.fields, shelf.skus) == ((Field.STOCK,), ("00238",))
    assert (nothing.unknown_sku, store.unknown_sku) == ("ST-9", "")
    assert (kind.skus, none.skus) == ((), ())


def test_a_question_about_a_shelf_is_no_note() -> None:
    asks = frame(note="货架图中缺失库存标注")
    tells = frame(note="老板下周出国")

    assert asked_only(asks).note == ""
    assert asked_only(tells).note == "老板下周出国"
    both = frame(also=(Intent.RIVAL_PRICE, Intent.DIGEST))
    assert asked_only(both).also == (Intent.DIGEST,)
    two = Frame(text="顺便报个价", intent=Intent.PENETRATION, also=(Intent.QUOTE,))
    assert asked_only(two).also == (Intent.QUOTE,)
    other = Frame(text="?", intent=Intent.QUOTE, note="货架")
    assert asked_only(other) is other
