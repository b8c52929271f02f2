"""Small values: states, pictures, prices, refusals."""

import pytest

from domain.errors import AlreadySubmittedError, BadCellError, NotAllowedError
from domain.evidence import Evidence, ItemState, Price
from domain.readings import PhotoKind, TagReading
from tests.domain.making import T0, read, sent


@pytest.mark.parametrize(
    ("state", "passes"),
    [
        (ItemState.READING, False),
        (ItemState.ACCEPTED, True),
        (ItemState.WARNED, True),
        (ItemState.PENDING, True),
        (ItemState.REFUSED, False),
    ],
)
def test_accepted_warned_and_pending_pass_the_gate(state: ItemState, passes: bool) -> None:
    assert state.passes is passes


@pytest.mark.parametrize(
    ("evidence", "settled"),
    [
        (sent(None), False),
        (sent(read()), True),
        (sent(None, failed="no_engine"), True),
        (Evidence(id=1, person_id="r", at=T0, received_at=T0, text="238 12箱"), True),
    ],
    ids=["unread", "read", "failed", "a-line"],
)
def test_a_photo_is_settled_when_nothing_is_left_to_read(evidence: Evidence, settled: bool) -> None:
    assert evidence.settled is settled


@pytest.mark.parametrize(
    ("regular", "promo", "payable"),
    [(1580, 1280, 1280), (1580, None, 1580), (None, 1280, 1280), (None, None, None)],
)
def test_a_shopper_pays_the_promotional_price(
    regular: int | None, promo: int | None, payable: int | None
) -> None:
    tag = TagReading(None, regular, promo, None, 0.9, "rapidocr")

    assert tag.payable_fen == payable
    assert Price(price_fen=regular, promo_fen=promo).payable_fen == payable


def test_a_reading_knows_how_sure_it_is_of_its_kind() -> None:
    reading = read("tag")

    assert (reading.kind, reading.kind_p) == (PhotoKind.TAG, 0.85)


def test_a_refusal_carries_its_facts_and_says_its_rule() -> None:
    refusal = AlreadySubmittedError(at=T0)

    assert refusal.facts == {"at": T0}
    assert str(refusal).startswith("The visit was submitted before")


def test_every_refusal_has_a_code_of_its_own() -> None:
    codes = [AlreadySubmittedError.code, NotAllowedError.code, BadCellError.code]

    assert len(set(codes)) == 3
