"""Stores: where they are and who looks after them."""

from dataclasses import dataclass

from domain.geo import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A terminal that reps visit."""

    code: str
    """Text: leading zeros count."""
    name: str
    kind: str = ""
    """直营 or 加盟, as the company words it."""
    grade: str = ""
    city: str = ""
    district: str = ""
    """片区."""
    route: str = ""
    """线路."""
    rep_id: str | None = None
    point: Point | None = None
    """WGS-84; ``None`` when the company gave no usable coordinates."""
    area: str = ""
    """商圈."""
    radius_m: float | None = None
    """The store's own fence in metres; ``None`` means the company's."""
    former: tuple[str, ...] = ()
    """Ids of reps who handed it over: they open no visit there any more."""
