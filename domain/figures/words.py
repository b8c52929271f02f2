"""The words by which people ask for figures, beside the names that the metrics have themselves."""

import re
from collections.abc import Mapping

from domain.figures.metrics import DISTORTIONS, METRICS

_MORE: Mapping[str, str] = {
    "closure": "闭环比例 闭环百分比 闭环情况 未闭环 没闭环 没有闭环 不闭环 没关环 闭环 闭还率 闭换率 闭坏率 必环率 闭环律 闭环绿 bihuanlv bihuan",
    "completeness": "完整率 完整度 完整性 完整比例 完整比率 完整程度 齐全率 齐全度 齐全程度 齐全比例 完备率 完备度 完备程度"
    " 填报率 填全率 必填项完成比例 采集达标率 completeness",
    "validity": "数据有效率 过程有效率 有效数据比例 数据有效性 有效率",
    "no_shelf": "无货架照片 没有货架照片 没货架照片 缺货架照片 没附货架照片 未附货架照片 没拍货架 没有拍货架 货架没拍"
    " 没有货架照 没货架照 没有货架图 没货架图 无货架图 缺货架照 缺货架图 没带货架照 没附货架照 未附货架照 不带货架照",
    "trust": "可信度 可信率 可信分 可信程度 信任分 数据可不可信 数据靠谱吗 数据真实性",
    "clarity": "清晰度评分 清晰度 照片评分 照片质量 照片清楚吗",
    "blurry": "拍照模糊 照片模糊 模糊照片 模糊的照片 拍得糊 拍的糊 拍糊 照片糊 糊照片 糊的照片 图糊 照片不清楚 照片不清晰 拍得不清楚",
    "sku_missing": "漏SKU SKU漏拍 漏拍SKU SKU不够 SKU不齐 SKU没拍全 SKU不全 SKU缺 缺SKU SKU少 少SKU 主推品不齐 主推品漏",
    "price_missing": "空价格 价格为空 没填价格 没填竞品价格 没填竞品价 没有填竞品价格 没有竞品价格 缺竞品价格 竞品价格没填 竞品价没填"
    " 竞品价格空 竞品价格缺 价格没填 漏填价格 没采到价格",
    "no_competitor": "没有竞品的 没竞品的 无竞品的",
    "alarms": "价差异常 价差预警 价差告警 价格异常 价格预警 价格告警 异常价格 异常价差 价格警报 价差报警 竞品价格异常 竞品价异常 竞品价格预警 价差过大 价格异动 价格变动异常 异动价格 价差异动",
    "place": "定位有效率 定位率 定位情况",
    "front": "门头清晰率 门头清晰度 门头照清晰",
    "skus": "SKU齐全率 SKU齐全度 SKU达标率",
    "stock": "库存标注率 标注率",
    "price": "竞品价格率 竞品价格采集率 竞品价格完成率 竞品价采集率 竞品价格填写率 采价率",
    "on_time": "准时闭环率 准时率 按时闭环率 按时闭环 及时闭环率 当天闭环率 当天闭环",
    "visits": "拜访多少次 多少次拜访 几次拜访 拜访了几次 拜访了多少次 拜访几次 跑了几次 跑了多少次 拜访的次数 拜访总次数 拜访量 拜访次数 拜访家数 拜访总数 跑店数 跑了几家 跑了多少家 拜访了几家 拜访了多少家 拜访几家 拜访多少家",
    "pending": "待复核数 待复核的拜访",
    "waived": "豁免数 豁免率 豁免的拜访 豁免",
    "missed": "计划完成率 计划完成情况 计划完成多少 计划完成了多少 计划执行率 计划达成率 计划完成度 计划完成了 没去几家 几家没去 多少家没去 几家店没去 多少店没去 多少家店没去 没去多少家 还没去 还没跑 没拜访的店 没有去 计划没去 没去的店 漏访 没跑的店 漏跑 计划没跑 未去的店 没去的门店",
    "review_minutes": "核验时间 核验时长 核验用时 复核工时 复核用时 复核时间 审核工时 审核用时 人工核验 核验省 核验节省 核验少花 审核花 核验花 复核花 核验要花 花在审核 花在核验 花在复核 审核时间 审核时长 核验效率",
    "recheck": "动销准确 动销准不准 库存准确率 复查准确率 抽查准确率 动销率",
}
_DISTORTED = ("三类失真", "三种失真", "典型失真", "失真")
"""All three of them at once."""
RADAR = re.compile(
    r"雷[达大打]图?|(?:过程)?健康[度图]|过程健康|健康雷达|蜘?蛛网图?|[五六]维图|[五六]边形|多[边角]形图?|过程体检图?|process health|radar|completeness radar",
    re.IGNORECASE,
)

DIGEST = re.compile(
    r"(?P<day>日报|晚报|日结|日总结|日汇总|晚间汇总|每日汇总|daily)"
    r"|(?P<week>周报|周结|周总结|周汇总|weekly)"
    r"|(?P<month>月报|月总结|月度总结|月汇总|monthly)"
    r"|(?P<any>简报|汇报|总结|汇总|战报|小结|digest)(?:report|summary)?",
    re.IGNORECASE,
)

NAMED = re.compile(
    r"[率度数](?![^\x00-\x7f]{0,2}字)|评分|信任分|预警|异常|告警|报警|工时|用时|时长|失真|核验时间|复核时间"
)
"""What makes a word a number's name, not a remark about a picture."""


def _known() -> dict[str, str]:
    """Every word for a metric, upper-case, and the metric's key."""
    more = {word.upper(): key for key, words in _MORE.items() for word in words.split()}
    own = {name.upper(): m.key for m in METRICS.values() for name in (m.title, *m.names)}
    return {**more, **own}


KNOWN = _known()
_ANY = re.compile(
    "|".join(re.escape(w) for w in sorted((*KNOWN, *_DISTORTED), key=len, reverse=True))
)


def metrics_in(said: str) -> tuple[tuple[str, ...], str]:
    """Keys of the metrics that plain upper-case words name, as they come, and the rest of the words."""
    found: dict[str, None] = {}
    for hit in _ANY.finditer(said):
        keys = DISTORTIONS if hit[0] in _DISTORTED else (KNOWN[hit[0]],)
        found.update(dict.fromkeys(keys))
    return tuple(found), _ANY.sub(" ", said)
