"""A question about a visit, read by what stands in it: a cheap grammar that needs no model."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.catalogue import Catalogue
from domain.directory import Directory
from domain.figures.provinces import cities_in
from domain.figures.scoping import found_in
from domain.numbers import plain
from domain.penetration.daywords import days_in, that_day
from domain.penetration.ordinals import bare_in, planned_order, rep_in, visit_in
from domain.penetration.wish import Defect, Field, Wish
from domain.stock_words import Kind, words

_ME = re.compile(
    r"(?<![帮给让替跟为])我(?=的?(?:今|昨|前|大前|上|第|在|刚|跑|去|拍|标|填|这|那|最后|[0-9]))|本人|我?自己"
)
_PRICE = re.compile(r"竞品|竞价|价格|价签|标价|对手|价(?:没|填|拍|呢|多少|[?]|$)|多少钱|单价")
_STOCK = re.compile(
    r"库存|存货|现货|剩多少|还?有多少|几[箱瓶包件]|多少[箱瓶包件货]|标注|标了|标没|没标(?!价)|未标(?!价)|漏标|"
    r"补标|标上|标好|数量|报数|盘点|点数|余量|有货(?!架)|SKU",
    re.IGNORECASE,
)
_OUT = re.compile(r"[缺断没无]有?了?货(?!架)|脱销|售罄|卖[断光]|库存(?:为|是)?(?:0|零)(?![0-9])")
_SHELF = re.compile(r"货架|陈列|排面|架子|上架|架上")
_FRONT = re.compile(r"门头|门脸|店招|招牌|门面|店门|门口|外景|大门")
_PLACE = re.compile(r"定位|位置|打卡|签到|[Gg][Pp][Ss]|到店没|到没到|到店了|在不在店|距离")
_FIELDS = (
    (Field.FRONT, _FRONT),
    (Field.SHELF, _SHELF),
    (Field.STOCK, _STOCK),
    (Field.PRICE, _PRICE),
    (Field.PLACE, _PLACE),
)
_PICTURE = re.compile(
    r"[缺差少漏][了的]?(?:什么|啥|哪些)|还[缺差少]|齐[了没吗全]|照片|图片|拍照|拍的|拍了|拍没|图|拍糊|证据|凭证|记录|拜访|情况|怎么样|咋样|看看|查"
)
_MANY = re.compile(
    r"谁|哪[几些]?[家个位次店人]|哪些|列出|列一下|列个|列下|列表|罗列|清单|几家|多少[家次个]|所有|"
    r"名单|都有|有没有[人谁店]|有哪|找出|把.{0,20}列|的拜访$|的门店$|的店$|的客户$|"
    r"[没未缺漏][^,。]{1,12}的(?:呢|吗|啊)?[?]?$"
)
_BLURRY = re.compile(r"糊|不清|看不清|虚了|不清楚")
_UNSENT = re.compile(
    r"(?:没|未|还没|没有|不)(?:有)?(?:提交|交|完成|做完|弄完|收尾|结束|上交|关闭|搞定)|草稿|半截|没走完"
)
_LATE = re.compile(r"补录|补登|跨天|超时|迟到|晚交|迟交|不及时|延迟")
_WAIVED = re.compile(r"豁免|免拍|免交")
_GIVEN_UP = re.compile(r"放弃|作废|过期")
_REVIEW = re.compile(r"待复核|没复核|未复核|等复核|待审")
_NO_RIVAL = re.compile(r"无竞品|没有竞品(?!价)|没竞品(?!价)")
_DONE = re.compile(r"[标拍填]了|没[标拍填有]|[标拍填]没|有没有[标拍填]|糊|清[楚晰]")
_VISITS = re.compile(r"哪[几些]?次|哪些?拜访|列")
_RATE = re.compile(
    r"闭环|[率度]|比例|占比|百分|雷达|趋势|排名|日报|周报|月报|失真|[无没]有?(?:附|带)?货架(?:照片?|图)的(?:拜访|记录)"
)
"""Numbers, not visits, or what is not closed (闭环): the figures answer that."""
_LACKS = re.compile(r"没|未|缺|漏|空|(?<!多)少|不全|忘|无|不齐|不足")
_DEFECTS = (
    (Defect.NO_RIVAL, _NO_RIVAL),
    (Defect.BLURRY, _BLURRY),
    (Defect.WAIVED, _WAIVED),
    (Defect.REVIEW, _REVIEW),
    (Defect.LATE, _LATE),
    (Defect.GIVEN_UP, _GIVEN_UP),
    (Defect.UNSENT, _UNSENT),
    (Defect.OUT, _OUT),
    (Defect.LACKS, _LACKS),
)
_CODE = re.compile(
    r"(?:SKU|编码|编号|商品|产品|代码|货号|码)(?:编码|编号|号|为|是|[:：])?\s*([A-Z]?\d{2,8})(?!\d)",
    re.IGNORECASE,
)
_LONE = re.compile(r"(?<![\dA-Z.:-])(\d{3,8})(?![\d.:]|年|元|块|米)", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z]*[0-9]+")
_DISTRICT = re.compile(r"([\u4e00-\u9fff]{2,8}?)(?:片区|大区|区域)")
_PLACE_NAME = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{1,3}[东西南北城江河山湖海州京宁浦口港桥镇县楼林安岛溪川陵阳])"
    r"区?的?(?=第|[0-9]{1,3}[号#])"
)
"""What looks like a place before a number on the roster: 河东第7位, 浦口3号."""
_FILLING = re.compile(
    r"请问|麻烦|帮忙|想知道|[请帮给让替想]|我们?|咱们?|[查看问说找]{1,2}|一下|下|的|那个?|这个?|里|,"
)
_CITY = (2, 3, 4)
"""Letters that the name of a city has."""
_KIND = re.compile(r"直营|加盟")
_TAIL = re.compile(r"(?:片区|区域|区)$")


@dataclass(frozen=True, slots=True)
class Read:
    """What the words say, and whether they are surely such a question."""

    wish: Wish
    sure: bool
    """A person or a number on the roster with a visit of the day or a part of one; or a list."""
    foreign: str = ""
    """A district that the company has not."""


def read(text: str, directory: Directory, today: date) -> Read:
    """Read a question by its words alone."""
    said = plain(text)
    stores, rest = _stores(said, directory)
    reps, rest = _people(rest, directory)
    district, rest = _district(rest, directory)
    days, rest = days_in(rest, today)
    visit_ord, rest = visit_in(rest)
    rep_ord, left = rep_in(rest)
    numbered = rest if rep_ord is not None else ""
    if reps and rep_ord is not None and days is None:  # 20号 beside a name is a day
        days, rest = days_in(rest, today, bare=True)
        rep_ord, left = rep_in(rest) if days else (rep_ord, left)
    rest = left
    rep_ord, visit_ord, rest = _bare(rep_ord, visit_ord, rest, named=bool(reps))
    skus, unknown = _products(rest, directory.catalogue)
    fields = fields_in(said, has_sku=bool(skus or unknown))
    wish = Wish(
        district=district,
        reps=reps,
        me=bool(_ME.search(said)) and not reps,
        rep_ord=rep_ord,
        visit_ord=visit_ord,
        planned=visit_ord is not None and planned_order(said),
        stores=stores,
        fields=fields,
        skus=skus,
        unknown_sku=unknown,
        that_day=that_day(said),
        defect=None if visit_ord is not None or _one_store(stores, said) else _defect(said, fields),
        first=days.first.isoformat() if days else "",
        last=days.last.isoformat() if days else "",
    )
    if wish.defect is not None and not stores:
        wish, elsewhere = _somewhere(wish, said, directory)
        return Read(wish, _sure(wish, said), elsewhere)
    return Read(wish, _sure(wish, said), "" if district else _foreign(rest, numbered))


def _somewhere(wish: Wish, said: str, directory: Directory) -> tuple[Wish, str]:
    """The list of some routes, cities or kinds of stores; and the place that nobody knows."""
    found = found_in(said, directory)
    scope = found.scope
    one = scope.districts[0] if len(scope.districts) == 1 else ""
    narrow = replace(
        wish,
        district=one or ("" if scope.routes else wish.district),
        routes=scope.routes,
        cities=scope.cities,
        provinces=scope.provinces,
        kinds=tuple(dict.fromkeys(_KIND.findall(said))),
    )
    named = _DISTRICT.search(said)
    unknown = named[1] if named else next(iter(cities_in(said)), "")
    return narrow, unknown if found.unknown else ""


def _foreign(rest: str, numbered: str) -> str:
    """A district that the company has not: by its word, or as a place before the number of a rep."""
    named = _DISTRICT.search(rest) or _PLACE_NAME.search(_FILLING.sub(" ", numbered))
    return named[1] if named else ""


def _sure(wish: Wish, said: str) -> bool:
    """Whether the words can hardly be about anything else."""
    person = bool(wish.reps) or wish.rep_ord is not None
    part = bool(wish.fields) or bool(_PICTURE.search(said))
    if wish.visit_ord is not None:
        return person or (wish.me and part) or bool(wish.district and part)
    if wish.defect is not None:
        return bool(wish.fields) or wish.defect in {Defect.UNSENT, Defect.BLURRY}
    if wish.stores:
        dated = bool(wish.first or wish.that_day)
        return (person and part) or (bool(wish.fields) and (dated or bool(_DONE.search(said))))
    return person and bool(wish.fields) and bool(wish.first or wish.that_day or wish.skus)


def _one_store(stores: Sequence[str], said: str) -> bool:
    """A store is named: whoever was there is asked about, not which stores."""
    return bool(stores) and not _VISITS.search(said)


def _stores(said: str, directory: Directory) -> tuple[tuple[str, ...], str]:
    """Stores by name or code, and the text without them: a name may hold a product's."""
    named = [(a, b, code) for kind, code, a, b in directory.names_in(said) if kind == "store"]
    coded = [
        (m.start(), m.end(), m[0].upper())
        for m in _TOKEN.finditer(said)
        if m[0].upper() in directory.stores and not m[0].isdecimal()
    ]
    spots = [
        one
        for one in (*named, *coded)
        if not any(a <= one[0] and one[1] <= b and b - a > one[1] - one[0] for a, b, _ in named)
    ]
    rest = list(said)
    for begin, end, _ in spots:
        rest[begin:end] = " " * (end - begin)
    return tuple(dict.fromkeys(code for _, _, code in spots)), "".join(rest)


