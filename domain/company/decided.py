"""What was decided in chat: a sheet that still says the old never undoes it unsaid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.company.world import Draft
from domain.geo import Point

_SAME = 1e-6
"""Degrees (about 0.1 m) up to which two places are one."""


@dataclass(frozen=True, slots=True)
class Decided:
    """By store code, or person id."""

    left: Mapping[str, Sequence[Point]] = field(default_factory=dict)
    """Where a store stood before a manager approved that it stands elsewhere."""
    former: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Ids of reps who handed it over."""
    gone: Mapping[str, str] = field(default_factory=dict)
    """Names of people who were disabled, by id."""

    def remark(self, draft: Draft) -> None:
        """Say on a person's row that it brings nobody back."""
        if name := self.gone.get(draft.values["id"]):
            draft.note(f"{name}已停用,表里还有,没有恢复;要恢复请在聊天里发「恢复 {name}」")

    def keep(self, draft: Draft) -> None:
        """Take out of a store's row what has been overtaken, with a remark.

        A place or a rep that was never overtaken is news, and is taken.
        """
        code, values = draft.values["code"], draft.values
        if "lat" in values and any(_same(p, values) for p in self.left.get(code, ())):
            del values["lat"], values["lon"]
            draft.note("门店位置已由主管批准更正,表里还是旧坐标,没有改")
        if values.get("rep_id") in self.former.get(code, ()):
            del values["rep_id"]
            draft.note("门店已换负责人,表里还是原来的,没有改")


def _same(point: Point, values: Mapping[str, float]) -> bool:
    return abs(point.lat - values["lat"]) < _SAME and abs(point.lon - values["lon"]) < _SAME
