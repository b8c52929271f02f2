"""Who is meant by a name, a 工号, a nickname, a district or 全部."""

import re
from collections.abc import Iterable, Sequence

from domain.numbers import plain
from domain.people import Person, Role

_ALL = re.compile(
    r"(?:全部|所有|全体|全|每个|大家)(?:的)?(?:员工|同事|人员|人|业务员|主管|公司|员)?"
)
_ROLES = {"业务员": Role.REP, "主管": Role.MANAGER}
_NICK = re.compile(r"^(?:小|老|阿)(?P<part>.{1,2})$|^(?P<name>.{1,3})(?:哥|姐|经理|主管|师傅|总)$")
_SHORTEST = 2


def exactly(who: str, people: Iterable[Person]) -> list[Person]:
    """People of just that name or 工号; several of one name must be asked about."""
    said = plain(who).replace(" ", "").casefold()
    return [p for p in people if said in {p.name.casefold(), p.id.casefold()}]


def nearly(who: str, people: Iterable[Person]) -> list[Person]:
    """People that a nickname or a part of a name may mean: offered, never taken unasked."""
    said = plain(who).replace(" ", "")
    nick = _NICK.match(said)
    part = (nick["part"] or nick["name"]) if nick else said
    if not part or (nick is None and len(part) < _SHORTEST):
        return []
    return [p for p in people if part in p.name]


def several(who: str, people: Iterable[Person]) -> list[Person]:
    """Everybody of 「全部」, 「所有业务员」 or a district (「河东片区」); empty when it is none of them."""
    said = plain(who).replace(" ", "")
    active = [p for p in people if p.active]
    if _ALL.fullmatch(said):
        role = next((role for word, role in _ROLES.items() if said.endswith(word)), None)
        return in_order(p for p in active if role is None or p.role is role)
    core = re.sub(r"(?:的人|所有人|全部)$", "", said)
    named = {p.district for p in active if p.district and _names(core, p.district)}
    return in_order(p for p in active if p.district in named) if len(named) == 1 else []


def _names(said: str, district: str) -> bool:
    core = said.removesuffix("片区")
    return len(core) >= _SHORTEST and district.removesuffix("片区").endswith(core)


def in_order(people: Iterable[Person]) -> list[Person]:
    """By district and roster, as a list of people is read."""
    return sorted(people, key=lambda p: (p.district, p.roster is None, p.roster or 0, p.id))


def labels(people: Sequence[Person]) -> list[str]:
    """A name each; where two are called alike, with what tells them apart."""
    names = [p.name for p in people]
    return [
        p.name if names.count(p.name) == 1 else f"{p.name} {p.district or p.title} {p.id}"
        for p in people
    ]
