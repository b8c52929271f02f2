"""The guided visit, told as a rep lives it."""

import pytest

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


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_a_products_are_asked_for_in_the_exact_words(
    chat: Chat, count: int
) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    for line in ("516 12箱", "127 6箱")[:count]:
        chat.says(line)

    heard = chat.says("提交")

    assert "请补拍至少3个主推品特写" in heard.text
    assert f"已有{count}个" in heard.text


def test_the_exact_words_go_away_with_the_third_product(chat: Chat) -> None:
    chat.at()
    chat.says(THREE)

    assert "请补拍至少3个主推品特写" not in chat.says("提交").text


def test_a_b_product_is_kept_but_does_not_count(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says("516 12箱,127 6箱")

    heard = chat.sends(shelf("特写"), caption="00574 3包")

    assert "00574 菌菇鲜调味料200g 记下了(3包),但不是A类主推品,还是2/3" in heard.text


def test_a_close_up_with_its_number_counts_one_product(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says("516 12箱,127 6箱")

    heard = chat.sends(shelf("特写"), caption="00348 8瓶")

    item = next(i for i in chat.visits()[0].in_slot("stock") if i.stock and i.stock.sku == "00348")
    assert "00348=8瓶" in heard.text
    assert item.photo is not None
    assert item.photo.sha256 == shelf("特写").sha256


def test_a_blurred_close_up_is_refused_with_its_number(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())

    heard = chat.sends(shelf("特写", score=9, reasons=("blurred",)), caption="00348 8瓶")

    assert "没收下" in heard.text
    assert "数量等重拍后再记" in heard.text
    assert not [i for i in chat.visits()[0].in_slot("stock") if i.stock]


def test_zero_is_a_number_of_stock_and_reads_as_out_of_stock(chat: Chat) -> None:
    chat.at()

    assert "00516=0箱(缺货)" in chat.says("516 0").text


@pytest.mark.parametrize("line", ["516 十几箱", "516 -3", "516 1.5箱", "516"])
def test_a_number_that_is_none_is_asked_again(chat: Chat, line: str) -> None:
    chat.at()

    heard = chat.says(line)

    assert "00516" in heard.text
    assert not [i for i in chat.visits()[0].items.values() if i.stock]


def test_a_code_that_nobody_knows_is_said_and_nothing_near_it_is_taken(chat: Chat) -> None:
    chat.at()

    heard = chat.says("5160 5箱")

    assert "没找到编码 5160" in heard.text
    assert not chat.visits()[0].items


def test_another_number_for_the_same_product_is_asked_first(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱")

    heard = chat.says("516 10箱")
    stock = [i.stock for i in chat.visits()[0].items.values() if i.stock]
    assert heard.buttons[:2] == ["改为10箱", "还是12箱"]
    assert [s.quantity for s in stock] == [12]

    chat.taps("改为10箱")
    stock = [i.stock for i in chat.visits()[0].items.values() if i.stock]
    assert [s.quantity for s in stock] == [10]


def test_grid_cells_make_a_box(chat: Chat) -> None:
    chat.at()
    chat.sends(shelf())

    chat.says("00516 A1-B2 12箱")

    stock = [i.stock for i in chat.visits()[0].items.values() if i.stock]
    assert stock[0].cells == ("A1", "A2", "B1", "B2")


def test_a_product_may_be_placed_first_and_counted_later(chat: Chat) -> None:
    chat.at()
    placed = chat.says("00516 A1-A2")
    chat.says("516 12箱")

    stock = [i.stock for i in chat.visits()[0].items.values() if i.stock]
    assert "标在 A1 A2" in placed.text
    assert "有多少" in placed.text
    assert [(s.quantity, s.cells) for s in stock] == [(12, ("A1", "A2"))]


def test_a_box_without_a_number_does_not_count(chat: Chat) -> None:
    chat.at()

    chat.says("00516 A1")

    assert "库存 0/3" in chat.says("进度").text


def test_a_counted_product_may_be_placed_afterwards(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱")

    heard = chat.says("00516 B2")

    stock = [i.stock for i in chat.visits()[0].items.values() if i.stock]
    assert "有多少" not in heard.text
    assert [(s.quantity, s.cells) for s in stock] == [(12, ("B2",))]


def test_a_bare_number_answers_how_many(chat: Chat) -> None:
    chat.at()
    chat.says("516 十几箱")

    heard = chat.says("12箱")

    assert "00516=12箱" in heard.text


def test_two_contradictions_are_settled_with_one_tap(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱,127 6箱")

    asked = chat.says("516 10箱,127 5箱")
    chat.taps("全部改")

    stock = {i.stock.sku: i.stock.quantity for i in chat.visits()[0].items.values() if i.stock}
    assert asked.buttons[:2] == ["全部改", "都不改"]
    assert stock == {"00516": 10, "00127": 5}


def test_a_typed_yes_settles_a_contradiction(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱")
    chat.says("516 10箱")

    assert "00516 改为10箱" in chat.says("是").text


def test_an_old_correction_never_overwrites_a_newer_count(chat: Chat) -> None:
    chat.at()
    chat.says("516 12箱")
    first = chat.says("516 2箱")
    chat.taps("改为2箱")
    chat.says("516 9箱")
    chat.taps("改为9箱")
    chat.history.append(first.parcels[-1])

    heard = chat.taps("改为2箱")

    stock = [i.stock.quantity for i in chat.visits()[0].items.values() if i.stock]
    assert "后来改过了,现在是9" in heard.text
    assert stock == [9]


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


def test_a_caption_counts_even_when_its_picture_is_known(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.sends(shelf("特写"), caption="00516 3箱")

    heard = chat.sends(shelf("特写"), caption="00127 4箱")

    assert "已收到过" in heard.text
    assert "00127=4箱" in heard.text


def test_a_caption_that_can_not_be_counted_is_asked_about(chat: Chat) -> None:
    chat.at()

    heard = chat.sends(shelf(), caption="00516 十几箱")

    assert "00516 请给个准数" in heard.text


def test_a_close_up_has_its_watermarked_copy(chat: Chat) -> None:
    chat.at()
    chat.sends(storefront(), shelf())
    chat.sends(shelf("特写"), caption="00516 3箱")

    item = next(i for i in chat.visits()[0].items.values() if i.stock)
    assert item.photo is not None
    assert chat.app.blobs.path(item.photo.watermark).exists()


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
