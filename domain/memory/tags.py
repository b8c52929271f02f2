"""Tags out of free words: synonyms folded, negation respected, guesses and questions marked."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from domain.memory.clauses import Clause, clauses
from domain.memory.letters import folded
from domain.memory.vocabulary import Force, Key, Value, Vocabulary

_BEFORE, _BEHIND = 10, 9
"""Letters around a word in which others have to do with it."""
_NO_NEGATION = re.compile(
    r"不但|不仅|不光|不止|差不多|不错|不少|不管|不论|无论|没想到|不过|不好意思|对不起|了不得|恨不得|不知道|不晓得|不清楚|不确定|不一定|不得不|"
    r"无所谓|少不了|离不开|离不了|少不得|缺不了|断不了|特别|个别|性别|别人|别家|别的|区别|分别|级别|类别|非常|除非|未来|没准|没错|没问题|莫名|无比|无非|多少|至少|少说|"
    r"免费|免得|难免|不免|恐怕|没的说|没说的|不得了|要不(?=就|是|要)|怕是|未必|莫非|一般不过"
)
_KEPT = ("少不了", "离不开", "离不了", "少不得", "缺不了", "断不了", "无所谓")
_YES_OR_NO = re.compile(r"(\S)不\1")
_NOT = r"不怎么|不太|不大|不咋|不是很|并不是|并不|从不|从来不|再也不|不再|不是|没有|没|不|别|勿|唔系|唔|冇|莫|非|未|甭|拒绝|讨厌|反感|受不了|怕|忌|戒|免|少|拒|反对|避开|杜绝|告别"
_GLUE = (
    r"看|太|过|很|怎么|大|咋|能|敢|会|肯|想|要|爱|喜欢|吃|食|碰|沾|放|点|多|那么|这么|是|的|用|收|做|给|付|走|接受|认|卖|考虑|打算|准备|有|在乎|在意|看重|"
    r"关心|讲究|计较|家|个|一|什么|啥|传统|纯|再|得|了|太过|这种|那种|中意|钟意|好|搞|弄|算|属于|得了|来|任何|特别|非常|怎|转|结|换|"
    r"推荐|介绍|他|她|推|上|拿|送|带|得起|可以|可|让|得到|见|闻|买|进|选|要求|需要|愿意|愿|支持|兴|许"
)
_DENIED = re.compile(rf"(?:(?:{_NOT})(?:{_GLUE}){{0,5}}){{1,3}}$")
_NOTS = re.compile(_NOT)
_DENIED_AFTER = re.compile(
    r"(?:味|口味|菜|东西|那种|这种|类|品牌|的)?(?:的)?(?:东西|菜|那种)?(?:他|她|人家|老板娘?)?(?:在\S{1,4}?)?(?:都|也|就|是|完全|一点点?儿?|一口|根本|绝对|坚决|死活|基本上?|几乎|真|实在|千万|一律|可){0,3}"
    r"(?:不行|不吃|不要|不爱|不喜欢|受不了|吃不了|吃不来|不能|不可以|不敢|免谈|算了|吃不惯|不碰|不沾|不收|不用|不认|不接受|不做|不肯|不考虑|没兴趣|"
    r"不成|使不得|要不得|不得|过敏|无所谓|不重要|不在乎|不在意|不看|不换|免了|除外|不卖|卖不动|不好卖|没人吃|没人要|唔得|唔食|唔要|勿要|勿吃|不太行|不咋|"
    r"[吃碰沾看闻]都不[吃碰沾看闻]|不感冒|不上桌|不进门|不欢迎|戒了|不想要|不需要|不走|不付|不感兴趣|吃勿来|碰不得|不放)"
)
_JOINED = re.compile(r"(?:的|味)?(?:和|与|跟|及|或者?|还有|也|又|、|加|带)?(?:的)?$")
_DROPPED = re.compile(
    r"(?:不吃|戒|不行|不碰|吃不了|不爱|不要|改|不用|不收|不做|不喜欢|受不了|不能吃|不敢吃|不这样|不是|不赊|不沾|不好这口|吃不消)(?:这个|这口|这些|那些)?(?:了|啦|咯|喽|哩|的)"
)
_TAKEN_UP = re.compile(
    r"(?:爱吃|能吃|吃|好上这口|喜欢上|喜欢|可以|收|用|接受|爱上|吃上|吃得惯|行|做)(?:这口)?(?:了|啦|咯)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One thing that the words say about somebody."""

    key: str
    value: str
    about: str = ""
    """What it is about, as it was said: the PLC of 换PLC品牌."""
    negated: bool = False
    hedged: bool = False
    """A guess: 可能, 好像, 听说."""
    asked: bool = False
    """Part of a question: it states nothing."""
    changed: bool = False
    """The words say that it was otherwise before."""
    who: str = ""
    """Whose it is: 老板娘, 顾客; empty when nobody is named."""
    said: str
    """The clause that says it."""
    start: int
    end: int
    """Where its word stands in the text."""

    @property
    def is_fact(self) -> bool:
        """Whether it is stated, neither guessed nor asked."""
        return not (self.hedged or self.asked)


