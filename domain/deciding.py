"""Whether a message is clear enough to act on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.understanding import FACETS, Frame, Intent

ASKED = 3
"""Most intents that are offered."""
_SURE = 0.55
"""From here the likeliest reading is taken."""
_HOPELESS = 0.12
"""Below, none of the readings is worth a question."""
_AHEAD = 0.25
"""A reading that is so far ahead of the next one is taken, too."""
WRITES = frozenset(
    {
        Intent.VISIT_SUBMIT,
        Intent.CONTRACT_SIGN,
        Intent.CONTRACT_REJECT,
        Intent.CONTRACT_DISPUTE,
        Intent.CONTRACT_DELIVER,
        Intent.PLAYBOOK,
        Intent.PRIVATE_WRITE,
        Intent.IMPORT,
        Intent.WARROOM,
    }
)
"""What changes something that others see: it takes more to be sure of these."""
_SURE_OF_WRITES = 0.7
_STEPS = frozenset({Intent.VISIT_START, Intent.VISIT_SUBMIT})
"""What nobody does by asking: 「湖畔超市今天拜访了吗」 opens no visit."""
_WHETHER = re.compile(r"[?？吗]|没有?[啊呀]?$")
_LEGIBLE: Mapping[str, Intent] = {i.value: i for i in Intent}


@dataclass(frozen=True, slots=True)
class Act:
    """It is clear."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One of these, most likely."""

    options: tuple[Intent, ...]


@dataclass(frozen=True, slots=True)
class Leave:
    """It asks for nothing that the bot is for."""


Decision = Act | Ask | Leave


def with_intent(frame: Frame, intent: str) -> Frame:
    """The frame as the person says it was meant."""
    known = _LEGIBLE.get(intent)
    return replace(frame, intent=known, confidence=1.0) if known else frame


def decide(frame: Frame, *, picked: bool = False) -> Decision:
    """What to do with a message that was read.

    Facets of one product are one query, so their probabilities count together.
    """
    if picked:
        return Act()
    if frame.intent is Intent.OOS:
        return Leave()
    if _doubtful(frame):
        return Ask(_options(frame))
    together = _together(frame)
    sure = _SURE_OF_WRITES if frame.intent in WRITES else _SURE
    second = max((p for name, p in frame.top if not _same(name, frame.intent)), default=0.0)
    if together >= sure or (frame.intent not in WRITES and together - second >= _AHEAD):
        return Act()
    if together < _HOPELESS:
        return Leave()
    return Ask(_options(frame))


def _doubtful(frame: Frame) -> bool:
    """A question begins no visit, and whoever names a product asks about that, not for help."""
    if frame.intent is Intent.HELP:
        return bool(frame.of_kind("product", "series", "sku"))
    return frame.intent in _STEPS and bool(_WHETHER.search(frame.text))


def _same(name: str, intent: Intent) -> bool:
    both_facets = intent in FACETS and _LEGIBLE.get(name) in FACETS
    return name == intent or both_facets


def _together(frame: Frame) -> float:
    if frame.intent not in FACETS:
        return frame.confidence
    return max(frame.confidence, sum(p for name, p in frame.top if _same(name, frame.intent)))


def _options(frame: Frame) -> tuple[Intent, ...]:
    named = [_LEGIBLE[name] for name, _ in frame.top if name in _LEGIBLE]
    return tuple(i for i in dict.fromkeys([frame.intent, *named]) if i is not Intent.OOS)[:ASKED]
