"""Whether a message is clear enough: acted on, asked about, left."""

import pytest

from domain.deciding import Act, Ask, Leave, decide, with_intent
from domain.understanding import Frame, Intent, Named

_Top = tuple[tuple[str, float], ...]


def _frame(*top: tuple[str, float], text: str = "") -> Frame:
    return Frame(text=text, intent=Intent(top[0][0]), confidence=top[0][1], top=top)


@pytest.mark.parametrize(
    "top",
    [
        (("plan_today", 0.55), ("help", 0.4)),
        (("plan_today", 0.4), ("help", 0.1)),
        (("plan_today", 0.3),),
        (("visit_submit", 0.7), ("plan_today", 0.3)),
    ],
)
def test_what_is_likely_or_far_ahead_is_done(top: _Top) -> None:
    assert decide(_frame(*top)) == Act()


def test_what_others_see_takes_more_to_be_sure_of() -> None:
    frame = _frame(("contract_sign", 0.65), ("contract_status", 0.1))

    assert decide(frame) == Ask((Intent.CONTRACT_SIGN, Intent.CONTRACT_STATUS))


def test_facets_of_one_product_count_together() -> None:
    frame = _frame(("quote_lookup", 0.3), ("lead_time", 0.28), ("portrait_matrix", 0.25))

    assert decide(frame) == Act()


def test_an_unsure_reading_is_offered_with_the_next_ones() -> None:
    frame = _frame(("plan_today", 0.3), ("oos", 0.25), ("no_such_intent", 0.2))

    assert decide(frame) == Ask((Intent.PLAN,))


def test_at_most_three_readings_are_offered() -> None:
    names = ("plan_today", "help", "churn_list", "digest_request")
    frame = _frame(*((name, 0.2) for name in names))

    assert decide(frame) == Ask((Intent.PLAN, Intent.HELP, Intent.CHURN))


@pytest.mark.parametrize(
    "top",
    [
        (("oos", 0.9), ("help", 0.05)),
        (("help", 0.1), ("plan_today", 0.1)),
        (("playbook_launch", 0.1),),
    ],
)
def test_what_is_none_of_ours_or_hopeless_is_left(top: _Top) -> None:
    assert decide(_frame(*top)) == Leave()


@pytest.mark.parametrize(
    ("text", "decision"),
    [("湖畔超市今天拜访了吗", Ask((Intent.VISIT_START,))), ("去湖畔超市拜访", Act())],
)
def test_nobody_opens_a_visit_by_asking(text: str, decision: Act | Ask) -> None:
    assert decide(_frame(("visit_start", 0.9), text=text)) == decision


def test_a_picked_reading_is_done_whatever_was_likely() -> None:
    frame = with_intent(_frame(("oos", 0.9)), "stock")

    assert (frame.intent, frame.confidence) == (Intent.STOCK, 1.0)
    assert decide(frame, picked=True) == Act()


def test_a_reading_nobody_knows_changes_nothing() -> None:
    frame = _frame(("help", 0.9))

    assert with_intent(frame, "no_such_intent") is frame
    assert with_intent(frame, "") is frame


def test_who_names_a_product_asks_about_it_and_not_for_help() -> None:
    named = Named(kind="sku", ids=("00516",), name="00516", said="516", start=3, end=6)
    frame = Frame(
        text="老板问516 100箱能便宜吗",
        intent=Intent.HELP,
        confidence=0.9,
        top=(("help", 0.9), ("quote_lookup", 0.05)),
        named=(named,),
    )

    assert decide(frame) == Ask((Intent.HELP, Intent.QUOTE))
