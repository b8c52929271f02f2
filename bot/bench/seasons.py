"""Months of a sales team's visits, as a benchmark needs them: varied, and written in bulk."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.app import App
from domain.company.cells import Cell, Sheet
from domain.evidence import Cause, Item, ItemState, Photo, Price, Stock
from domain.figures.tallying import tally
from domain.forms import STORE_VISIT, CaptureForm
from domain.geo import Point
from domain.onsite import Presence, Provenance
from domain.visits import Visit
from storage.figures.filling import write_plan, write_visits
from storage.figures.ledger import made_by
from storage.figures.tallies import row_of, write
from storage.loading import import_sheets
from storage.visits import new_row
from storage.work import SqlWork

_KINDS = 40
"""Different visits, which take turns."""
_DISTRICTS = 20
_MINUTE = timedelta(minutes=1)
_SKUS = 4
"""Main products that are counted in a store, now and then one less than is due."""


@dataclass(frozen=True, slots=True)
class Season:
    """How much there is."""

    reps: int
    stores: int
    """Of each rep, visited every day."""
    first: date
    last: date

    def days(self) -> Sequence[date]:
        """Each day."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    def rounds(self) -> Iterator[tuple[str, str, int]]:
        """A rep, one of the stores, and its place in the day."""
        for rep in range(1, self.reps + 1):
            for place in range(self.stores):
                yield str(rep), f"S{rep:04}{place:02}", place


def load_season(app: App, season: Season) -> None:
    """Fill an empty installation with everybody, stores, plans, visits and their tallies.

    The visits of the last day have no tallies, and they alone have items.
    """
    with app.database.begin() as connection:
        work = SqlWork(connection, app.caches)
        now = app.clock.now()
        import_sheets(
            work, _sheets(season), at=now, by="bench", batch_id="bench", file_name="bench"
        )
        shapes = _shapes(work)
        for day in season.days():
            write_plan(connection, day, list(season.rounds()))
            if day == season.last:
                _visits(work, shapes, day, season)
            else:
                _tallies(work, shapes, day, season)


def _sheets(season: Season) -> Sequence[Sheet]:
    people: list[list[Cell]] = [["工号", "姓名", "角色", "片区"]]
    people += [
        [str(rep), f"业务{rep}", "业务员", f"片区{rep % _DISTRICTS}"]
        for rep in range(1, season.reps + 1)
    ]
    stores: list[list[Cell]] = [["门店编码", "门店名称", "门店类型", "片区", "线路", "业务员"]]
    for rep, store, place in season.rounds():
        kind, district = ("加盟" if place % 3 else "直营"), int(rep) % _DISTRICTS
        route = f"{district}区{place % 3}号线"
        stores.append([store, f"门店{store}", kind, f"片区{district}", route, rep])
    return [Sheet("人员", people), Sheet("门店", stores)]


def _shapes(work: SqlWork) -> Sequence[Visit]:
    """Visits as they end: most are done, some are blurred, incomplete, waiting or given up."""
    dice = random.Random(6)  # noqa: S311 - a benchmark's dice
    roles = ("业务员",)
    form = work.rules.form_of(STORE_VISIT, work.rules.newest(STORE_VISIT), roles, "")
    return [_shape(form, dice, number) for number in range(_KINDS)]


_NOON = datetime.fromisoformat("2000-01-01T04:00:00+00:00")


def _shape(form: CaptureForm, dice: random.Random, number: int) -> Visit:
    visit = Visit(id="", rep_id="", store_code="", form=form, opened_at=_NOON)
    where = Point(32.0, 118.7)
    visit.presences.append(
        Presence(at=_NOON, point=where, distance_m=20, provenance=Provenance.LIVE, source=1)
    )
    for slot in ("storefront", "shelf"):
        score = dice.choice((35, 60, 70, 80, 90))
        state = ItemState.WARNED if score < 45 else ItemState.ACCEPTED  # noqa: PLR2004
        photo = Photo(sha256="0" * 64, provenance=Provenance.CAMERA, score=score)
        visit.put(_item(slot, state, photo=photo))
    for sku in range(_SKUS - (number % 7 == 0) * 2):
        stock = Stock(sku=f"{1000 + sku}", quantity=dice.randrange(40), unit="箱", grade="A")
        visit.put(_item(f"stock{sku}", ItemState.ACCEPTED, stock=stock))
    fen = dice.randrange(900, 1500)
    price = Price(label="海鲜牌特级生抽1L", competitor="C901", price_fen=fen, last_fen=1200)
    pending = number % 11 == 0
    cause = Cause.REUSED_EARLIER if pending else None
    state = ItemState.PENDING if pending else ItemState.ACCEPTED
    if number % 9:
        visit.put(_item("price", state, price=price, cause=cause))
    if number % 13 == 0:
        visit.abandon("店铺关门")
    elif not visit.missing():
        visit.submit(_NOON + 20 * _MINUTE)
    return visit


def _item(slot: str, state: ItemState, **more: Any) -> Item:
    at = _NOON + 5 * _MINUTE
    kind = slot if not slot.startswith("stock") else "stock"
    return Item(id=slot, slot=kind, state=state, at=at, received_at=at, source=2, **more)


def _moved(shape: Visit, name: str, by: timedelta) -> Visit:
    """The same visit on another day, with ids of its own."""
    items = {
        f"{name}:{key}": replace(item, id=f"{name}:{key}", at=item.at + by)
        for key, item in shape.items.items()
    }
    return replace(
        shape,
        id=name,
        opened_at=shape.opened_at + by,
        submitted_at=shape.submitted_at and shape.submitted_at + by,
        presences=[replace(p, at=p.at + by) for p in shape.presences],
        items=items,
        touched=set(items),
    )


def _visits(work: SqlWork, shapes: Sequence[Visit], day: date, season: Season) -> None:
    """Visits with their items, of which nobody has made a tally yet."""
    for number, (rep, store, place) in enumerate(season.rounds()):
        shape = replace(shapes[number % _KINDS], rep_id=rep, store_code=store)
        work.visits.save(_moved(shape, f"{day}:{store}", _since(day, place)))


def _since(day: date, place: int) -> timedelta:
    noon = datetime.combine(day, time(4), _NOON.tzinfo)
    return noon - _NOON + (place - 6) * 30 * _MINUTE


def _tallies(work: SqlWork, shapes: Sequence[Visit], day: date, season: Season) -> None:
    """Fresh tallies, and the visits that they are of without their items."""
    settings, by = work.rules.settings(), made_by(work.rules)
    places = range(season.stores)
    models = [[_moved(shape, "", _since(day, p)) for p in places] for shape in shapes]
    kept = [[row_of(tally(v, settings), 1, by) for v in model] for model in models]
    heads = [[new_row(v) for v in model] for model in models]
    visits, rows = [], []
    for number, (rep, store, place) in enumerate(season.rounds()):
        one = {"rep_id": rep, "store_code": store}
        name, kind = f"{day}:{store}", number % _KINDS
        visits.append({**heads[kind][place], **one, "id": name})
        rows.append({**kept[kind][place], **one, "visit_id": name})
    write_visits(work.connection, visits)
    write(work.connection, rows)
