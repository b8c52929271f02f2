"""What a row must agree with: people, stores and products, in the file or stored already."""

import re
from collections.abc import Callable, Mapping, Sequence

from domain.company import cells
from domain.company.columns import Column, Kind, SheetSpec
from domain.company.people_checks import check_people
from domain.company.places import place
from domain.company.settings import setting
from domain.company.visit_checks import check_visits
from domain.company.world import CustomerField, Draft, World
from domain.errors import BadCellError

_PRIVATE = re.compile(r"私|保密|仅本人|不公开|private")
_PUBLIC = re.compile(r"公开|所有人|全员|public")
_KINDS = {
    "文本": "文本",
    "文字": "文本",
    "text": "文本",
    "数字": "数字",
    "数值": "数字",
    "日期": "日期",
    "是否": "是否",
    "是/否": "是否",
}


def check_references(spec: SheetSpec, drafts: Sequence[Draft], world: World) -> None:
    """Replace every code and person named by the one meant, or say that there is none."""
    own_people = spec.name == "人员"
    for column in spec.columns:
        if not column.refers and (column.kind is not Kind.PERSON or own_people):
            continue
        for draft in drafts:
            words = draft.values.get(column.field)
            if words is None or draft.refusal:
                continue
            if column.refers == spec.name:
                number = column.field in draft.numeric
                draft.values[column.field], note = world.restore(words, spec.name, number=number)
                if note:
                    draft.note(note)
            else:
                _replace(draft, column, world)


def _replace(draft: Draft, column: Column, world: World) -> None:
    """Put the one meant in place of the words; nobody meant refuses the row or stays out of it."""
    words = draft.values.pop(column.field)
    if column.kind is Kind.PERSON:
        someone = world.people.find(words)
        found, missing = ("", someone) if isinstance(someone, str) else (someone.id, "")
    else:
        found = world.codes[column.refers].find(words) or ""
        missing = "" if found else f" {words} 不在「{column.refers}」里"
    if found:
        draft.values[column.field] = found
        if column.kind is Kind.CODE and words.isdigit() and found != words:
            draft.note(f"{column.title} {words} 补回前导零:{found}")
    elif column.required or column.field == "store_code":
        draft.refuse(f"{column.title}{missing}")
    else:
        draft.note(f"{column.title}{missing},这一项没有导入")


def _settings(drafts: Sequence[Draft], _world: World) -> None:
    for draft in drafts:
        try:
            name, value, known = setting(draft.values["name"], draft.values["value"])
        except BadCellError as err:
            draft.refuse(f"{draft.values['name']}{err.facts['reason']}")
            continue
        draft.values = {"name": name, "value": value}
        if not known:
            draft.note(f"没有「{name}」这个设置,已记下但不起作用")


def _stores(drafts: Sequence[Draft], world: World) -> None:
    for draft in drafts:
        lat, lon, both, datum = (
            draft.values.pop(f, None) for f in ("lat", "lon", "place", "datum")
        )
        where = place(lat, lon, both, datum)
        if where.point:
            draft.values |= {"lat": where.point.lat, "lon": where.point.lon}
        unwritten = lat is None and lon is None and both is None
        if where.remark and not (unwritten and draft.values["code"] in world.located):
            draft.note(where.remark)
        world.codes["门店"].add(draft.values["code"], draft.values["name"])


def _named(kind: str) -> Callable[[Sequence[Draft], World], None]:
    """Make the check of a sheet that only defines codes and names."""

    def check(drafts: Sequence[Draft], world: World) -> None:
        for draft in drafts:
            world.codes[kind].add(draft.values["code"], draft.values["name"])

    return check


def _customers(drafts: Sequence[Draft], world: World) -> None:
    codes: dict[str, str] = {}
    for code, name in world.codes["客户"].names.items():
        codes.setdefault(name, code)
    for draft in drafts:
        code, name = draft.values["code"], draft.values["name"]
        other = codes.setdefault(name, code)
        if other != code:
            draft.note(f"与 {other} 同名:{name},请核对是不是同一家")
        world.codes["客户"].add(code, name)


def _fields(drafts: Sequence[Draft], world: World) -> None:
    for draft in drafts:
        name, seen = draft.values["name"], draft.values.pop("visibility")
        kind, options = _field_kind(cells.text(draft.values["kind"]))
        private, public = _PRIVATE.search(seen.lower()), _PUBLIC.search(seen.lower())
        if not kind:
            draft.refuse("类型要写 文本、数字、日期、是否 或 选项:低,中,高")
        elif not (private or public):
            draft.refuse("可见性要写 公开 或 私密")
        elif name in world.fields and world.fields[name].private != bool(private):
            draft.refuse("可见性定下后不能改;请另建一个字段")
        else:
            draft.values |= {"kind": kind, "options": list(options), "private": bool(private)}
            world.fields[name] = CustomerField(name, kind, options, bool(private))


