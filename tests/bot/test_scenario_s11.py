"""S11 on the company of the scenarios: the sentence about the seventh rep's third store."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bot.commands import Terminal, script

SHARED = Path(__file__).parents[3] / "shared"
BOOK = SHARED / "company" / "nanjing.xlsx"
SHELF = SHARED / "eval" / "photos" / "scenario" / "shelf_ST003.jpg"
ASKED = "南京河西片区第7位业务员今日第三家客户,货架图中缺失SKU编码00238的库存标注"
AT = "2026-11-23T{}:00+08:00"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SHELF.exists(), reason="the scenarios' company is not beside the repo"),
]


def said(at: str, who: str, text: str) -> dict[str, Any]:
    return {"at": AT.format(at), "from": who, "text": text}


def at_store(at: str, lat: float, lon: float) -> dict[str, Any]:
    place = {"lat": lat, "lon": lon, "accuracy_m": 20, "datum": "wgs84", "live": True}
    return {"at": AT.format(at), "from": "孙丽", "location": place}


def test_the_seventh_reps_third_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    same = [
        "河西7号业务员今天第3家 238库存标了吗",
        "河西第七个人今天第三家店货架00238缺库存?",
        "孙丽今天第三家 青花椒酱油 库存",
        "南京合西片区第七位业务员今日第三家客户货架图中缺失SKU编码零零二三八的库存标注",
    ]
    lines = [
        at_store("10:02", 31.99905, 118.7311),
        at_store("11:30", 32.0005, 118.7340),
        at_store("14:20", 31.9950, 118.7280),
        {"at": AT.format("14:21"), "from": "孙丽", "photo": str(SHELF)},
        said("14:22", "孙丽", "00238 A1-A2, 00112 B1 6箱, 00307 C3 3箱"),
        *(said("14:30", "周敏", text) for text in [ASKED, *same]),
        {"at": AT.format("14:35"), "from": "周敏", "press": "提醒补标"},
        said("14:41", "孙丽", "238 5箱"),
        said("14:42", "周敏", ASKED),
        said("14:43", "钱程", ASKED),
    ]

    file = script(tmp_path / "s11.jsonl", lines)
    out = Terminal(capsys).types("play", file, "--company", BOOK, "--data", tmp_path / "data")

    told = [one for one in out if one["to"] == "周敏"]
    missing = "00238 未标注库存(已标注: 00112、00307)"
    head = "孙丽(第7位,按花名册) · 佳佳生鲜(今日第3家,按到店顺序 14:20) · 货架图"
    for one in told[:5]:
        assert one["text"].startswith(head), json.dumps(one, ensure_ascii=False)
        assert missing in one["text"]
        assert one["image"]
        assert one["buttons"] == ["提醒补标", "查看全部"]
    assert any("00238 的库存" in one["text"] for one in out if one["to"] == "孙丽")
    assert "00238 已标注:5箱 14:41" in told[-1]["text"]
    assert [one["text"][:3] for one in out if one["to"] == "钱程"] == ["无权限"]
