"""People, their roles and their place in the organisation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

VETERAN_YEARS = 5


class Role(StrEnum):
    """What a person is here for; decides the menu and, with the district, the rights."""

    REP = "业务员"
    MANAGER = "主管"
    DIRECTOR = "总监"
    EXECUTIVE = "高管"
    HEAD = "部门负责人"
    ADMIN = "管理员"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the company."""

    id: str
    """Stable: the 工号 where the company gives one, else ``n:`` and the name."""
    name: str
    role: Role
    department: str = ""
    title: str = ""
    """职务 as the company words it: 促销员, 片区主管, CTO."""
    district: str = ""
    """片区; empty for people above or beside the districts."""
    roster: int | None = None
    """花名册序号: the 7 of 第7位. Sticky; a gap stays a gap."""
    manager_id: str | None = None
    """直属上级."""
    tenure_years: float | None = None
    quick_entry: bool = False
    """快捷入口 for veterans."""
    active: bool = True

    @property
    def quick(self) -> bool:
        """A veteran: what he says is taken at once, by flag or from five years on."""
        return self.quick_entry or (self.tenure_years or 0) >= VETERAN_YEARS


@dataclass(frozen=True, slots=True)
class Organisation:
    """Everybody, by id."""

    people: Mapping[str, Person]
    _led: dict[str, frozenset[str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What ``districts_under`` found: a queue asks for every store."""

    def districts_under(self, person_id: str) -> frozenset[str]:
        """Districts of everybody under a person, at any depth; a circle of superiors ends."""
        if person_id not in self._led:
            reached, ring = {person_id}, {person_id}
            while ring:
                ring = {
                    p.id
                    for p in self.people.values()
                    if p.manager_id in ring and p.id not in reached
                }
                reached |= ring
            under = (self.people[i].district for i in reached - {person_id})
            self._led[person_id] = frozenset(d for d in under if d)
        return self._led[person_id]

    def manager_of(self, person_id: str) -> Person | None:
        """The direct manager, if the person and the manager are known and he is still there."""
        person = self.people.get(person_id)
        manager = self.people.get(person.manager_id) if person and person.manager_id else None
        return manager if manager and manager.active else None

    def named(self, name: str) -> list[Person]:
        """Active people of exactly that name; more than one means that it must be asked."""
        return [p for p in self.people.values() if p.name == name and p.active]

    def roster_of(self, district: str) -> dict[int, Person]:
        """The district's active people by roster number; who left leaves a gap."""
        active = (p for p in self.people.values() if p.active and p.district == district)
        return {p.roster: p for p in active if p.roster}
