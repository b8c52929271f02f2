"""What a callback means, held to what wechatpy reads in the same XML."""

import string
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.enterprise import parse_message

from bot.channels.wecom.intake import Taken, take
from bot.channels.wecom.messages import key_of
from bot.channels.wecom.xml import BadXmlError, read
from bot.engine.arrivals import Arrival
from tests.peers.wecom.caller import as_xml

NOW = datetime(2026, 11, 23, 2, 2, 30, tzinfo=UTC)
MADE = 1795399320
"""2026-11-23 10:02 in Shanghai."""
HEAD = {"ToUserName": "ww1", "FromUserName": "Q011", "CreateTime": MADE}
MD5 = "1b5f7c23b5bf75682a53e7b6d163e185"


def xml_of(kind: str, **fields: Any) -> str:
    return as_xml({**HEAD, "MsgType": kind, **fields, "MsgId": 123456789012345678, "AgentID": 7})


def event_of(event: str, **fields: Any) -> str:
    return as_xml({**HEAD, "MsgType": "event", "Event": event, **fields, "AgentID": 7})


def taken(xml: str) -> Taken:
    return take(read(xml), NOW)


def arrived(xml: str) -> Arrival:
    arrival = taken(xml).arrival
    assert arrival is not None
    return arrival


def test_a_message_has_its_number_its_writer_and_its_own_time() -> None:
    xml = xml_of("text", Content=" 238 12箱\n第二行 ")

    arrival, theirs = arrived(xml), parse_message(xml)

    assert (arrival.channel, arrival.kind, arrival.chat) == ("wecom", "said", "private")
    assert arrival.key == str(theirs.id) == "123456789012345678"
    assert arrival.address == theirs.source == "Q011"
    assert arrival.at == datetime.fromtimestamp(theirs.time, UTC)
    assert arrival.received_at == NOW
    assert arrival.body == {"text": theirs.content.strip(), "addressed": True}


def test_a_picture_is_fetched_later_and_may_be_from_anywhere() -> None:
    xml = xml_of("image", PicUrl="https://example.com/1", MediaId="M1")

    arrival, theirs = arrived(xml), parse_message(xml)

    assert arrival.kind == "photo"
    assert arrival.body["media"] == {"kind": "image", "id": theirs.media_id, "user": "Q011"}
    assert arrival.body["provenance"] == "unknown"


def test_a_voice_note_says_its_format() -> None:
    xml = xml_of("voice", MediaId="M2", Format="AMR")

    arrival, theirs = arrived(xml), parse_message(xml)

    assert arrival.kind == "voice"
    assert arrival.body["media"]["id"] == theirs.media_id
    assert arrival.body["media"]["format"] == theirs.format.lower()


def test_a_place_is_latitude_then_longitude_in_the_companys_system() -> None:
    xml = xml_of("location", Location_X=31.2304, Location_Y=121.4737, Scale=16, Label="上海")

    arrival, theirs = arrived(xml), parse_message(xml)

    assert arrival.kind == "place"
    assert (arrival.body["lat"], arrival.body["lon"]) == tuple(map(float, theirs.location))
    assert (arrival.body["datum"], arrival.body["live"]) == (None, False)


def test_a_position_that_the_phone_reports_is_live_and_noted_silently() -> None:
    xml = event_of("LOCATION", Latitude="31.2304", Longitude="121.4737", Precision="65.0")

    arrival, theirs = arrived(xml), parse_message(xml)

    assert (arrival.body["lat"], arrival.body["lon"]) == (theirs.latitude, theirs.longitude)
    assert arrival.body["accuracy_m"] == theirs.precision
    assert arrival.body["live"] is arrival.body["update"] is True
    assert arrival.key == f"Q011:{MADE}:LOCATION:"


def test_a_file_has_a_name_and_a_size() -> None:
    arrival = arrived(xml_of("file", MediaId="M3", FileName="../../订单.xlsx", FileSize=77))

    assert arrival.kind == "file"
    assert arrival.body == {
        "media": {"kind": "file", "id": "M3"},
        "name": ".._.._订单.xlsx",
        "size": 77,
    }


