"""The 公司 sheet: what a company may set, and how people write it."""

import pytest

from domain.company.cells import Cell
from domain.company.settings import setting
from domain.errors import BadCellError


@pytest.mark.parametrize(
    ("said", "meant"),
    [("gcj02", "GCJ-02"), ("GCJ-02", "GCJ-02"), ("火星坐标", "GCJ-02"), ("wgs 84", "WGS-84")],
)
def test_a_coordinate_system_is_understood_as_people_write_it(said: str, meant: str) -> None:
    assert setting("坐标系(企业微信)", said) == ("坐标系(企业微信)", meant, True)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("坐标系(网页)", "坐标系(网页)"),
        ("坐标系（Telegram）", "坐标系(Telegram)"),
        ("坐标系 【企业微信】", "坐标系(企业微信)"),
        ("坐标系(企业微信上报)", "坐标系(企业微信上报)"),
    ],
)
def test_each_channel_has_a_coordinate_system_of_its_own(said: str, meant: str) -> None:
    assert setting(said, "WGS-84") == (meant, "WGS-84", True)


@pytest.mark.parametrize("said", ["坐标系", "坐标系(别的)"])
def test_a_coordinate_system_of_no_channel_is_nobodys(said: str) -> None:
    assert setting(said, "WGS-84") == (said, "WGS-84", False)


def test_a_unit_may_be_left_out_or_be_another() -> None:
    assert (
        setting("门店围栏", 250) == setting("门店围栏(m)", "250") == ("门店围栏(米)", "250", True)
    )


def test_another_coordinate_system_is_a_bad_cell() -> None:
    with pytest.raises(BadCellError):
        setting("坐标系(企业微信)", "BD-09")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("-30~30", "-30~30"),
        ("-30%至30%", "-30~30"),
        ("±30", "-30~30"),
        (30, "-30~30"),
        (" －20.5 ～ +40 ", "-20.5~40"),
        ("5到10", "5~10"),
    ],
)
def test_a_gap_is_understood_as_people_write_it(written: Cell, meant: str) -> None:
    assert setting("竞品价差区间", written) == ("竞品价差区间(%)", meant, True)


@pytest.mark.parametrize("written", ["三成", "30~-30", "-101~5", "1~2~3", ""])
def test_a_gap_that_makes_no_sense_is_refused(written: str) -> None:
    with pytest.raises(BadCellError):
        setting("竞品价差区间", written)
