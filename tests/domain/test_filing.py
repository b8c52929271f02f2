"""Pictures find their step by what they show."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.evidence import Evidence, Item, ItemState
from domain.filing import Filed, Outcome, file_photo, photo_for
from domain.visits import Visit
from tests.domain.making import bench, bits, form, item, photo, priced, read, sent, visit

SLOT = {"storefront": "storefront", "shelf": "shelf", "tag": "price"}
STOCK = form().step("stock")
KINDS = st.sampled_from(sorted(SLOT))


@st.composite
def leaning(draw: st.DrawFn, kind: str) -> Mapping[str, float]:
    """Probabilities of a reader that is right: the true kind is the likeliest by a margin."""
    weights = {k: draw(st.floats(0.01, 1)) for k in ("storefront", "shelf", "tag", "other")}
    rest = sum(w for k, w in weights.items() if k != kind)
    share = draw(st.floats(0.6, 0.98))
    return {k: share if k == kind else (1 - share) * w / rest for k, w in weights.items()}


def _file(made: Visit, evidence: Evidence) -> Filed:
    return file_photo(made, evidence, item_id=f"i{evidence.id}", early_fix=False, bench=bench())


def _slots(made: Visit) -> dict[str, str]:
    return {i.photo.sha256: i.slot for i in made.items.values() if i.photo}


@given(KINDS, st.data())
def test_a_picture_goes_to_the_step_of_its_kind(kind: str, data: st.DataObject) -> None:
    made = visit()

    filed = _file(made, sent(read(data.draw(leaning(kind)))))

    assert filed.item.slot == SLOT[kind]
    assert made.items == {"i7": filed.item}


@given(st.permutations(sorted(SLOT)), st.integers(2, 3), st.data())
def test_an_album_ends_the_same_in_every_order(
    kinds: Sequence[str], size: int, data: st.DataObject
) -> None:
    album = [sent(read(data.draw(leaning(k)), sha256=k), album="a") for k in kinds[:size]]
    made = visit()

    for evidence in data.draw(st.permutations(album)):
        file_photo(made, evidence, item_id=evidence.sha256, early_fix=False, bench=bench())

    assert _slots(made) == {k: SLOT[k] for k in kinds[:size]}


def test_a_later_picture_of_the_album_moves_an_earlier_one() -> None:
    """The shelf came first and looked like the storefront that was asked."""
    leaning = {"storefront": 0.48, "shelf": 0.45, "tag": 0.02, "other": 0.05}
    made = visit()

    first = _file(made, sent(read(leaning, sha256="shelf"), number=1, album="a"))
    second = _file(made, sent(read("storefront", sha256="door"), number=2, album="a"))

    assert first.item.slot == "storefront"
    assert [(m.id, m.slot) for m in second.moved] == [("i1", "shelf")]
    assert _slots(made) == {"shelf": "shelf", "door": "storefront"}


@pytest.mark.parametrize("state", [ItemState.PENDING, ItemState.REFUSED])
def test_what_was_decided_does_not_move(state: ItemState) -> None:
    leaning = {"storefront": 0.48, "shelf": 0.45}
    made = visit(item("storefront", state, photo=photo("old", album="a", kinds=leaning)))

    filed = _file(made, sent(read("storefront"), album="a"))

    assert filed.moved == ()
    assert _slots(made)["old"] == "storefront"


def test_a_hopeless_picture_pushes_no_good_one_out() -> None:
    unsure = {"storefront": 0.55, "shelf": 0.4, "tag": 0.02, "other": 0.03}
    made = visit()
    _file(made, sent(read(unsure, sha256="good"), number=1, album="a"))

    filed = _file(made, sent(read("storefront", sha256="blurred", score=5), number=2, album="a"))

    assert (filed.outcome, filed.moved) == (Outcome.REFUSED, ())
    assert _slots(made) == {"good": "storefront", "blurred": "storefront"}


def test_the_fifth_picture_of_an_album_is_filed_alone() -> None:
    made = visit()
    for number in range(4):
        _file(made, sent(read("shelf", sha256=f"s{number}"), number=number, album="a"))

    filed = _file(made, sent(read("storefront", sha256="door"), number=9, album="a"))

    assert (filed.item.slot, filed.moved) == ("storefront", ())


@given(KINDS, st.booleans())
def test_the_same_picture_twice_is_one_item(kind: str, again_in_album: bool) -> None:
    made = visit()
    first = _file(made, sent(read(kind), number=1))

    second = _file(made, sent(read(kind), number=2, album="a" if again_in_album else ""))

    assert (second.outcome, second.item) == (Outcome.DUPLICATE, first.item)
    assert list(made.items) == ["i1"]


@pytest.mark.parametrize(
    ("score", "reasons", "outcome", "state"),
    [
        (0, (), Outcome.REFUSED, ItemState.REFUSED),
        (19, ("blurred",), Outcome.REFUSED, ItemState.REFUSED),
        (20, ("blurred",), Outcome.FILED, ItemState.WARNED),
        (44, (), Outcome.FILED, ItemState.WARNED),
        (45, (), Outcome.FILED, ItemState.ACCEPTED),
        (100, (), Outcome.FILED, ItemState.ACCEPTED),
        (90, ("no_content",), Outcome.REFUSED, ItemState.REFUSED),
    ],
)
def test_a_picture_is_judged_by_its_steps_thresholds(
    score: int, reasons: tuple[str, ...], outcome: Outcome, state: ItemState
) -> None:
    filed = _file(visit(), sent(read("storefront", score=score, reasons=reasons)))

    assert (filed.outcome, filed.item.state) == (outcome, state)


def test_a_refused_picture_fills_nothing_and_can_be_tried_again() -> None:
    made = visit()

    _file(made, sent(read("storefront", sha256="blurred", score=5), number=1))
    again = _file(made, sent(read("storefront", sha256="blurred", score=5), number=2))
    sharp = _file(made, sent(read("storefront", sha256="sharp"), number=3))

    assert again.outcome is Outcome.REFUSED
    assert sharp.item.slot == "storefront"
    assert len(made.items) == 3
    assert [i.id for i in made.in_slot("storefront")] == ["i3"]


def test_a_price_tag_waits_for_its_price_however_blurred() -> None:
    filed = _file(visit(), sent(read("tag", score=5)))

    assert (filed.item.slot, filed.item.state) == ("price", ItemState.READING)
    assert filed.outcome is Outcome.FILED


@pytest.mark.parametrize(
    ("caption", "slot"),
    [
        ("门头", "storefront"),
        ("店招拍好了", "storefront"),
        ("货架", "shelf"),
        ("主推品特写", "shelf"),
        ("竞品价格牌", "price"),
        ("价签", "price"),
    ],
)
@given(kind=KINDS)
def test_the_caption_decides(caption: str, slot: str, kind: str) -> None:
    filed = _file(visit(), sent(read(kind), text=caption))

    assert filed.item.slot == slot


@pytest.mark.parametrize("caption", ["门头和货架", "幸福超市", ""])
def test_a_caption_that_says_two_things_or_nothing_leaves_it_to_the_reader(caption: str) -> None:
    filed = _file(visit(), sent(read("shelf"), text=caption))

    assert filed.item.slot == "shelf"


def test_a_picture_of_a_filled_kind_goes_to_the_missing_step_when_it_may_be_that() -> None:
    made = visit(item("storefront", photo=photo("door")))

    filed = _file(made, sent(read({"storefront": 0.6, "shelf": 0.3, "tag": 0.05, "other": 0.05})))

    assert filed.item.slot == "shelf"


def test_a_clear_second_storefront_stays_a_storefront() -> None:
    made = visit(item("storefront", photo=photo("door")))

    filed = _file(made, sent(read("storefront")))

    assert filed.item.slot == "storefront"


def test_a_second_tag_replaces_nothing_until_it_is_confirmed() -> None:
    made = visit(priced(state=ItemState.READING))

    filed = _file(made, sent(read("tag", sha256="second")))

    assert filed.item.slot == "price"
    assert [i.state for i in made.items.values()] == [ItemState.READING, ItemState.READING]


def test_the_picture_keeps_what_was_measured() -> None:
    evidence = sent(read("shelf", score=50, reasons=("glare",)), album="a")

    filed = file_photo(visit(), evidence, item_id="i", early_fix=True, bench=bench())

    kept = filed.item.photo
    assert kept is not None
    assert (kept.sha256, kept.score, kept.reasons) == ("a", 50, ("glare",))
    assert (kept.phash, kept.dhash, kept.album) == (bits("a"), bits("a"), "a")
    assert kept.early_fix
    assert kept.kinds["shelf"] == 0.85
    assert (filed.item.source, filed.item.at) == (7, evidence.at)


def test_a_close_up_is_for_the_stock_step_and_not_yet_in_the_visit() -> None:
    made = visit()

    taken = photo_for(made, sent(read("shelf")), STOCK, item_id="c", early_fix=False, bench=bench())
    blurred = photo_for(
        made, sent(read("shelf", score=5)), STOCK, item_id="d", early_fix=False, bench=bench()
    )

    assert (taken.slot, taken.state) == ("stock", ItemState.ACCEPTED)
    assert blurred.state is ItemState.REFUSED
    assert made.items == {}


def test_an_unread_photo_cannot_be_filed() -> None:
    with pytest.raises(ValueError, match="photo 7 was not read"):
        _file(visit(), sent(None))
    with pytest.raises(ValueError, match="photo 7 was not read"):
        photo_for(visit(), sent(None), STOCK, item_id="i", early_fix=False, bench=bench())


def test_a_counted_close_up_does_not_fill_the_shelf_step() -> None:
    close: Item = item("stock", photo=photo("close", album="a"))
    made = visit(close)

    filed = _file(made, sent(read("shelf"), album="a"))

    assert filed.item.slot == "shelf"


@pytest.mark.parametrize("score", [80, 85], ids=["as sharp", "hardly sharper"])
def test_a_copy_of_the_storefront_that_is_there_gives_no_second_one(score: int) -> None:
    made = visit()
    _file(made, sent(read("storefront", sha256="door"), number=1))

    copy = _file(made, sent(read("storefront", sha256="copy", like="door", score=score), number=2))

    assert copy.outcome is Outcome.DUPLICATE
    assert list(made.items) == ["i1"]


def test_a_sharper_shot_of_the_same_door_is_taken_beside_the_soft_one() -> None:
    made = visit()
    _file(made, sent(read("storefront", sha256="soft", like="door", score=30), number=1))

    sharp = _file(made, sent(read("storefront", sha256="sharp", like="door"), number=2))

    assert sharp.item.state is ItemState.ACCEPTED
    assert [i.id for i in made.in_slot("storefront")] == ["i1", "i2"]


def test_a_picture_of_nothing_is_refused_as_what_was_asked_for() -> None:
    wall = read(
        {"storefront": 0.1, "shelf": 0.1, "tag": 0.05, "other": 0.75},
        score=0,
        reasons=("no_content",),
    )

    filed = _file(visit(), sent(wall))

    assert (filed.item.slot, filed.item.state) == ("storefront", ItemState.REFUSED)
