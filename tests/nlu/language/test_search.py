"""Finding names among many: windows of a sentence, and pieces of keys."""

from random import Random

import numpy as np
import pytest

from bot.bench.catalogue import company
from bot.bench.mishearing import HEAVY, misheard
from nlu.language.arrays import Keys
from nlu.language.entities import Kind
from nlu.language.keyring import Keyring
from nlu.language.linking import Linker
from nlu.language.ngrams import Ngrams
from nlu.language.phonetic import key_of

_NAMES = ["金标生抽", "藤椒酱油", "青花椒酱油", "宏达机电", "海天", "海天"]


@pytest.fixture(scope="module")
def keys() -> Keys:
    return Keys(key_of(name) for name in _NAMES)


def test_every_window_that_is_a_name_is_found_with_all_its_owners(keys: Keys) -> None:
    ring = Keyring(keys, np.arange(len(_NAMES), dtype=np.int32))

    found = [
        (start, end, owners.tolist())
        for start, end, owners in ring.find(key_of("给红大机电报海田的价"))
    ]

    assert found == [(1, 5, [3]), (6, 8, [4, 5])]
    assert ring.whole(key_of("藤椒酱油")).tolist() == [1]
    assert ring.whole(key_of("藤椒酱油好")).tolist() == []


def test_an_empty_ring_finds_nothing() -> None:
    assert list(Keyring(Keys([]), np.zeros(0, np.int32)).find("abc")) == []


def test_the_nearest_key_shares_the_rarest_pieces(keys: Keys) -> None:
    rows, scores = Ngrams(keys).best(key_of("腾胶酱油"), 2)

    assert rows.tolist() == [1, 2]
    assert scores[0] == 1 > scores[1]


@pytest.mark.parametrize("given", [[], ["a"], ["ab"]])
def test_an_index_of_next_to_nothing_answers_nothing(given: list[str]) -> None:
    assert Ngrams(Keys(given)).best("xyz")[0].size == 0


def test_keys_are_their_strings_again(keys: Keys) -> None:
    assert [keys[row] for row in range(len(keys))] == [key_of(name) for name in _NAMES]
    assert keys.some(np.array([4, 0], np.int32))[1] == key_of("金标生抽")


def test_whole_sentences_under_heavy_noise_find_their_name() -> None:
    entities = company(600, 300)
    linker, dice = Linker(entities), Random(3)  # noqa: S311
    asked = [
        t
        for kind in (Kind.PRODUCT, Kind.CUSTOMER)
        for t in dice.sample(list(entities.of(kind)), 40)
    ]

    right = 0
    for thing in asked:
        said = f"呃帮我看看{misheard(thing.name, HEAVY, dice)}多少钱"
        right += linker.nearest(said, thing.kind, 1)[0][0] == thing.id

    assert right >= 0.92 * len(asked)
