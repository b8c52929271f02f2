"""Files are fetched when the engine asks, and what can't be had is said for what it is."""

from typing import Any

import pytest

from bot.channels.base import FetchError
from tests.peers.telegram.schema import RefusedError
from tests.telegram.conftest import Line

JPEG = b"\xff\xd8 a picture"


async def sent(line: Line) -> dict[str, Any]:
    """A photo that waits with Telegram."""
    line.rep.sends_photo(JPEG)
    await line.bot.poll_once()
    media: dict[str, Any] = line.desk.arrivals[-1].body["media"]
    return media


async def failure(line: Line, media: dict[str, Any]) -> FetchError:
    with pytest.raises(FetchError) as found:
        await line.bot.channel.fetch(media)
    assert "test-token" not in str(found.value)
    return found.value


async def test_the_largest_size_of_a_photo_is_fetched(line: Line) -> None:
    media = await sent(line)

    assert (await line.bot.channel.fetch(media)).data == JPEG


async def test_a_file_that_telegram_no_longer_has_is_expired(line: Line) -> None:
    media = await sent(line)
    line.server.world.files[media["file_id"]].lost = True

    found = await failure(line, media)

    assert (found.code, found.final) == ("expired", False)


async def test_an_address_that_ran_out_is_expired_and_a_new_one_works(line: Line) -> None:
    media = await sent(line)
    asked = line.server.world.paths
    line.server.world.paths = _Forgetful()

    found = await failure(line, media)
    line.server.world.paths = asked

    assert (found.code, found.final) == ("expired", False)
    assert (await line.bot.channel.fetch(media)).data == JPEG


@pytest.mark.parametrize("claimed", [True, False], ids=["said before", "said when asked"])
async def test_more_than_twenty_megabytes_are_too_large(line: Line, claimed: bool) -> None:
    media = await sent(line)
    file = line.server.world.files[media["file_id"]]
    file.size = 20 * 2**20 + 1
    if not claimed:
        line.server.file_limit = 2**40  # a Bot API server of one's own knows no such limit

    found = await failure(line, media)

    assert (found.code, found.final) == ("too_large", True)


@pytest.mark.parametrize("code", [401, 429, 500, 502])
async def test_trouble_with_the_server_is_worth_another_try(line: Line, code: int) -> None:
    media = await sent(line)
    line.server.trouble = [RefusedError(code, "…")]

    found = await failure(line, media)

    assert (found.code, found.final) == ("unreachable", False)


async def test_a_server_that_is_gone_is_worth_another_try(line: Line) -> None:
    media = await sent(line)
    await line.server.stop()

    found = await failure(line, media)

    assert (found.code, found.final) == ("unreachable", False)


class _Forgetful(dict[str, str]):
    """Addresses that hold for no time at all."""

    def __setitem__(self, key: str, value: str) -> None:
        return
