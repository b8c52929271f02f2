"""动销复核: a manager counts again, and sees how right what was told is."""

from tests.chat import MANAGER, Chat
from tests.fakes import shelf, storefront


def test_a_manager_counts_again_what_a_rep_has_told(chat: Chat) -> None:
    none = chat.says("动销复核", who=MANAGER).text
    chat.at()
    chat.sends(storefront(), shelf())
    chat.says("516 12箱,127 6箱,233 0")

    drawn = chat.says("本月抽查", who=MANAGER).text
    result = chat.says("复核 湖畔生活超市 516 11箱,椒麻酱油以外的不算", who=MANAGER)
    asked = chat.says("复核 湖畔生活超市", who=MANAGER).text
    bare = chat.says("516 11箱", who=MANAGER).text
    exact = chat.says("复核 湖畔生活超市 127 6箱, 233 1瓶, 348 2箱", who=MANAGER).text
    again = chat.says("复核 湖畔生活超市 516 12箱", who=MANAGER).text
    done = chat.says("抽查", who=MANAGER).text

    assert none.startswith("最近14天没有业务员报过库存的门店")
    assert "无法计算" in none
    assert drawn.startswith("11月动销复核抽到1家,还差1家:\n☐ 湖畔生活超市(叶小满)")
    assert "00516 业务员报144瓶,复核132瓶,少12瓶(在允许范围内,算一致)" in result.text
    assert asked.startswith("湖畔生活超市重数了多少?")
    assert bare == result.text
    assert "人工填报" in bare
    assert "00127 一致(36瓶)" in exact
    assert "00233 业务员报0瓶,复核1瓶,多1瓶(在允许范围内,算一致)" in exact
    assert "00348:最近14天没有业务员报的数" in exact
    assert "本月准确率 100.0%(1/1家)" in again
    assert "☑ 湖畔生活超市" in done
    assert (
        len(chat.on_database(lambda work: work.rechecks.of_month("2026-11", ["SZ101"]))[0].lines)
        == 3
    )


def test_counts_after_the_sample_need_no_word_and_no_visit_of_ones_own(chat: Chat) -> None:
    chat.at()
    chat.sends(shelf())
    chat.says("516 12箱")
    chat.waits(hours=1)
    chat.at((31.3214, 120.6801))
    chat.sends(shelf("第二家"))
    chat.says("516 12箱")

    before = chat.says("516 11箱", who=MANAGER).text
    chat.says("抽查", who=MANAGER)
    which = chat.says("516 11箱", who=MANAGER)
    named = chat.says("晨光便利店", who=MANAGER).text
    last = chat.says("516 12箱", who=MANAGER).text
    again = chat.says("我在晨光便利店数了,516 是 10箱", who=MANAGER).text
    chat.says("抽查", who=MANAGER)
    tapped = chat.taps("湖畔生活超市", who=MANAGER).text

    assert "复核已记" not in before
    assert which.text == "这是哪家店重数的?点一下,或回店名。"
    assert named.startswith("晨光便利店复核已记")
    assert again.startswith("晨光便利店复核已记")
    assert "复核120瓶" in again
    assert last == which.text
    assert tapped.startswith("湖畔生活超市重数了多少?")


def test_it_is_the_managers_own_district(chat: Chat) -> None:
    assert chat.says("动销复核").text.startswith("无权限")
    assert chat.says("复核 石湖惠民超市 516 11箱", who=MANAGER).text.startswith("无权限")
