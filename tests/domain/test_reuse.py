"""Pictures that were sent before: whose, where, and how alike is the same."""

import pytest

from domain.evidence import Cause
from domain.reuse import SAME_PICTURE, distance, same_picture, used_before
from tests.domain.making import bits, later, photo, seen, visit


def _flipped(name: str, count: int) -> str:
    return f"{int(bits(name), 16) ^ ((1 << count) - 1):016x}"


@pytest.mark.parametrize(
    ("differing", "same"), [(0, True), (SAME_PICTURE, True), (SAME_PICTURE + 1, False)]
)
def test_a_copy_differs_in_a_few_bits(differing: int, *, same: bool) -> None:
    copied = photo("copy", phash=_flipped("door", differing), dhash=bits("door"))

    assert distance(seen("door"), copied) == differing
    assert same_picture(seen("door"), copied) is same


def test_the_same_bytes_are_the_same_picture_without_any_hash() -> None:
    assert same_picture(seen("door", phash="", dhash=""), photo("door"))
    assert not same_picture(seen("door", phash="", dhash=""), photo("other"))


@pytest.mark.parametrize(
    ("more", "cause"),
    [
        ({"rep_id": "another"}, Cause.REUSED_BY_OTHER),
        ({"rep_id": "another", "store_code": "ST002"}, Cause.REUSED_BY_OTHER),
        ({"store_code": "ST002"}, Cause.REUSED_ELSEWHERE),
        ({}, Cause.REUSED_EARLIER),
        ({"visit_id": "v"}, None),
    ],
    ids=["another rep", "another rep, elsewhere", "another store", "last visit", "this visit"],
)
def test_what_a_repeated_storefront_means(more: dict[str, str], cause: Cause | None) -> None:
    before = seen("door", **more)
    door = photo("door", phash=bits("door"), dhash=bits("door"))

    assert used_before(visit(), door, [before]) == ((cause, before) if cause else (None, None))


def test_another_reps_picture_weighs_more_than_another_stores() -> None:
    door = photo("door", phash=bits("door"), dhash=bits("door"))
    prints = [
        seen("door", rep_id="x"),
        seen("door", store_code="ST002", at=later(-5)),
        seen("door"),
    ]

    assert used_before(visit(), door, prints)[0] is Cause.REUSED_BY_OTHER
    assert used_before(visit(), door, prints[1:])[1] is prints[1]


def test_a_neighbour_that_the_index_brought_along_is_no_repetition() -> None:
    door = photo("door", phash=bits("door"), dhash=bits("door"))

    assert used_before(visit(), door, [seen("another door")]) == (None, None)
