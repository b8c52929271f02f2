"""复核: what waits, who decides, what a decision does to a visit."""

from dataclasses import replace

from domain import making_up, review
from domain.absences import Absence
from domain.catalogue import Catalogue
from domain.directory import Customer, Directory
from domain.evidence import Cause, Item, ItemState, Review
from domain.people import Organisation, Person, Role
from domain.stores import Store
from domain.visits import Visit, VisitState
from tests.domain.making import T0, counted, item, later, photo, presence, priced, stock, visit

REP = Person(id="r", name="孙丽", role=Role.REP, district="河西", manager_id="m")
LONELY = Person(id="l", name="王强", role=Role.REP, district="河西", manager_id="o")
MANAGER = Person(id="m", name="周敏", role=Role.MANAGER, district="河西", manager_id="d")
OTHER = Person(id="o", name="钱程", role=Role.MANAGER, district="江宁", manager_id="d")
DIRECTOR = Person(id="d", name="陈立", role=Role.DIRECTOR)
STORE = Store(code="ST001", name="幸福超市", district="河西")
NOWHERE = Store(code="ST9", name="无片区")
COMPANY = Directory(
    organisation=Organisation({p.id: p for p in (REP, LONELY, MANAGER, OTHER, DIRECTOR)}),
    stores={"ST001": STORE, "ST9": NOWHERE},
    catalogue=Catalogue({}),
    customers={
        "C1": Customer(code="C1", name="宏达", owner_id="r"),
        "C2": Customer(code="C2", name="无主"),
    },
)
YES = Review(at=T0, by="m", approved=True)
NO = Review(at=T0, by="m", approved=False, reason="不清楚")


def pending(slot: str = "storefront", cause: Cause | None = Cause.CANNOT, **more: object) -> Item:
    values = {"cause": cause, "photo": photo(score=3), **more}
    return item(slot, ItemState.PENDING, **values)


def whole(*more: Item, **values: object) -> Visit:
    """A submitted visit with everything but what is given."""
    have = {i.slot for i in more}
    rest = [item("storefront"), item("shelf"), priced()]
    goods = [counted(sku) for sku in ("00238", "00112", "00307")]
    made = visit(*[i for i in rest if i.slot not in have], *goods, *more, **values)  # type: ignore[arg-type]
    made.presences = [presence()]
    made.submit(later(20))
    return made


def test_what_waits_is_sorted_by_time_and_ended_visits_are_left_out() -> None:
    old = visit(pending(at=later(1)), id="a")
    new = visit(pending(at=later(5)), id="b")
    gone = visit(pending(), id="c", state=VisitState.EXPIRED)

    assert [c.visit.id for c in review.cases([new, gone, old])] == ["a", "b"]


def test_one_message_to_one_step_is_one_case_named_by_its_picture() -> None:
    lines = [
        pending("stock", Cause.LATE_ENTRY, id=sku, photo=None, stock=stock(sku), source=5)
        for sku in ("00238", "00112")
    ]
    shown = pending("shelf", Cause.LATE_ENTRY, id="s", source=5)
    other = pending("price", Cause.LATE_ENTRY, id="p", source=6)

    found = review.cases([visit(*lines, shown, other)])

    assert [[i.id for i in c.items] for c in found] == [["p"], ["00238", "00112", "s"]]
    assert found[1].first.id == "s"


def test_a_case_is_found_by_any_of_its_items_while_it_waits() -> None:
    one = visit(pending(id="x"), item("shelf", id="y"), pending("extra", id="z"))

    assert review.case_of(one, "x") is not None
    assert review.case_of(one, "y") is None
    assert review.case_of(one, "z") is not None


def test_the_direct_manager_is_asked_where_he_decides_else_the_districts() -> None:
    def asked(code: str, by: str) -> list[str]:
        return [p.id for p in review.deciders(code, by, COMPANY)]

    assert asked("ST001", "r") == ["m"]
    assert asked("ST001", "l") == ["m"]
    assert asked("ST001", "m") == ["d"]
    assert asked("C1", "r") == ["m"]
    assert asked("C2", "r") == []
    assert asked("ST9", "r") == []


def test_stores_and_customers_in_charge() -> None:
    assert review.in_charge_of(MANAGER, COMPANY) == ["ST001", "C1"]
    assert review.in_charge_of(DIRECTOR, COMPANY) == ["ST001", "C1"]
    assert review.in_charge_of(REP, COMPANY) == []
    assert review.in_charge_of(OTHER, COMPANY) == []


def test_nobody_decides_about_himself() -> None:
    assert review.may_decide(MANAGER, "ST001", "r", COMPANY)
    assert not review.may_decide(MANAGER, "ST001", "m", COMPANY)


def approved(*items: Item) -> list[ItemState]:
    one = visit(*items)
    for case in review.cases([one]):
        review.approve(case, YES)
    return [i.state for i in one.items.values()]


