"""Coming in over WeCom: the app is opened, a code is sent, the person agrees to what he wants."""

from domain.accounts import Account
from tests.handlers.joining import codes
from tests.wecom.office import REP, Office

MANAGER, NEW = "Q004", "ye.xiaoman"


async def test_who_opens_the_app_is_told_how_to_come_in_once(desk: Office) -> None:
    stranger = desk.server.member(NEW)

    for _ in range(3):
        await stranger.enters()
        await desk.settle()

    assert [seen.text[:10] for seen in stranger.seen] == ["您好,我还不认识您。"]


async def test_a_code_lets_a_member_in_and_the_card_asks_for_the_location_apart(
    desk: Office,
) -> None:
    desk.on_database(lambda work: work.consents.withdraw(REP))
    desk.on_database(lambda work: work.addresses.unbind(Account("wecom", REP)))
    su, ye = desk.server.member(MANAGER), desk.server.member(NEW)
    await su.says("给叶小满发邀请码")
    await desk.settle()
    code = next(c for seen in su.seen for c in codes(seen.text))

    await ye.says(f"绑定 {code}")
    await desk.settle()
    shown = "\n".join(seen.text for seen in ye.seen)
    buttons = ye.seen[-1].buttons
    await ye.taps("同意,不用定位")
    await desk.settle()
    await ye.says("到店 湖畔生活超市")
    await desk.settle()

    assert any(seen.picture.startswith(b"\xff\xd8\xff") for seen in su.seen)
    assert "叶小满,您好。开始前请看一下:" in shown
    assert buttons == ["同意并开始(含定位)", "同意,不用定位"]
    assert "没有开启定位,到店由主管复核" in ye.seen[-1].text
    assert su.seen[-1].text == "叶小满已用您给的邀请码绑定了企业微信。"
    assert desk.on_database(lambda work: work.addresses.person_of("wecom", NEW)) == REP


async def test_the_position_that_a_phone_reports_is_not_kept_without_consent(desk: Office) -> None:
    ye = desk.rep()
    await ye.says("不用定位")
    await desk.settle()
    before = len(ye.seen)

    await ye.reports_location(31.3196, 120.6773)
    await ye.shares(31.3196, 120.6773)
    await desk.settle()

    assert [seen.text[:8] for seen in ye.seen[before:]] == ["您没有开启定位,"]
    assert "31.3196" not in str([row.body for row in desk.inbox()])
