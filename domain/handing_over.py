"""换负责人: 「把河西线A换给李娜」 as stores, a new rep and a day; and who may order it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.access import may_hand_over
from domain.directory import Directory
from domain.numbers import plain
from domain.people import Organisation, Person, Role
from domain.stores import Store

_GIVES = r"(?:换|交接|交|转交|转移|转|移交|移|划拨|划归|划|分配|分|派|调整|调|让|安排|指派|指定|过户|变更|更换|更改|改)"
_TAIL = r"(?:来|去)?(?:负责|管理|管|跑|接手|接管|接替|接|做|维护|对接|跟进|跟|名下|去跑)?(?:吧|了|啊|哦|啦|一下|就行|就好|,谢谢|谢谢)*[.!]*$"
_WHO = r"(?P<who>[一-鿿A-Za-z·]{1,8}?)"
_GIVEN = re.compile(
    rf"^(?P<what>.+?)(?:{_GIVES}(?:给|成|为|由|到|归)|换人[,]?换?成?|改由|移交|转交|交接|划归|都?给|归|由|换|让|派|安排){_WHO}{_TAIL}"
)
_TAKEN = re.compile(
    rf"^(?:让|由|请|叫|安排|派)?{_WHO}(?:来|去)?(?:接手|接管|接替|负责|顶替|代替|替换|接)(?P<what>.+?)(?:吧|了|啊)*[.!]*$"
)
_MAY_HAND = re.compile(r"[给成为由到归换交接替责管让派排任撤取恢还]")
"""A sign that every such sentence has; looked for first, as it is cheap."""
_POLITE = re.compile(r"^(?:请|麻烦(?:你|您)?|帮(?:我|忙)|你|您|我要|我想|想|需要|以后|今后|把|将)+")
_ASKING = re.compile(r"[?吗]|怎么|为什么|谁")
_PEOPLES = re.compile(
    r"店|门店|终端|线路|路线|片区|区域|客户|活|全部|所有|接替|顶替|代替|名下|手上|手里"
)
_NICK = re.compile(
    r"^(?:小|老|阿)(?P<part>.{1,2})$|^(?P<name>.{1,3})(?:哥|姐|经理|主管|师傅|同学|总)$"
)
_OF = re.compile(r"^(?P<name>[^的,]{2,4})的")
_FILLER = re.compile(
    r"业务员|业务|负责人|代表|主管|门店|终端|店铺|超市|片区|区域|地区|辖区|市场|线路|路线|客户|全部|所有|整个|全都|名下|手上|手里|手头|下面"
    r"|原来|以后|之后|今后|往后|统一|一起|暂时|先|离职|辞职|休假|[请休在]?[产病婚事年]假|请假|调走|走|换人|负责|管理|还有|以及|剩下|[这那几两三四五六七八九十\d]+[家个]"
    r"|[的店都全线和与及跟、,在跑管把将从给由了要归被那这里人全他她其就也请休\s&+/]"
)
_SURE = re.compile(r"[给由归]|移交|转交|交接")
_SHORTEST, _LONGEST = 2, 40


_CHANGED = r"(?:换人|换负责人|换店|换线路?|换片区|换的人|交接|移交|转交|划转|换负责的人)"
_BACK = r"(?:撤销|撤回|撤掉|取消|恢复|还原|作废|退回)"
_JUST = r"(?:把|刚才|刚刚|刚|上一?次|今天|这一?次|那一?次|最近|的|那个?|次|我|操作|\s)*+"
_UNDO = re.compile(
    rf"^(?:请|麻烦|帮我)?(?:{_BACK}(?:了|掉|一下)?{_JUST}{_CHANGED}|{_JUST}{_CHANGED}(?:操作)?(?:{_BACK}|不算|不要|不换|搞错|弄错|错)|{_JUST}换错(?:人|店|线)?)(?:掉|了|吧|啦)*[.!]*$"
)
_MANAGER = re.compile(r"主管|经理|负责人|领导|区长|带队")
_APPOINTS = re.compile(r"换|改|调|任命|接任|接替|担任|当|做|升|为|由|让")


@dataclass(frozen=True, slots=True)
class Wish:
    """What was said, before anybody is looked up."""

    what: str
    who: str
    sure: bool
    """Whether the words hand something over even to a person whom nobody knows."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the words may mean."""

    stores: tuple[Store, ...]
    """Those that change hands, in the order of the store list."""
    people: tuple[Person, ...]
    """Who may be meant to get them: one, none, or several to ask about."""
    areas: tuple[str, ...] = ()
    """Several districts that the words may mean: it must be asked which."""
    owner: Person | None = None
    """Whose stores are meant, where he has none."""


def may_hand(said: str) -> bool:
    """Whether a sentence is worth reading as a hand-over at all."""
    return bool(_MAY_HAND.search(said))


def undoes(said: str) -> bool:
    """Whether the newest hand-over is to be undone: 撤销刚才的换人."""
    return len(said) <= _LONGEST and bool(_UNDO.match(said))


def appoints(said: str, directory: Directory) -> bool:
    """Whether a district is to get another manager: 河西片区主管换成钱程."""
    if len(said) > _LONGEST or _ASKING.search(said):
        return False
    if not _MANAGER.search(said) or not _APPOINTS.search(_MANAGER.sub(" ", said)):
        return False
    every = tuple(directory.stores.values())
    what = _MANAGER.split(_APPOINTS.sub(" ", _POLITE.sub("", said)))[0]
    if _routes(what, every) or directory.stores_in(what, every):
        return False
    return len(_districts(what, every)) == 1


