"""邀请: codes for one person, for a district or for everybody who has no account yet."""

from collections.abc import Sequence

from domain import access, calling, invitations
from domain.errors import NotAllowedError
from domain.invitations import Invitation
from domain.people import Person
from domain.who_words import Ask, Wish, parse
from handlers import meaning
from handlers.chat import Drawing, Pressed, Reply, Said
from handlers.flow import Flow
from handlers.turn import Turn

_AT_ONCE = 100
"""People whose codes stand in one message."""
_BOT = "telegram_bot"
"""The mark that has the name of the Telegram bot."""


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """「邀请 叶小满」「给叶小满发邀请」「邀请 全部」「邀请 河东片区」「邀请记录」."""
    wish = parse(event.text)
    if wish is None or wish.ask not in {Ask.INVITE, Ask.INVITED}:
        return None
    if wish.ask is Ask.INVITED:
        return [_record(turn)]
    return _invite(turn, wish)


def _invite(turn: Turn, wish: Wish) -> list[Reply] | None:
    if not wish.who:
        return [Reply("invitations/how")] if meaning.reach(turn) else None
    if (person := meaning.meant(turn, wish.who)) is not None:
        return [_card(turn, person)]
    if (asked := meaning.among(turn, wish.who, "invite")) is not None:
        return [asked]
    if (gone := meaning.meant(turn, wish.who, active=False)) is not None:
        return [Reply("leavers/over", {"name": gone.name, "gone": True})]
    everybody = calling.several(wish.who, turn.directory.organisation.people.values())
    return [_list(turn, everybody)] if everybody else None


def on_near(turn: Turn, event: Said) -> list[Reply] | None:
    """A name that nobody has."""
    wish = parse(event.text)
    if wish is None or wish.ask is not Ask.INVITE:
        return None
    asked = meaning.unknown(turn, wish.who, "invite")
    return [asked] if asked else None


def on_invite(turn: Turn, event: Pressed) -> list[Reply]:
    """One of several people of like names."""
    person = meaning.reach(turn).get(event.args["person"])
    if person is None or not person.active:
        raise NotAllowedError
    return [_card(turn, person)]


def _card(turn: Turn, person: Person) -> Reply:
    """The code, how to use it, and a picture to scan."""
    code, made, ended = _make(turn, person)
    bot = turn.work.marks.get(_BOT)
    link = f"https://t.me/{bot}?start={code}" if bot else ""
    facts = {
        "name": person.name,
        "code": invitations.shown(code),
        "until": made.until,
        "ended": ended,
        "link": link,
        "links": access.may_give_links(turn.person),
    }
    picture = {"text": link or f"绑定 {invitations.shown(code)}", "below": invitations.shown(code)}
    return Reply("invitations/card", facts, draw=Drawing("code", picture))


def _make(turn: Turn, person: Person) -> tuple[str, Invitation, int]:
    """A new code; older ones of the same person hold no longer."""
    ended = turn.work.invitations.end(person.id)
    code = invitations.code_from(turn.ids.secret())
    made = Invitation(
        id=turn.ids.new(),
        person_id=person.id,
        by=turn.person.id,
        made_at=turn.now,
        until=turn.now + invitations.LIFE,
    )
    turn.work.invitations.add(made, code)
    facts = {"invitation": made.id, "until": made.until.isoformat(), "ended": ended}
    turn.work.audit.note(turn.now, turn.person.id, "invitation_made", person.id, **facts)
    return code, made, ended


def _list(turn: Turn, people: Sequence[Person]) -> Reply:
    """A code for each of them who is on no messenger yet; whoever has none first."""
    mine, bound = meaning.reach(turn), turn.work.addresses.on_messengers()
    if not any(p.id in mine for p in people):
        raise NotAllowedError
    due = [p for p in people if p.id in mine and p.id not in bound]
    if not due:
        return Reply("invitations/everybody")
    has = {i.person_id for i in turn.work.invitations.open() if i.live(turn.now)}
    now = sorted(due, key=lambda p: p.id in has)[:_AT_ONCE]
    lines = [
        {"name": name, "code": invitations.shown(_make(turn, person)[0])}
        for name, person in zip(calling.labels(now), now, strict=True)
    ]
    until = turn.now + invitations.LIFE
    facts = {"lines": lines, "until": until, "more": len(due) - len(now)}
    return Reply("invitations/list", facts)


def _record(turn: Turn) -> Reply:
    """Who has not used theirs, and how many have no account at all."""
    mine, bound = meaning.reach(turn), turn.work.addresses.on_messengers()
    if not mine:
        raise NotAllowedError
    lines = [
        {
            "name": mine[i.person_id].name,
            "made_at": i.made_at,
            "until": i.until,
            "late": not i.live(turn.now),
        }
        for i in turn.work.invitations.open()
        if i.person_id in mine
    ]
    left = sum(p.active and p.id not in bound for p in mine.values())
    return Reply("invitations/record", {"lines": lines, "left": left})


FLOW = Flow(name="invitations", order=3, ahead=on_text, near=on_near, presses={"invite": on_invite})
