"""Words that nobody said: what an engine makes of silence, music and the street."""

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_LOOPING = 1.8
"""Compression ratio from which a text repeats itself."""
_SHORT = 24
"""Bytes below which compression says nothing."""
_NO_SPEECH = 0.6
"""What real speech never reached; inventions begin at 0.58."""
_SILENT_AND_UNSURE = 0.3
_UNSURE = -0.8
"""Mean log probability of a token; real speech lies at -0.2 to -0.6."""
_WILD = -1.2
_FEW, _MANY = 0.25, 12.0
"""Characters a second: nobody speaks so slowly for long, or so fast."""
_FAMOUS = re.compile(
    r"点赞.{0,4}订阅|订阅.{0,6}(?:打赏|频道|转发)|打赏支持|明镜|点点栏目|字幕(?:由|by|志愿|组|提供|制作|[::])"
    r"|(?:中文)?字幕志愿者|amara|谢谢(?:大家)?(?:观看|收看|收听)|感谢(?:大家)?(?:的)?(?:观看|收看|收听|支持)$"
    r"|欢迎订阅|请订阅|下(?:期|集)再见|优优独播剧场|独播剧场|由.{0,12}(?:字幕|听译)|作曲|作词|编曲|词曲"
    r"|未经作者?授权|禁止转载|订阅我的|youtube|youtuber|我们下次再见|本节目|请使用简体|以下是普通话",
    re.IGNORECASE,
)
"""What films and channels end with, and what the model learnt from them."""
_WORDLESS = re.compile(r"[\W_]+|嗯|啊|呃|哦|唔|哎|噢|喔|呵|哈|嘿|唉")
_SIGNS = re.compile(r"[\W_]+")
_CLAUSES = re.compile(r"(?<=[。!?！？,，、])|\s+")
_ECHO = 6
"""Letters of what the engine was told, given back word for word, that no chance explains."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the engine says about its own reading."""

    logprob: float
    """Mean natural logarithm of the probability of a token."""
    silence: float
    """0-1: how sure it is that nobody speaks."""
    seconds: float
    """Of speech."""

    @property
    def serious(self) -> bool:
        """Not enough to throw a text away, but enough together with something else."""
        return self.silence > _SILENT_AND_UNSURE or self.logprob < _UNSURE


def repetitive(text: str) -> bool:
    """Whether the text goes round in circles."""
    data = text.encode()
    if len(data) >= _SHORT and len(data) / len(zlib.compress(data)) > _LOOPING:
        return True
    return any(a == b for a, b in pairwise(_quarters(_bare(text))) if len(a) > 1)


def without_credits(text: str) -> str:
    """The text without what films and channels end with."""
    clauses = [part for part in _CLAUSES.split(text) if part]
    if not any(_FAMOUS.search(part) for part in (text, *clauses)):
        return text
    return "".join(part for part in clauses if not _FAMOUS.search(part))


def invented(text: str, doubt: Doubt, *, told: Sequence[str]) -> bool:
    """Whether a reading is more likely an invention than speech.

    ``told`` is what the engine heard from us beforehand: hot words and context.
    """
    said = _WORDLESS.sub("", text)
    if not said or _FAMOUS.search(_bare(text)) or repetitive(text):
        return True
    if doubt.silence > _NO_SPEECH or doubt.logprob < _WILD:
        return True
    if doubt.silence > _SILENT_AND_UNSURE and doubt.logprob < _UNSURE:
        return True
    if not _FEW < len(said) / max(doubt.seconds, 0.1) < _MANY:
        return True
    return doubt.serious and echoed(text, told)


def echoed(text: str, told: Sequence[str]) -> bool:
    """Whether the text is nothing but what the engine was told."""
    bare = _bare(text)
    words = [_bare(word) for word in told]
    if any(len(bare) >= _ECHO and bare in word for word in words):
        return True
    for word in sorted(filter(None, words), key=len, reverse=True):
        bare = bare.replace(word, "")
    return not bare


def _bare(text: str) -> str:
    return _SIGNS.sub("", text).lower()


def _quarters(bare: str) -> list[str]:
    size = len(bare) // 4
    return [bare[i * size : (i + 1) * size] for i in range(4)] if size else []
