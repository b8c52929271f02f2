"""Uploads and files: what they are is told by their bytes, who may see them by the conversation."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import FormData

from bot.channels.kinds import kind_of, shown_inline, type_of
from tests.bot.console import OTHER, REP, SZ101, Desk, desk, new_id
from tests.fakes import shelf, storefront

MB = 1024 * 1024
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path / "data") as opened:
        yield opened


@pytest.mark.parametrize(
    ("head", "wanted", "kind", "found"),
    [
        (b"\xff\xd8\xff\xe0", "file", "photo", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "photo", "photo", "image/png"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "file", "photo", "image/webp"),
        (b"GIF89a", "file", "photo", "image/gif"),
        (b"BM\x36\0\0\0\0\0\0\0", "file", "photo", "image/bmp"),
        (b"\0\0\0\x18ftypheic", "file", "photo", "image/heic"),
        (b"OggS", "file", "voice", "audio/ogg"),
        (b"#!AMR\n", "file", "voice", "audio/amr"),
        (b"RIFF\0\0\0\0WAVEfmt ", "photo", "voice", "audio/wav"),
        (b"\x1aE\xdf\xa3", "voice", "voice", "audio/webm"),
        (b"\x1aE\xdf\xa3", "file", "file", "audio/webm"),
        (b"\0\0\0\x18ftypisom", "file", "file", "audio/mp4"),
        (b"PK\x03\x04", "photo", "file", "application/octet-stream"),
        (b"%PDF-1.7", "photo", "file", "application/octet-stream"),
        (b"BMW,1,2,3,4", "file", "file", "application/octet-stream"),
        (SVG[:16], "file", "file", "application/octet-stream"),
        (b"<html><script>", "file", "file", "application/octet-stream"),
        (b"just words", "photo", "photo", "application/octet-stream"),
        (b"", "file", "file", "application/octet-stream"),
    ],
)
def test_bytes_tell_what_a_file_is(head: bytes, wanted: str, kind: str, found: str) -> None:
    assert kind_of(head, wanted) == kind
    assert type_of(head) == found
    assert shown_inline(found) is (found.startswith(("image/", "audio/")) and found[-4:] != "heic")


async def test_a_photo_is_acknowledged_when_it_is_committed(office: Desk) -> None:
    shot, message_id = storefront(), new_id()

    answer = await office.upload(REP, shot.data, id=message_id, name="a/../b.jpg", caption="门头")

    assert await answer.json() == {"ack": message_id, "kind": "photo"}
    (row,) = office.inbox("photo")
    assert row.key == f"{REP}:{message_id}"
    assert (row.body["sha256"], row.body["caption"]) == (shot.sha256, "门头")
    assert row.body["provenance"] == "unknown"
    assert "/" not in row.body["name"]
    assert office.app.blobs.read(shot.sha256) == shot.data


async def test_the_same_upload_again_has_no_second_effect(office: Desk) -> None:
    message_id = new_id()
    for _ in range(2):
        answer = await office.upload(REP, storefront().data, id=message_id)
        assert answer.status == 200

    assert len(office.inbox("photo")) == 1


async def test_photos_picked_together_are_one_album(office: Desk) -> None:
    album = new_id()
    async with office.tab(REP) as tab:
        await tab.sends(**SZ101)
        await tab.hears()
        for shot in (shelf(), storefront()):
            await office.upload(REP, shot.data, album=album)

        board = await tab.hears()

        assert "☑①门头全景" in board["text"]
        assert {row.body["album"] for row in office.inbox("photo")} == {album}
        assert await tab.quiet()


async def test_a_form_may_carry_the_file(office: Desk) -> None:
    form = FormData({"note": "x"})
    form.add_field("file", storefront().data, filename="door.jpg", content_type="image/png")

    answer = await office.client.post(
        "/upload", params={"token": office.link(REP), "id": new_id()}, data=form
    )

    assert answer.status == 200
    assert office.inbox("photo")[0].body["sha256"] == storefront().sha256


@pytest.mark.parametrize("as_form", [False, True], ids=["raw", "form"])
async def test_twenty_megabytes_are_the_most(office: Desk, as_form: bool) -> None:
    link = office.link(REP)

    async def post(size: int) -> tuple[int, str]:
        data: io.BytesIO | FormData = io.BytesIO(b"\xff\xd8\xff" + bytes(size - 3))
        if as_form:
            form = FormData()
            form.add_field("file", data, filename="x.jpg")
            data = form
        answer = await office.client.post(f"/upload?token={link}&id={new_id()}", data=data)
        return answer.status, (await answer.json()).get("message", "")

    assert await post(20 * MB) == (200, "")
    assert await post(20 * MB + 1) == (413, "文件超过20MB,请压缩或换小一点的再发。")
    assert await post(40 * MB) == (413, "文件超过20MB,请压缩或换小一点的再发。")
    assert len(office.inbox("photo")) == 1


@pytest.mark.parametrize(
    ("query", "data", "status"),
    [
        ({}, b"", 400),
        ({"id": "x"}, b"data", 400),
        ({"token": "nobody"}, b"data", 401),
    ],
    ids=["empty", "bad id", "no link"],
)
async def test_a_bad_upload_is_refused_in_words(
    office: Desk, query: dict[str, str], data: bytes, status: int
) -> None:
    answer = await office.upload(REP, data, **query)

    assert answer.status == status
    assert (await answer.json(content_type=None))["message"]
    assert office.inbox("photo") == office.inbox("file") == []


async def test_what_is_no_picture_is_said_by_the_reader(office: Desk) -> None:
    async with office.tab(REP) as tab:
        await tab.sends(**SZ101)
        await tab.hears()
        await office.upload(REP, b"no picture at all", name="door.jpg")

        assert "这不是图片" in (await tab.hears())["text"]


async def test_a_file_is_its_owners_alone(office: Desk) -> None:
    shot = storefront()
    await office.upload(REP, shot.data)
    path = f"/file/{shot.sha256}"

    mine = await office.client.get(path, params={"token": office.link(REP)})
    others = await office.client.get(path, params={"token": office.link(OTHER)})
    nobodys = await office.client.get(path)

    assert (mine.status, mine.content_type) == (200, "image/jpeg")
    assert mine.headers["Content-Disposition"] == "inline"
    assert await mine.read() == shot.data
    assert (others.status, nobodys.status) == (404, 401)


async def test_a_picture_that_the_bot_sent_is_seen_by_who_got_it(office: Desk) -> None:
    async with office.tab(REP) as tab:
        await tab.sends(**SZ101)
        await tab.hears()
        await office.upload(REP, storefront().data)
        await tab.hears()
        await office.upload(REP, shelf().data)
        board = await tab.hears()

    mine = await office.client.get(board["image"], params={"token": office.link(REP)})
    others = await office.client.get(board["image"], params={"token": office.link(OTHER)})

    assert (mine.status, mine.content_type, others.status) == (200, "image/jpeg", 404)


@pytest.mark.parametrize("data", [SVG, b"<html><script>alert(1)</script></html>", b"PK\x03\x04zip"])
async def test_what_could_run_is_saved_and_not_shown(office: Desk, data: bytes) -> None:
    await office.upload(REP, data, kind="file", name="x.svg")
    sha256 = office.inbox("file")[0].body["sha256"]

    answer = await office.client.get(f"/file/{sha256}", params={"token": office.link(REP)})

    assert answer.content_type == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_file_is_sent_once_but_asked_for_each_time(office: Desk) -> None:
    shot, link = storefront(), office.link(REP)
    await office.upload(REP, shot.data)
    first = await office.client.get(f"/file/{shot.sha256}", params={"token": link})
    seen = {"If-None-Match": first.headers["ETag"]}

    again = await office.client.get(f"/file/{shot.sha256}", params={"token": link}, headers=seen)
    office.revoke(REP)
    after = await office.client.get(f"/file/{shot.sha256}", params={"token": link}, headers=seen)

    assert (again.status, after.status) == (304, 401)


@pytest.mark.parametrize("name", ["0" * 64, "..%2F..%2Fbihuan.sqlite", "x"])
async def test_a_file_of_no_conversation_is_not_there(office: Desk, name: str) -> None:
    answer = await office.client.get(f"/file/{name}", params={"token": office.link(REP)})

    assert answer.status == 404
