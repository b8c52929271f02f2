"""The fixtures of the definitions: what managers are told, and what opens behind it."""

from datetime import timedelta
from fractions import Fraction

import pytest

from domain.evidence import Cause, ItemState, Price
from domain.figures.metrics import AXES, DISTORTIONS, METRICS, TRUST, with_parts
from domain.figures.query import Scope
from domain.figures.records import Handled, Recheck, Stop
from domain.figures.wording import percent
from domain.past_visits import PastVisit
from domain.visits import SWITCHED, VisitState
from tests.domain.figures.making import MONDAY, asked, full, priced, query, tallied, without
from tests.domain.making import T0, item, later, photo


def test_the_closure_names_its_n_and_lists_the_others_each_with_its_reason() -> None:
    cause = {"cause": Cause.CANNOT}
    ways = [
        without(full(14), "price"),
        without(full(15), "storefront", "price"),
        without(full(16)),
        full(17, item("shelf", ItemState.PENDING, **cause)),
        full(18, state=VisitState.ABANDONED, submitted_at=None, closed_reason="店家关门"),
        without(full(19, state=VisitState.DRAFT), "shelf"),
        full(20, state=VisitState.WAIVED, submitted_at=None, closed_reason="店面装修"),
    ]
    ways[5].state = VisitState.EXPIRED
    switched = full(21, state=VisitState.ABANDONED, submitted_at=None, closed_reason=SWITCHED)
    visits = [*(full(n) for n in range(1, 14)), *ways, switched]

    asking = query("closure", "waived", "visits", entries_of="closure")
    (report,) = asked(asking, tallies=tallied(visits))

    closure, waived, count = report.figures
    assert (percent(closure.share or 0), closure.part, closure.whole) == ("65.0%", 13, 20)
    assert (waived.part, waived.whole, count.part) == (1, 20, 20)
    assert [(e.what, e.words) for e in report.entries] == [
        ("lacking", ("竞品价格",)),
        ("lacking", ("门头全景", "竞品价格")),
        ("unsent", ()),
        ("review", ()),
        ("given_up", ("店家关门",)),
        ("expired", ("主推品货架",)),
        ("waived", ("店面装修",)),
    ]


def test_planned_stops_nobody_did_are_due_unless_they_are_excused() -> None:
    def stop(store: str, **more: str) -> Stop:
        return Stop(day=MONDAY, rep_id="a", store_code=store, position=1, **more)

    stops = [stop("S1"), stop("S2", asked="修路"), stop("S3"), stop("S4", excused="店休")]
    asking = [query("closure", "missed", entries_of=key) for key in ("closure", "missed")]
    own = query("closure", imported=True, entries_of="closure")

    *both, none = asked(*asking, own, tallies=tallied([full()]), stops=stops)

    for report in both:
        assert [(f.part, f.whole, f.entries) for f in report.figures] == [(1, 3, 2), (2, 3, 2)]
        found = [(e.what, e.store_code, e.words, e.visit_id) for e in report.entries]
        assert found == [("missed", "S2", ("修路",), ""), ("missed", "S3", (), "")]
    assert (none.figures[0].whole, none.figures[0].share, none.entries) == (0, None, ())


def test_three_routes_show_three_kinds_of_distortion() -> None:
    blurred = [full(n, item("shelf", ItemState.WARNED, photo=photo("b"))) for n in range(5)]
    short = [
        without(full(n, store_code="S3"), "00238", *([] if n else ["stock"])) for n in range(5, 8)
    ]
    for one in short:
        one.items.pop(next(k for k, i in one.items.items() if i.slot == "stock"))
    empty = [without(full(n, store_code="S4"), "price") for n in range(8, 10)]
    fine = [full(n, store_code=code) for n, code in ((10, "S1"), (11, "S3"), (12, "S4"))]
    tallies = tallied([*blurred, *short, *empty, *fine])

    by_route, drill = asked(
        query(*DISTORTIONS, by="route"),
        query(by="route", only="园区线A", entries_of="blurry"),
        tallies=tallies,
    )

    assert {g.name: [(f.part, f.whole) for f in g.figures] for g in by_route.groups} == {
        "园区线A": [(5, 6), (0, 6), (0, 6)],
        "园区线B": [(0, 4), (3, 4), (0, 4)],
        "禅城线": [(0, 3), (0, 3), (2, 3)],
    }
    assert [e.visit_id for e in drill.entries] == ["v0", "v1", "v2", "v3", "v4"]


def test_of_a_hundred_records_thirty_two_have_no_shelf_and_the_bots_own_all_have_one() -> None:
    past = [
        PastVisit(
            id=str(n),
            day=MONDAY,
            rep_id="a",
            store_code="S1",
            position=n,
            claim="已完成",
            shown={"shelf": n >= 32},
        )
        for n in range(100)
    ]
    undone = PastVisit(
        id="x", day=MONDAY, rep_id="a", store_code="S1", position=0, claim="未完成", shown={}
    )
    tallies = tallied([full()], [*past, undone])

    imported, own, closure = asked(
        query("no_shelf", imported=True, entries_of="no_shelf"),
        query("no_shelf", imported=False),
        query("closure", "validity", "visits"),
        tallies=tallies,
    )

    assert (imported.figures[0].part, imported.figures[0].whole) == (32, 100)
    assert {(e.what, e.imported) for e in imported.entries} == {("no_shelf", True)}
    assert (own.figures[0].part, own.figures[0].whole) == (0, 1)
    assert [(f.part, f.whole) for f in closure.figures] == [(1, 1), (75, 107), (102, 102)]


