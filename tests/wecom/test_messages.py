"""What we send, in WeCom's sizes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Parcel
from bot.channels.wecom.menu import differs, wanted
from bot.channels.wecom.messages import card, done, key_of, lasts, parted, tapped, task_of, words
from domain.people import Role
from handlers.commands import COMMANDS
from tests.peers.wecom.menus import Menu
from tests.peers.wecom.rules import check

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=400)
LABELS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=24)


def parcel(text: str, out_id: int = 7, address: str = "Q011") -> Parcel:
    chat = {"cause": None, "chat": "private", "person_id": None}
    return Parcel(out_id=out_id, address=address, text=text, buttons=(("确认", "7-0"),), **chat)  # type: ignore[arg-type]


@given(TEXTS, st.lists(LABELS, min_size=1, max_size=6, unique=True))
def test_every_text_with_buttons_is_a_message_that_wecom_takes(
    text: str, labels: list[str]
) -> None:
    before, rest = parted(text)
    buttons = [(label, f"7-{n}") for n, label in enumerate(labels)]

    check(card(task_of(parcel(text)), rest, buttons), lambda _: True)
    if before:
        check(words(before), lambda _: True)


@given(TEXTS)
def test_no_word_is_lost_between_a_text_and_its_card(text: str) -> None:
    before, rest = parted(text)

    assert text.split() == f"{before}\n{rest}".split() or before == text


@pytest.mark.parametrize(
    ("text", "before", "rest"),
    [
        ("对吗?", "", "对吗?"),
        ("门头\n点一下", "", "门头\n点一下"),
        ("x" * 36, "", "x" * 36),
        ("x" * 37, "x" * 37, "x" * 35 + "…"),
        ("a\n" + "b\n" * 5 + "c", "a\n" + "b\n" * 4 + "b", "c"),
        ("a\n" + "b\n" * 5 + "\nc", "a\n" + "b\n" * 4 + "b", "c"),
        ("a\n" + "b" * 161, "a\n" + "b" * 161, "a"),
        ("a\n" + "b" * 160, "", "a\n" + "b" * 160),
    ],
)
def test_a_long_text_goes_before_its_card(text: str, before: str, rest: str) -> None:
    assert parted(text) == (before, rest)


def test_a_card_without_words_has_some() -> None:
    made = card("t", "", (("确认", "7-0"),))

    assert made["template_card"]["main_title"] == {"title": "请点一下"}


def test_a_card_has_no_empty_line_below_its_title() -> None:
    made = card("t", "今天没有排计划。\n\n昨天 湖畔生活超市 还差竞品价格", (("继续", "7-0"),))

    assert made["template_card"]["sub_title_text"] == "昨天 湖畔生活超市 还差竞品价格"


@given(LABELS)
def test_a_tap_brings_token_and_label_back(label: str) -> None:
    assert tapped(key_of("12-0", label)) == ("12-0", label)
    assert len(key_of("123456789-11", label).encode()) <= 1024


@given(LABELS)
def test_a_tap_on_a_lasting_button_brings_its_token_and_leaves_the_card(label: str) -> None:
    lasting, choice = key_of("12-0", label, lasting=True), key_of("12-0", label)

    assert tapped(lasting)[0] == "12-0"
    assert (lasts(lasting), lasts(choice)) == (True, False)


def test_a_card_tells_its_lasting_buttons_from_its_choices() -> None:
    made = card("t", "太远", (("改为晨光", "7-0"), ("重新定位", "7-1")), frozenset({"7-1"}))

    keys = [button["key"] for button in made["template_card"]["button_list"]]
    assert [lasts(key) for key in keys] == [False, True]


@given(st.text(max_size=60))
def test_any_key_is_a_token_and_perhaps_a_label(key: str) -> None:
    token, label = tapped(key)

    assert key.startswith(token)
    assert done(label).startswith("已点")


def test_a_card_is_named_after_the_message_and_its_words() -> None:
    names = {
        task_of(parcel("a")),
        task_of(parcel("b")),
        task_of(parcel("a", out_id=8)),
        task_of(parcel("a", address="Q012")),
    }

    assert task_of(parcel("a")) == task_of(parcel("a"))
    assert len(names) == 4


def test_markdown_that_would_be_too_long_stays_a_text() -> None:
    text = "【过程】\n" + "x" * (2048 - len("【过程】\n".encode()))

    assert words(text)["msgtype"] == "text"
    check(words(text), lambda _: True)


def test_the_menu_is_one_that_wecom_takes_and_knows_again() -> None:
    menu = Menu()

    menu.make(json.loads(json.dumps(wanted())))

    assert not differs(menu.shown())
    assert differs([])
    assert differs(menu.shown()[:2])


def test_the_menu_offers_what_a_rep_needs() -> None:
    menu = Menu()
    menu.make(list(wanted()))

    said = {c.words for c in COMMANDS if Role.REP in c.roles}

    assert all(menu.entry(words)["type"] == "click" for words in said)
    assert menu.entry("到店")["type"] == "location_select"
    assert menu.entry("拍照")["type"] == "pic_sysphoto"
