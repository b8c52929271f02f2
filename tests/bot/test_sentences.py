"""The process that reads sentences: it learns names, and one that dies is replaced."""

import asyncio
from collections.abc import Iterator
from datetime import date

import pytest

from bot.demo.company import demo_sheets
from bot.engine.workers import WorkError
from bot.tools.sentences import PoolSentences
from domain.company.cells import Cell, Sheet
from domain.understanding import Frame, Intent
from storage.loading import import_sheets
from storage.work import SqlWork
from tests.bot.processes import kill
from tests.chat import START, Chat
from tests.nlu.language.things import small_company

TODAY = date(2026, 11, 23)
WORDS = "椒麻酱油多少钱"


@pytest.fixture
def pool() -> Iterator[PoolSentences]:
    reader = PoolSentences()
    yield reader
    reader.close()


@pytest.mark.slow
def test_a_process_of_its_own_learns_names_and_reads(pool: PoolSentences) -> None:
    company = small_company()

    async def learn_and_read() -> Frame:
        assert pool.version is None
        await pool.learn(company)
        return await pool.read(WORDS, "idle", TODAY)

    frame = asyncio.run(learn_and_read())

    assert pool.version == company.version
    assert frame.intent is Intent.QUOTE
    assert frame.of_kind("product")[0].ids == ("00516",)


@pytest.mark.slow
def test_a_killed_process_counts_as_an_attempt_and_the_next_one_learns_anew(
    pool: PoolSentences,
) -> None:
    async def kill_and_read_again() -> Frame:
        await pool.learn(small_company())
        kill(pool._pool)
        with pytest.raises(WorkError) as lost:
            await pool.read(WORDS, "idle", TODAY)
        assert (lost.value.code, lost.value.final) == ("killed", False)
        assert pool.version is None
        await pool.learn(small_company())
        return await pool.read(WORDS, "idle", TODAY)

    assert asyncio.run(kill_and_read_again()).intent is Intent.QUOTE


def test_closing_what_never_began_does_nothing(pool: PoolSentences) -> None:
    pool.close()

    assert pool.version is None


def test_a_new_import_is_known_to_the_next_sentence(chat: Chat) -> None:
    before = chat.says("竹盐豆豉多少钱")
    chat.on_database(_import_bean_sauce)

    after = chat.says("竹盐豆豉多少钱")

    assert "竹盐豆豉" not in before.text
    assert after.text.startswith("竹盐豆豉280g(单价,元/瓶)")


def _import_bean_sauce(work: SqlWork) -> None:
    (products,) = [s for s in demo_sheets(START.date()) if s.name == "商品"]
    row: list[Cell] = [
        "00901",
        "竹盐豆豉280g",
        "青岚",
        "280g",
        "酱料",
        "B",
        "瓶",
        15.0,
        7.4,
        10.9,
        "竹盐豆豉",
    ]
    sheet = Sheet("商品", [*products.rows, row])
    import_sheets(work, [sheet], at=START, by="test", batch_id="b1", file_name="more")
