"""Linking whole sentences at 100,000 products and 50,000 customers, beside a brute-force search.

The floor compares the sentence's phonetic key with every name's by ``rapidfuzz``: what anybody
would do first. It is asked a part of the same questions.
"""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import psutil
from rapidfuzz import fuzz, process

from bot.bench.catalogue import company
from bot.bench.mishearing import FOREIGN, HEAVY, misheard
from nlu.language.entities import Entities, Entity, Kind
from nlu.language.linking import Linker
from nlu.language.memory import give_back
from nlu.language.phonetic import key_of

_N, _FLOOR_N = 400, 40
_FRAMES = (
    "呃帮我查下{}现在什么价",
    "那个{}还有多少库存啊",
    "张总问{}的交期要多久",
    "{}上次给人家报的啥价格来着",
    "麻烦看一下{}这批货发到哪儿了",
)
_Search = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Question:
    text: str
    right: frozenset[str]
    """Ids of everything that was named."""


@dataclass(frozen=True, slots=True)
class _Result:
    first: float
    """Share of questions whose best answer is right."""
    five: float
    p95_ms: float
    """CPU of one question."""


def measure(products: int = 100_000, customers: int = 50_000) -> Iterator[dict[str, Any]]:
    """Lines of accuracy, time, memory and building."""
    entities = company(products, customers)
    keys = _seconds(lambda: [key_of(thing.name) for thing in entities.all])
    gc.collect()
    give_back()
    before = psutil.Process().memory_info().rss
    begun = time.process_time()
    linker = Linker(entities)
    built = time.process_time() - begun
    gc.collect()
    added = (psutil.Process().memory_info().rss - before) / 2**20
    names = sum(len(thing.name) for thing in entities.all) * 2 / 2**20
    yield _line("linking build", len(entities.all), built, "s CPU", keys)
    yield _line("linking memory", len(entities.all), added, "MB", names)
    yield _whole_sentences(linker, entities)
    for kind in (Kind.PRODUCT, Kind.CUSTOMER):
        for level in (HEAVY, FOREIGN):
            for part in (False, True):
                yield from _asked(linker, entities, kind, level, part=part)


def _whole_sentences(linker: Linker, entities: Entities) -> dict[str, Any]:
    """Finding every mention of every kind, beside one brute search among the products."""
    questions = [
        q
        for kind in (Kind.PRODUCT, Kind.CUSTOMER)
        for q in _questions(list(entities.of(kind)), HEAVY, part=False)
    ]
    ours = _tried(questions, lambda text: [i for m in linker.link(text) for i in m.ids])
    floor = _tried(questions[:_FLOOR_N], _brute(list(entities.of(Kind.PRODUCT))))
    return _line("linking all mentions p95", len(questions), ours.p95_ms, "ms CPU", floor.p95_ms)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _asked(
    linker: Linker, entities: Entities, kind: Kind, level: str, *, part: bool
) -> Iterator[dict[str, Any]]:
    questions = _questions(list(entities.of(kind)), level, part=part)
    ours = _tried(questions, lambda text: [ident for ident, _, _ in linker.nearest(text, kind)])
    floor = _tried(questions[:_FLOOR_N], _brute(list(entities.of(kind))))
    name = f"linking {kind} {'part' if part else 'full'} {level}"
    yield _line(f"{name} acc@1", len(questions), ours.first, "share", floor.first)
    yield _line(f"{name} acc@5", len(questions), ours.five, "share", floor.five)
    yield _line(f"{name} p95", len(questions), ours.p95_ms, "ms CPU", floor.p95_ms)


def _questions(things: Sequence[Entity], level: str, *, part: bool) -> list[_Question]:
    dice = Random(5)  # noqa: S311
    said: dict[str, set[str]] = {}
    for thing in things:
        said.setdefault(_part(thing) if part else thing.name, set()).add(thing.id)
    return [
        _Question(dice.choice(_FRAMES).format(misheard(name, level, dice)), frozenset(said[name]))
        for name in dice.sample(sorted(said), min(_N, len(said)))
    ]


def _part(thing: Entity) -> str:
    """A product without its pack; a firm without place and legal form."""
    if thing.kind is Kind.PRODUCT:
        return " ".join(thing.name.split()[:3])
    return thing.short[:2][-1] if thing.short else thing.name


def _brute(things: Sequence[Entity]) -> _Search:
    keys = [key_of(thing.name) for thing in things]

    def search(text: str) -> Sequence[str]:
        found = process.extract(key_of(text), keys, scorer=fuzz.ratio, limit=5)
        return [things[row].id for _, _, row in found]

    return search


def _tried(questions: Sequence[_Question], search: _Search) -> _Result:
    first = five = 0
    times = []
    for question in questions:
        begun = time.process_time()
        found = search(question.text)
        times.append((time.process_time() - begun) * 1000)
        first += bool(found) and found[0] in question.right
        five += any(ident in question.right for ident in found)
    times.sort()
    count = len(questions)
    return _Result(first / count, five / count, times[int(count * 0.95)])


def _line(name: str, n: int, figure: float, unit: str, floor: float) -> dict[str, Any]:
    return {
        "name": name,
        "n": n,
        "figure": round(figure, 3),
        "unit": unit,
        "floor": round(floor, 3),
        "ratio": round(figure / floor, 3),
    }
