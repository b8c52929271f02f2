"""The words that change what a person has agreed to."""

import hashlib
from pathlib import Path

import pytest

from domain.consent import WORDING, Wish, names_place, wish

_CARD = Path(__file__).parents[2] / "bot" / "templates" / "consent" / "card.txt"
_WORDINGS = {2: "38bf90c416f8"}
"""By number: the card's words."""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("同意并开始", Wish.AGREE), ("同意并开始(含定位)", Wish.AGREE), ("同意并开始\uff08含定位\uff09", Wish.AGREE),
        ("同意,不用定位", Wish.AGREE_WITHOUT), ("同意\uff0c不用定位", Wish.AGREE_WITHOUT),
        ("同意但不给定位", Wish.AGREE_WITHOUT),
        ("允许定位", Wish.ALLOW_PLACE), ("开启定位", Wish.ALLOW_PLACE), ("我同意定位", Wish.ALLOW_PLACE),
        ("可以用我的位置了", Wish.ALLOW_PLACE), ("打开定位吧", Wish.ALLOW_PLACE),
        ("不用定位", Wish.REFUSE_PLACE), ("关闭定位", Wish.REFUSE_PLACE), ("不允许定位", Wish.REFUSE_PLACE),
        ("撤回定位授权", Wish.REFUSE_PLACE), ("停止获取位置", Wish.REFUSE_PLACE), ("不同意定位", Wish.REFUSE_PLACE),
        ("撤销同意", Wish.WITHDRAW), ("撤回我的同意", Wish.WITHDRAW), ("取消授权", Wish.WITHDRAW),
        ("不同意了", Wish.WITHDRAW), ("撤销同意。", Wish.WITHDRAW),
        ("同意", None), ("好", None), ("撤回定位", None), ("撤回", None), ("重新定位", None),
        ("定位", None), ("不用了", None), ("店主同意定位在门口这个说法,先记下来", None),
    ],
)  # fmt: skip
def test_what_is_said_about_consent(said: str, meant: Wish | None) -> None:
    assert wish(said) is meant


@pytest.mark.parametrize(
    ("said", "names"),
    [("好", False), ("同意", False), ("ok", False), ("1", True), ("2", True),
     ("同意并开始(含定位)", True), ("同意并开始", True)],
)  # fmt: skip
def test_a_mere_yes_agrees_to_no_location(said: str, names: bool) -> None:
    assert names_place(said) is names


def test_another_wording_gets_another_number() -> None:
    digest = hashlib.sha256(_CARD.read_bytes()).hexdigest()[:12]

    assert _WORDINGS[WORDING] == digest