def _field_kind(words: str) -> tuple[str, tuple[str, ...]]:
    if words.lower() in _KINDS:
        return _KINDS[words.lower()], ()
    match = re.fullmatch(r"(?:选项|单选|枚举|下拉|choice)\s*[:(]\s*(.+?)\)?", words)
    parts = re.split(r"[,、;|/]", match[1]) if match else []
    options = tuple(part for p in parts if (part := p.strip()))
    return ("选项", options) if options else ("", ())


def _field_values(drafts: Sequence[Draft], world: World) -> None:
    """Check the values of added fields; no reason may repeat a value, private or not."""
    for draft in drafts:
        values = draft.values
        about = world.fields.get(values["field"])
        if about is None:
            draft.refuse(f"没有「{values['field']}」这个客户字段")
        elif about.private and not values.get("author_id"):
            draft.refuse("私密字段要写明填写人,否则没有人能看")
        else:
            _field_value(draft, about)


def _field_value(draft: Draft, about: CustomerField) -> None:
    value, readers = (
        cells.text(draft.values["value"]),
        {"数字": _plain_number, "日期": _plain_day, "是否": _plain_flag},
    )
    try:
        if about.kind == "选项":
            draft.values["value"] = value
            if value not in about.options:
                draft.refuse(f"值不在「{about.name}」的选项里:{'、'.join(about.options)}")
        elif reader := readers.get(about.kind):
            draft.values["value"] = reader(value)
    except BadCellError:
        draft.refuse(f"值不合「{about.name}」的类型:{about.kind}")
    draft.values["private"] = about.private
    author = draft.values.get("author_id") if about.private else None
    draft.key = (draft.values["customer_code"], about.name, author)


def _plain_number(value: str) -> str:
    return f"{cells.decimal(value).normalize():f}"


def _plain_day(value: str) -> str:
    return cells.day(value).isoformat()


def _plain_flag(value: str) -> str:
    return "是" if cells.flag(value) else "否"


def _competitor_prices(drafts: Sequence[Draft], _world: World) -> None:
    for draft in drafts:
        v = draft.values
        v["id"] = (
            f"import:{v['at']:%Y-%m-%dT%H:%M}:{v.get('store_code', '')}:{v['competitor_code']}"
        )


def _contract_prices(drafts: Sequence[Draft], _world: World) -> None:
    for draft in drafts:
        v = draft.values
        begin, end, least = v.get("valid_from"), v.get("valid_to"), v.get("min_qty")
        if begin and end and end < begin:
            draft.refuse(f"失效日期 {end} 早于生效日期 {begin}")
        terms = f"{begin or ''}:{'' if least is None else format(least, 'g')}"
        v["id"] = f"{v['customer_code']}:{v['product_code']}:{terms}"


def _quotes(drafts: Sequence[Draft], _world: World) -> None:
    for draft in drafts:
        v = draft.values
        v["id"] = f"import:{v['day']}:{v['customer_code']}:{v['product_code']}"


def _stock(drafts: Sequence[Draft], _world: World) -> None:
    for draft in drafts:
        draft.values.setdefault("warehouse", "")


def _orders(drafts: Sequence[Draft], _world: World) -> None:
    """Number the lines in which one order has one product more than once, so that none is lost."""
    lines: dict[tuple[str, str], list[dict[str, object]]] = {}
    for draft in drafts:
        order, product = draft.values["order_no"], draft.values["product_code"]
        known = lines.setdefault((order, product), [])
        content = dict(draft.values)
        if content not in known:
            known.append(content)
        draft.values["line"] = known.index(content) + 1
        if draft.values["line"] > 1:
            draft.note(f"订单 {order} 里 {product} 不止一行,算作另一行明细")


def _plans(drafts: Sequence[Draft], _world: World) -> None:
    """A plan without an order is in the order of its rows."""
    last: dict[tuple[object, object], int] = {}
    for draft in drafts:
        v = draft.values
        who = (v["day"], v["person_id"])
        v.setdefault("position", last.get(who, 0) + 1)
        last[who] = max(last.get(who, 0), v["position"])


CHECKS: Mapping[str, Callable[[Sequence[Draft], World], None]] = {
    "公司": _settings,
    "人员": check_people,
    "门店": _stores,
    "商品": _named("商品"),
    "竞品对照": _named("竞品对照"),
    "竞品价格": _competitor_prices,
    "客户": _customers,
    "合同价": _contract_prices,
    "报价记录": _quotes,
    "库存": _stock,
    "订单": _orders,
    "计划": _plans,
    "拜访记录": check_visits,
    "客户字段": _fields,
    "客户字段值": _field_values,
}
"""By sheet: what is checked beyond columns and references. They get the rows not yet refused."""
