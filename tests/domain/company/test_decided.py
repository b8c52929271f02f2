"""What was decided in chat is not undone by a sheet that has not heard of it."""

from domain.company.decided import Decided
from domain.company.world import Draft
from domain.geo import Point

GONE = Decided(gone={"Q011": "叶小满"})
DECIDED = Decided({"S": [Point(31.0, 118.0)]}, {"S": ["old"]})


def kept(**values: object) -> Draft:
    draft = Draft(2, {"code": "S", **values})
    DECIDED.keep(draft)
    return draft


def test_the_old_place_and_the_old_rep_stay_out_with_a_remark() -> None:
    draft = kept(lat=31.0, lon=118.0, rep_id="old", name="幸福")

    assert draft.values == {"code": "S", "name": "幸福"}
    assert len(draft.notes) == 2


def test_news_is_taken() -> None:
    draft = kept(lat=31.5, lon=118.0, rep_id="new")

    assert (draft.values["lat"], draft.values["rep_id"], draft.notes) == (31.5, "new", [])


def test_a_store_nobody_decided_about_is_taken_as_it_is() -> None:
    draft = Draft(2, {"code": "T", "lat": 31.0, "lon": 118.0})

    DECIDED.keep(draft)

    assert draft.values["lat"] == 31.0


def test_who_was_disabled_is_remarked_upon_and_nobody_else() -> None:
    gone, here = Draft(2, {"id": "Q011"}), Draft(3, {"id": "Q012"})

    GONE.remark(gone)
    GONE.remark(here)

    assert gone.notes == ["叶小满已停用,表里还有,没有恢复;要恢复请在聊天里发「恢复 叶小满」"]
    assert here.notes == []
