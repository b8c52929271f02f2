"""Finding stores and customers by their tags: 「偏好辣味的社区生鲜店」."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from domain.memory.letters import folded
from domain.memory.notes import HeldTag, Subject
from domain.memory.reports import is_ordered
from domain.memory.tags import Tag, tags_in
from domain.memory.vocabulary import Vocabulary
from domain.numbers import plain

_LISTS = re.compile(
    r"筛选|筛一下|筛出|过滤|按标签|有哪些|有哪几|哪些|哪个|哪位|谁(?=[想要爱不喜用付])|哪几家|哪家|有多少|多少家|多少个|几家|列出|列一下|列个|名单|清单|找出|找一?下|找找|找几家|挑出|挑一?下|挑几家|统计|数一下|都有谁"
)
_NOUN = r"(?:客户|门店|店铺|店|终端|超市|餐馆|网点|老板|有谁|人)"
_OF_THEM = re.compile(rf"的{_NOUN}(?:们)?(?:有|是)?(?:哪些|多少|几家|几个|谁|名单|清单)?[?]?$")
_FRAME = re.compile(
    r"筛选|筛一下|筛出|过滤|按标签|有哪些|有哪几家?|哪些|哪个|哪位|谁|哪几家|哪家|有多少|多少家?|几家|几个|列出来?|列一下|列个|名单|清单|找出来?|出来|找一?下|找找|找几家|挑出来?|挑一?下|挑几家|统计|数一下|"
    r"都有谁|帮我|给我|请|麻烦|一下|客户|门店|店铺|终端|网点|[把味的里是有在我们看查找和跟且又并与个家店,.?!:\s呢吗啊]"
)
_FOR_ME = re.compile(r"[帮给替]我|我[想要]")
"""Who asks is not who is told about."""
_ALIKE = 55
"""Likeness (0-100) from which a known tag is offered for an unknown word."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Wish:
    """Which tags are looked for."""

    tags: tuple[Tag, ...] = ()
    rest: str = ""
    """Words that name no tag that is known."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A store or customer that has all of them, and the tags that show it."""

    subject: Subject
    tags: tuple[HeldTag, ...]

    @property
    def sure(self) -> bool:
        """Whether none of them is only a guess."""
        return all(tag.sure for tag in self.tags)


def asks_for_list(text: str) -> bool:
    """Whether the words ask for several: 筛选, 有哪些, 多少, 「… 的客户」."""
    said = plain(text)
    return bool(_LISTS.search(said) or _OF_THEM.search(said))


def is_list_wish(text: str, wish: Wish) -> bool:
    """Whether words with tags want everybody who has them: 「偏好辣味的社区生鲜店」."""
    if not wish.tags or is_ordered(text):
        return False
    last = max(wish.tags, key=lambda tag: tag.end)
    ends = last.end == len(folded(text).rstrip(" ?;!")) and text[: last.start].endswith("的")
    return asks_for_list(text) or (ends and len(wish.tags) > 1)


def wish_in(text: str, vocabulary: Vocabulary, *, outside: Sequence[tuple[int, int]] = ()) -> Wish:
    """What is looked for; words of no known tag are kept apart."""
    asked = _FOR_ME.sub("  ", text)
    tags = _wanted(tags_in(asked, vocabulary, outside=outside, loose=True))
    rest = list(text)
    for start, end in (*outside, *((tag.start, tag.end) for tag in tags)):
        rest[start:end] = " " * (end - start)
    words = _FRAME.sub(" ", _without_context("".join(rest), vocabulary))
    return Wish(tags, " ".join(words.split()))


def _wanted(tags: Sequence[Tag]) -> tuple[Tag, ...]:
    """Each once; none that is a part of a longer one: 品牌 of 换PLC品牌."""
    seen: dict[tuple[str, str, bool], Tag] = {}
    for tag in tags:
        inside = any(o.start <= tag.start and tag.end <= o.end and o is not tag for o in tags)
        if not inside:
            seen.setdefault((tag.key, tag.value, tag.negated), tag)
    return tuple(seen.values())


def _without_context(rest: str, vocabulary: Vocabulary) -> str:
    """Words such as 偏好 and 爱吃 belong to the tag beside them."""
    keys = vocabulary.keys.values()
    words = {w for k in keys for w in (*k.near, *k.after, *k.called, *k.needs)}
    for word in sorted((*words, "偏好", "爱吃", "不", "没", "都", "别"), key=len, reverse=True):
        rest = rest.replace(word, " ")
    return rest


def hits(wanted: Sequence[Tag], held: Iterable[HeldTag]) -> Sequence[Hit]:
    """The subjects that have every tag that is wanted, those that surely do first."""
    by_subject: dict[Subject, list[HeldTag]] = {}
    for tag in held:
        by_subject.setdefault(tag.subject, []).append(tag)
    found = []
    for subject, tags in by_subject.items():
        shown = [_best(tag, tags) for tag in wanted]
        if all(shown):
            found.append(Hit(subject, tuple(one for one in shown if one)))
    return sorted(found, key=lambda hit: (not hit.sure, hit.subject.kind, hit.subject.code))


def _best(wanted: Tag, held: Sequence[HeldTag]) -> HeldTag | None:
    """The tag that shows it: a stated one before a guess."""
    fits = [tag for tag in held if _fits(wanted, tag)]
    return min(fits, key=lambda tag: not tag.sure, default=None)


def _fits(wanted: Tag, held: HeldTag) -> bool:
    same = (wanted.key, wanted.value, wanted.negated) == (held.key, held.value, held.negated)
    about = plain(wanted.about).casefold()
    return same and (not about or about in plain(held.about).casefold())


def counted(held: Iterable[HeldTag], vocabulary: Vocabulary) -> Sequence[tuple[str, int]]:
    """Each tag as it is shown, and how many stores and customers have it, most first."""
    have = {(_label(tag, vocabulary), tag.subject) for tag in held if tag.sure}
    counts = Counter(label for label, _ in have)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _label(tag: HeldTag, vocabulary: Vocabulary) -> str:
    return vocabulary.shown(tag.key, tag.value, negated=tag.negated)


def nearest(text: str, vocabulary: Vocabulary, known: Mapping[str, int]) -> Sequence[str]:
    """The tags that are nearest to words of no known tag; else those that are used most."""
    said = plain(text)
    named = [k for k in vocabulary.keys.values() if any(w in said for w in (k.name, *k.called))]
    scored = []
    for key in named or vocabulary.keys.values():
        for value in key.values.values():
            score = max(fuzz.ratio(said, one) for one in (value.name, *value.says, *value.cores))
            label = vocabulary.shown(key.name, value.name)
            if named or score >= _ALIKE:
                scored.append((known.get(label, 0) if named else 0, score, label))
    labels = [label for *_, label in sorted(scored, reverse=True)]
    return (labels or sorted(known, key=lambda one: -known[one]))[:_SHOWN]
