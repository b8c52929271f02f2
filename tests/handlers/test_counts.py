"""Stock in a visit: lines, captions, close-ups, cells, corrections."""

import pytest

from tests.chat import Chat
from tests.fakes import shelf, storefront
from tests.handlers.test_visit import THREE


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

    heard = chat.says("00516 A1-B2 12箱")

    assert chat.app.blobs.path(heard.parcels[-1].image).exists()
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
