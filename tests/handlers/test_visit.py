"""The guided visit, told as a rep lives it."""

from domain.evidence import ItemState
from domain.readings import PhotoKind
from domain.visits import VisitState
from tests.chat import Chat
from tests.fakes import Shot, price_tag, shelf, storefront

RIVAL = "望海牌鲜味生抽1L"
THREE = "516 12箱,127 6箱,233 0"


def close_visit(chat: Chat) -> str:
    """The shortest way through a whole visit; the answer to 提交."""
    chat.at()
    chat.sends(shelf(), storefront())
    chat.says(THREE)
    chat.sends(price_tag(RIVAL, "12.80"))
    chat.taps("确认")
    return chat.says("提交").text


def test_a_location_opens_the_visit_and_lists_what_is_needed_in_order(chat: Chat) -> None:
    heard = chat.at((31.31965, 120.6774))

    assert "湖畔生活超市" in heard.text
    assert heard.text.index("①门头全景") < heard.text.index("②主推品货架") < heard.text.index("③")
    assert "请拍一张门头全景" in heard.text


def test_an_album_gets_one_answer_and_each_picture_its_own_slot(chat: Chat) -> None:
    chat.at()

    heard = chat.sends(shelf(), storefront())

    visit = chat.visits()[0]
    assert len(heard) == 1
    assert "②主推品货架已收" in heard.text
    assert "①门头全景已收" in heard.text
    assert heard.parcels[0].image
    assert [i.photo and i.photo.sha256 for i in visit.in_slot("shelf")] == [shelf().sha256]
    assert [i.photo and i.photo.sha256 for i in visit.in_slot("storefront")] == [
        storefront().sha256
    ]


def test_a_visit_with_all_evidence_is_submitted_and_gives_something_back(chat: Chat) -> None:
    text = close_visit(chat)

    visit = chat.visits()[0]
    assert text.startswith("已提交 湖畔生活超市")
    assert "缺货:00233" in text
    assert "上次订货" in text
    assert visit.state is VisitState.SUBMITTED
    assert {s.stock.sku for s in visit.in_slot("stock") if s.stock} == {"00516", "00127", "00233"}


def test_the_shortest_visit_takes_seven_messages_and_asks_nothing_twice(chat: Chat) -> None:
    close_visit(chat)

    conversation = f"person:{chat.person_id(chat.who)}"
    letters = chat.on_database(lambda work: work.inbox.said_in(conversation, 100))
    assert len(letters) == 7


def test_originals_are_kept_and_every_accepted_photo_has_a_watermarked_copy(chat: Chat) -> None:
    close_visit(chat)

    photos = [i.photo for i in chat.visits()[0].items.values() if i.photo]
    assert len(photos) == 3
    for photo in photos:
        assert chat.app.blobs.path(photo.sha256).exists()
        assert chat.app.blobs.path(photo.watermark).exists()
        assert photo.watermark != photo.sha256


def test_submitting_twice_closes_once_and_says_when(chat: Chat) -> None:
    close_visit(chat)

    heard = chat.says("提交")

    assert heard.text == "湖畔生活超市已提交(10:02),不用再交。"
    assert len(chat.visits()) == 1


def test_a_refusal_names_everything_that_is_missing(chat: Chat) -> None:
    chat.at()

    heard = chat.says("提交")

    for title in ("门头全景", "主推品货架", "请补拍至少3个主推品特写", "竞品价格"):
        assert title in heard.text
    assert chat.visits()[0].state is VisitState.DRAFT


def test_a_white_wall_fills_no_step_not_even_the_price(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says(THREE)
    wall = Shot("墙", PhotoKind.OTHER, score=0, reasons=("no_content",))

    heard = chat.sends(wall)

    assert "看不清内容" in heard.text
    assert chat.visits()[0].unconfirmed() is None


def test_a_picture_that_nobody_can_tell_is_asked_about(chat: Chat) -> None:
    chat.at()
    tree = Shot("树", PhotoKind.OTHER)

    asked = chat.sends(tree)
    chat.taps("门头")

    assert asked.buttons == ["门头", "货架", "价签", "都不是"]
    assert [i.slot for i in chat.visits()[0].items.values()] == ["storefront"]


def test_a_picture_of_nothing_that_is_asked_for_is_left_out(chat: Chat) -> None:
    chat.at()
    chat.sends(Shot("树", PhotoKind.OTHER))

    heard = chat.taps("都不是")

    assert "请拍一张门头全景" in heard.text
    assert not chat.visits()[0].items


def test_a_blurred_storefront_is_refused_with_score_reason_and_one_tip(chat: Chat) -> None:
    chat.at()

    heard = chat.sends(storefront(score=8, reasons=("blurred",)))

    assert "门头全景没收下:照片糊了(8分)。站稳、点一下屏幕对焦再拍。" in heard.text
    assert "☐①门头全景" in heard.text


def test_a_soft_picture_is_taken_with_a_warning(chat: Chat) -> None:
    chat.at()

    heard = chat.sends(storefront(score=30, reasons=("dark",)))

    item = chat.visits()[0].in_slot("storefront")[0]
    assert item.state is ItemState.WARNED
    assert "有点太暗(30分)" in heard.text
    assert "☑①门头全景" in heard.text


def test_the_same_picture_again_makes_no_second_item(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())

    heard = chat.sends(storefront())

    assert "已收到过" in heard.text
    assert len(chat.visits()[0].items) == 1


def test_a_promoter_has_one_step_more_in_the_same_store(chat: Chat) -> None:
    rep = chat.says("到店 东方之选超市").text
    promoter = chat.says("到店 东方之选超市", who="江雨桐").text

    assert "促销堆头" not in rep
    assert "③促销堆头" in promoter
    assert "④竞品价格" in promoter


def test_progress_shows_what_the_server_has(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront())

    heard = chat.says("进度")

    assert "☑①门头全景" in heard.text
    assert "☐②主推品货架(库存 0/3)" in heard.text
