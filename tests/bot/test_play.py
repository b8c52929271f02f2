"""``play``: the contract of the scripted conversation."""

from pathlib import Path
from typing import Any

import pytest

from tests.bot.commands import Terminal, demo_book, script
from tests.bot.test_commands import WHAT
from tests.fakes import shelf, storefront

AT = "2026-11-23T10:{:02d}:00+08:00"


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_book(tmp_path_factory.mktemp("book") / "demo.xlsx")


def said(minute: int, text: str, who: str = "叶小满", **more: Any) -> dict[str, Any]:
    return {"at": AT.format(minute), "from": who, "text": text, **more}


def at_store(minute: int, **more: Any) -> dict[str, Any]:
    place = {"lat": 31.3196, "lon": 120.6773, "accuracy_m": 20, "datum": "wgs84", "live": True}
    return {"at": AT.format(minute), "from": "叶小满", "location": place, **more}


def play(
    terminal: Terminal, folder: Path, book: Path, *lines: dict[str, Any]
) -> list[dict[str, Any]]:
    file = script(folder / "talk.jsonl", lines)
    return terminal.types("play", file, "--company", book, "--data", folder / "data")


def test_every_output_line_has_the_agreed_keys(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    out = play(terminal, tmp_path, book, at_store(2))

    assert terminal.exit_code == 0
    assert list(out[0]) == [
        "n", "line", "at", "to", "chat", "text", "buttons", "image", "file", "edit_of"
    ]  # fmt: skip
    assert (out[0]["n"], out[0]["line"], out[0]["to"]) == (1, 1, "叶小满")
    assert out[0]["at"] == AT.format(2)
    assert out[0]["chat"] == "private"


def test_a_press_without_such_a_button_is_said_and_the_play_goes_on(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    press = {"at": AT.format(3), "from": "叶小满", "press": "确认"}

    out = play(terminal, tmp_path, book, at_store(2), press, said(4, "进度"))

    assert out[1] == {"line": 2, "to": "叶小满", "error": "no_button"}
    assert out[2]["line"] == 3
    assert terminal.exit_code == 0


def test_press_of_lets_another_person_try_and_the_bot_refuses(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    lines = (at_store(2), said(3, "516 12箱"), said(4, "516 10箱"))
    press = {"at": AT.format(5), "from": "白一鸣", "press_of": 3, "press": "改为10箱"}

    out = play(terminal, tmp_path, book, *lines, press)

    assert out[-1]["to"] == "白一鸣"
    assert out[-1]["text"] == "这个按钮不是给您的。"


def test_the_same_id_twice_is_one_message(terminal: Terminal, tmp_path: Path, book: Path) -> None:
    out = play(terminal, tmp_path, book, at_store(2, id="m1"), at_store(3, id="m1"))

    assert len(out) == 1


def test_an_album_of_two_lines_gets_one_answer(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    (tmp_path / "door.jpg").write_bytes(storefront().data)
    (tmp_path / "shelf.jpg").write_bytes(shelf().data)
    album = [
        {"at": AT.format(3), "from": "叶小满", "photo": name, "album": "a1"}
        for name in ("shelf.jpg", "door.jpg")
    ]

    out = play(terminal, tmp_path, book, at_store(2), *album)

    assert [line["line"] for line in out] == [1, 3]


def test_a_restart_in_the_middle_loses_nothing(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    restart = {"at": AT.format(4), "restart": True}

    out = play(terminal, tmp_path, book, at_store(2), said(3, "516 12箱"), restart, said(5, "进度"))

    assert "库存 1/3" in out[-1]["text"]


def test_a_send_that_fails_twice_arrives_at_its_later_time(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    fault = {"at": AT.format(2), "fault": {"send": 2}}

    out = play(terminal, tmp_path, book, fault, said(3, "帮助"), {"at": AT.format(9)})

    assert len(out) == 1
    assert out[0]["at"] == "2026-11-23T10:03:12+08:00"
    assert out[0]["line"] == 2


def test_a_failed_send_at_the_end_of_the_file_still_arrives(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    fault = {"at": AT.format(2), "fault": {"send": 1}}

    out = play(terminal, tmp_path, book, fault, said(3, "帮助"))

    assert len(out) == 1


def test_strangers_and_newcomers_are_told_apart(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    out = play(
        terminal, tmp_path, book, said(2, "你好", "路人"), said(3, "你好", "白一鸣", new=True)
    )

    assert "我还不认识您" in out[0]["text"]
    assert out[0]["to"] == "路人"
    assert "不在后台跟踪" in out[1]["text"]


def test_group_output_is_for_nobody_in_particular(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    lines = (
        said(2, "雷达图", "苏婉清", chat="group:园区", mention=False),
        said(3, "雷达图", "苏婉清", chat="group:园区", mention=True),
    )

    out = play(terminal, tmp_path, book, *lines)

    assert [(line["line"], line["to"], line["chat"]) for line in out] == [(2, None, "group:园区")]


def test_a_file_that_is_not_there_is_named_and_the_play_goes_on(
    terminal: Terminal, tmp_path: Path, book: Path
) -> None:
    photo = {"at": AT.format(2), "from": "叶小满", "photo": "nowhere.jpg"}

    out = play(terminal, tmp_path, book, photo, said(3, "帮助"))

    assert out[0]["error"] == "bad_file"
    assert "我能帮您" in out[1]["text"]


@pytest.mark.parametrize(
    "text",
    ["no json", '{"from": "x"}', '{"at": "2026-11-23T10:00:00", "from": "x", "text": "a"}',
     '{"at": "2026-11-23T10:00:00+08:00", "text": "a"}'],
    ids=["no json", "no time", "no zone", "nobody"],
)  # fmt: skip
def test_a_wrong_line_is_named_and_nothing_is_played(
    terminal: Terminal, tmp_path: Path, book: Path, text: str
) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(text, "utf-8")

    out = terminal.types("play", file, "--company", book, "--data", tmp_path / "data")

    assert out == []
    assert terminal.exit_code == 1
    assert "line 1" in terminal.stderr


def test_a_data_directory_in_use_is_refused(terminal: Terminal, tmp_path: Path, book: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "something").write_text("x")

    play(terminal, tmp_path, book, said(2, "帮助"))

    assert terminal.exit_code == 1
    assert "must be empty" in terminal.stderr


def test_what_was_played_can_be_dumped(terminal: Terminal, tmp_path: Path, book: Path) -> None:
    play(terminal, tmp_path, book, at_store(2), said(3, "516 12箱"))
    data = tmp_path / "data"

    visit = terminal.types("dump", "visits", "--data", data)[0]
    item = terminal.types("dump", "items", "--data", data)[0]

    assert (visit["store"], visit["rep"], visit["state"]) == ("SZ101", "叶小满", "draft")
    assert visit["rule_version"] == 1
    assert (item["visit"], item["slot"], item["sku"]) == (visit["visit"], "stock", "00516")
    assert item["message_time"] == "2026-11-23T02:03:00+00:00"


@pytest.mark.parametrize("what", WHAT)
def test_every_dump_is_json_lines(
    terminal: Terminal, tmp_path: Path, book: Path, what: str
) -> None:
    play(terminal, tmp_path, book, at_store(2))

    terminal.types("dump", what, "--data", tmp_path / "data")

    assert terminal.exit_code == 0


def test_the_first_scenario_from_the_shared_pictures(
    terminal: Terminal, tmp_path: Path, shared: Path
) -> None:
    """S01: seven messages, the shelf first in the album, real OCR."""
    pictures = shared / "eval/photos/scenario"
    place = {"lat": 31.99905, "lon": 118.7311, "accuracy_m": 20, "datum": "wgs84", "live": True}
    lines: list[dict[str, Any]] = [
        {"at": AT.format(2), "from": "孙丽", "location": place},
        {
            "at": AT.format(3),
            "from": "孙丽",
            "photo": str(pictures / "shelf_ST001.jpg"),
            "album": "a",
        },
        {
            "at": AT.format(3),
            "from": "孙丽",
            "photo": str(pictures / "door_ST001.jpg"),
            "album": "a",
        },
        said(4, "238 12箱,112 6箱,307 0", "孙丽"),
        {"at": AT.format(5), "from": "孙丽", "photo": str(pictures / "tag_c901_12.80.jpg")},
        {"at": AT.format(6), "from": "孙丽", "press": "确认"},
        said(6, "提交", "孙丽"),
    ]
    file = script(tmp_path / "s01.jsonl", lines)

    out = terminal.types(
        "play", file, "--company", shared / "company/nanjing.xlsx", "--data", tmp_path / "data"
    )
    items = terminal.types("dump", "items", "--data", tmp_path / "data")
    flags = terminal.types("dump", "flags", "--data", tmp_path / "data")

    assert len(out) == 6
    assert "C901 海鲜牌特级生抽1L 12.80" in out[3]["text"]
    assert "较上次15.80(11-16) −3.00(−19.0%)" in out[3]["text"]
    assert "−2.10" in out[3]["text"]
    assert out[-1]["text"].startswith("已提交 幸福超市 10:06")
    assert {i["slot"] for i in items if i["sha256"]} == {"storefront", "shelf", "price"}
    assert all(i["watermark"] for i in items if i["sha256"])
    assert [f["kind"] for f in flags] == ["price_gap"]
