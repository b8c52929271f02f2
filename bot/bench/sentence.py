"""Understanding a message: a warm reader, and a new process until its first answer.

The floor of a warm message is one brute ``rapidfuzz`` search of its key among the company's names;
that of a cold start is a process that only imports numpy.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

from rapidfuzz import fuzz, process

from bot.bench.catalogue import company
from nlu.language.entities import Entities, Kind
from nlu.language.intents.training import raw_sentences
from nlu.language.phonetic import key_of
from nlu.language.reader import Reader

_N = 500
_EVERY = 17
"""Of the training sentences, so that all intents are asked."""
_PRODUCTS, _CUSTOMERS = 100_000, 50_000
_DAY = date(2026, 11, 23)
_COLD = """
from datetime import date
from nlu.language.entities import Entities, Entity, Kind
from nlu.language.reader import Reader
Reader(Entities([Entity(Kind.PRODUCT, "1", "S7-1500")])).read("S7-1500几钱", "idle", date(2026, 1, 1))
"""


def measure() -> Iterator[dict[str, Any]]:
    """Lines of warm and cold time."""
    entities = company(_PRODUCTS, _CUSTOMERS)
    questions = _questions(entities)
    reader = Reader(entities)
    for text in questions[:20]:
        reader.read(text, "idle", _DAY)
    keys = [key_of(thing.name) for thing in entities.of(Kind.PRODUCT)]
    warm = _p95(questions, lambda text: reader.read(text, "idle", _DAY))
    floor = _p95(
        questions[:40], lambda text: process.extract(key_of(text), keys, scorer=fuzz.ratio, limit=5)
    )
    yield _line("sentence warm p95", len(questions), warm * 1000, "ms CPU", floor * 1000)
    yield _line("sentence cold start", 1, _started(_COLD), "s", _started("import numpy"))


def _questions(entities: Entities) -> list[str]:
    """Training sentences with names of the catalogue in their gaps."""
    products = [thing.name for thing in entities.of(Kind.PRODUCT)]
    firms = [thing.name for thing in entities.of(Kind.CUSTOMER)]
    lines = raw_sentences()[::_EVERY][:_N]
    filled = (
        line.replace("{product}", products[at * 97 % len(products)]).replace(
            "{customer}", firms[at * 89 % len(firms)]
        )
        for at, line in enumerate(lines)
    )
    return [text.replace("{", "").replace("}", "") for text in filled]


def _p95(questions: list[str], work: Any) -> float:
    times = []
    for text in questions:
        begun = time.process_time()
        work(text)
        times.append(time.process_time() - begun)
    return sorted(times)[int(len(times) * 0.95)]


def _started(code: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own code
    return time.perf_counter() - begun


def _line(name: str, n: int, figure: float, unit: str, floor: float) -> dict[str, Any]:
    return {
        "name": name,
        "n": n,
        "figure": round(figure, 3),
        "unit": unit,
        "floor": round(floor, 3),
        "ratio": round(figure / floor, 3),
    }
