"""Other names of things, learnt from confirmed choices: always said, listed, taken back."""

from domain import access
from domain.aliases import Alias, phrase_of
from domain.errors import NotAllowedError
from domain.settling import PRODUCT
from handlers.chat import Button, Pressed, Reply, Understood
from handlers.turn import Turn

_SHOWN = 8


def learnt(turn: Turn, event: Understood) -> list[Reply]:
    """Remember what the unknown words stand for, and say so."""
    said, code = event.picked.get("learn", ""), event.picked.get(PRODUCT, "")
    product = turn.directory.catalogue.products.get(code)
    phrase = phrase_of(said)
    if product is None or not phrase or turn.work.aliases.known(phrase, PRODUCT, code):
        return []
    alias = Alias(turn.ids.new(), phrase, PRODUCT, code, turn.person.id, turn.now)
    turn.work.aliases.add(alias)
    turn.work.audit.note(turn.now, turn.person.id, "alias learnt", code, phrase=phrase)
    undo = Button(f"不要记「{said}」", "alias_end", {"alias": alias.id})
    return [Reply("language/learnt", {"said": said, "name": product.name}, buttons=(undo,))]


def listed(turn: Turn) -> list[Reply]:
    """「别名」: what was learnt, newest first, each with a way to forget it."""
    if not access.may_see_aliases(turn.person):
        raise NotAllowedError
    found = turn.work.aliases.newest(_SHOWN)
    products, people = turn.directory.catalogue.products, turn.directory.organisation.people
    lines = [
        {
            "phrase": one.phrase,
            "name": products[one.code].name if one.code in products else one.code,
            "by": people[one.by].name if one.by in people else one.by,
            "at": one.at,
        }
        for one in found
    ]
    buttons = tuple(
        Button(f"忘掉「{one.phrase}」", "alias_end", {"alias": one.id}) for one in found[:5]
    )
    total = turn.work.aliases.count()
    return [Reply("language/aliases", {"lines": lines, "total": total}, buttons=buttons)]


def on_end(turn: Turn, event: Pressed) -> list[Reply]:
    """It does not count any more."""
    alias = turn.work.aliases.get(event.args["alias"])
    if alias is None:
        return [Reply("errors/button_unknown")]
    if alias.by != turn.person.id and not access.may_see_aliases(turn.person):
        raise NotAllowedError
    turn.work.aliases.end(alias.id, turn.now)
    turn.work.audit.note(turn.now, turn.person.id, "alias ended", alias.code, phrase=alias.phrase)
    return [Reply("language/forgotten", {"phrase": alias.phrase})]