def test_an_approved_picture_is_never_called_sharper_than_it_is() -> None:
    assert approved(pending()) == [ItemState.WARNED]
    assert approved(pending(photo=photo(score=80))) == [ItemState.ACCEPTED]
    assert approved(pending(photo=None)) == [ItemState.WARNED]
    assert approved(pending("price", Cause.NO_COMPETITOR, photo=None)) == [ItemState.ACCEPTED]
    assert approved(pending("extra", Cause.FILE)) == [ItemState.ACCEPTED]


def test_an_approved_item_keeps_its_cause_and_who_decided() -> None:
    one = visit(pending(id="x"))

    review.approve(review.cases([one])[0], YES)

    assert (one.items["x"].cause, one.items["x"].review) == (Cause.CANNOT, YES)
    assert review.waits(one) == []


def test_a_submitted_visit_is_opened_at_the_step_that_is_wanted_again() -> None:
    one = whole(pending(id="x"))
    case = review.cases([one])[0]

    assert review.give_back(case, NO)

    assert (one.state, one.submitted_at, one.reopened) == (VisitState.DRAFT, None, "storefront")
    assert [s.slot for s in one.missing()] == ["storefront"]
    assert (one.items["x"].state, one.items["x"].cause) == (ItemState.REFUSED, Cause.RETURNED)
    assert review.times_returned(one) == 1


def test_a_step_that_has_enough_needs_nothing_new() -> None:
    one = whole(item("storefront", id="good"), pending(id="x"))

    assert not review.give_back(review.cases([one])[0], NO)

    assert one.state is VisitState.SUBMITTED


def test_a_draft_stays_a_draft() -> None:
    one = visit(pending(id="x"))

    assert review.give_back(review.cases([one])[0], NO)

    assert (one.state, one.reopened) == (VisitState.DRAFT, "")


def test_a_location_that_is_owed_is_owed_again() -> None:
    one = whole()
    one.state, one.submitted_at = VisitState.DRAFT, None
    making_up.owe(one, pending("location", Cause.LATE_ENTRY, id="place", photo=None))
    one.submit(later(30))

    assert review.give_back(review.cases([one])[0], NO)

    assert (one.state, one.late_entry, one.reopened) == (VisitState.DRAFT, False, "location")


def test_what_was_given_back_begins_the_count_of_refusals_anew() -> None:
    refused = item("storefront", ItemState.REFUSED, cause=Cause.UNCLEAR)
    returned = replace(refused, id="r", cause=Cause.RETURNED)
    one = visit(replace(refused, id="a"), replace(refused, id="b"), returned)

    assert one.refusals("storefront") == 0

    one.put(replace(refused, id="c"))
    assert one.refusals("storefront") == 1


def away(who: str, instead: str | None) -> Absence:
    return Absence(
        id=f"{who}-{instead}",
        person_id=who,
        first=T0.date(),
        last=T0.date(),
        reason="请假",
        by=who,
        at=T0,
        substitute_id=instead,
        state="approved",
    )


def test_who_stands_in_may_what_the_absent_one_may_but_nothing_about_himself() -> None:
    gone = [away("m", "l")]

    assert review.in_charge_of(LONELY, COMPANY, gone) == ["ST001", "C1"]
    assert review.may_decide(LONELY, "ST001", "r", COMPANY, gone)
    assert not review.may_decide(LONELY, "ST001", "l", COMPANY, gone)
    assert not review.may_decide(LONELY, "ST001", "m", COMPANY, gone)
    assert not review.may_decide(LONELY, "ST001", "r", COMPANY)
    assert review.stands_in_for(LONELY, "ST001", COMPANY, gone) == MANAGER
    assert review.leads(LONELY, REP, COMPANY, gone)
    assert not review.leads(OTHER, REP, COMPANY, gone)
    assert review.stands_in_for(DIRECTOR, "ST001", COMPANY, [away("m", "d")]) is None
    assert review.stands_in_for(REP, "ST001", COMPANY, gone) is None
    assert review.in_charge_of(replace(LONELY, active=False), COMPANY, gone) == []


def test_while_a_manager_is_away_who_stands_in_is_asked_or_who_is_above() -> None:
    def asked(by: str, *gone: Absence) -> list[str]:
        return [p.id for p in review.deciders("ST001", by, COMPANY, gone)]

    assert asked("r", away("m", "l")) == ["m", "l"]
    assert asked("l", away("m", "l")) == ["m", "d"]
    assert asked("r", away("m", None)) == ["m", "d"]
    assert asked("r", away("m", "unknown")) == ["m", "d"]
    assert asked("r", away("o", "l")) == ["m"]
    assert asked("m", away("d", None)) == ["d"]


def test_a_special_price_goes_to_superiors_alone() -> None:
    def asked(by: str, *gone: Absence) -> list[str]:
        return [p.id for p in review.special_deciders(by, COMPANY.organisation, gone)]

    assert asked("r") == ["m"]
    assert asked("r", away("m", "d")) == ["m", "d"]
    assert asked("r", away("m", "l")) == ["m", "d"]
    assert asked("m", away("d", None)) == ["d"]
    assert asked("d") == []


def test_a_case_is_named_by_what_it_is_about() -> None:
    assert review.cases([visit(pending())])[0].kind == "cannot"
    assert review.cases([visit(pending(cause=None))])[0].kind == ""