def parse(said: str) -> Wish | None:
    """Take a plain sentence without its day apart; ``None`` when it hands nothing over."""
    text = _POLITE.sub("", said).strip(" ,")
    if _ASKING.search(text):
        return None
    for grammar in (_GIVEN, _TAKEN):
        if found := grammar.match(text):
            sure = grammar is _GIVEN and bool(_SURE.search(text))
            return Wish(found["what"].strip(" ,"), found["who"], sure)
    return None


def resolve(wish: Wish, directory: Directory, speaker: Person) -> Found | None:
    """Look up stores and people; ``None`` when the words name nothing that has stores."""
    owner = _owner(wish.what, directory)
    stores, areas = _stores(wish, directory, owner)
    if owner is not None and not stores and not _more_said(wish.what, (), set(), owner):
        return Found((), tuple(_people(wish.who, directory, speaker)), owner=owner)
    places = {s.district for s in stores} | set(areas)
    if not places or _more_said(wish.what, stores, places, owner):
        return None
    people = _people(wish.who, directory, speaker)
    if len(people) > 1:
        near = {s.district for s in stores}
        people = [p for p in people if p.district in near] or people
    return Found(tuple(stores), tuple(people), tuple(areas))


def _more_said(
    what: str, stores: Sequence[Store], districts: set[str], owner: Person | None
) -> bool:
    """Whether the words speak of something else than stores: a picture of them, their order."""
    left = _bare(what)
    names = {n for s in stores for n in (s.name, s.code, s.route)} | districts
    cores = {d.removesuffix("片区") for d in districts}
    people = {owner.name} if owner else set()
    for name in sorted(names | cores | people, key=len, reverse=True):
        left = left.replace(_bare(name), "") if name else left
    named = _OF.match(what)
    if owner is not None and named:
        left = left.replace(_bare(named["name"]), "")
    left = _FILLER.sub("", left)
    return bool(left) and not any(core.endswith(left) or left in core for core in cores)


def _stores(
    wish: Wish, directory: Directory, owner: Person | None
) -> tuple[Sequence[Store], Sequence[str]]:
    """By name first, then route, person and district; a person narrows a route or a district."""
    every = tuple(directory.stores.values())
    what = plain(wish.what)
    if named := directory.stores_in(what, every):
        return named, ()
    routes = _routes(what, every)
    if routes:
        found = [s for s in every if s.route in routes]
    elif owner is not None and (_PEOPLES.search(what) or what == owner.name):
        return [s for s in every if s.rep_id == owner.id], ()
    else:
        areas = _districts(what, every)
        if len(areas) != 1:
            return (), areas
        found = [s for s in every if s.district == areas[0]]
    return [s for s in found if owner is None or s.rep_id == owner.id], ()


def _owner(what: str, directory: Directory) -> Person | None:
    """The person whose stores are meant."""
    people = directory.organisation.people.values()
    named = [p for p in people if p.name in what]
    if not named and (of := _OF.match(what)):
        named = _called(of["name"], directory)
    return named[0] if len(named) == 1 else None


def _routes(what: str, stores: Sequence[Store]) -> set[str]:
    """Routes that the words name; 「河西A线」 is 河西线A."""
    said = _bare(what)
    known = {s.route: _bare(s.route) for s in stores if s.route}
    named = {r for r, bare in known.items() if len(bare) >= _SHORTEST and bare in said}
    return {r for r in named if not any(known[r] in known[o] and r != o for o in named)}


def _bare(words: str) -> str:
    return re.sub(r"线路|路线|线|\s", "", plain(words)).upper()


def _districts(what: str, stores: Sequence[Store]) -> list[str]:
    """Districts that the words may mean: 「河西片区」 and 「河西」 are 南京河西片区."""
    known = dict.fromkeys(s.district for s in stores if s.district)
    if whole := [d for d in known if d in what]:
        return whole
    said = re.sub(r"片区|区域|地区|辖区|市场|全部|所有|整个|门店|店|的|都|[,\s]", "", what)
    cores = {d: d.removesuffix("片区") for d in known}
    return [d for d, core in cores.items() if len(said) >= _SHORTEST and core.endswith(said)] or [
        d for d, core in cores.items() if len(said) >= _SHORTEST and said in core
    ]


def _people(who: str, directory: Directory, speaker: Person) -> list[Person]:
    """Who is meant: 「李娜」, 「小王」, 「王哥」, 「我」; reps and managers visit stores."""
    if who in {"我", "我自己", "自己", "本人"}:
        return [speaker]
    return _called(who, directory)


def _called(who: str, directory: Directory) -> list[Person]:
    visiting = [
        p
        for p in directory.organisation.people.values()
        if p.active and p.role in {Role.REP, Role.MANAGER}
    ]
    if exact := [p for p in visiting if who in {p.name, p.id}]:
        return exact
    nick = _NICK.match(who)
    part = (nick["part"] or nick["name"]) if nick else who
    begins = [p for p in visiting if p.name.startswith(part)]
    return begins or [p for p in visiting if part in p.name]


def may_order(
    speaker: Person, stores: Sequence[Store], to: Person, organisation: Organisation
) -> bool:
    """Whether a person may give these stores to that one."""
    districts = {s.district for s in stores} | {to.district}
    return all(may_hand_over(speaker, d, organisation) for d in districts)


def by_owner(stores: Sequence[Store]) -> Mapping[str, Sequence[Store]]:
    """Stores by the id of who has them; empty for those that nobody has."""
    found: dict[str, list[Store]] = {}
    for store in stores:
        found.setdefault(store.rep_id or "", []).append(store)
    return found


def may_order_any(speaker: Person, stores: Iterable[Store], organisation: Organisation) -> bool:
    """Whether a person may give at least one of these stores to somebody."""
    districts = {s.district for s in stores}
    return any(may_hand_over(speaker, district, organisation) for district in districts)
