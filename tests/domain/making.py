"""Builders: a company, a form, pictures and visits, each with what a test wants to say."""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any

from domain.catalogue import Catalogue, Competitor, Product
from domain.evidence import Evidence, Item, ItemState, Photo, Price, Stock
from domain.forms import CaptureForm
from domain.geo import Datum, Point
from domain.judging import Bench
from domain.onsite import Fix, Presence, Provenance
from domain.readings import PhotoKind, PhotoReading, Verdict
from domain.reuse import Print
from domain.settings import Settings
from domain.visits import Visit

T0 = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday 10:00 in Shanghai."""
HERE = Point(31.999, 118.731)
LIKELY = {
    "storefront": {"storefront": 0.9, "shelf": 0.05, "tag": 0.02, "other": 0.03},
    "shelf": {"storefront": 0.05, "shelf": 0.85, "tag": 0.05, "other": 0.05},
    "tag": {"storefront": 0.02, "shelf": 0.08, "tag": 0.85, "other": 0.05},
}


def shipped(name: str) -> dict[str, Any]:
    """A rule file as it is packaged."""
    return tomllib.loads(files("domain.rules").joinpath(f"{name}.toml").read_text("utf-8"))


def form(name: str = "store_visit", *roles: str) -> CaptureForm:
    return CaptureForm.compile(shipped(name), version=1, roles=roles or ("业务员",))


def settings(**changes: object) -> Settings:
    return Settings.compile({**shipped("company"), **changes})


def later(minutes: float) -> datetime:
    return T0 + timedelta(minutes=minutes)


def product(code: str, name: str, *aliases: str, grade: str = "A", **more: Any) -> Product:
    values = {"unit": "瓶", "per_case": 12, **more}
    return Product(code=code, name=name, grade=grade, aliases=aliases, **values)


CATALOGUE = Catalogue(
    {
        p.code: p
        for p in (
            product("00238", "青花椒酱油500ml", "青花椒酱油", "青花椒"),
            product("00112", "特级生抽1L", "特级生抽", "生抽", per_case=6),
            product("00307", "蒸鱼豉油450ml", "蒸鱼豉油"),
            product("00415", "零添加老抽500ml", "零添加老抽", "老抽"),
            product("00991", "鸡精200g", "鸡精", grade="B", unit="包", per_case=40),
            product(
                "P1511",
                "西门子S7-1500 CPU1511",
                "S7-1500",
                "S7 1500",
                "1511",
                unit="台",
                per_case=1,
            ),
        )
    },
    {
        "C901": Competitor(code="C901", name="海鲜牌特级生抽1L", spec="1L", own_code="00112"),
        "C902": Competitor(code="C902", name="海鲜牌青花椒鲜露480ml", own_code="00238"),
    },
)


def presence(minutes: float = 0, **more: Any) -> Presence:
    values = {"point": HERE, "distance_m": 11.0, "provenance": Provenance.LIVE, "source": 1}
    return Presence(at=later(minutes), **{**values, **more})


def fix(point: Point = HERE, accuracy_m: float | None = 20) -> Fix:
    return Fix(
        at=T0,
        point=point,
        datum=Datum.WGS84,
        accuracy_m=accuracy_m,
        provenance=Provenance.PIN,
        source=1,
    )


def visit(*items: Item, steps: CaptureForm | None = None, **more: Any) -> Visit:
    values = {"id": "v", "rep_id": "r", "store_code": "ST001", "opened_at": T0, **more}
    made = Visit(form=steps or form(), **values)
    for one in items:
        made.put(one)
    made.touched.clear()
    return made


def item(slot: str, state: ItemState = ItemState.ACCEPTED, **more: Any) -> Item:
    values = {"id": f"{slot}-{state}", "at": T0, "received_at": T0, "source": 1, **more}
    return Item(slot=slot, state=state, **values)


def photo(sha256: str = "a", **more: Any) -> Photo:
    return Photo(sha256=sha256, provenance=Provenance.UNKNOWN, **more)


def stock(sku: str, quantity: int = 12, grade: str = "A", **more: Any) -> Stock:
    return Stock(sku=sku, quantity=quantity, unit="箱", grade=grade, **more)


def counted(sku: str, quantity: int = 12, grade: str = "A") -> Item:
    return item("stock", id=f"stock-{sku}", stock=stock(sku, quantity, grade))


def priced(fen: int | None = 1280, state: ItemState = ItemState.ACCEPTED, **more: Any) -> Item:
    return item("price", state, price=Price(price_fen=fen), **{"photo": photo("tag"), **more})


def read(
    kinds: str | Mapping[str, float] = "shelf",
    *,
    sha256: str = "a",
    score: int = 80,
    reasons: Sequence[str] = (),
    like: str = "",
    taken_at: datetime | None = None,
) -> PhotoReading:
    """A picture as the readers see it."""
    shares = LIKELY[kinds] if isinstance(kinds, str) else kinds
    chances = {PhotoKind(k): p for k, p in shares.items()}
    return PhotoReading(
        sha256=sha256,
        width=1200,
        height=900,
        kind=max(chances, key=lambda k: chances[k]),
        kinds=chances,
        score=score,
        verdict=Verdict.OK,
        reasons=tuple(reasons),
        phash=bits(like or sha256),
        dhash=bits(like or sha256),
        taken_at=taken_at,
    )


def bits(name: str) -> str:
    """Some 64-bit hash: names that differ have hashes far apart."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def seen(name: str, **more: Any) -> Print:
    """The fingerprint of a picture in another visit, of the same rep and store."""
    values = {"item_id": "i0", "visit_id": "before", "store_code": "ST001", "rep_id": "r"}
    hashes = {"sha256": name, "phash": bits(name), "dhash": bits(name), "at": later(-600)}
    return Print(**{**values, **hashes, **more})


def bench(*prints: Print, there: bool = True) -> Bench:
    """Judges by the shipped settings and these earlier pictures."""
    return Bench(settings=settings(), look=lambda _: prints, there=there)


def sent(reading: PhotoReading | None, *, number: int = 7, **more: Any) -> Evidence:
    values = {"person_id": "r", "at": T0, "received_at": T0, **more}
    sha256 = reading.sha256 if reading else "unread"
    return Evidence(id=number, sha256=sha256, reading=reading, **values)
