"""The 公司 sheet: what a company may set, and how people write it."""

import pytest

from domain.company.settings import setting
from domain.errors import BadCellError


@pytest.mark.parametrize(
    ("said", "meant"),
    [("gcj02", "GCJ-02"), ("GCJ-02", "GCJ-02"), ("火星坐标", "GCJ-02"), ("wgs 84", "WGS-84")],
)
def test_a_coordinate_system_is_understood_as_people_write_it(said: str, meant: str) -> None:
    assert setting("坐标系(企业微信)", said) == ("坐标系(企业微信)", meant, True)


def test_another_coordinate_system_is_a_bad_cell() -> None:
    with pytest.raises(BadCellError):
        setting("坐标系(企业微信)", "BD-09")
