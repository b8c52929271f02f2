"""Photographed notes: kept apart from evidence, their words 待核对 until somebody has looked."""

from domain.memory.notes import Kind, Subject
from domain.readings import PhotoKind
from tests.chat import Chat
from tests.fakes import Shot, storefront
from tests.handlers.test_memory_notes import held

_PAGE = Shot("便签", PhotoKind.OTHER, words=("李姐爱吃辣", "周三送货"))
_LAKE = Subject(Kind.STORE, "SZ101")


def test_a_page_is_kept_and_counts_when_it_was_looked_over(chat: Chat) -> None:
    asked = chat.sends(_PAGE, caption="笔记 湖畔生活超市")
    assert "认出的字(待核对):\n李姐爱吃辣\n周三送货" in asked.text

    kept = chat.taps("湖畔生活超市")
    assert "待核对" in kept.text
    assert held(chat) == []

    done = chat.taps("没错")
    assert done.text.startswith("已记: 湖畔生活超市 · 口味偏好=辣")
    assert held(chat) == ["口味偏好=辣"]
    assert "核对过了" in chat.taps("没错").text
    (note,) = chat.on_database(lambda work: work.memory.notes_of(_LAKE))
    assert (note.sha256, note.checked) == (_PAGE.sha256, True)


def test_misread_words_are_written_anew(chat: Chat) -> None:
    chat.sends(_PAGE, caption="手写便签")
    assert chat.says("湖畔生活超市").text.startswith("已留下这页笔记")

    assert "把纸上的话写给我" in chat.taps("改文字").text
    chat.says("李姐不吃辣,周三送货")

    assert held(chat) == ["口味偏好=不辣"]


def test_without_words_the_picture_is_kept(chat: Chat) -> None:
    chat.sends(Shot("空白", PhotoKind.OTHER), caption="笔记")

    kept = chat.taps("湖畔生活超市")

    assert kept.buttons == ["改文字", "撤回"]
    assert "(照片,没认出字)(待核对)" in chat.says("湖畔生活超市的备注").text


def test_a_picture_that_no_visit_took_may_be_a_page(chat: Chat) -> None:
    waiting = chat.sends(_PAGE)
    assert "这是笔记" in waiting.buttons

    assert "这页笔记记给哪一家?" in chat.taps("这是笔记").text
    chat.taps("晨光便利店")
    chat.at()

    assert [i for v in chat.visits() for i in v.items.values() if i.photo] == []
    assert "用在别处了" in chat.taps("这是笔记").text


def test_evidence_is_never_taken_for_a_page(chat: Chat) -> None:
    chat.at()

    heard = chat.sends(storefront(), caption="门头 手写招牌")

    assert "☑①门头全景" in heard.text
    assert chat.on_database(lambda work: work.memory.notes_of(_LAKE)) == []


def test_a_page_that_can_not_be_opened_is_asked_again(chat: Chat) -> None:
    heard = chat.sends(b"no picture", caption="笔记")

    assert heard.text == "这页笔记的照片打不开,请再发一次,说明里写上「笔记」。"


def test_private_words_on_a_page_are_refused(chat: Chat) -> None:
    chat.sends(_PAGE, caption="笔记")
    chat.taps("湖畔生活超市")
    chat.taps("改文字")

    assert "没有记" in chat.says("保密:预算砍半").text


def test_a_page_that_was_taken_back_is_over(chat: Chat) -> None:
    chat.sends(_PAGE, caption="笔记")
    chat.taps("湖畔生活超市")
    chat.taps("撤回")

    assert "已经撤回" in chat.taps("没错").text
    assert "已经撤回" in chat.taps("改文字").text
