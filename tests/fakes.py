"""Stand-ins for what is not ours to run: the clock, the dice, the reader of pictures."""

import asyncio
import hashlib
import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image

from domain.money import fen_of
from domain.readings import PhotoKind, PhotoReading, TagReading, Verdict
from nlu.errors import UnreadableError


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def tick(self, **by: float) -> None:
        self._now += timedelta(**by)

    def set(self, to: datetime) -> None:
        self._now = max(self._now, to.astimezone(UTC))


class CountingIds:
    """Ids in the order of asking."""

    def __init__(self) -> None:
        self._last = 0

    def new(self) -> str:
        self._last += 1
        return f"id{self._last:04d}"

    def secret(self) -> str:
        self._last += 1
        return f"secret-{self._last:04d}"


@dataclass(frozen=True)
class Shot:
    """A picture somebody takes: real JPEG bytes that carry what a reader will find in them."""

    name: str
    kind: PhotoKind
    score: int = 80
    p: float = 0.9
    reasons: tuple[str, ...] = ()
    product: str = ""
    price: str = ""
    promo: str = ""
    member: bool = False
    pack: int = 1
    """0: the tag does not say it."""
    confidence: float = 0.95
    phash: str = ""
    dhash: str = ""
    taken_at: str = ""
    words: tuple[str, ...] = ()
    """What stands on it."""

    @property
    def data(self) -> bytes:
        seed = hashlib.sha256(self.name.encode()).digest()
        image = Image.new("RGB", (64, 48), (seed[0], seed[1], seed[2]))
        image.putpixel((seed[3] % 64, seed[4] % 48), (seed[5], seed[6], seed[7]))
        out = io.BytesIO()
        image.save(out, "JPEG", comment=json.dumps(self.__dict__).encode())
        return out.getvalue()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


class LabelReader:
    """Keeps ``PhotoReader``'s promise, reading the label instead of the picture."""

    def __init__(self) -> None:
        self.read_count = 0
        self.crashes = 0
        """How many of the next readings die on the way."""

    def engine(self, ocr: str) -> str:
        return f"labels-1+{ocr}"

    async def read(self, path: Path, ocr: str) -> PhotoReading:
        self.read_count += 1
        if self.crashes > 0:
            self.crashes -= 1
            raise MemoryError("the reader died")
        data = await asyncio.to_thread(path.read_bytes)
        if not data.startswith(b"\xff\xd8"):
            raise UnreadableError("not_image", "no JPEG")
        return _reading(data, ocr)


def _reading(data: bytes, ocr: str) -> PhotoReading:
    with Image.open(io.BytesIO(data)) as image:
        label = json.loads(image.info["comment"])
    kind = PhotoKind(label["kind"])
    rest = (1 - label["p"]) / 3
    return PhotoReading(
        sha256=hashlib.sha256(data).hexdigest(),
        width=64,
        height=48,
        kind=kind,
        kinds={k: label["p"] if k is kind else rest for k in PhotoKind},
        score=label["score"],
        verdict=_verdict(label["score"]),
        reasons=tuple(label["reasons"]),
        phash=label["phash"] or hashlib.sha256(label["name"].encode()).hexdigest()[:16],
        dhash=label["dhash"] or hashlib.sha256(label["name"].encode()).hexdigest()[16:32],
        taken_at=datetime.fromisoformat(label["taken_at"]) if label["taken_at"] else None,
        tag=_tag(label, ocr) if kind is PhotoKind.TAG and ocr != "off" else None,
        words=tuple(label["words"]) if ocr != "off" else (),
        looked=ocr != "off",
    )


def _verdict(score: int) -> Verdict:
    return Verdict.REFUSE if score < 20 else Verdict.WARN if score < 45 else Verdict.OK


def _tag(label: dict[str, str], ocr: str) -> TagReading | None:
    if not label["price"]:
        return None
    return TagReading(
        product=label["product"] or None,
        price_fen=fen_of(label["price"]),
        promo_fen=fen_of(label["promo"]) if label["promo"] else None,
        unit="瓶",
        confidence=float(label["confidence"]),
        engine="rapidocr" if ocr == "auto" else ocr,
        member=bool(label["member"]),
        pack=int(label["pack"]) or None,
        base="瓶",
    )


def storefront(name: str = "门头", **more: object) -> Shot:
    return Shot(name, PhotoKind.STOREFRONT, **more)  # type: ignore[arg-type]


def shelf(name: str = "货架", **more: object) -> Shot:
    return Shot(name, PhotoKind.SHELF, **more)  # type: ignore[arg-type]


def price_tag(product: str, price: str, **more: object) -> Shot:
    return Shot(f"{product}{price}", PhotoKind.TAG, product=product, price=price, **more)  # type: ignore[arg-type]