def test_a_file_above_twenty_megabytes_is_not_asked_for() -> None:
    arrival = arrived(xml_of("file", MediaId="M3", FileName="a.zip", FileSize=20 * 2**20 + 1))

    assert arrival.body == {"too_large": True, "name": "a.zip"}


@pytest.mark.parametrize(
    ("kind", "what"),
    [("video", "视频"), ("shortvideo", "视频"), ("link", "链接"), ("wedrive", "这类消息")],
)
def test_what_nobody_can_use_is_named(kind: str, what: str) -> None:
    arrival = arrived(xml_of(kind, MediaId="M", Title="x"))

    assert (arrival.kind, arrival.body) == ("other", {"what": what})


@pytest.mark.parametrize(("key", "words"), [("progress", "进度"), ("雷达图", "雷达图")])
def test_a_menu_entry_says_its_words_and_one_that_an_admin_made_its_key(
    key: str, words: str
) -> None:
    xml = event_of("click", EventKey=key)

    arrival, theirs = arrived(xml), parse_message(xml)

    assert theirs.key == key
    assert (arrival.kind, arrival.body["text"]) == ("said", words)
    assert arrival.key == f"Q011:{MADE}:click:{key}"


def test_a_tapped_button_brings_its_token_its_label_and_a_code() -> None:
    key = key_of("12-0", "到店 湖畔生活超市")

    found = taken(event_of("template_card_event", EventKey=key, TaskId="t", ResponseCode="RC"))

    assert found.arrival is not None
    assert (found.arrival.kind, found.arrival.body) == ("press", {"token": "12-0"})
    assert found.tap is not None
    assert (found.tap.label, found.tap.code) == ("到店 湖畔生活超市", "RC")


def test_the_camera_menu_announces_its_pictures() -> None:
    pictures = {"Count": 2, "PicList": {"item": [{"PicMd5Sum": MD5}, {"PicMd5Sum": "no md5"}]}}
    xml = event_of("pic_sysphoto", EventKey="camera", SendPicsInfo=pictures)

    found, theirs = taken(xml), parse_message(xml)

    assert found.shots == (MD5,)
    assert theirs.pictures[0]["PicMd5Sum"] == MD5
    assert (found.user, found.arrival) == ("Q011", None)


def test_a_menu_that_leaves_the_choice_proves_nothing() -> None:
    pictures = {"Count": 1, "PicList": {"item": [{"PicMd5Sum": MD5}]}}

    assert taken(event_of("pic_photo_or_album", SendPicsInfo=pictures)).shots == ()


def test_a_place_from_the_menus_map_is_a_place() -> None:
    info = {"Location_X": 31.23, "Location_Y": 121.47, "Scale": 15, "Label": " 某路 1号"}
    xml = event_of("location_select", EventKey="place", SendLocationInfo=info)

    found, theirs = taken(xml), parse_message(xml)

    assert found.chosen
    assert found.arrival is not None
    assert (found.arrival.body["lat"], found.arrival.body["lon"]) == (31.23, 121.47)
    assert tuple(map(float, theirs.location)) == (31.23, 121.47)


@pytest.mark.parametrize("event", ["enter_agent", "subscribe"])
def test_who_opens_the_app_or_is_let_in_has_entered(event: str) -> None:
    assert arrived(event_of(event, EventKey="")).kind == "enter"


def test_who_is_taken_out_has_left() -> None:
    found = taken(event_of("unsubscribe"))

    assert (found.left, found.user, found.arrival) == (True, "Q011", None)


@pytest.mark.parametrize("event", ["view", "batch_job_result", "change_contact", "", "scancode"])
def test_events_of_no_use_are_passed_over(event: str) -> None:
    assert taken(event_of(event, EventKey="https://example.com")) == Taken(user="Q011")


@pytest.mark.parametrize(
    "name", ["@all", "Q011|Q012", "", " ", "-x", "叶小满", "x" * 65, "a\nb", "a b"]
)
def test_a_writer_who_is_no_member_is_passed_over(name: str) -> None:
    xml = as_xml({**HEAD, "FromUserName": name, "MsgType": "text", "Content": "hi", "MsgId": 1})

    assert taken(xml) == Taken()


