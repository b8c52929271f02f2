"""What managers looked at, marked and decided, on SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from fractions import Fraction

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from domain.evidence import ItemState
from domain.figures.records import Handled
from domain.needing_eyes import MARKED, Mark, worth_a_look
from domain.settings import Settings
from domain.visits import VisitState
from storage.tables.base import table
from storage.tables.company import CompetitorPriceRow
from storage.tables.managing import HandledRow, ReviewMarkRow, ReviewSeenRow
from storage.tables.visits import ItemRow, VisitRow
from storage.visits import item_of

_HANDLED, _SEEN, _MARK = table(HandledRow), table(ReviewSeenRow), table(ReviewMarkRow)
_VISIT, _ITEM = table(VisitRow), table(ItemRow)
_PRICE = table(CompetitorPriceRow)
_ALIVE = (VisitState.DRAFT.value, VisitState.SUBMITTED.value)
_ROUNDING = 1e-9
"""What the database's shares may be off; the exact ones decide."""
_MARK_FIELDS = [_MARK.c[name] for name in Mark.__dataclass_fields__]


class SqlReviews:
    """Implements ``domain.ports.Reviews`` on one connection. Never commits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def show(self, subject: str, people: Sequence[str], at: datetime) -> None:
        """Write that a card is before people's eyes; the first time counts."""
        rows = [{"subject": subject, "person_id": person, "at": at} for person in people]
        if rows:
            self._connection.execute(upsert(_SEEN).on_conflict_do_nothing(), rows)

    def shown(self, subject: str, person_id: str) -> datetime | None:
        """When it was first shown to somebody."""
        here = (_SEEN.c.subject == subject) & (_SEEN.c.person_id == person_id)
        return self._connection.scalar(select(_SEEN.c.at).where(here))

    def close(self, subject: str, handled: Handled) -> None:
        """Keep what was decided; what is shown again after that is opened anew."""
        self._connection.execute(insert(_HANDLED), asdict(handled))
        self._connection.execute(delete(_SEEN).where(_SEEN.c.subject == subject))

    def mark(self, mark: Mark) -> None:
        """Keep a mark in the place of an earlier one of the item."""
        values = asdict(mark)
        put = upsert(_MARK).values(values)
        self._connection.execute(put.on_conflict_do_update(index_elements=["item_id"], set_=values))

    def unmark(self, item_ids: Sequence[str]) -> None:
        """Forget the marks of items that are decided about."""
        self._connection.execute(delete(_MARK).where(_MARK.c.item_id.in_(item_ids)))

    def marks_of(self, visit_ids: Sequence[str]) -> Mapping[str, Mark]:
        """The marks in some visits, by item id."""
        query = select(*_MARK_FIELDS).where(_MARK.c.visit_id.in_(visit_ids))
        found = [Mark(**row) for row in self._connection.execute(query).mappings()]
        return {mark.item_id: mark for mark in found}

    def marked_at(self, stores: Sequence[str]) -> Sequence[Mark]:
        """What is marked at some stores, oldest first."""
        query = (
            select(*_MARK_FIELDS)
            .join_from(_MARK, _VISIT, _MARK.c.visit_id == _VISIT.c.id)
            .where(_MARK.c.kind == MARKED, _VISIT.c.store_code.in_(stores))
            .order_by(_MARK.c.at, _MARK.c.item_id)
        )
        return [Mark(**row) for row in self._connection.execute(query).mappings()]

    def soft_at(self, stores: Sequence[str], since: datetime, settings: Settings) -> Sequence[str]:
        """Ids of visits at some stores opened since then with something to look at, oldest first.

        The database leaves out what surely is nothing: decoding every price of a week is slow.
        """
        warned = _ITEM.c.state == ItemState.WARNED.value
        accepted = _ITEM.c.state == ItemState.ACCEPTED.value
        looked_at = select(_MARK.c.item_id).where(_MARK.c.item_id == _ITEM.c.id).exists()
        query = (
            select(_ITEM)
            .join_from(_VISIT, _ITEM, _ITEM.c.visit_id == _VISIT.c.id)
            .where(
                _VISIT.c.opened_at >= since,
                _VISIT.c.state.in_(_ALIVE),
                _VISIT.c.store_code.in_(stores),
                or_(warned, accepted & _striking(settings)),
                or_(~looked_at, _ITEM.c.body["corrections"].is_not(None)),
            )
            .order_by(_VISIT.c.opened_at, _VISIT.c.id)
        )
        rows = self._connection.execute(query)
        found = (row.visit_id for row in rows if worth_a_look(item_of(row), settings))
        return list(dict.fromkeys(found))

    def prices_at(
        self, store: str, competitor: str, before: datetime, most: int
    ) -> Sequence[tuple[datetime, Fraction]]:
        """Earlier prices of a competitor's product in a store, the newest first."""
        here = (_PRICE.c.store_code == store) & (_PRICE.c.competitor_code == competitor)
        query = select(_PRICE).where(here, _PRICE.c.at < before).order_by(_PRICE.c.at.desc())
        rows = self._connection.execute(query.limit(most))
        return [(row.at, Fraction(row.price_fen, max(row.pack, 1))) for row in rows]


def _striking(settings: Settings) -> ColumnElement[bool]:
    """Whether a price may be an alarm: one of its two prices is that far from another."""
    last = _number("last_fen") / func.coalesce(_number("last_pack"), 1)
    own, pack = _number("own_fen"), func.coalesce(_number("pack"), 1)
    low, high = settings.price_gap
    far = []
    for name in ("price_fen", "promo_fen"):
        piece = _number(name) / pack
        far += [
            func.abs(piece / last - 1) >= settings.price_alert - _ROUNDING,
            piece / own - 1 >= high - _ROUNDING,
            piece / own - 1 <= low + _ROUNDING,
        ]
    return or_(*far)


def _number(name: str) -> ColumnElement[float]:
    value: ColumnElement[float] = _ITEM.c.body[("price", name)].as_float()
    return value
