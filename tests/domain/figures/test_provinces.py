"""Cities and their provinces, however they are written."""

import tomllib
from importlib.resources import files

import pytest

from domain.figures.provinces import city_of, province_named, province_of


@pytest.mark.parametrize(
    ("written", "city", "province"),
    [
        ("佛山", "佛山", "广东"),
        ("佛山市", "佛山", "广东"),
        ("广东省佛山市", "佛山", "广东"),
        ("广东佛山", "佛山", "广东"),
        ("佛山市南海区", "佛山", "广东"),
        ("南京鼓楼区", "南京", "江苏"),
        ("吉林", "吉林", "吉林"),
        ("吉林省长春市", "长春", "吉林"),
        ("北京市朝阳区", "北京", "北京"),
        ("朝阳区", "朝阳区", "未知省份"),
        ("延边朝鲜族自治州", "延边", "吉林"),
        ("海南藏族自治州", "海南藏族自治州", "青海"),
        ("内蒙古自治区锡林郭勒盟", "锡林郭勒", "内蒙古"),
        ("昆山市", "昆山", "未知省份"),
        ("沙市", "沙市", "未知省份"),
        ("", "", "未知省份"),
    ],
)
def test_a_city_is_one_city_however_it_is_written(written: str, city: str, province: str) -> None:
    assert (city_of(written), province_of(written)) == (city, province)


def test_a_province_is_named_in_short_or_in_full() -> None:
    full = ["江苏省", "上海市", "广西壮族自治区", "内蒙古自治区", "香港特别行政区", "浙江"]

    assert [province_named(name) for name in full] == [
        "江苏",
        "上海",
        "广西",
        "内蒙古",
        "香港",
        "浙江",
    ]


def test_the_list_has_every_city_once() -> None:
    table = tomllib.loads(files("domain.rules").joinpath("provinces.toml").read_text("utf-8"))
    cities = [city for line in table["provinces"].values() for city in line.split()]

    assert len(table["provinces"]) == 34
    assert len(cities) == len(set(cities)) > 333
