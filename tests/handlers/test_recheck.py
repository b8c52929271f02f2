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
    exact = chat.says("复核 湖畔生活超市 127 6箱, 233 1瓶, 348 2箱", who=MANAGER).text
    again = chat.says("复核 湖畔生活超市 516 12箱", who=MANAGER).text
    done = chat.says("抽查", who=MANAGER).text

    assert none.startswith("最近14天没有业务员报过库存的门店")
    assert "无法计算" in none
    assert drawn.startswith("11月动销复核抽到1家,还差1家:\n☐ 湖畔生活超市(叶小满)")
    assert "00516 业务员报144瓶,复核132瓶,少12瓶(在允许范围内,算一致)" in result.text
    assert "00127 一致(36瓶)" in exact
    assert "00233 业务员报0瓶,复核1瓶,多1瓶(在允许范围内,算一致)" in exact
    assert "00348:最近14天没有业务员报的数" in exact
    assert "本月准确率 100.0%(1/1家)" in again
    assert "☑ 湖畔生活超市" in done
    assert (
        len(chat.on_database(lambda work: work.rechecks.of_month("2026-11", ["SZ101"]))[0].lines)
        == 3
    )


def test_it_is_the_managers_own_district(chat: Chat) -> None:
    assert chat.says("动销复核").text.startswith("无权限")
    assert chat.says("复核 石湖惠民超市 516 11箱", who=MANAGER).text.startswith("无权限")
