"""What a price tag calls the product, and the unit it is sold by."""

import re
from collections.abc import Sequence
from math import inf, sqrt

from domain.packs import without_pack
from nlu.ocr import Line
from nlu.tag_lines import Amount, left_of

_UNIT = (
    r"(?:\d+(?:\.\d+)?\s*(?:ml|ML|m?L|kg|KG|g|克|斤)|公斤|千克|[kK][gG]|市?斤|"
    r"[瓶盒袋罐支提听箱包桶件个条套块双卷根把杯只组份台本枚片粒板升扎串])"
)
_PER_UNIT = re.compile(rf"(?:元|\d)\s*/\s*({_UNIT})(?![一-鿿])|^/\s*({_UNIT})\s*$")
_UNIT_FIELD = re.compile(rf"(?:计价)?单位\s*[:.]?\s*({_UNIT})")
_UNIT_ALONE = re.compile(rf"/?({_UNIT})")

_NAME_FIELD = re.compile(r"^(?:品\s*名|商品名称?|名\s*称)\s*[:.]?\s*")
_NOT_A_NAME = re.compile(
    r"价|特惠|抢购|惊爆|爆款|爆品|售完|即止|多买|多省|限时|限购|今日|冲量|会员|促销|新品|热卖|推荐|清仓|换购|满减|立减|省钱|"
    r"活动|包邮|全场|优惠|秒杀|到手|折扣|欢迎|商品标|标签|"
    r"品名|产地|单位|规格|等级|编码|编号|条码|货号|电话|举报|监督|监制|物价|热线|日期|有效|净含量|库存|超市|便利店|商店|生鲜店|"
    r"卖场|商场|有限公司|扫码|小程序|¥|元/|\d\s*元|买.送|^/|^\W*\d[\d.\s]*\W*$|\d+\s*件"
)
_TAG_FIELD = re.compile(r"零售价|会员价|原价|商品标|品名|物价|单位\s*:|产地\s*:|元/")
_SIZE = re.compile(r"\d\s*(?:ml|ML|m?L|l\b|kg|KG|g|G|克|升|斤|抽|卷|片|段|包|袋|盒|瓶|罐|支|粒)")
_CHINESE = re.compile(r"[一-鿿]")
_SURE = 0.6
"""Engine's confidence under which a line is not repeated as a name."""


def looks_like_tag(lines: Sequence[Line]) -> bool:
    """Whether the words are a tag's, with or without a price among them."""
    return any(_TAG_FIELD.search(line.text) for line in lines)


def find_unit(lines: Sequence[Line]) -> str | None:
    """Return the unit as printed: behind 元/ first, then the field 单位, then standing alone."""
    for pattern in (_PER_UNIT, _UNIT_FIELD):
        for line in lines:
            if found := pattern.search(line.text):
                return next(group for group in found.groups() if group).replace(" ", "")
    alone = [found[1] for line in lines if (found := _UNIT_ALONE.fullmatch(line.text))]
    return alone[0] if len(alone) == 1 else None


def find_name(lines: Sequence[Line], amounts: Sequence[Amount]) -> str | None:
    """Return the line that names the product: the field 品名, else the best-looking line."""
    for line in lines:
        field = _NAME_FIELD.match(line.text)
        if field and (name := _field_value(line, line.text[field.end() :], lines)):
            return name
    if not amounts and not looks_like_tag(lines):
        return None
    price_bottom = amounts[0].box[3] if amounts else inf
    named = [line for line in lines if _may_be_name(line)]
    best = max(named, key=lambda line: _name_weight(line, price_bottom), default=None)
    return None if best is None else _tidy(best.text)


def _field_value(field: Line, rest: str, lines: Sequence[Line]) -> str | None:
    if len(rest) > 1:  # a single stroke more is the frame of the field
        return _tidy(rest)
    beside = [line for line in lines if line is not field and left_of(field.box, line.box)]
    nearest = min(beside, key=lambda line: line.box[0], default=None)
    return None if nearest is None else _tidy(nearest.text)


def _may_be_name(line: Line) -> bool:
    if line.confidence < _SURE or _NOT_A_NAME.search(line.text):
        return False
    return len(_CHINESE.findall(without_pack(line.text))) > 1  # 2瓶装25.60 is no name


def _name_weight(line: Line, price_bottom: float) -> float:
    """Long, tall, sized (500ml) and not under the price: that is how names look."""
    weight = min(len(line.text), 16) * sqrt(line.size[1])
    weight *= 1.5 if _SIZE.search(line.text) else 1.0
    return weight * (0.5 if line.box[1] > price_bottom else 1.0)


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" :.-|")
