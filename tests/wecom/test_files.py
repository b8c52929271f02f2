"""Files that members sent, fetched when the engine asks for them."""

import pytest

from bot.channels.base import FetchError
from tests.fakes import storefront
from tests.wecom.office import REP, Office


async def fetch_error(desk: Office, media: dict[str, str]) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await desk.channel.fetch(media)
    return caught.value


async def test_a_file_of_a_member_is_fetched(desk: Office) -> None:
    media_id = desk.server.media.keep("a.jpg", storefront().data)

    fetched = await desk.channel.fetch({"kind": "image", "id": media_id, "user": REP})

    assert (fetched.data, fetched.provenance) == (storefront().data, "")


async def test_a_file_that_wecom_has_no_more_is_expired(desk: Office) -> None:
    media_id = desk.server.media.keep("a.jpg", storefront().data)
    desk.clock.tick(days=3)

    error = await fetch_error(desk, {"id": media_id})

    assert (error.code, error.final) == ("expired", True)


async def test_a_file_above_twenty_megabytes_is_too_large(desk: Office) -> None:
    media_id = desk.server.media.keep("a.zip", bytes(20 * 2**20 + 1))

    error = await fetch_error(desk, {"id": media_id})

    assert (error.code, error.final) == ("too_large", True)


async def test_a_file_that_can_not_be_reached_is_tried_again(desk: Office) -> None:
    desk.server.fails("media/get", 500)

    error = await fetch_error(desk, {"id": "MEDIA-1"})

    assert (error.code, error.final) == ("unreachable", False)
