"""Agreeing: the location apart from the rest, taken back at any time, written down."""

import pytest

from tests.chat import STORE, Chat
from tests.fakes import price_tag, shelf, storefront
from tests.handlers.joining import audited, kept
from tests.handlers.test_visit import RIVAL

NAME = "湖畔生活超市"


def newcomer(chat: Chat) -> Chat:
    """The rep has agreed to nothing yet."""
    chat.on_database(lambda work: work.consents.withdraw("Q011"))
    return chat


def located(chat: Chat) -> bool:
    return chat.on_database(lambda work: work.consents.located("Q011"))


def given(chat: Chat) -> bool:
    return chat.on_database(lambda work: work.consents.given("Q011"))


@pytest.mark.parametrize("channel", ["console", "telegram", "wecom"])
def test_the_card_says_what_for_what_who_how_long_and_how_to_withdraw(
    chat: Chat, channel: str
) -> None:
    chat.channel = channel
    card = newcomer(chat).says("你好")

    for words in (
        "用来做什么",
        "保存什么",
        "谁能看",
        "存多久",
        "怎么撤回",
        "不在后台跟踪",
        "位置单独同意",
    ):
        assert words in card.text
    assert card.buttons == ["同意并开始(含定位)", "同意,不用定位"]


@pytest.mark.parametrize(
    ("answer", "place"),
    [("同意并开始(含定位)", True), ("同意并开始", True), ("1", True), ("同意,不用定位", False), ("2", False),
     ("同意", False), ("好的", False)],
)  # fmt: skip
def test_a_typed_answer_agrees_to_what_it_names(chat: Chat, answer: str, place: bool) -> None:
    newcomer(chat).says("你好")

    heard = chat.says(answer)

    assert "可以开始了" in heard.text
    assert (given(chat), located(chat)) == (True, place)


def test_a_later_yes_takes_nothing_back(chat: Chat) -> None:
    newcomer(chat).says("你好")
    chat.taps("同意并开始")

    chat.says("好的")

    assert located(chat)


def test_what_was_agreed_to_is_written_down(chat: Chat) -> None:
    chat.channel = "wecom"
    newcomer(chat).says("你好")
    chat.taps("同意,不用定位")
    chat.says("允许定位")
    chat.says("不用定位")
    chat.says("撤销同意")
    chat.taps("撤销同意")

    lines = audited(chat, "consented", "location_allowed", "location_refused", "consent_withdrawn")
    assert [line["what"] for line in lines] == [
        "consented", "location_allowed", "location_refused", "consent_withdrawn"
    ]  # fmt: skip
    assert lines[0]["location"] is False
    assert {(line["channel"], line["wording"], line["subject"]) for line in lines} == {
        ("wecom", 2, "Q011")
    }


def test_nothing_is_kept_of_what_comes_before(chat: Chat) -> None:
    newcomer(chat).at()
    photo = storefront("早到的门头")
    chat.sends(photo, caption="私房话")
    chat.says("私房话也在这里")

    stored = kept(chat, "inbox", "evidence", "fix", "work")
    for secret in ("31.3196", photo.sha256, "私房话"):
        assert secret not in stored


def test_a_place_that_moves_by_itself_asks_nobody_to_agree(chat: Chat) -> None:
    assert len(newcomer(chat).at(body={"update": True})) == 0


def test_a_location_that_was_not_agreed_to_is_not_kept(chat: Chat) -> None:
    chat.says("不用定位")

    heard = chat.at()
    silent = chat.at(body={"update": True})

    assert "刚才的位置没有保存" in heard.text
    assert heard.buttons == ["允许定位"]
    assert len(silent) == 0
    assert "31.3196" not in kept(chat, "inbox", "fix", "thread")
    assert not chat.visits()


def test_taking_back_the_consent_ends_everything_until_it_is_given_again(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())
    chat.sends(price_tag(RIVAL, "12.80"))
    asked = chat.says("撤销同意")
    kept_on = chat.taps("不撤销")
    chat.says("撤销同意")
    typed = chat.says("撤销同意")
    still = given(chat)
    ended = chat.taps("撤销同意")
    photo = chat.sends(shelf())
    pressed = chat.taps("确认")

    assert asked.buttons == ["撤销同意", "不撤销"]
    assert "没有撤销" in kept_on.text
    assert still
    assert typed.buttons == ["撤销同意", "不撤销"]
    assert "什么都不收" in ended.text
    assert "同意之前什么都不收" in photo.text
    assert "同意之前什么都不收" in pressed.text
    assert not any(i.slot == "shelf" for i in chat.visits()[0].items.values())


def test_who_took_it_back_is_not_reminded(chat: Chat) -> None:
    chat.says("撤销同意")
    chat.taps("撤销同意")

    morning = chat.waits(hours=23)

    assert len(morning.to("Q011")) == 0


def test_consent_is_no_answer_to_an_open_question(chat: Chat) -> None:
    chat.says("拜访渔歌餐饮管理", who="穆青山")
    chat.at(who="穆青山")
    chat.sends(storefront(), who="穆青山")

    heard = chat.says("不用定位", who="穆青山")

    assert "以后不收位置" in heard.text
    assert not any(i.text == "不用定位" for i in chat.visits()[0].items.values())


def test_consent_is_per_person_over_all_channels(chat: Chat) -> None:
    newcomer(chat).channel = "telegram"
    chat.says("你好")
    chat.taps("同意并开始")
    chat.channel = "wecom"

    assert NAME in chat.at(STORE).text
    assert "不在后台跟踪" not in chat.says("帮助").text


def test_the_other_button_later_changes_the_location_alone(chat: Chat) -> None:
    newcomer(chat).says("你好")
    chat.taps("同意并开始")

    off = chat.taps("同意,不用定位")
    on = chat.taps("同意并开始")
    again = chat.taps("同意并开始")

    assert "以后不收位置" in off.text
    assert "会用来确认到店" in on.text
    assert "可以开始了" in again.text
    assert located(chat)


@pytest.mark.parametrize("words", ["允许定位", "不用定位", "撤销同意"])
def test_who_has_not_agreed_is_asked_first_whatever_he_wants(chat: Chat, words: str) -> None:
    assert newcomer(chat).says(words).buttons == ["同意并开始(含定位)", "同意,不用定位"]


def test_what_overtook_the_consent_is_asked_for_again(chat: Chat) -> None:
    newcomer(chat).says("你好")
    token = chat.history[-1].buttons[0][1]
    chat._post("press", {"token": token})
    chat.post_photo(storefront())
    chat._post("place", {"lat": 31.3196, "lon": 120.6773})

    heard = chat.settle()

    assert [p.text for p in heard.parcels][-2:] == [
        "刚才那条是您同意之前发的,没有保存。请再发一次。",
        "刚才那条是您同意之前发的,没有保存。请再发一次位置。",
    ]


def test_taking_it_back_twice_is_harmless(chat: Chat) -> None:
    chat.says("撤销同意")
    token = chat.history[-1].buttons[0][1]
    chat.presses(token)

    assert "什么都不收" in chat.presses(token).text
    assert len(audited(chat, "consent_withdrawn")) == 1