@dataclass(frozen=True, slots=True)
class _Mention:
    value: Value
    force: Force
    about: str
    start: int
    end: int
    """Within its clause."""


def tags_in(
    text: str,
    vocabulary: Vocabulary,
    *,
    outside: Sequence[tuple[int, int]] = (),
    loose: bool = False,
) -> tuple[Tag, ...]:
    """The tags that a text states, in its order. What held only once is none.

    Args:
        text: A note, or a wish for a list.
        vocabulary: What there are tags for.
        outside: Where names stand, of stores and products: they state nothing.
        loose: A core alone will do, as in 「辣味的店」.
    """
    line = folded(text)
    for start, end in outside:
        line = line[:start] + "□" * (end - start) + line[end:]
    keys = [k for k in vocabulary.keys.values() if loose or _needed(k, line)]
    parts = list(clauses(line))
    read = [(key, [_Line(key, part) for part in parts]) for key in keys]
    begins = frozenset(at for _, lines in read for one in lines for at in one.begins)
    found = [tag for key, lines in read for tag in _of_key(key, lines, begins, loose=loose)]
    tags = (_as_said(tag, text, parts) for tag in found)
    return tuple(sorted(_distinct(tags), key=lambda tag: (tag.start, tag.key)))


class _Line:
    """A clause as one key reads it."""

    def __init__(self, key: Key, part: Clause) -> None:
        self.part = part
        self.text = key.without_exceptions(part.text)
        self.mentions = [_Mention(*found) for found in key.mentions(self.text)]
        self.begins = [part.start + mention.start for mention in self.mentions]


def _needed(key: Key, line: str) -> bool:
    """Whether what a key needs is said anywhere, and nothing that rules it out."""
    asked_for = not key.needs or any(word in line for word in key.needs)
    return asked_for and not any(word in line for word in key.unless)


def _as_said(tag: Tag, text: str, parts: Sequence[Clause]) -> Tag:
    """With its clause and its object as they were written."""
    part = next(p for p in parts if p.start <= tag.start < p.start + len(p.text))
    mention = text[tag.start : tag.end]
    at = folded(mention).find(tag.about)
    about = mention[at : at + len(tag.about)] if tag.about and at >= 0 else ""
    return replace(tag, said=text[part.start : part.start + len(part.text)].strip(), about=about)


def _distinct(tags: Iterator[Tag]) -> Iterator[Tag]:
    """Each thing once for each person; stated beats guessed."""
    best: dict[tuple[str, str, str], Tag] = {}
    for tag in tags:
        name = (tag.key, tag.value, tag.who)
        if name not in best or (tag.is_fact and not best[name].is_fact) or tag.changed:
            best[name] = tag
    yield from best.values()


def _of_key(
    key: Key, lines: Sequence[_Line], begins: Collection[int], *, loose: bool
) -> Iterator[Tag]:
    once: Tag | None = None
    for line in lines:
        if line.part.ours:
            continue
        read = line.mentions and (loose or not key.close or _needed(key, line.text))
        found = list(_in_clause(key, line, begins, loose=loose)) if read else []
        if line.part.past:
            once = found[-1] if found else once
        else:
            yield from found
            back = _turned_back(once, line.part, line.text) if once and not found else None
            if back is not None:
                once = None
                yield back


