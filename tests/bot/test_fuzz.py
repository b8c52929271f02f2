"""Anything in any order by anybody: nothing breaks, and no gate opens without evidence."""

import random
from collections.abc import Callable

import pytest

from domain.readings import PhotoKind
from domain.visits import VisitState
from tests.books import book
from tests.chat import ADMIN, MANAGER, OTHER_REP, PROMOTER, REP, STORE, Chat
from tests.fakes import Shot

PEOPLE = (REP, REP, REP, OTHER_REP, PROMOTER, MANAGER, ADMIN, "穆青山", "文心悦", "路人")
TEXTS = (
    "516 12箱,127 6箱,233 0", "516 10箱", "127 十几箱", "5箱", "00516 A1-B2", "348 B1 3", "没货",
    "提交", "先别提交", "进度", "继续", "确认", "是", "1", "2", "修改", "12.8", "14块5", "都不是",
    "到店 湖畔生活超市", "到店 晨光", "签到", "拜访渔歌餐饮管理", "已拜访湖畔生活超市", "全部算完成",
    "帮助", "雷达图", "今天跑哪几家", "登录链接 白一鸣", "作废链接 白一鸣", "", " ", "{{ 7*7 }}", "%s",
    "'; drop table visit; --", "😀" * 50, "x" * 5000, "取消", "同意并开始", "新竞品", "全部改", "价格12.8",
    "见了方总,想换大桶装", "\x00", "²", "⁵箱", "S7-1500报价", "2026-11-23", "13800000000",
)  # fmt: skip
PLACES = (
    STORE,
    (31.3214, 120.6801),
    (31.3205, 120.6787),
    (31.3092, 120.7054),
    (0.0, 0.0),
    (95.0, 1.0),
)
SHEET = book(["门店编码", "门店名称", "状态"], ["SZ990", "新店", "已完成"], title="门店")


def shot(dice: random.Random) -> Shot | bytes:
    """Some picture, or what only calls itself one."""
    if dice.random() < 0.1:
        return dice.choice([b"", b"hello", b"\xff\xd8\xff broken"])
    kind = dice.choice(list(PhotoKind))
    score = dice.choice([0, 8, 30, 80])
    reasons = ("no_content",) if score == 0 else ("blurred",) if score < 45 else ()
    priced = kind is PhotoKind.TAG and dice.random() < 0.7
    return Shot(
        f"p{dice.randrange(12)}",
        kind,
        score,
        dice.choice([0.5, 0.9]),
        reasons,
        product=dice.choice(["望海牌鲜味生抽1L", "百川蒸鱼豉油450ml", "没见过的牌子"])
        if priced
        else "",
        price="12.80" if priced else "",
    )


def steps(chat: Chat, dice: random.Random) -> list[Callable[[str], object]]:
    def press(who: str) -> object:
        tokens = [t for p in chat.history[-40:] for _, t in p.buttons]
        return chat.presses(dice.choice(tokens), who=who) if tokens else None

    def time_goes_by(who: str) -> object:
        if dice.random() < 0.2:
            chat.restarts()
        return chat.waits(minutes=dice.choice([1, 20, 70]))

    def album(who: str) -> object:
        pictures = [one for one in (shot(dice), shot(dice)) if isinstance(one, Shot)]
        return chat.sends(*pictures, who=who) if pictures else None

    return [
        lambda who: chat.says(dice.choice(TEXTS), who=who),
        lambda who: chat.says(dice.choice(TEXTS), who=who),
        lambda who: chat.at(dice.choice(PLACES), who=who),
        lambda who: chat.sends(
            shot(dice), caption=dice.choice(["", "", "00516 3箱", "门头"]), who=who
        ),
        album,
        press,
        press,
        lambda who: chat.uploads("表.xlsx", SHEET, who=who),
        lambda who: chat.edits("m1", dice.choice(TEXTS), who=who),
        lambda who: chat.says("你好", who=who, chat="group:x"),
        time_goes_by,
    ]


@pytest.mark.parametrize("seed", range(4))
def test_nothing_breaks_and_no_gate_opens_without_evidence(chat: Chat, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - no secret
    choices = steps(chat, dice)

    for _ in range(150):
        dice.choice(choices)(dice.choice(PEOPLE))

    closed = [v for v in chat.visits() if v.state is VisitState.SUBMITTED]
    assert chat.on_database(lambda work: work.inbox.parked()) == []
    assert [v.missing() for v in closed] == [[]] * len(closed)
    assert all(p.text.strip() for p in chat.history)
    assert not any(
        word in p.text for p in chat.history for word in ("Traceback", "作弊", "已验证", "None")
    )
