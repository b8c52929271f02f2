"""Slots in the person's own words: reason, value, note, and tags that are no known ones."""

import re
from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import Any

from nlu.language.entities import Kind
from nlu.language.slots.lexicon import Words, table, words
from nlu.language.slots.residue import Piece, pieces
from nlu.language.slots.sentence import Sentence
from nlu.language.slots.tags import labelled, tags_said

_LEAST = 2
"""Characters of own words."""
_LEVEL = re.compile(
    "(?:为|是|成|填|写|标|改|到|:|:|,)+(很高|较高|极高|中等|偏高|偏低|较低|很低|高|中|低|大|小|红|黄|绿|有|无)"
    r"(?=$|[,。,;\s]|仅|别|只|不|吧|了|哈|啊)"
)
_COMPLAINT = re.compile(
    "太|不够|不足|不对|不合|不清|不明|不符|不行|不现实|不可能|不公|不匹配|没|少|短|紧|赶|贵|错|漏|来不及|搞不|做不|办不|"
    "完不成|忙|超|冲突|苛刻|离谱|明明|偏|高|低|缺|抽不|担不|背不|吃不消|跟不上|赶不|对不上|有问题|唔够|唔啱|冇|莫得|无法|"
    "难|延误|拖|晚|迟|早就|凭什么|凭啥|按时|准时|重复|模糊|含糊|变了|改了|不到|不一致|不准|不齐|交不"
)
"""Words of a reason that is not announced as one."""
_COLON = re.compile("[::]")
_PROMISES = (Kind.CONTRACT, Kind.DELIVERABLE, Kind.EVENT)
_WHO = (Kind.CUSTOMER, Kind.CONTACT, Kind.STORE)


def spans(sentence: Sentence, allowed: Collection[str]) -> dict[str, Any]:
    """The main request's own words."""
    readers: dict[str, Callable[[Sentence], dict[str, Any]]] = {
        "contract_reject": _reason, "contract_dispute": _reason, "private_write": _value, "tag_note": _note,
    }  # fmt: skip
    read = readers.get(sentence.main)
    found = read(sentence) if read else {}
    return {name: value for name, value in found.items() if value and name in allowed}


def _reason(sentence: Sentence) -> dict[str, Any]:
    cue = _cues().find(sentence.key)
    known = _known("reason")
    if cue:
        announced = pieces(sentence, known, _PROMISES, cue[0].end)
        first = [p.text for p in announced if not p.ordered] or [p.text for p in announced][:1]
        return {"reason": _joined(first)}
    if sentence.main != "contract_reject":
        return {}
    found = [p.text for p in pieces(sentence, known, _PROMISES)]
    return {"reason": _joined(p for p in found if _COMPLAINT.search(p))}


def _value(sentence: Sentence) -> dict[str, Any]:
    level = _LEVEL.search(sentence.text)
    field = sentence.of(Kind.FIELD)
    if level and field and level.start() >= field[0].start:
        return {"value": level[1]}
    kinds = (*_WHO, Kind.FIELD)
    return {"value": _own(pieces(sentence, _known("secret"), kinds, _announced(sentence)))}


def _note(sentence: Sentence) -> dict[str, Any]:
    tags = tags_said(sentence)
    if tags and labelled(sentence):
        return {"tag": tags}
    own = _own(pieces(sentence, _known("label"), _WHO, _announced(sentence)))
    said = own and "words" in words("label").values(sentence.key)
    return {"tag": [own]} if said else {"note": own}


def _own(found: list[Piece]) -> str | None:
    """Clauses of own words from the first name on, or else the longest run beside the request."""
    free = [p for p in found if not p.ordered]
    first = next((i for i, p in enumerate(free) if p.named), 0)
    mixed = [p for p in found if p.named] or found
    return _joined(p.text for p in free[first:]) or _joined(
        sorted((p.text for p in mixed), key=len)[-1:]
    )


def _joined(found: Iterable[str]) -> str | None:
    text = ",".join(found)
    return text if len(text) >= _LEAST else None


def _announced(sentence: Sentence) -> int:
    """Where the own words begin when a colon announces them."""
    colon = _COLON.search(sentence.text)
    return colon.end() if colon and len(sentence.text) - colon.end() >= _LEAST else 0


@cache
def _cues() -> Words:
    return Words({"cue": table("reason")["cue"]})


@cache
def _known(name: str) -> Words:
    """Words that belong to the request itself."""
    return Words({"known": [w for kind, ws in table(name).items() if kind != "cue" for w in ws]})
