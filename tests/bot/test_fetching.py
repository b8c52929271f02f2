"""Files that stay with the messenger until their message is acknowledged."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Fetched, FetchError
from bot.channels.script import BadNetwork, ScriptChannel
from domain.onsite import Provenance
from tests.books import book
from tests.chat import MANAGER, Chat, Heard
from tests.fakes import Shot, storefront


class Cupboard(ScriptChannel):
    """A messenger that keeps the files; ``trouble`` is met by the next fetches, one after another."""

    def __init__(self, name: str, network: BadNetwork) -> None:
        super().__init__(name, network)
        self.files: dict[str, Fetched] = {}
        self.trouble: list[FetchError] = []
        self.asked = 0

    async def fetch(self, media: Mapping[str, Any]) -> Fetched:
        self.asked += 1
        if self.trouble:
            raise self.trouble.pop(0)
        return self.files[media["id"]]


class FetchingChat(Chat):
    """Somebody whose messenger names files instead of bringing them."""

    def _script_channel(self, name: str) -> ScriptChannel:
        return Cupboard(name, self.network)

    @property
    def cupboard(self) -> Cupboard:
        cupboard = self.channels[self.channel]
        assert isinstance(cupboard, Cupboard)
        return cupboard

    def names(self, shot: Shot, provenance: str = "", **more: Any) -> Heard:
        """A photo whose bytes are still at the messenger."""
        self.cupboard.files[shot.name] = Fetched(shot.data, provenance)
        body = {"media": {"id": shot.name}, "caption": "", "album": ""}
        return self._arrives("photo", body, **more)


@pytest.fixture
def away(tmp_path: Path) -> Iterator[FetchingChat]:
    client = FetchingChat(tmp_path / "data", channel="telegram")
    yield client
    client.close()


def test_a_photo_that_was_only_named_is_fetched_read_and_filed(away: FetchingChat) -> None:
    away.at()

    heard = away.names(storefront())

    assert "①门头全景已收" in heard.text
    (item,) = away.visits()[0].items.values()
    assert item.photo is not None
    assert item.photo.sha256 == storefront().sha256


def test_what_the_messenger_can_prove_only_with_the_bytes_is_kept(away: FetchingChat) -> None:
    away.at()

    away.names(storefront(), provenance="camera")

    (item,) = away.visits()[0].items.values()
    assert item.photo is not None
    assert item.photo.provenance is Provenance.CAMERA


def test_a_submission_waits_for_a_photo_that_is_not_even_fetched(away: FetchingChat) -> None:
    away.at()
    away.cupboard.files["门头"] = Fetched(storefront().data)
    away._post("photo", {"media": {"id": "门头"}, "caption": "", "album": ""})
    away.post_text("提交")
    away.run(away.app.engine.decide())
    away.run(away.app.engine._relay.flush(holds=False))

    told, asked = away.cupboard.sent[-1].text, away.cupboard.asked
    after = away.settle()

    assert "还在看1张照片" in told
    assert asked == 0
    assert "①门头全景" in "".join(p.text for p in after.parcels)


def test_a_fetch_that_fails_is_tried_again(away: FetchingChat) -> None:
    away.at()
    away.cupboard.trouble = [FetchError("unreachable", final=False)] * 2

    at_once = away.names(storefront())
    first = away.cupboard.asked
    heard = away.waits(minutes=1)

    assert first == 1
    assert len(at_once) == 0
    assert away.cupboard.asked == 3
    assert "①门头全景已收" in heard.text


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ([FetchError("expired", final=True)], "这张照片已经取不到了,请重发一张"),
        ([FetchError("unreachable", final=False)] * 3, "照片没取下来,请重发一张"),
    ],
    ids=["expired", "unreachable"],
)
def test_a_photo_that_can_not_be_had_is_asked_for_again(
    away: FetchingChat, trouble: list[FetchError], words: str
) -> None:
    away.at()
    away.cupboard.trouble = list(trouble)

    said = away.names(storefront()).parcels
    said += away.waits(minutes=1).parcels

    assert words in said[-1].text
    assert not away.visits()[0].items


def test_a_kill_while_fetching_loses_nothing(away: FetchingChat) -> None:
    away.at()
    away._post("photo", {"media": {"id": "门头"}, "caption": "", "album": ""})
    claim = "update work set state = 'running', attempts = 1"
    away.app.core.call(lambda c: c.exec_driver_sql(claim)).result()

    away.restarts()
    away.cupboard.files["门头"] = Fetched(storefront().data)
    heard = away.settle()

    assert "①门头全景已收" in heard.text


def test_nothing_is_fetched_for_somebody_unknown(away: FetchingChat) -> None:
    away.names(storefront(), who="谁也不是")

    assert away.cupboard.asked == 0


def test_a_workbook_is_fetched_and_previewed(away: FetchingChat) -> None:
    away.who = MANAGER
    away.cupboard.files["表"] = Fetched(book(["门店编码", "门店名称"], ["SZ900", "新店"]))

    heard = away._arrives("file", {"media": {"id": "表"}, "name": "门店.xlsx"})

    assert "门店" in heard.text


@pytest.mark.parametrize(
    ("kind", "words"),
    [("photo", "照片超过20MB"), ("voice", "语音超过20MB"), ("file", "文件超过20MB")],
)
def test_what_the_messenger_does_not_hand_out_is_said(
    away: FetchingChat, kind: str, words: str
) -> None:
    before = away._arrives(kind, {"too_large": True, "name": "大"})
    away.at()
    during = away._arrives(kind, {"too_large": True, "name": "大"})

    assert words in before.text
    assert words in during.text
    assert "①门头全景" in during.text
    assert away.cupboard.asked == 0


def test_a_messenger_that_says_later_costs_no_try(away: FetchingChat) -> None:
    away.at()
    later = FetchError("unreachable", final=False, after=timedelta(minutes=10))
    away.cupboard.trouble = [later] * 6

    away.names(storefront())
    heard = away.waits(hours=2)

    assert away.cupboard.asked == 7
    assert "①门头全景已收" in heard.text


def test_a_messenger_that_says_later_for_a_day_is_given_up(away: FetchingChat) -> None:
    away.at()
    later = FetchError("unreachable", final=False, after=timedelta(hours=5))
    away.cupboard.trouble = [later] * 9

    away.names(storefront())
    heard = away.waits(hours=26)

    assert "照片没取下来,请重发一张" in "".join(p.text for p in heard.parcels)
