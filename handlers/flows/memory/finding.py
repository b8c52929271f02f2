"""Lists by tag: 「偏好辣味的社区生鲜店」, who they are, and what shows it."""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from domain.memory.filters import (
    Hit,
    Wish,
    counted,
    hits,
    is_list_wish,
    nearest,
    wish_in,
)
from domain.memory.notes import HeldTag, Kind
from domain.memory.records import told_by_records
from domain.memory.subjects import district_of, may_read, name_of, name_spans, named_in
from domain.memory.vocabulary import Vocabulary
from domain.numbers import plain
from handlers.chat import Asked, Button, Pressed, Reply, Said
from handlers.flows.memory import asking, listing
from handlers.remembering import FLOW
from handlers.turn import Turn

_SHOWN, _TAPPED = 8, 4
_ALL = re.compile(
    r"/?(?:现在|看看|查看|一共|所有|全部)?(?:都)?(?:有哪些|有什么|有多少)?标签(?:有哪些|列表|统计|汇总)?[?!.]*"
)
_BEGINS = ("筛选", "按标签")


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「筛选 爱吃辣 的社区生鲜店」「爱吃辣的客户有多少」."""
    said = plain(event.text)
    if _ALL.fullmatch(said):
        return [_counts(turn)]
    found = wanted(turn, said)
    if found is None and said.startswith(_BEGINS):
        wish = _wish(turn, said)
        return [_unknown(turn, wish.rest)] if wish.rest else None
    return found


def wanted(turn: Turn, said: str) -> list[Reply] | None:
    """The list that words with tags ask for; ``None`` when they tell something instead."""
    wish = _wish(turn, said)
    if not is_list_wish(said, wish) or named_in(said, turn.person, turn.directory):
        return None
    return [_list(turn, said, wish)]


def on_portrait(turn: Turn, asked: Asked) -> Sequence[Reply]:
    """Everybody with some tags; without a tag, how many have each."""
    said = asked.frame.text
    wish = _wish(turn, said)
    named = named_in(said, turn.person, turn.directory)
    if named and not wish.tags:
        return [listing.listed(turn, named[0])]
    if wish.tags:
        return [_list(turn, said, wish)]
    return [_counts(turn)]


def _wish(turn: Turn, said: str) -> Wish:
    outside = list(name_spans(said, turn.directory))
    return wish_in(said, turn.work.rules.tags(), outside=outside)


def _readable(turn: Turn) -> list[HeldTag]:
    """Every tag that the writer may see, told ones before records."""
    memory, vocabulary = turn.work.memory, turn.work.rules.tags()
    told = list(memory.tagged())
    every = [*told, *told_by_records(memory.recorded(), told, vocabulary)]
    subjects = {one.subject for one in every}
    seen = {one for one in subjects if may_read(turn.person, one, turn.directory)}
    return [one for one in every if one.subject in seen]


def _list(turn: Turn, said: str, wish: Wish, *, start: int = 0) -> Reply:
    every = _readable(turn)
    district = _district(turn, said)
    held = [t for t in every if not district or district_of(t.subject, turn.directory) == district]
    vocabulary = turn.work.rules.tags()
    if _exclude_each_other(wish, vocabulary):
        return _each(turn, wish, held)
    found = hits(wish.tags, held)
    sure = [hit for hit in found if hit.sure]
    shown = found[start : start + _SHOWN]
    turn.enter(FLOW, "")
    facts = {
        "wanted": [asking.label(tag, vocabulary) for tag in wish.tags],
        "district": district,
        "stores": sum(hit.subject.kind is Kind.STORE for hit in sure),
        "customers": sum(hit.subject.kind is Kind.CUSTOMER for hit in sure),
        "total": len(sure),
        "guessed": len(found) - len(sure),
        "start": start,
        "lines": [_line(turn, hit, vocabulary) for hit in shown],
        "left": len(found) - start - len(shown),
        "unknown": wish.rest if not found else "",
        "near": [label for label, _ in counted(held, vocabulary)[:5]] if not found else [],
    }
    return Reply("memory/found", facts, buttons=_buttons(turn, said, shown, start, len(found)))


def _exclude_each_other(wish: Wish, vocabulary: Vocabulary) -> bool:
    """「社区生鲜店和连锁超市各有多少」: nobody is both."""
    pairs = combinations(wish.tags, 2)
    return any(
        a.key == b.key and vocabulary.clash(a.key, (a.value, a.negated), (b.value, b.negated))
        for a, b in pairs
    )


def _each(turn: Turn, wish: Wish, held: Sequence[HeldTag]) -> Reply:
    """How many have each of them; a tap lists them."""
    vocabulary = turn.work.rules.tags()
    turn.enter(FLOW, "")
    counts = [
        (asking.label(tag, vocabulary), sum(hit.sure for hit in hits([tag], held)))
        for tag in wish.tags
    ]
    buttons = tuple(
        Button(
            label, "tags_more", {"said": f"筛选{label.replace('=', ' ')}", "start": 0}, lasting=True
        )
        for label, _ in counts[:_TAPPED]
    )
    return Reply("memory/each", {"counts": counts}, buttons=buttons)


def _line(turn: Turn, hit: Hit, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "name": name_of(hit.subject, turn.directory),
        "sure": hit.sure,
        "tags": [
            f"{asking.whose(one, vocabulary)} {asking.source(one, turn)}".strip()
            for one in hit.tags
        ],
    }


def _buttons(
    turn: Turn, said: str, shown: Sequence[Hit], start: int, total: int
) -> tuple[Button, ...]:
    """Each of them opens what shows it; the next ones come by another tap."""
    opens = [
        Button(
            name_of(hit.subject, turn.directory),
            "tags_of",
            {"subject": [hit.subject.kind.value, hit.subject.code]},
            lasting=True,
        )
        for hit in shown[:_TAPPED]
    ]
    more = start + len(shown)
    if more < total:
        opens.append(Button("看后面的", "tags_more", {"said": said, "start": more}, lasting=True))
    return tuple(opens)


def _district(turn: Turn, said: str) -> str:
    """The district that the words name, whole or without 片区."""
    districts = {s.district for s in turn.directory.stores.values() if s.district}
    named = [d for d in districts if d in said or d.removesuffix("片区") in said]
    return max(named, key=len, default="")


def _unknown(turn: Turn, rest: str) -> Reply:
    """No such tag: the nearest ones are named."""
    vocabulary = turn.work.rules.tags()
    known = dict(counted(_readable(turn), vocabulary))
    turn.enter(FLOW, "")
    near = nearest(rest, vocabulary, known)
    buttons = tuple(
        Button(label, "tags_more", {"said": f"筛选{label.replace('=', ' ')}", "start": 0})
        for label in near[:_TAPPED]
        if label in known
    )
    facts = {"said": rest, "near": [(label, known.get(label, 0)) for label in near]}
    return Reply("memory/unknown_tag", facts, buttons=buttons)


def _counts(turn: Turn) -> Reply:
    """How many have each tag; the cross table is not here yet, and that is said."""
    counts = counted(_readable(turn), turn.work.rules.tags())
    turn.enter(FLOW, "")
    return Reply("memory/counts", {"counts": counts[:12], "left": max(len(counts) - 12, 0)})


def on_more(turn: Turn, event: Pressed) -> list[Reply]:
    """The next ones of a list."""
    args: Mapping[str, Any] = event.args
    return [_list(turn, args["said"], _wish(turn, args["said"]), start=args["start"])]
