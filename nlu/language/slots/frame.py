"""All readers of slots, one after another."""

from collections.abc import Sequence
from typing import Any

from nlu.language.entities import Entities
from nlu.language.linking import Mention
from nlu.language.phonetic import key_with_origin
from nlu.language.slots.amounts import amounts
from nlu.language.slots.changes import changes, in_order
from nlu.language.slots.choices import choices
from nlu.language.slots.parts import parts, too_general
from nlu.language.slots.schema import allowed
from nlu.language.slots.sentence import Sentence, meet
from nlu.language.slots.spans import spans
from nlu.language.slots.tags import portrait
from nlu.language.slots.things import things
from nlu.language.times import TimeMention


def slots_of(
    text: str,
    intents: Sequence[str],
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
    entities: Entities,
) -> dict[str, Any]:
    """The slots that the requests carry, name → canonical value.

    Args:
        text: As it was typed or heard.
        intents: The main request first.
        mentions: What the linker found in the text.
        times: When, found in the text.
        entities: The company's things, as given to the linker.
    """
    names = allowed(intents)
    if not names:
        return {}
    sentence = Sentence(text, key_with_origin(text), intents, mentions, times, entities)
    found = in_order(sentence, things(sentence, names))
    when = sentence.meant([t for t in times if not any(meet(t, m) for m in mentions)])
    if when and "time" in names:
        found["time"] = when[0].word
    for read in (amounts, changes, choices, portrait, spans):
        found |= read(sentence, names)
    found |= parts(sentence, names, found)
    return too_general(sentence, found)