def _people(said: str, directory: Directory) -> tuple[tuple[str, ...], str]:
    """Everybody of the first name that stands in the text, the longest one."""
    people = directory.organisation.people.values()
    names = {p.name for p in people if len(p.name) > 1 and p.name in said}
    if not names:
        return (), said
    name = max(names, key=len)
    return tuple(p.id for p in people if p.name == name), said.replace(name, " ")


def districts_of(directory: Directory) -> Sequence[str]:
    """All districts that have people, in their order."""
    people = directory.organisation.people.values()
    return [d for d in dict.fromkeys(p.district for p in people) if d]


def _district(said: str, directory: Directory) -> tuple[str, str]:
    """The district that the text names, in full or by its short name (河西), the longest first."""
    names: dict[str, set[str]] = {}
    for district in districts_of(directory):
        short = _TAIL.sub("", district)
        without_city = [short[n:] for n in _CITY if len(short) - n > 1]
        for name in (district, short, *without_city):
            if len(name) > 1:
                names.setdefault(name, set()).add(district)
    for name in sorted(names, key=len, reverse=True):
        if name in said and len(names[name]) == 1:
            return next(iter(names[name])), said.replace(name, " ", 1)
    return "", said


def _bare(
    rep_ord: int | None, visit_ord: int | None, rest: str, *, named: bool
) -> tuple[int | None, int | None, str]:
    """An ordinal that says of nothing what it counts is whichever is still missing."""
    number, left = bare_in(rest)
    if number is None:
        return rep_ord, visit_ord, rest
    if visit_ord is None and (named or rep_ord is not None):
        return rep_ord, number, left
    if rep_ord is None and not named and visit_ord is not None:
        return number, visit_ord, left
    return rep_ord, visit_ord, rest


