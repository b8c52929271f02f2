"""The company's settings: hours, fence, thresholds. Compiled from a rule version."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from domain.geo import Datum

COMPANY = "company"
"""The kind under which rule versions of these settings are kept."""
_DATUMS = {
    "console": "坐标系(网页)",
    "telegram": "坐标系(Telegram)",
    "wecom": "坐标系(企业微信)",
    "wecom_event": "坐标系(企业微信上报)",
}
"""``<channel>_event``: of the places that a phone reports by itself, where they differ."""
_SINCE: Mapping[str, Any] = {
    "晚间汇总": "18:30",
    "周报时间": "09:00",
    "月报时间": "09:00",
    "坐标系(网页)": "WGS-84",
    "坐标系(Telegram)": "WGS-84",
    "坐标系(企业微信)": "GCJ-02",
    "坐标系(企业微信上报)": "WGS-84",
    "价签识别": "auto",
    "竞品价差区间(%)": "-30~30",
}
"""What came later than the first versions of a company's rules, which lack it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds for the whole company."""

    company: str
    zone: ZoneInfo
    work_from: time
    work_to: time
    quiet_from: time
    quiet_to: time
    fence_m: float
    early_fix: timedelta
    """A photo this much after the newest location is marked 定位较早; a location binds
    photos from up to this long before it."""
    accuracy_m: float
    """A location less exact than this is 定位不准."""
    on_site: timedelta
    """How long an accepted location lets photos in."""
    fresh_at_submit: timedelta
    price_alert: float
    """Share (0-1) of change to the last price from which a price is an alert."""
    price_gap: tuple[float, float]
    """A competitor's price is an alarm when its difference to our own product's, as a share of
    that, is below the first or above the second."""
    visit_life: timedelta
    digest_at: time
    """When those who lead are told of the day."""
    weekly_at: time
    """When they are told of the last week, on Mondays."""
    monthly_at: time
    """When they are told of the last month, on the first."""
    datums: Mapping[str, Datum]
    """Coordinate system of locations that don't say it, by channel; see ``datum_of``."""
    ocr: str
    """Which engine reads price tags: ``auto``, ``off`` or an engine's name."""

    @classmethod
    def compile(cls, table: Mapping[str, Any]) -> Self:
        """Turn the rule's body (Chinese keys, as on the 公司 sheet) into settings.

        Raises:
            ValueError: naming the key that is missing or can't be read.
        """
        read = _Reader({**_SINCE, **table})
        return cls(
            company=str(table.get("公司名称", "")),
            zone=read.zone("时区"),
            work_from=read.clock("上班时间"),
            work_to=read.clock("下班时间"),
            quiet_from=read.clock("免打扰开始"),
            quiet_to=read.clock("免打扰结束"),
            fence_m=read.number("门店围栏(米)"),
            early_fix=read.span("定位有效(分钟)", timedelta(minutes=1)),
            accuracy_m=read.number("定位精度(米)"),
            on_site=read.span("现场有效(分钟)", timedelta(minutes=1)),
            fresh_at_submit=read.span("提交前定位(分钟)", timedelta(minutes=1)),
            price_alert=read.number("价差预警(%)") / 100,
            price_gap=read.interval("竞品价差区间(%)"),
            visit_life=read.span("拜访有效(天)", timedelta(days=1)),
            digest_at=read.clock("晚间汇总"),
            weekly_at=read.clock("周报时间"),
            monthly_at=read.clock("月报时间"),
            datums={channel: read.datum(key) for channel, key in _DATUMS.items()},
            ocr=str(read.table["价签识别"]).strip().lower(),
        )

    def day(self, at: datetime) -> date:
        """The company's day of a moment."""
        return at.astimezone(self.zone).date()

    def quiet_until(self, at: datetime) -> datetime | None:
        """When the quiet hours that a moment lies in are over; ``None`` outside of them."""
        local = at.astimezone(self.zone)
        begin, end = self.quiet_from, self.quiet_to
        now = local.time()
        night = begin <= now or now < end if begin > end else begin <= now < end
        if begin == end or not night:
            return None
        over = datetime.combine(local.date(), end, self.zone)
        return over if over > local else datetime.combine(_next(local.date()), end, self.zone)

    def datum_of(self, channel: str, *, reported: bool = False) -> Datum:
        """Which system a channel's locations are in; ``reported`` by the phone itself, or sent."""
        own = self.datums.get(f"{channel}_event") if reported else None
        return own or self.datums[channel]

    def at_work(self, at: datetime) -> bool:
        """Whether a moment lies in the working hours."""
        return self.work_from <= at.astimezone(self.zone).time() < self.work_to


def _next(day: date) -> date:
    return day + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Reader:
    table: Mapping[str, Any]

    def number(self, key: str) -> float:
        try:
            value = float(self.table[key])
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{key}: {self.table.get(key)!r} is no number") from error
        if not 0 < value < math.inf:
            raise ValueError(f"{key}: {value} must be above 0")
        return value

    def interval(self, key: str) -> tuple[float, float]:
        """``-30~30``, in percent, as two shares."""
        try:
            low, high = (float(end) / 100 for end in str(self.table[key]).split("~"))
        except ValueError as error:
            raise ValueError(f"{key}: {self.table[key]!r} is no -30~30") from error
        if not -1 <= low < high < math.inf:
            raise ValueError(f"{key}: {self.table[key]!r} must go upwards, from -100 on")
        return low, high

    def span(self, key: str, unit: timedelta) -> timedelta:
        try:
            return self.number(key) * unit
        except OverflowError as error:
            raise ValueError(f"{key}: {self.table[key]!r} is too long") from error

    def clock(self, key: str) -> time:
        try:
            return time.fromisoformat(str(self.table[key]).zfill(5))
        except (KeyError, ValueError) as error:
            raise ValueError(f"{key}: {self.table.get(key)!r} is no time of day") from error

    def datum(self, key: str) -> Datum:
        try:
            return Datum(str(self.table[key]).lower().replace("-", ""))
        except ValueError as error:
            raise ValueError(f"{key}: {self.table[key]!r} is no WGS-84 or GCJ-02") from error

    def zone(self, key: str) -> ZoneInfo:
        try:
            return ZoneInfo(str(self.table[key]))
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"{key}: {self.table.get(key)!r} is no time zone") from error