def test_only_confirmed_prices_of_one_piece_raise_an_alarm() -> None:
    planted = [
        Price(label="海风牌生抽", price_fen=1280, last_fen=1580),
        Price(label="海风牌生抽", price_fen=1280, own_fen=2000),
        Price(label="海风牌生抽", price_fen=24000, pack=24, last_fen=500),
    ]
    quiet = [
        Price(price_fen=24000, pack=24, last_fen=1000, own_fen=1000),
        Price(price_fen=1000, last_fen=24000, last_pack=24),
        Price(price_fen=1050, last_fen=1000, own_fen=1400),
    ]
    read = priced("read", Price(price_fen=100, last_fen=1580), ItemState.READING)
    tags = [priced(f"p{n}", price) for n, price in enumerate([*planted, *quiet])]

    (report,) = asked(query("alarms", entries_of="alarms"), tallies=tallied([full(1, *tags, read)]))

    (alarms,) = report.figures
    assert (alarms.part, alarms.whole, alarms.entries) == (3, 7, 3)
    assert [(e.item_id, e.words) for e in report.entries] == [
        ("p0", ("海风牌生抽", "12.80", "-19.0%", "")),
        ("p1", ("海风牌生抽", "12.80", "", "-36.0%")),
        ("p2", ("海风牌生抽", "10.00", "+100.0%", "")),
    ]


def test_the_score_of_trust_is_the_mean_of_the_parts_beside_it() -> None:
    late = full(2, submitted_at=later(60 * 24))
    gallery = full(3, presences=[])
    tallies = tallied([full(1), late, without(gallery, "storefront", "shelf", "price")])

    (report,) = asked(query(*with_parts(["trust"])), tallies=tallies)
    (nothing,) = asked(query("trust"))

    trust, *parts = report.figures
    assert [f.metric for f in parts] == list(TRUST)
    assert [(f.part, f.whole) for f in parts] == [(6, 6), (6, 6), (17, 21), (2, 3), (1, 3)]
    assert trust.share == pytest.approx(100 * (1 + 1 + 17 / 21 + 2 / 3 + 1 / 3) / 5)
    assert trust.whole == 3
    assert nothing.figures[0].share is None


def test_minutes_of_checking_are_capped_and_told_by_their_day() -> None:
    def handled(number: int, minutes: float, day: int) -> Handled:
        begin = T0 + timedelta(days=day)
        return Handled(
            id=str(number),
            kind="cannot",
            by="m",
            opened_at=begin,
            closed_at=begin + timedelta(minutes=minutes),
            decision="approved",
            rep_id="a",
            store_code="S1",
        )

    others = [handled(1, 0.5, 0), handled(2, 90, 1), handled(3, 2, 1), handled(4, -1, 1)]
    asking = query("review_minutes", by="day", entries_of="review_minutes")

    (report,) = asked(asking, query("visits"), others=others)[:1]

    assert (report.figures[0].part, report.figures[0].whole) == (12.5, 4)
    assert [(g.name, g.figures[0].part) for g in report.groups] == [
        ("2026-11-23", 0.5),
        ("2026-11-24", 12),
    ]
    assert report.entries[1].words == ("cannot", "approved", "10.0")


def test_a_store_is_right_when_each_product_is_off_by_one_or_a_tenth() -> None:
    def again(code: str, *lines: tuple[float, float]) -> Recheck:
        pairs = tuple((f"0{n}", Fraction(a), Fraction(b)) for n, (a, b) in enumerate(lines))
        return Recheck(id=code, day=MONDAY, store_code=code, rep_id="a", by="m", lines=pairs)

    others = [again("S1", (1, 0), (55, 50)), again("S2", (12, 12), (60.5, 50)), again("S3", (2, 0))]
    asking = query("recheck", entries_of="recheck")

    report, in_a = asked(asking, query("recheck", scope=Scope(routes=("园区线A",))), others=others)

    assert (report.figures[0].part, report.figures[0].whole) == (1, 3)
    assert [e.words for e in report.entries] == [("01 60.5→50",), ("00 2→0",)]
    assert (in_a.figures[0].part, in_a.figures[0].whole) == (1, 2)


def test_days_are_counted_on_which_there_was_anything() -> None:
    tallies = tallied([full(1), full(2, opened_at=later(60 * 24)), full(3, opened_at=later(-9999))])

    by_day, of_others = asked(
        query("visits", by="day"), query("visits", scope=Scope(reps=("b",))), tallies=tallies
    )

    assert (by_day.visits, by_day.days, len(by_day.groups)) == (2, 2, 2)
    assert (of_others.visits, of_others.days, of_others.figures[0].whole) == (0, 0, 0)


def test_every_metric_is_explained_and_called_by_a_name_of_its_own() -> None:
    names = [name for m in METRICS.values() for name in (m.title, *m.names)]

    assert len(names) == len(set(names))
    assert {*AXES, *DISTORTIONS, *TRUST} < set(METRICS)
    for key, metric in METRICS.items():
        assert metric.key == key
        assert (
            metric.unit == "count"
            or ("分子" in metric.definition)
            or key
            in {
                "trust",
                "review_minutes",
            }
        )
        assert metric.unit != "share" or "分母" in metric.definition
