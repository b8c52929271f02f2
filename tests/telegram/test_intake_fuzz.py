"""Mutilated updates: each is handed on as something the engine can read, or passed over."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.intake import PoisonError, take
from bot.channels.telegram.meant import Me
from bot.engine.arrivals import Arrival
from bot.engine.events import event_of
from storage.inbox import Letter
from tests.chat import START
from tests.fakes import FakeClock
from tests.peers.telegram.server import TelegramServer

ME = Me(424242, "bihuan_test_bot")
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["\ud800", "\x00", "/start \ud83d", "@bihuan_test_bot", "x" * 5000])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


def _whole() -> list[Any]:
    """One update of each kind, as it should be."""
    server = TelegramServer(FakeClock(START))
    rep, group = server.user(7001, "叶小满"), server.group(-100123)
    first = rep.says("238 12箱")
    rep.edits(first, "238 21箱")
    rep.says("/plan@bihuan_test_bot 你好 @bihuan_test_bot", chat=group, to=first)
    rep.starts("code")
    rep.sends_photo(b"\xff\xd8", "门头", album="a", forwarded=True)
    rep.sends_live_photo(b"\xff\xd8")
    rep.sends_file(b"PK", "表.xlsx")
    rep.speaks()
    rep.sends("poll")
    rep.moves(rep.shares(31.3, 120.6, live=True, accuracy=9, venue="店"), 31.4, 120.6, 8)
    first.inline = [[("确认", "1-0")]]
    first.told["reply_markup"] = {"inline_keyboard": [[{"text": "确认", "callback_data": "1-0"}]]}
    rep.presses(first, "1-0")
    rep.presses(first, "1-0", old=True)
    rep.blocks()
    return list(server.updates.waiting)


WHOLE = _whole()


@st.composite
def mutilated(draw: st.DrawFn) -> Any:
    """An update in which a few places are missing, or hold something else."""
    update = json.loads(json.dumps(draw(st.sampled_from(WHOLE))))
    for _ in range(draw(st.integers(1, 4))):
        spot = draw(st.sampled_from(_places(update)))
        _change(spot, draw(st.sampled_from(["drop", "put", "put"])), draw(VALUES))
    return update


Place = tuple[Any, Any]


def _places(value: Any) -> list[Place]:
    """Every place of a tree: its holder, and its key in it."""
    keys: Any = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    found: list[Place] = [(value, key) for key in keys]
    for key in keys:
        found += _places(value[key])
    return found or [({}, "")]


def _change(place: Place, how: str, value: Any) -> None:
    holder, key = place
    if how == "drop" and isinstance(holder, dict):
        holder.pop(key, None)
    else:
        holder[key] = value


def _handled(raw: Any) -> Arrival | None:
    try:
        return take(raw, ME, START).arrival
    except PoisonError:
        return None


@settings(max_examples=400, deadline=None)
@given(mutilated())
def test_whatever_arrives_is_readable_or_passed_over(raw: Any) -> None:
    found = _handled(raw)

    if found is not None:
        json.dumps(found.body, ensure_ascii=False).encode()
        _read(found)


def test_a_message_without_a_time_is_passed_over() -> None:
    update = json.loads(json.dumps(WHOLE[0]))
    update["message"]["date"] = None

    assert _handled(update) is None


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_what_is_no_update_is_passed_over(raw: Any) -> None:
    assert _handled(raw) is None


def _read(found: Arrival) -> None:
    """As the engine does it."""
    assert isinstance(found.at, datetime)
    assert found.at.tzinfo is not None
    assert all(isinstance(text, str) for text in (found.key, found.ref, found.address, found.chat))
    body: Mapping[str, Any] = json.loads(json.dumps(found.body))
    letter = Letter(
        channel=found.channel,
        key=found.key,
        ref=found.ref,
        conversation="c",
        person_id="p",
        address=found.address,
        chat=found.chat,
        kind=found.kind,
        body=body,
        at=found.at,
        received_at=found.received_at,
    )
    if found.kind != "press":
        event_of(letter)
