"""Forms: what they ask for is data, and a wrong table is named."""

from collections.abc import Callable
from typing import Any

import pytest

from domain.forms import CaptureForm, StepKind, with_settings
from tests.domain.making import form, shipped

STEP = {"slot": "fridge", "kind": "photo", "takes": "other", "title": "冰柜", "ask": "请拍冰柜"}
TABLE = {"name": "n", "title": "t", "subject": "store"}


def compiled(*steps: dict[str, Any], **more: Any) -> CaptureForm:
    return CaptureForm.compile({**TABLE, "step": list(steps), **more}, version=3)


def test_the_shipped_store_form_asks_in_order() -> None:
    shown = form()

    assert [s.slot for s in shown.steps] == ["location", "storefront", "shelf", "stock", "price"]
    assert (shown.name, shown.subject, shown.version) == ("store_visit", "store", 1)
    assert (shown.roles, shown.store) == (("业务员",), "")


def test_the_checklist_numbers_what_is_shown_and_not_the_place() -> None:
    shown = form()

    numbers = {s.slot: shown.number(s.slot) for s in shown.steps}
    assert numbers == {"location": 0, "storefront": 1, "shelf": 2, "stock": 2, "price": 3}


def test_a_promoter_has_one_step_more() -> None:
    shown = form("store_visit", "业务员", "促销员")

    assert "display" in [s.slot for s in shown.steps]
    assert (shown.number("display"), shown.number("price")) == (3, 4)


def test_the_customer_form_has_its_own_steps() -> None:
    shown = form("customer_visit")

    assert [s.slot for s in shown.of_kind(StepKind.TEXT)] == ["note", "next_step"]
    assert shown.of_kind(StepKind.SKU_STOCK) == []


@pytest.mark.parametrize(("kind", "slots"), [("直营", ["a", "b"]), ("加盟", ["a"]), ("", ["a"])])
def test_a_step_may_be_meant_for_some_kinds_of_store(kind: str, slots: list[str]) -> None:
    steps = [{**STEP, "slot": "a"}, {**STEP, "slot": "b", "store_kinds": ["直营"]}]

    shown = CaptureForm.compile({**TABLE, "step": steps}, version=1, store=kind)

    assert [s.slot for s in shown.steps] == slots


def test_a_step_is_found_by_its_slot() -> None:
    assert form().step("price").kind is StepKind.PRICE
    with pytest.raises(KeyError, match="fridge"):
        form().step("fridge")


WRONG_STEPS: dict[str, tuple[dict[str, Any], str]] = {
    "unknown-key": ({"colour": "red"}, "colour: unknown key in step 'fridge'"),
    "unknown-kind": ({"kind": "video"}, "step 'fridge': 'video' is not a valid StepKind"),
    "unknown-picture": ({"takes": "door"}, "step 'fridge': 'door' is not a valid PhotoKind"),
    "no-picture": ({"takes": None}, "step 'fridge': None is not a valid PhotoKind"),
    "picture-for-text": ({"kind": "text"}, "step 'fridge': takes belongs"),
    "unknown-neighbour": ({"under": "attic"}, "under: no step has the slot 'attic'"),
    "too-few": ({"at_least": 0}, "step 'fridge': at_least must be 1 or more"),
    "half": ({"at_least": 1.5}, "step 'fridge': at_least must be int"),
    "text-threshold": ({"refuse_below": "20"}, "step 'fridge': refuse_below must be int"),
    "yes": ({"optional": "yes"}, "step 'fridge': optional must be bool"),
    "title": ({"title": 7}, "step 'fridge': title must be str"),
    "below-zero": ({"refuse_below": -1}, "step 'fridge': 0 <= refuse_below"),
    "crossed": ({"refuse_below": 50, "warn_below": 40}, "step 'fridge': 0 <= refuse_below"),
    "above-100": ({"warn_below": 101}, "step 'fridge': 0 <= refuse_below"),
}


@pytest.mark.parametrize(("change", "named"), WRONG_STEPS.values(), ids=WRONG_STEPS)
def test_what_is_wrong_with_a_step_is_named(change: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        compiled({**STEP, **change})


@pytest.mark.parametrize("key", ["slot", "kind", "title", "ask"])
def test_a_key_that_a_step_lacks_is_named(key: str) -> None:
    with pytest.raises(ValueError, match=f"'{key}'"):
        compiled({k: v for k, v in STEP.items() if k != key})


@pytest.mark.parametrize("kind", ["photo", "price"])
def test_a_picture_step_says_which_picture_it_takes(kind: str) -> None:
    with pytest.raises(ValueError, match="step 'fridge': takes belongs"):
        compiled({**{k: v for k, v in STEP.items() if k != "takes"}, "kind": kind})


@pytest.mark.parametrize("key", ["name", "title", "subject"])
def test_a_key_that_the_form_lacks_is_named(key: str) -> None:
    table = {k: v for k, v in {**TABLE, "step": [STEP]}.items() if k != key}

    with pytest.raises(ValueError, match=f"{key}: missing in the form"):
        CaptureForm.compile(table, version=1)


WRONG_FORMS: dict[str, tuple[Callable[[], CaptureForm], str]] = {
    "no-steps": (compiled, "step: slots must be given and differ"),
    "twins": (lambda: compiled(STEP, STEP), "step: slots must be given and differ"),
    "unknown-key": (lambda: compiled(STEP, steps=[]), "steps: unknown key in the form"),
}


@pytest.mark.parametrize(("wrong", "named"), WRONG_FORMS.values(), ids=WRONG_FORMS)
def test_what_is_wrong_with_a_form_is_named(wrong: Callable[[], CaptureForm], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        wrong()


def test_a_manager_may_add_a_step_tonight() -> None:
    table = shipped("store_visit")
    table["step"].append(STEP)

    shown = CaptureForm.compile(table, version=2)

    assert (shown.steps[-1].title, shown.number("fridge")) == ("冰柜", 4)


def test_the_companys_thresholds_enter_the_form() -> None:
    table = shipped("store_visit")
    company = {"主推品最少SKU数": "4", "模糊拒收(分)": 30.0, "模糊提醒(分)": 60, "时区": "UTC"}

    shown = CaptureForm.compile(with_settings(table, company), version=2)

    assert shown.step("stock").at_least == 4
    assert {(s.refuse_below, s.warn_below) for s in shown.of_kind(StepKind.PHOTO)} == {(30, 60)}
    assert CaptureForm.compile(table, version=1).step("stock").at_least == 3


def test_settings_that_say_nothing_change_nothing() -> None:
    assert with_settings(shipped("store_visit"), {}) == shipped("store_visit")


@pytest.mark.parametrize("value", ["many", "", None, "inf", "nan", [3]])
def test_a_threshold_that_is_no_number_is_named(value: object) -> None:
    with pytest.raises(ValueError, match=r"主推品最少SKU数: .* is no number"):
        with_settings(shipped("store_visit"), {"主推品最少SKU数": value})
