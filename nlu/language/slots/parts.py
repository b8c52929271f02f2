"""Things named by a part of their name, or by what they are about.

技术那份 is 技术支援契约, 手册 is 解决方案手册, 招牌照 is 门头照: as long as only one thing of the
company's lists can be meant.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any

from nlu.language.entities import Entities, Kind
from nlu.language.slots.lexicon import Words, table, words
from nlu.language.slots.sentence import Sentence
from nlu.language.slots.snapshot import PerSnapshot

_SLOTS = {
    "contract": Kind.CONTRACT, "deliverable": Kind.DELIVERABLE, "event": Kind.EVENT,
    "scenario": Kind.SCENARIO, "campaign": Kind.CAMPAIGN,
}  # fmt: skip
_GENERAL = {"playbook_launch": ("应急预案",)}
"""What a request is about anyway, so that nobody in particular is meant."""
_EMERGENCIES = frozenset({"playbook_launch", "planb_status"})
_TOPICS = frozenset({Kind.CONTRACT, Kind.EVENT, Kind.SCENARIO})
"""Kinds with a list of what people say for a word in a name."""
_VAGUE = frozenset({"漏", "数量", "SKU"})
"""Said of any item of a visit."""
_PIECE = 2


def parts(sentence: Sentence, allowed: Collection[str], found: Mapping[str, Any]) -> dict[str, Any]:
    """Slots that no mention filled; and fields, by what was said about them."""
    out: dict[str, Any] = {}
    for slot, kind in _SLOTS.items():
        if slot in allowed and slot not in found:
            own = found.get("reason", "")
            out[slot] = _by_piece(sentence, kind, own, in_trouble=sentence.main in _EMERGENCIES)
    if "field" in allowed:
        private = "visit_ord" not in allowed
        out["field"] = _private(sentence) if private else _shown(sentence)
    return {slot: name for slot, name in out.items() if name}


def too_general(sentence: Sentence, slots: dict[str, Any]) -> dict[str, Any]:
    """Without names that only repeat the request: 启动应急预案."""
    plain = _GENERAL.get(sentence.main, ())
    return {name: value for name, value in slots.items() if value not in plain}


def _by_piece(sentence: Sentence, kind: Kind, own: str, *, in_trouble: bool) -> str | None:
    """The one thing whose name most pieces point at."""
    topics = kind if kind in _TOPICS and (in_trouble or kind != Kind.EVENT) else ""
    hits = sentence.heard(_pieces(sentence.entities, kind, topics), but=(kind,))
    hits = [h for h in hits if sentence.text[h.start : h.end] not in own]
    points: dict[str, int] = {}
    for hit in hits:
        points[hit.value] = points.get(hit.value, 0) + 1
    best = sorted(points, key=lambda name: -points[name])[:2]
    clear = len(best) == 1 or (best and points[best[0]] > points[best[1]])
    return best[0] if clear else None


@PerSnapshot
def _pieces(entities: Entities, kind: Kind, list_name: str) -> Words:
    """Word → name, for words that only one name has."""
    plain = set(table("pieces")["plain"]) | {c.name for c in entities.of(Kind.CITY)}
    topics: Mapping[str, list[str]] = table(list_name) if list_name else {}
    owners: dict[str, set[str]] = {}
    for entity in entities.of(kind):
        said = {p for p in _bigrams(entity.name) if p not in plain}
        for topic, heard in topics.items():
            said |= set(heard) if topic in entity.name else set()
        for piece in said:
            owners.setdefault(piece, set()).add(entity.name)
    groups: dict[str, list[str]] = {}
    for piece, names in owners.items():
        if len(names) == 1:
            groups.setdefault(next(iter(names)), []).append(piece)
    return Words(groups)


def _bigrams(name: str) -> Iterable[str]:
    return (
        name[i : i + _PIECE] for i in range(len(name) - 1) if not name[i : i + _PIECE].isascii()
    )


def _private(sentence: Sentence) -> str | None:
    """The private field that the sentence names or is about."""
    if named := sentence.of(Kind.FIELD):
        return named[0].name
    said = {h.value for h in sentence.heard(words("private"), but=(Kind.FIELD,), nested=True)}
    found = [
        (f, topics)
        for f in sentence.entities.of(Kind.FIELD)
        if (topics := _topics(f.name, "private") & said)
    ]
    found.sort(key=lambda pair: -len(pair[1]))
    return found[0][0].name if found else None


def _shown(sentence: Sentence) -> str | None:
    """The item of a visit that has the most of what was said and the least of what was not."""
    heard = sentence.heard(words("visit"), but=(Kind.VISIT_FIELD,), nested=True)
    said = {h.value for h in heard}
    named = {m.name for m in sentence.of(Kind.VISIT_FIELD)}
    best: str | None = None
    most = (0, -len(said) - 9)
    for entity in sentence.entities.of(Kind.VISIT_FIELD):
        topics = _topics(entity.name, "visit")
        shared = topics & said
        telling = shared - _VAGUE or shared == topics
        weight = (len(shared) if telling else 0, len(shared) - len(topics))
        if entity.name in named:
            weight = max(weight, (1, 0))
        if weight[0] and weight > most:
            best, most = entity.name, weight
    return best


@lru_cache(512)
def _topics(name: str, list_name: str) -> frozenset[str]:
    """What a name is about: 货架图库存标注 is about 货架 and 库存."""
    bare = name.lower()
    found = {t for t in table(list_name) if t.lower() in bare}
    return frozenset({t for t in found if not any(t != o and t in o for o in found)})
