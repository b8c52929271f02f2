"""People in a workbook: who is who, what they may do, whom they report to, their roster number."""

import re
from collections.abc import Sequence

from domain.company.world import Draft, People, Someone, World, person_name
from domain.people import Role

_ROLES: tuple[tuple[str, Role], ...] = (
    (r"管理员|admin|^it$", Role.ADMIN),
    (r"客户经理|业务经理|大客户经理", Role.REP),
    (r"(片区|区域|城市|大区)(负责人|主管|经理)|组长", Role.MANAGER),
    (r"部门负责人|部长|负责人|部门经理|head", Role.HEAD),
    (r"高管|vp|副总|总经理|总裁|ceo|cto|cfo|coo|cmo|董事|老板|executive", Role.EXECUTIVE),
    (r"总监|director", Role.DIRECTOR),
    (r"主管|经理|主任|督导|manager|supervisor", Role.MANAGER),
    (r"业务|销售|促销|导购|代表|理货|业代|rep|sales", Role.REP),
)
"""Tried in this order: 客户经理 sells, 总经理 leads."""


def role_of(words: str) -> Role | None:
    """The role meant by a word for a position; None where it can't be told."""
    plain = words.lower().strip()
    exact = next((role for role in Role if role.value == plain), None)
    return exact or next((role for pattern, role in _ROLES if re.search(pattern, plain)), None)


def check_people(drafts: Sequence[Draft], world: World) -> None:
    """Give every row its person, then look at what the people say about each other."""
    for draft in drafts:
        draft.values["name"] = person_name(draft.values["name"])
        _take_role(draft, world.people)
    _identify([d for d in drafts if not d.refusal], world.people)
    here = [d for d in drafts if not d.refusal]
    for draft in here:
        v = draft.values
        known = world.people.by_id.get(v["id"], Someone(v["id"], v["name"]))
        number = v.get("number") or known.number
        district = v.get("district") or known.district
        world.people.add(Someone(v["id"], v["name"], number, district, known.roster))
        if number:
            world.codes["人员"].add(number, v["name"])
    for draft in here:
        _take_superior(draft, world.people)
    _seat(here, world.people)


def _take_role(draft: Draft, people: People) -> None:
    """Read the role, else guess it from the title and say so; new people need one."""
    v = draft.values
    written, title = v.pop("role", ""), v.get("title", "")
    role = role_of(written)
    if role is None and not written and title and (role := role_of(title)):
        draft.note(f"没写角色,按职务「{title}」算{role.value}")
    if role is not None:
        v["role"] = role.value
    elif written:
        draft.refuse(f"不认识角色「{written}」,可写:{'、'.join(r.value for r in Role)}")
    elif not isinstance(people.find(v.get("number") or v["name"]), Someone):
        draft.refuse(f"没写角色,可写:{'、'.join(r.value for r in Role)}")


def _identify(drafts: Sequence[Draft], people: People) -> None:
    """By 工号, else by a name nobody else has."""
    numbered = {d.values["name"]: d.row for d in drafts if d.values.get("number")}
    unnumbered: dict[str, tuple[int, dict[str, object]]] = {}
    for draft in drafts:
        v = draft.values
        name, number = v["name"], v.get("number")
        if number:
            v["id"] = _numbered_id(draft, people)
            continue
        same = people.named(name)
        row, content = unnumbered.setdefault(name, (draft.row, dict(v)))
        if name in numbered:
            draft.refuse(f"与第 {numbered[name]} 行同名,请写工号")
        elif content != v:
            draft.refuse(f"与第 {row} 行同名,请写工号")
        elif len(same) > 1:
            draft.refuse(f"有 {len(same)} 位{name},请写工号")
        v["id"] = same[0].id if same else f"n:{name}"


def _numbered_id(draft: Draft, people: People) -> str:
    """The person of that 工号; somebody known by name only so far gets it now."""
    name, number = draft.values["name"], draft.values["number"]
    if someone := people.numbered(number):
        if someone.name != name:
            draft.note(f"工号 {number} 原来是{someone.name},现在是{name}")
        return someone.id
    nameless = [p for p in people.named(name) if not p.number]
    if len(nameless) == 1:
        draft.note(f"工号 {number} 补给已有的{name}")
        return nameless[0].id
    return str(number)


def _take_superior(draft: Draft, people: People) -> None:
    words = draft.values.pop("manager_id", None)
    if words is None:
        return
    someone = people.find(words)
    if isinstance(someone, str):
        draft.note(f"直属上级{someone},这一项没有导入")
    elif someone.id == draft.values["id"]:
        draft.note("直属上级是本人,这一项没有导入")
    else:
        draft.values["manager_id"] = someone.id


def _seat(drafts: Sequence[Draft], people: People) -> None:
    """Hand out roster numbers: the file's rows first, in their order, then whoever had one."""
    leaving = {d.values["id"] for d in drafts if "roster" in d.values}
    seats = {
        (p.district, p.roster): p for p in people.by_id.values() if p.roster and p.id not in leaving
    }
    for draft in drafts:
        v = draft.values
        if "roster" not in v:
            continue
        me = people.by_id[v["id"]]
        holder = seats.setdefault((me.district, v["roster"]), me)
        if holder.id != me.id:
            draft.note(f"花名册 {v['roster']} 号已是{holder.name},序号留空")
            v["roster"] = None
        people.add(Someone(me.id, me.name, me.number, me.district, v["roster"]))
