"""Slots that are things of the company: who, where, which product."""

from collections.abc import Collection
from typing import Any

from rapidfuzz import fuzz

from nlu.language.entities import Entities, Entity, Kind
from nlu.language.linking import Mention
from nlu.language.phonetic import key_of
from nlu.language.slots.sentence import Sentence

_PLAIN = {
    "brand": Kind.BRAND, "rep": Kind.PERSON, "district": Kind.DISTRICT, "city": Kind.CITY,
    "campaign": Kind.CAMPAIGN, "channel": Kind.CHANNEL, "event": Kind.EVENT,
    "contract": Kind.CONTRACT, "deliverable": Kind.DELIVERABLE, "scenario": Kind.SCENARIO,
}  # fmt: skip
"""Slots that are just the name of the first mention of a kind."""
_SAME = 90
"""0-100: two keys that are as similar sound the same."""


def things(sentence: Sentence, allowed: Collection[str]) -> dict[str, Any]:
    """Slots filled from the mentions."""
    out = {name: _first(sentence, kind) for name, kind in _PLAIN.items() if name in allowed}
    out |= _goods(sentence, allowed) | _partner(sentence, allowed)
    if out.get("city") and out.get("district"):
        del out["city"]
    if "channel" in allowed and not out["channel"]:
        out["channel"] = _channel_within(sentence)
    return {name: value for name, value in out.items() if value}


def _first(sentence: Sentence, kind: Kind) -> str | None:
    found = sentence.of(kind)
    return called(sentence.entities, found[0]) if found else None


def called(entities: Entities, mention: Mention) -> str:
    """The canonical word for a mention."""
    entity = entities.get(mention.kind, mention.ids[0]) if mention.ids else None
    if entity is None:
        return mention.name
    naming = {Kind.PRODUCT: _product, Kind.STORE: _store, Kind.CAMPAIGN: _campaign}
    return naming.get(Kind(mention.kind), _name)(entity, mention.text)


def _name(entity: Entity, said: str) -> str:  # noqa: ARG001
    return entity.name


def _product(entity: Entity, said: str) -> str:
    """The name, or the short model when only that was said: CPU 1214C for CPU 1214C DC/DC/DC."""
    models = [a for a in entity.aliases if any(c.isascii() and c.isalpha() for c in a)]
    best = max((entity.name, *entity.aliases), key=lambda name: _likeness(name, said))
    return models[0] if best in models else entity.name


def _store(entity: Entity, said: str) -> str:
    """The name, or the chain when only that was said of one of several branches."""
    first = next(iter(entity.aliases), "")
    exact = any(_likeness(name, said) > _SAME for name in (entity.name, *entity.aliases))
    chain = first and not exact and entity.name.startswith(first) and key_of(said) in key_of(first)
    return first if chain else entity.name


def _campaign(entity: Entity, said: str) -> str:
    """The name, or the number when that was said."""
    number = _likeness(entity.id, said) > max(_SAME, _likeness(entity.name, said))
    return entity.id if number else entity.name


def _likeness(name: str, said: str) -> float:
    return fuzz.ratio(key_of(name), key_of(said))


def _goods(sentence: Sentence, allowed: Collection[str]) -> dict[str, Any]:
    if "product" not in allowed and "sku" not in allowed:
        return {}
    entities = sentence.entities
    products = [called(entities, m) for m in sentence.of(Kind.PRODUCT, Kind.RIVAL)]
    codes = [m.ids[0] if m.kind == Kind.SKU else m.name for m in sentence.of(Kind.CODE, Kind.SKU)]
    series = [m.name for m in sentence.of(Kind.SERIES)]
    kinds = [m.name for m in sentence.of(Kind.CATEGORY)]
    out: dict[str, Any] = {"sku": codes[0] if codes and "sku" in allowed else None}
    if "product" not in allowed:
        return out
    if {"from_product", "to_product"} <= set(allowed) and len(changed := [*products, *series]) > 1:
        return out | {"from_product": changed[0], "to_product": changed[1]}
    named = products or series
    out["product"] = next(iter(named or ([] if codes else kinds)), None)
    if (named or codes) and kinds and "category" in allowed:
        out["category"] = kinds[0]
    return out


def _partner(sentence: Sentence, allowed: Collection[str]) -> dict[str, Any]:
    """The customer or the store (a name may be both), and whom one met there."""
    out: dict[str, Any] = {}
    found = [m for m in sentence.of(Kind.CUSTOMER, Kind.STORE) if m.kind in allowed]
    for mention in found:
        rival = next((m for m in found if m is not mention and _cross(m, mention)), None)
        if rival is None or _better(mention, rival):
            out.setdefault(mention.kind, called(sentence.entities, mention))
    if "person" in allowed:
        out["person"] = next((m.name for m in sentence.of(Kind.CONTACT)), None)
    return out


def _cross(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _better(one: Mention, other: Mention) -> bool:
    """A surer match wins; of equals the customer."""
    if abs(one.score - other.score) > 0.01:  # noqa: PLR2004
        return one.score > other.score
    return one.kind == Kind.CUSTOMER


def _channel_within(sentence: Sentence) -> str | None:
    """618扫码领券 names the channel 扫码领券, too."""
    said = "".join(called(sentence.entities, m) for m in sentence.of(Kind.CAMPAIGN))
    return next((c.name for c in sentence.entities.of(Kind.CHANNEL) if c.name in said), None)
