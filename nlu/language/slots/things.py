"""Slots that are things of the company: who, where, which product."""

from collections.abc import Callable, Collection
from typing import Any

from nlu.language.entities import Entities, Entity, Kind
from nlu.language.linking import Mention
from nlu.language.slots.sentence import Sentence, meet

_PLAIN = {
    "brand": Kind.BRAND, "rep": Kind.PERSON, "district": Kind.DISTRICT, "city": Kind.CITY,
    "campaign": Kind.CAMPAIGN, "channel": Kind.CHANNEL, "event": Kind.EVENT,
    "contract": Kind.CONTRACT, "deliverable": Kind.DELIVERABLE, "scenario": Kind.SCENARIO,
}  # fmt: skip
"""Slots that are just the name of the first mention of a kind."""
_AS_SURE = 0.01
"""Scores that differ by less are the same."""


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
    naming = _NAMING.get(mention.kind)
    return naming(entity, mention.alias) if entity and naming else mention.name


def _product(entity: Entity, alias: str) -> str:
    """The name, or the short model when a model was said: CPU 1214C for CPU 1214C DC/DC/DC."""
    models = [a for a in entity.aliases if any(c.isascii() and c.isalpha() for c in a)]
    return models[0] if alias in models else entity.name


def _store(entity: Entity, alias: str) -> str:
    """The name, or the chain when only that was said of a branch."""
    first = next(iter(entity.aliases), "")
    chain = alias not in {entity.name, *entity.aliases} and alias in first
    return first if first and chain and entity.name.startswith(first) else entity.name


def _campaign(entity: Entity, alias: str) -> str:
    """The name, or the number when that was said."""
    return entity.id if alias == entity.id else entity.name


_NAMING: dict[str, Callable[[Entity, str], str]] = {
    Kind.PRODUCT: _product,
    Kind.STORE: _store,
    Kind.CAMPAIGN: _campaign,
}


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
        rival = next((m for m in found if m is not mention and meet(m, mention)), None)
        if rival is None or _better(mention, rival):
            out.setdefault(mention.kind, called(sentence.entities, mention))
    if "person" in allowed:
        out["person"] = next((m.name for m in sentence.of(Kind.CONTACT)), None)
    return out


def _better(one: Mention, other: Mention) -> bool:
    """A surer match wins; of equals the customer."""
    if abs(one.score - other.score) > _AS_SURE:
        return one.score > other.score
    return one.kind == Kind.CUSTOMER


def _channel_within(sentence: Sentence) -> str | None:
    """618扫码领券 names the channel 扫码领券, too."""
    said = "".join(called(sentence.entities, m) for m in sentence.of(Kind.CAMPAIGN))
    return next((c.name for c in sentence.entities.of(Kind.CHANNEL) if c.name in said), None)
