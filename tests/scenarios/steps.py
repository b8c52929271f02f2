"""Steps that many stories share."""

from datetime import datetime, time, timedelta

from tests.chat import START, Heard
from tests.drivers.wire import WireChat
from tests.fakes import Shot, price_tag, shelf, storefront

STORE_NAME, NEXT_NAME, FAR_NAME = "湖畔生活超市", "晨光便利店", "星湖大卖场"
NEXT_STORE = (31.3212, 120.6805)
"""晨光便利店 SZ102."""
DIRECTOR = "陆景行"
RIVAL = "望海牌鲜味生抽1L"
TAG = price_tag(RIVAL, "12.80")
THREE = "516 12箱,127 6箱,233 0"


def arrive_and_show(chat: WireChat) -> Heard:
    """Place, shelf and storefront."""
    chat.at()
    return chat.sends(shelf(), storefront())


def half_done(chat: WireChat) -> None:
    """① and ② are done."""
    arrive_and_show(chat)
    chat.says(THREE)


def close_visit(chat: WireChat) -> Heard:
    """The shortest way; the answer to 提交."""
    half_done(chat)
    return finish(chat)


def finish(chat: WireChat) -> Heard:
    """③ and the end."""
    chat.sends(TAG)
    chat.taps("确认")
    return chat.says("提交")


def close_up(chat: WireChat, shot: Shot, words: str) -> Heard:
    """A picture of one product with its number; where pictures have no words, they follow."""
    if chat.can("caption"):
        return chat.sends(shot, caption=words)
    chat.sends(shot)
    return chat.says(words)


def until(chat: WireChat, day: int, clock: str) -> Heard:
    """Let time go by until a time of day, so many days after the first."""
    goal = datetime.combine(
        START.date() + timedelta(days=day), time.fromisoformat(clock), START.tzinfo
    )
    return chat.waits(seconds=(goal - chat.clock.now()).total_seconds())


def counts(chat: WireChat) -> dict[str, float | None]:
    """Stock of the first visit by product."""
    visit = chat.visits()[0]
    return {i.stock.sku: i.stock.quantity for i in visit.in_slot("stock") if i.stock}


def texts_to(chat: WireChat, heard: Heard, name: str) -> list[str]:
    """What one person was told."""
    return [p.text for p in heard.to(chat.person_id(name)).parcels]