def _products(said: str, catalogue: Catalogue) -> tuple[tuple[str, ...], str]:
    """Codes of the products that are named, else the code that no product has."""
    coded = _CODE.search(said)
    if coded:
        product = catalogue.by_code(coded[1].upper())
        return ((product.code,), "") if product else ((), coded[1])
    named = [w.product.code for w in words(said, catalogue) if w.kind is Kind.PRODUCT and w.product]
    if named:
        return tuple(dict.fromkeys(named)), ""
    lone = _LONE.search(said)
    return (), lone[1] if lone else ""


def fields_in(said: str, *, has_sku: bool = False) -> tuple[Field, ...]:
    """The parts that are asked about; a product is asked about for its stock."""
    found = [field for field, pattern in _FIELDS if pattern.search(said)]
    out = Field.STOCK not in found and bool(_OUT.search(said))
    if out or (has_sku and not {Field.STOCK, Field.PRICE}.intersection(found)):
        found.append(Field.STOCK)
    if Field.STOCK in found and Field.SHELF in found:
        found.remove(Field.SHELF)
    return tuple(found)


def _defect(said: str, fields: Sequence[Field]) -> Defect | None:
    """What a list is asked for; ``None`` when none is."""
    if not _MANY.search(said) or _RATE.search(said):
        return None
    found = next((d for d, pattern in _DEFECTS if pattern.search(said)), None)
    return None if found is Defect.LACKS and not fields else found