@pytest.mark.parametrize("kind", ["image", "voice", "file"])
def test_a_file_without_its_number_can_not_be_used(kind: str) -> None:
    assert arrived(xml_of(kind, FileName="x")).kind == "other"


@pytest.mark.parametrize(
    ("lat", "lon"), [("", ""), ("91", "0"), ("0", "181"), ("nan", "1"), ("1e3", "1"), ("x", "y")]
)
def test_degrees_that_are_none_are_no_place(lat: str, lon: str) -> None:
    info = {"Location_X": lat, "Location_Y": lon}

    assert arrived(xml_of("location", **info)).body == {"what": "位置"}
    assert taken(event_of("LOCATION", Latitude=lat, Longitude=lon)).arrival is None
    assert taken(event_of("location_select", SendLocationInfo=info)).arrival is None


@pytest.mark.parametrize("said", ["", "soon", "-1", "9" * 15])
def test_a_message_without_a_proper_time_came_now(said: str) -> None:
    xml = as_xml({**HEAD, "CreateTime": said, "MsgType": "text", "Content": "hi", "MsgId": 1})

    assert arrived(xml).at == NOW


def test_a_precision_below_nothing_is_not_known() -> None:
    xml = event_of("LOCATION", Latitude="31.2", Longitude="121.4", Precision="-1")

    assert arrived(xml).body["accuracy_m"] is None


def test_a_long_key_is_shortened_and_still_tells_one_from_another() -> None:
    keys = {arrived(event_of("click", EventKey="k" * 400 + end)).key for end in ("a", "b")}

    assert len(keys) == 2
    assert all(len(key) == 64 for key in keys)


FIELDS = (
    "ToUserName FromUserName CreateTime MsgType Event EventKey MsgId AgentID Content MediaId Format"
    " Location_X Location_Y Latitude Longitude Precision FileName FileSize ResponseCode"
    " SendPicsInfo SendLocationInfo PicList item PicMd5Sum"
)
MESSAGES = "text image voice video file location link event"
EVENTS = "click view LOCATION location_select pic_sysphoto template_card_event enter_agent"
NAMES = st.sampled_from(FIELDS.split())
WORDS = st.text(st.characters(codec="utf-8", min_codepoint=32), max_size=30) | st.sampled_from(
    ["0", "-1", "31.2", "9" * 30, "Q011", "12-0@", "12-0@@@", "@", "nan", "1" * 400]
)
LEAVES = st.tuples(NAMES, WORDS).map(lambda t: f"<{t[0]}>{escape(t[1])}</{t[0]}>")
TREES = st.recursive(
    LEAVES,
    lambda below: st.tuples(NAMES, st.lists(below, max_size=4)).map(
        lambda t: f"<{t[0]}>{''.join(t[1])}</{t[0]}>"
    ),
    max_leaves=8,
)


@given(
    st.lists(TREES, max_size=12),
    st.sampled_from(MESSAGES.split()),
    st.sampled_from(EVENTS.split()),
)
def test_mutilated_fields_are_passed_over(trees: list[str], kind: str, event: str) -> None:
    head = f"<FromUserName>Q011</FromUserName><MsgType>{kind}</MsgType><Event>{event}</Event>"

    found = taken(f"<xml>{head}{''.join(trees)}</xml>")

    assert found.user in {"Q011", ""}
    assert found.arrival is None or found.arrival.address == "Q011"


@given(st.text(max_size=200) | st.text(string.printable + "<>&;![]", max_size=200))
def test_what_is_no_xml_is_refused(text: str) -> None:
    try:
        fields = read(text)
    except BadXmlError:
        return
    take(fields, NOW)


@pytest.mark.parametrize(
    "bomb",
    [
        '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><xml>&b;</xml>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><xml/>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml>&a;</xml>',
        "<!DOCTYPE x><xml/>",
        "<xml>&undefined;</xml>",
        '<?xml version="1.0" encoding="utf-7"?><xml/>',
    ],
)
def test_bombs_and_other_peoples_files_are_refused(bomb: str) -> None:
    with pytest.raises(BadXmlError):
        read(bomb.encode())
