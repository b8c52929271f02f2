"""Which draft words are about, and what they say beside the wish itself."""

import re
from collections.abc import Sequence

from domain.numbers import plain
from domain.onsite import covering
from domain.visits import Visit
from handlers.chat import Button, Reply
from handlers.flows.visit.board import place_name
from handlers.flows.visit.drafts import drafts
from handlers.turn import Turn

_SHOWN = 4
_SHORT_NAME = 2
_BEFORE = re.compile(r"昨|前天|上次|之前")
_EDGE = (
    r"(?:我|那|算了|因为|由于|所以|既然|[昨前今]天的?(?:那|这)家店?|[昨前今]天的(?=[,\s]|$)|(?:这|那)家店?"
    r"|这个店|这里|现在|先|就|要|想|把|请|帮我|吧|的|一下|原因是?|理由是?|[,.:!~、\s])"
)
_COMMAS = re.compile(r",[,\s]*")
_HEAD, _TAIL = re.compile(rf"^(?:了|{_EDGE})+"), re.compile(rf"{_EDGE}+$")


def meant(turn: Turn, said: str) -> Sequence[Visit]:
    """The drafts that plain words may be about: named, of a day before, here, or all."""
    mine = drafts(turn)
    names = {v.id: plain(place_name(turn, v)) for v in mine}
    named = [v for v in mine if names[v.id] in said]
    named = named or [v for v in mine if names[v.id][:_SHORT_NAME] in said]
    if named:
        return named
    today = turn.settings.day(turn.now)
    old = [v for v in mine if turn.settings.day(v.opened_at) < today]
    if old and _BEFORE.search(said):
        return old
    here = [v for v in mine if covering(turn.message.at, v.presences, turn.settings)]
    return here[:1] or mine


def stranger(turn: Turn, said: str) -> str:
    """The name of a store that the words mean and that has no draft; empty if there is none."""
    open_at = {v.store_code for v in drafts(turn)}
    named = turn.directory.stores_in(said, turn.directory.within_reach(turn.person))
    return next((s.name for s in named if s.code not in open_at), "")


def which(
    turn: Turn, among: Sequence[Visit], verb: str, action: str, *, reason: str = ""
) -> list[Reply]:
    """Ask which of several drafts is meant; a reason that was given goes with the tap."""
    names = [place_name(turn, v) for v in among[:_SHOWN]]
    more = {"reason": reason} if reason else {}
    buttons = tuple(
        Button(f"{verb} {name}", action, {"visit": v.id, **more}, lasting=not reason)
        for v, name in zip(among, names, strict=False)
    )
    return [Reply("visit/which_draft", {"verb": verb, "names": names}, buttons=buttons)]


def rest_of(said: str, wish: re.Pattern[str], name: str = "") -> str:
    """What plain words say beside the wish and the store's name: the reason, if any."""
    left = _COMMAS.sub(",", wish.sub(",", without(said, name)))
    return _TAIL.sub("", _HEAD.sub("", left))


def without(said: str, name: str) -> str:
    """The words without a store's name, whole or by as much of its beginning as they have."""
    full = plain(name)
    for length in range(len(full), _SHORT_NAME - 1, -1):
        if full[:length] in said:
            return said.replace(full[:length], ",")
    return said
