"""Sentences with the names of things taken out: what is asked does not depend on of what."""

import re
from collections.abc import Sequence

from nlu.language.linking import Mention

_NAMES = ["product", "brand", "category", "spec", "sku", "customer", "store", "contact", "rep", "district", "city", "campaign", "channel", "event", "contract", "deliverable", "scenario", "field", "vfield", "tag"]  # fmt: skip
_FIRST = 0xE800
"""Code point of the first mask: nobody types these, and no sound has them."""
MASKS = {name: chr(_FIRST + i) for i, name in enumerate(_NAMES)}
"""By placeholder of the training sentences."""
_KINDS = {
    "product": "product", "series": "product", "order_code": "product", "sku": "sku", "brand": "brand",
    "category": "category", "customer": "customer", "store": "store", "contact": "contact",
    "person": "rep", "district": "district", "city": "city", "campaign": "campaign",
    "channel": "channel", "event": "event", "contract": "contract", "deliverable": "deliverable",
    "scenario": "scenario", "field": "field", "visit_field": "vfield", "tag": "tag",
}  # fmt: skip
"""Mask of every kind of mention."""
_PLACEHOLDER = re.compile(r"\{([a-z]{1,12})\}")
_MODEL = re.compile(r"(?=[a-z]{0,8}-?[0-9])(?=[0-9-]{0,8}[a-z])[a-z0-9][a-z0-9/-]{2,24}")
"""Letters and digits together: the model of something, known or not."""
_CODE = re.compile(r"0[0-9]{4}")
_DIGITS = re.compile(r"[0-9]+")


def filled(line: str) -> str:
    """A training sentence with masks for its placeholders."""
    return _numbers(_PLACEHOLDER.sub(lambda m: MASKS[m[1]], line.lower()))


def masked(text: str, mentions: Sequence[Mention]) -> str:
    """A sentence with masks for what it names."""
    parts, at = [], 0
    for one in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if one.start >= at and one.kind in _KINDS:
            parts += [text[at : one.start], MASKS[_KINDS[one.kind]]]
            at = one.end
    return _numbers("".join([*parts, text[at:]]).lower())


def _numbers(text: str) -> str:
    """Which number it is says little: a code is a code, an amount an amount."""
    text = _MODEL.sub(MASKS["product"], text)
    return _DIGITS.sub("0", _CODE.sub(MASKS["sku"], text))
