"""People at customers as they are spoken of: 张总, 赵工, 周经理."""

from collections.abc import Iterator

from nlu.language.candidates import Candidate
from nlu.language.entities import Kind
from nlu.language.surnames import SALUTATION
from nlu.language.words import words

_NOT_BEFORE = "关由对属等至一两几每这那张各某区副老小阿"
_NOT_AFTER = "监裁部结体共额量数表之是业程作具厂商资期"
_WORDS = frozenset(
    words(
        "施工 安总 成总 商总 和总 全总 时总 华工 万工 田工 成工 向总 和工 应总 司总 连总 路总 车总 文工 明工 任总 关总 管工 车工 常总"
    )
)


def salutations(text: str) -> Iterator[Candidate]:
    """A surname and a title; whose customer's they are the words do not say."""
    for found in SALUTATION.finditer(text):
        before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        if found[0] in _WORDS or (found.start() and before in _NOT_BEFORE):
            continue
        if after and after in _NOT_AFTER and found[0][-1] in "总工":
            continue
        size = len(found[0])
        yield Candidate(Kind.CONTACT, (), found.start(), found.end(), 0.8, found[0], size)
