"""登录链接: personal links to the console, made and revoked by an admin in chat."""

import re

from domain import access
from domain.errors import NotAllowedError
from domain.numbers import plain
from handlers.chat import Reply, Said
from handlers.flow import Flow
from handlers.turn import Turn

_MAKE = re.compile(r"^(?:登录链接|生成链接|链接)\s*(\S+)$")
_END = re.compile(r"^(?:作废链接|撤销链接)\s*(\S+)$")


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「登录链接 孙丽」「作废链接 孙丽」."""
    said = plain(event.text)
    make, end = _MAKE.match(said), _END.match(said)
    command = make or end
    if command is None:
        return None
    if not access.may_give_links(turn.person):
        raise NotAllowedError
    name = command[1]
    people = turn.directory.organisation.named(name)
    known = turn.directory.organisation.people.get(name)
    people = [known] if known else people
    if len(people) != 1:
        return [Reply("links/who", {"name": name, "count": len(people)})]
    person = people[0]
    if end:
        count = turn.work.links.revoke(person.id, turn.now)
        turn.work.audit.note(turn.now, turn.person.id, "link_revoked", person.id)
        return [Reply("links/revoked", {"name": person.name, "count": count})]
    token = turn.ids.secret()
    turn.work.links.make(person.id, token, turn.now)
    turn.work.audit.note(turn.now, turn.person.id, "link_made", person.id)
    return [Reply("links/made", {"name": person.name, "token": token})]


FLOW = Flow(name="links", order=30, on={Said: on_text})
