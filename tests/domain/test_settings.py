"""The company's settings."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.geo import Datum
from domain.settings import Settings
from tests.domain.making import settings, shipped

NUMBERS = [k for k, v in shipped("company").items() if isinstance(v, int)]
READ = [k for k in NUMBERS if not k.startswith(("模糊", "主推品", "签署"))]
"""Those that Settings reads itself; the others belong to forms and contracts."""
CLOCKS = ["上班时间", "下班时间", "免打扰开始", "免打扰结束"]


def test_the_shipped_settings_are_the_documented_ones() -> None:
    shown = settings()

    assert (shown.work_from, shown.work_to) == (time(8), time(19))
    assert (shown.quiet_from, shown.quiet_to) == (time(21), time(7, 30))
    assert (shown.fence_m, shown.accuracy_m, shown.price_alert) == (300, 200, 0.1)
    assert (shown.early_fix, shown.on_site) == (timedelta(minutes=15), timedelta(minutes=60))
    assert (shown.fresh_at_submit, shown.visit_life) == (timedelta(minutes=30), timedelta(days=3))


def test_numbers_may_come_as_text_and_hours_with_one_digit() -> None:
    shown = settings(**{"门店围栏(米)": "250", "上班时间": "8:30", "公司名称": "江南百味"})

    assert (shown.fence_m, shown.work_from, shown.company) == (250, time(8, 30), "江南百味")


def test_a_day_is_the_companys_day() -> None:
    evening = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)

    assert settings().day(evening) == date(2026, 11, 24)
    assert settings(时区="UTC").day(evening) == date(2026, 11, 23)


@pytest.mark.parametrize("key", [*READ, *CLOCKS, "时区"])
def test_a_missing_setting_is_named(key: str) -> None:
    table = {k: v for k, v in shipped("company").items() if k != key}

    with pytest.raises(ValueError, match=re.escape(f"{key}: None is no")):
        Settings.compile(table)


@pytest.mark.parametrize("key", READ)
@pytest.mark.parametrize("value", ["many", None, [], 0, -3, "nan", "inf"])
def test_a_number_that_makes_no_sense_is_named(key: str, value: object) -> None:
    with pytest.raises(ValueError, match=re.escape(f"{key}: ")):
        settings(**{key: value})


def test_the_gap_to_our_own_product_has_two_ends() -> None:
    before = {k: v for k, v in shipped("company").items() if k != "竞品价差区间(%)"}

    assert settings().price_gap == Settings.compile(before).price_gap == (-0.3, 0.3)
    assert settings(**{"竞品价差区间(%)": "-25.5~40"}).price_gap == (-0.255, 0.4)


@pytest.mark.parametrize("value", ["30", "", None, "30~-30", "-120~30", "1~2~3", "-30~inf", "a~b"])
def test_a_gap_without_two_ends_is_named(value: object) -> None:
    with pytest.raises(ValueError, match=r"竞品价差区间\(%\): "):
        settings(**{"竞品价差区间(%)": value})


def test_a_span_beyond_all_calendars_is_named() -> None:
    with pytest.raises(ValueError, match=r"拜访有效\(天\): 1e\+300 is too long"):
        settings(**{"拜访有效(天)": 1e300})


@pytest.mark.parametrize("key", CLOCKS)
@pytest.mark.parametrize("value", ["morning", "25:00", None, ""])
def test_a_time_of_day_that_makes_no_sense_is_named(key: str, value: object) -> None:
    with pytest.raises(ValueError, match=rf"{key}: .* is no time of day"):
        settings(**{key: value})


@pytest.mark.parametrize("value", ["", "Asia/Nowhere", "../etc", "Asia", None])
def test_a_time_zone_that_does_not_exist_is_named(value: object) -> None:
    with pytest.raises(ValueError, match=r"时区: .* is no time zone"):
        settings(时区=value)


@pytest.mark.parametrize("value", ["BD-09", "", None, 7])
def test_a_coordinate_system_that_nobody_knows_is_named(value: object) -> None:
    with pytest.raises(ValueError, match=r"坐标系\(企业微信\): .* is no WGS-84 or GCJ-02"):
        settings(**{"坐标系(企业微信)": value})


def test_a_company_from_before_a_setting_has_its_default() -> None:
    later = {"晚间汇总", "价签识别", "坐标系(企业微信上报)"}
    old = {k: v for k, v in shipped("company").items() if k not in later}

    compiled = Settings.compile(old)

    assert (compiled.digest_at, compiled.ocr) == (time(18, 30), "auto")
    assert compiled.datum_of("wecom", reported=True) is Datum.WGS84


def test_a_place_that_a_phone_reports_may_be_in_another_system_than_one_that_is_sent() -> None:
    as_shipped = settings()
    turned = settings(**{"坐标系(企业微信上报)": "GCJ-02"})

    assert as_shipped.datum_of("wecom") is Datum.GCJ02
    assert as_shipped.datum_of("wecom", reported=True) is Datum.WGS84
    assert turned.datum_of("wecom", reported=True) is Datum.GCJ02
    assert as_shipped.datum_of("telegram", reported=True) is as_shipped.datum_of("telegram")
