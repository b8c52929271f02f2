"""The classifier: trained on the shipped sentences, blind to what things are called."""

import numpy as np
import pytest

from domain.understanding import Intent
from nlu.language.intents.grams import BUCKETS, features
from nlu.language.intents.masking import MASKS, filled, masked
from nlu.language.intents.training import Mishearing, digest, fit, matrix, sentences, temperature
from nlu.language.intents.weights import ranked, shipped
from nlu.language.linking import Linker
from tests.nlu.language.things import small_company

PRODUCT, CUSTOMER, SKU = MASKS["product"], MASKS["customer"], MASKS["sku"]


@pytest.fixture(scope="module")
def linker() -> Linker:
    return Linker(small_company())


def test_the_shipped_weights_are_those_of_the_shipped_sentences() -> None:
    assert digest(sentences()) == shipped().sentences, (
        "sentences changed: run `python -m nlu.language.intents.training`"
    )


def test_every_intent_has_sentences_and_none_is_unknown() -> None:
    intents = {intent for _, intent in sentences()}

    assert intents == {intent.value for intent in Intent}
    assert set(shipped().intents) == intents


@pytest.mark.parametrize("sentence", ["", "查报价", f"{PRODUCT}多少钱", "a" * 1000])
def test_probabilities_sum_to_one(sentence: str) -> None:
    chances = shipped().probabilities(sentence)

    assert chances.sum() == pytest.approx(1)
    assert (chances >= 0).all()


def test_the_likeliest_intent_comes_first() -> None:
    best = ranked(shipped(), shipped().probabilities(f"{PRODUCT}多少钱"))

    assert best[0][0] == "quote_lookup"
    assert len(best) == len(Intent)


@pytest.mark.parametrize(
    ("text", "mask"),
    [
        ("给杭州宏达机械有限公司报椒麻酱油的价", f"给{CUSTOMER}报{PRODUCT}的价"),
        ("X7-1600什么价", f"{PRODUCT}什么价"),
        ("00516还有12箱吗", f"{SKU}还有0箱吗"),
        ("今天跑哪几家", "今天跑哪几家"),
    ],
)
def test_names_and_numbers_are_masked(linker: Linker, text: str, mask: str) -> None:
    assert masked(text, linker.link(text)) == mask


def test_a_training_sentence_looks_like_a_masked_one(linker: Linker) -> None:
    said = "给杭州宏达机械有限公司报椒麻酱油的价"

    assert filled("给{customer}报{product}的价") == masked(said, linker.link(said))


def test_features_lie_in_their_buckets_and_the_halves_weigh_the_same() -> None:
    buckets, values = features("查一下报价")

    half = buckets < BUCKETS // 2
    assert buckets.min() >= 0
    assert buckets.max() < BUCKETS
    assert np.linalg.norm(values[half]) == pytest.approx(np.linalg.norm(values[~half]))


def test_sentences_that_sound_alike_share_a_half() -> None:
    typed, heard = (dict(zip(*features(text), strict=True)) for text in ("报价", "抱架"))

    shared = typed.keys() & heard.keys()
    assert any(bucket >= BUCKETS // 2 for bucket in shared)


def test_mishearing_is_the_same_every_time() -> None:
    texts = [text for text, _ in sentences()[:50]]
    first, second = Mishearing(texts, seed=1), Mishearing(texts, seed=1)

    heard = [first(text) for text in texts]

    assert heard == [second(text) for text in texts]
    assert heard != texts


@pytest.mark.slow
def test_a_model_tells_apart_what_it_learnt() -> None:
    texts, intents = ["查报价", "报价多少", "今天跑哪几家", "跑哪家店"], ["a", "a", "b", "b"]

    scores = fit(texts, intents).decision_function(matrix(texts))

    assert (scores > 0).tolist() == [False, False, True, True]


def test_the_temperature_says_how_far_scores_are_to_be_believed() -> None:
    sure = np.array([[2.0, -2.0], [-2.0, 2.0]])

    assert temperature(sure, np.array([0, 1])) < temperature(sure, np.array([1, 1]))
