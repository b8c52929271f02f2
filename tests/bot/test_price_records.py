"""What ``dump`` and ``doctor`` say about prices and their reader."""

import json
from typing import Any

import pytest

from bot.cli.doctor import doctor
from bot.cli.dump import dump
from tests.chat import MANAGER, Chat
from tests.fakes import price_tag, shelf, storefront
from tests.handlers.test_price import RIVAL


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_pack_is_dumped_with_the_price_of_one(
    chat: Chat, capsys: pytest.CaptureFixture[str]
) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says("516 12箱,127 6箱,233 0")
    chat.sends(price_tag(RIVAL, "45.60", promo="44.00", pack=3))
    chat.says("是")
    chat.says("确认")
    chat.says("提交")
    capsys.readouterr()

    dump(chat.data, "items")
    item = next(line for line in lines(capsys) if line.get("competitor"))
    dump(chat.data, "prices")
    price = next(line for line in lines(capsys) if line["visit"])

    assert (item["price"], item["pack"], item["unit_price"]) == ("44.00", 3, "14.67")
    assert (item["regular_price"], item["promo_price"]) == ("45.60", "44.00")
    assert (item["last"], item["change"]) == ("14.90", -0.0157)
    assert (price["price"], price["pack"], price["unit_price"]) == ("44.00", 3, "14.67")


@pytest.mark.parametrize(
    ("setting", "state", "said"),
    [
        ("off", "ok", "价签识别 = off: prices are typed"),
        ("paddle", "missing", "价签识别 = paddle: not installed, prices are typed"),
    ],
)
def test_doctor_says_that_nothing_reads_the_tags(
    chat: Chat, capsys: pytest.CaptureFixture[str], setting: str, state: str, said: str
) -> None:
    now, by = chat.clock.now(), chat.person_id(MANAGER)
    chat.on_database(lambda work: work.rules.change("价签识别", setting, by=by, at=now))
    capsys.readouterr()

    doctor(chat.data)

    found = next(line for line in lines(capsys) if "价签识别" in line["check"])
    assert (found["check"], found["state"]) == (said, state)


def test_a_setting_that_nobody_could_read_is_not_written(chat: Chat) -> None:
    now = chat.clock.now()

    with pytest.raises(ValueError, match="价差预警"):
        chat.on_database(lambda work: work.rules.change("价差预警(%)", "viel", by="x", at=now))

    assert chat.on_database(lambda work: work.rules.settings().price_alert) == 0.1
