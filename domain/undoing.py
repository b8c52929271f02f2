"""撤回: which words take something back, and what of a visit they mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.catalogue import Catalogue
from domain.evidence import Cause, Item, ItemState
from domain.forms import StepKind
from domain.numbers import plain
from domain.readings import PhotoKind
from domain.stock_words import Kind, words
from domain.visits import Visit

_LONGEST = 30
"""Letters; whoever writes more tells a story in which somebody takes something back."""
_CODE_DIGITS = 2
_VERB = r"撤回|撤销|撤消|撤掉|撤了|回退|退回(?=\s*上)|撤(?=$|吧|[\s,])|删掉|删除|删了|删去|去掉"
_SLIP = "(?:发|拍|传|报|说|写|打|输|填)错"
_DROP = "不要了?|不算数?|取消|作废"
"""Words that take back only what they name."""
_SAYS_SO = re.compile("撤|退|删|去掉|错|不要|不算|取消|作废")
"""A sign that every such sentence has; looked for first, as it is cheap."""
_LAST = (
    r"(?:刚刚|刚才|刚|上面|前面|上|前|最后|最新|最近|这|那|第?(?<!\d)[一1](?!\d))+(?:面|次|回)?"
    r"(?:我?(?:发|拍|报|说|写|记|传|录|输)(?!错)的?)?的?(?:那|这)?[一1]?(?:条|个|张|句|步|次|项|笔|行|组)?"
)
_NAMES = {
    "place": "定位|位置|地址",
    "storefront": "门头|门面|门脸|招牌|店招|公司门口",
    "shelf": "货架|陈列",
    "price": "竞品|价格|价签|价",
    "stock": "库存|数量|特写|盘点",
    "photo": "照片|相片|图片|图",
    "note": "纪要|拜访记录|备注|下一步",
}
_EVERYTHING = "全部|所有|全(?!景)都?|都"
_FILLER = (
    r"[\s,.!~;:()\[\]\"'/-]|还是|请|帮我|麻烦|给我|我要|我想|我|想|要|能|可以|把|将|的|了|吧|啊|呀|呢|哈|唉|哎"
    r"|一下|下|不对|等等|等一下|谢谢|不好意思|全景|主推品?|消息|内容|数据|记录|数字|照片|东西|它|数|掉|回|[和与跟]|还有"
)
_NAMED = "|".join(f"(?P<{name}>{said})" for name, said in _NAMES.items())
_TOKEN = re.compile(
    f"(?P<verb>{_VERB})|(?P<slip>{_SLIP})|(?P<drop>{_DROP})|(?P<all>{_EVERYTHING})"
    f"|{_NAMED}|(?P<last>{_LAST})|(?P<filler>{_FILLER})|(?P<other>.)"
)


class Target(StrEnum):
    """Something of a visit that is called by its kind."""

    PLACE = "place"
    STOREFRONT = "storefront"
    SHELF = "shelf"
    PRICE = "price"
    STOCK = "stock"
    NOTE = "note"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """What somebody wants back. Names nothing: the newest."""

    skus: tuple[str, ...] = ()
    """Codes of products."""
    unknown: tuple[str, ...] = ()
    """Numbers that stand where a code would, but no product has them."""
    target: Target | None = None
    everything: bool = False
    loose: bool = False
    """Said with words such as 不要了, which in a note may speak of anything."""

    slip: bool = False
    """Said with nothing but words such as 发错了, which may be a reason as well."""

    @property
    def newest(self) -> bool:
        """Whether it names nothing."""
        return not (self.skus or self.unknown or self.target or self.everything)


def parse_undo(text: str, catalogue: Catalogue) -> Undo | None:
    """Read 「撤回」「撤回238」「删掉门头那张」「刚才发错了」; ``None`` for any other sentence."""
    said = plain(text)
    if len(said) > _LONGEST or not _SAYS_SO.search(said):
        return None
    rest, skus, unknown = _without_products(said, catalogue)
    found = {m.lastgroup or "": m[0] for m in _TOKEN.finditer(rest)}
    if "other" in found or not found.keys() & {"verb", "slip", "drop"}:
        return None
    targets = [t for t in Target if t.value in found]  # 门头照片: the kind before the picture
    undo = Undo(
        skus=skus,
        unknown=unknown,
        target=targets[0] if targets and not skus else None,
        everything="all" in found,
        loose=not found.keys() & {"verb", "slip"},
        slip="slip" in found and "verb" not in found,
    )
    return None if undo.loose and undo.newest and "last" not in found else undo


def _without_products(
    said: str, catalogue: Catalogue
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The words without products and their counts; codes of those; numbers that nothing has."""
    skus, unknown, rest = [], [], []
    for word in words(re.sub(_LAST, lambda m: f" {m[0]} ", said), catalogue):
        if word.kind is Kind.PRODUCT and word.product:
            skus.append(word.product.code)
        elif word.bare_number and len(word.text.strip()) >= _CODE_DIGITS and not skus:
            unknown.append(word.text.strip())
        elif word.kind is Kind.COUNT and skus:
            continue
        else:
            rest.append(word.text)
    return "".join(rest), tuple(dict.fromkeys(skus)), tuple(unknown)


def order(visit: Visit) -> Sequence[Item]:
    """What the rep has in a visit, in the order of the messages that said it, newest last."""
    held = [i for i in visit.items.values() if _held(i)]
    return sorted(held, key=told_by)  # stable: of one line the last named comes last


def _held(item: Item) -> bool:
    return item.state.passes or item.state is ItemState.READING


def told_by(item: Item) -> int:
    """The inbox number of the message that an item's value comes from."""
    told = [c.source for c in item.corrections if c.source]
    return told[-1] if told else item.source


def meant(visit: Visit, undo: Undo) -> Sequence[Item]:
    """The items that the words are about; empty when the visit has no such item."""
    held = order(visit)
    if undo.skus:
        return [i for i in held if i.stock and i.stock.sku in undo.skus]
    if undo.unknown or undo.everything:
        return []
    return [i for i in held if undo.target is None or _is(visit, i, undo.target)][-1:]


def _is(visit: Visit, item: Item, target: Target) -> bool:
    step = next((s for s in visit.form.steps if s.slot == item.slot), None)
    kind = step.kind if step else None
    takes = step.takes if step else None
    return {
        Target.PLACE: False,
        Target.STOREFRONT: takes is PhotoKind.STOREFRONT,
        Target.SHELF: takes is PhotoKind.SHELF,
        Target.PRICE: kind is StepKind.PRICE,
        Target.STOCK: kind is StepKind.SKU_STOCK,
        Target.PHOTO: item.photo is not None,
        Target.NOTE: kind is StepKind.TEXT,
    }[target]


def withdraw(visit: Visit, item: Item) -> Item:
    """Take an item back. It stays in the visit as refused, and counts for nothing.

    Once nothing is made up for any more, the visit owes a location like any other.
    """
    taken = visit.change(item.id, state=ItemState.REFUSED, cause=Cause.WITHDRAWN)
    late = [i for i in visit.items.values() if i.cause is Cause.LATE_ENTRY]
    visit.late_entry = any(i.state is not ItemState.REFUSED for i in late)
    return taken