def _turned_back(once: Tag, part: Clause, line: str) -> Tag | None:
    """「以前爱吃辣,现在不吃了」: the word is left out where it is taken back."""
    found = (_TAKEN_UP if once.negated else _DROPPED).search(line)
    if found is None:
        return None
    return replace(
        once,
        negated=not once.negated,
        hedged=part.hedged,
        asked=part.asked,
        changed=True,
        who=once.who,
        start=part.start + found.start(),
        end=part.start + found.end(),
    )


def _in_clause(key: Key, line: _Line, begins: Collection[int], *, loose: bool) -> Iterator[Tag]:
    part, mentions = line.part, line.mentions
    around = [_surroundings(line, n, begins) for n in range(len(mentions))]
    held = [_held(key, m.force, a, loose=loose) for m, a in zip(mentions, around, strict=True)]
    for n, mention in enumerate(mentions):
        negated = held[n] if held[n] is not None else _shared(line.text, mentions, held, n)
        if negated is None or (negated and key.positive_only):
            continue
        yield Tag(
            key=key.name,
            value=mention.value.name,
            about=mention.about,
            negated=negated,
            hedged=part.hedged or around[n].denials > 1,
            asked=part.asked,
            changed=part.changed,
            who=part.who if key.personal else "",
            said="",
            start=part.start + mention.start,
            end=part.start + mention.end,
        )


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands beside a mention."""

    before: str
    behind: str
    denials: int
    denied_after: bool


def _surroundings(line: _Line, n: int, begins: Collection[int]) -> _Around:
    text, mentions = line.text, line.mentions
    mention = mentions[n]
    begin = max(mentions[n - 1].end if n else 0, mention.start - _BEFORE)
    stop = mentions[n + 1].start if n + 1 < len(mentions) else len(text)
    before = _bare(text[begin : mention.start])
    behind = text[mention.end : min(stop, mention.end + _BEHIND)]
    denial = _DENIED_AFTER.match(_YES_OR_NO.sub("□□□", behind))
    # 要辣不要麻: what follows at once is denied, not what stands before
    after = denial is not None and line.part.start + mention.end + denial.end() not in begins
    return _Around(before, behind, _denials(before), after)


def _held(key: Key, force: Force, around: _Around, *, loose: bool) -> bool | None:
    """Whether a mention is denied; ``None`` when it states nothing by itself."""
    if any(word in around.before for word in key.beside):
        return None
    denied = around.denials or around.denied_after
    enough = key.bare or loose or (key.deniable and denied)
    if force is Force.CORE and not enough and not _liked(key, around.before, around.behind):
        return None
    odd = around.denials % 2 == 1
    after = around.denied_after and not key.positive_only  # 太咸没人吃: that is the reason
    return (odd or after) is not (force is Force.DENIES)


def _liked(key: Key, before: str, behind: str) -> bool:
    """Whether a word of liking stands beside a core."""
    ahead = any(word in before for word in key.near)
    return ahead or any(word in behind and f"不{word}" not in behind for word in key.after)


def _bare(before: str) -> str:
    """Without words that only look like a negation."""
    blank = _YES_OR_NO.sub("□□□", before)
    return _NO_NEGATION.sub(lambda m: m[0] if m[0] in _KEPT else "□" * len(m[0]), blank)


def _denials(before: str) -> int:
    kept = before
    for word in _KEPT:
        kept = kept.replace(word, "□" * len(word))
    found = _DENIED.search(kept)
    return len(_NOTS.findall(found[0])) if found else 0


def _shared(
    line: str, mentions: Sequence[_Mention], held: Sequence[bool | None], n: int
) -> bool | None:
    """「不吃辣和麻」: a word that is only joined to another shares what is said of it."""
    if n and held[n - 1] is not None and _joins(line, mentions[n - 1], mentions[n]):
        return held[n - 1]
    if n + 1 < len(mentions) and held[n + 1] is not None:
        return held[n + 1] if _joins(line, mentions[n], mentions[n + 1]) else None
    return None


def _joins(line: str, one: _Mention, other: _Mention) -> bool:
    return bool(_JOINED.match(line[one.end : other.start]))
