"""When a person has to say what a picture shows."""

import pytest

from domain.evidence import Evidence
from domain.filing import unsure, without_kind
from domain.onsite import Provenance
from tests.domain.making import form, item, photo, read, sent, visit

EVEN = {"storefront": 0.45, "shelf": 0.45, "tag": 0.05, "other": 0.05}
STRANGE = {"storefront": 0.1, "shelf": 0.1, "tag": 0.05, "other": 0.75}


@pytest.mark.parametrize(
    ("evidence", "asked"),
    [
        (sent(read(EVEN)), True),
        (sent(read("storefront")), False),
        (sent(read({"storefront": 0.6, "shelf": 0.2, "tag": 0.1, "other": 0.1})), False),
        (sent(read(EVEN), album="a"), False),
        (sent(read(EVEN), text="门头"), False),
        (sent(read(STRANGE), album="a"), True),
        (sent(read(EVEN, score=5)), False),
        (sent(read(EVEN, reasons=("no_content",))), False),
        (sent(read(EVEN), provenance=Provenance.FORWARDED), False),
        (sent(None), False),
    ],
    ids=[
        "even odds",
        "surely a storefront",
        "likely what is asked",
        "the album tells",
        "the caption tells",
        "nothing of what is asked for",
        "refused anyway",
        "a wall",
        "forwarded",
        "not read",
    ],
)
def test_it_is_asked_what_a_picture_shows_when_nothing_tells(
    evidence: Evidence, *, asked: bool
) -> None:
    assert unsure(visit(), evidence) is asked


def test_a_picture_that_is_there_already_is_not_asked_about() -> None:
    made = visit(item("storefront", photo=photo("a")))

    assert not unsure(made, sent(read(EVEN, sha256="a")))


def test_a_form_with_one_kind_of_picture_leaves_nothing_to_ask() -> None:
    assert not unsure(visit(steps=form("customer_visit")), sent(read(EVEN)))


def test_a_picture_without_any_odds_is_asked_about() -> None:
    nothing = dict.fromkeys(("storefront", "shelf", "tag", "other"), 0.0)

    assert unsure(visit(), sent(read(nothing)))


@pytest.mark.parametrize(
    ("caption", "left"), [("门头", ""), ("00238 12箱 货架", "00238 12箱"), ("幸福超市", "幸福超市")]
)
def test_what_a_caption_says_about_the_kind_can_be_taken_off(caption: str, left: str) -> None:
    assert without_kind(caption) == left
