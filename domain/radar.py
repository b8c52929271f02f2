"""Process health of a route: six axes, each a share with its n, and the three distortions."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.evidence import Cause, Item, ItemState
from domain.forms import Step, StepKind
from domain.readings import PhotoKind
from domain.settings import Settings
from domain.visits import Visit, VisitState

AXES = ("定位有效", "门头清晰", "SKU齐全", "库存标注", "竞品价格", "准时闭环")


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: ``part`` of ``whole``."""

    name: str
    part: int
    whole: int

    @property
    def score(self) -> int | None:
        """0-100, rounded; ``None`` without data, which is never shown as 0."""
        return round(100 * self.part / self.whole) if self.whole else None


@dataclass(frozen=True, slots=True)
class Distortion:
    """A kind of distortion and the visits that show it, each at most once."""

    name: str
    visits: tuple[str, ...]
    """Visit ids: what the drill lists."""


@dataclass(frozen=True, slots=True)
class Health:
    """What the radar picture of one route shows."""

    visits: int
    axes: tuple[Axis, ...]
    distortions: tuple[Distortion, ...]
    no_competitor: tuple[str, ...] = ()
    """Visits where no competitor stands on the shelf: counted apart from 价格空."""


def health(visits: Sequence[Visit], settings: Settings) -> Health:
    """Compute the radar of some visits (definitions: requirements, Appendix 1)."""
    looks = [_Look(v, settings) for v in visits]
    stock = [look for look in looks if look.stock is not None]
    fronts = [look for look in looks if look.fronts]
    tags = [look for look in looks if look.price is not None and not look.no_competitor]
    parts = (
        (sum(bool(v.visit.presences) for v in looks), len(looks)),
        (sum(v.sharp_front for v in fronts), len(fronts)),
        (sum(v.enough_skus for v in stock), len(stock)),
        (sum(v.stock_done for v in stock), sum(v.stock_due for v in stock)),
        (sum(v.priced for v in tags), len(tags)),
        (sum(v.on_time for v in looks), len(looks)),
    )
    return Health(
        visits=len(looks),
        axes=tuple(Axis(name, *pair) for name, pair in zip(AXES, parts, strict=True)),
        distortions=(
            Distortion("拍照糊", tuple(v.visit.id for v in looks if v.blurry)),
            Distortion("SKU漏", tuple(v.visit.id for v in stock if not v.enough_skus)),
            Distortion("价格空", tuple(v.visit.id for v in tags if not v.priced)),
        ),
        no_competitor=tuple(v.visit.id for v in looks if v.no_competitor),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    visit: Visit
    settings: Settings

    def _step(self, kind: StepKind) -> Step | None:
        return next(iter(self.visit.form.of_kind(kind)), None)

    @property
    def stock(self) -> Step | None:
        return self._step(StepKind.SKU_STOCK)

    @property
    def price(self) -> Step | None:
        return self._step(StepKind.PRICE)

    @property
    def fronts(self) -> Sequence[Step]:
        return [s for s in self.visit.form.steps if s.takes is PhotoKind.STOREFRONT]

    @property
    def stock_due(self) -> int:
        return self.stock.at_least if self.stock else 0

    @property
    def stock_done(self) -> int:
        return min(len(self.visit.counted(self.stock)), self.stock_due) if self.stock else 0

    @property
    def enough_skus(self) -> bool:
        return self.stock_done >= self.stock_due

    @property
    def sharp_front(self) -> bool:
        taken = (i for s in self.fronts for i in self.visit.in_slot(s.slot))
        return any(i.state is ItemState.ACCEPTED for i in taken)

    @property
    def blurry(self) -> bool:
        """Accepted with a low score, or refused for its picture at least once.

        What was forwarded, used before or taken back is refused too, but not for its picture.
        """
        pictures = (i for i in self.visit.items.values() if i.photo)
        return any(i.state is ItemState.WARNED or _poor(i) for i in pictures)

    @property
    def no_competitor(self) -> bool:
        found = self.visit.in_slot(self.price.slot) if self.price else ()
        return bool(found) and all(i.cause is Cause.NO_COMPETITOR for i in found)

    @property
    def priced(self) -> bool:
        return any(i.price for i in self.visit.in_slot(self.price.slot)) if self.price else False

    @property
    def on_time(self) -> bool:
        return (
            self.visit.state is VisitState.SUBMITTED
            and not any(i.state is ItemState.PENDING for i in self.visit.items.values())
            and not self.visit.crosses_days(self.settings)
        )


def on_time(visit: Visit, settings: Settings) -> bool | None:
    """准时闭环: closed on the day it was opened, with nothing left for a manager.

    A visit counts for the day it was opened, once; one that is still open has no answer yet.
    """
    return None if visit.state is VisitState.DRAFT else _Look(visit, settings).on_time


def _poor(item: Item) -> bool:
    """Refused for its picture; before causes were kept, a refused picture had none."""
    if item.cause in {Cause.UNCLEAR, Cause.CANNOT}:
        return True
    return item.state is ItemState.REFUSED and item.cause is None and item.price is None
