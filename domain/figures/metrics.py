"""The metrics: what each is called, what it counts, and how it is explained (口径)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

AXES = ("place", "front", "skus", "stock", "price", "on_time")
"""The six axes of the radar, in order."""
DISTORTIONS = ("blurry", "sku_missing", "price_missing")
TRUST = ("proven", "sharp", "validity", "place", "on_time")
"""What 数据可信度 is the mean of."""
WHATS = (
    "closed",
    "late",
    "lacking",
    "unsent",
    "review",
    "given_up",
    "expired",
    "waived",
    "missed",
    "imported",
    "invalid",
    "photos",
    "unsharp",
    "unproven",
    "no_shelf",
    "blurry",
    "sku_missing",
    "price_missing",
    "no_competitor",
    "alarm",
    "no_place",
    "front",
    "handled",
    "recheck",
)
"""Every ``Entry.what`` there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One thing that can be asked for."""

    key: str
    title: str
    names: tuple[str, ...]
    """Other Chinese words that people use for it."""
    unit: Literal["share", "count", "minutes", "score"]
    """``score``: 0-100, which is ``Figure.share``."""
    lists: Literal["part", "rest", "whole"]
    """What the counts of its entries add up to; 数据可信度 lists the rest of its components."""
    definition: str
    """口径: numerator, denominator, what leaves the denominator."""


def _metrics(*metrics: tuple[str, str, str, str, str, str]) -> Mapping[str, Metric]:
    made: dict[str, Metric] = {}
    for key, title, unit, lists, names, definition in metrics:
        made[key] = Metric(
            key=key,
            title=title,
            names=tuple(names.split()),
            unit=unit,  # type: ignore[arg-type]
            lists=lists,  # type: ignore[arg-type]
            definition=definition,
        )
    return made


METRICS: Mapping[str, Metric] = _metrics(
    (
        "closure",
        "闭环率",
        "share",
        "rest",
        "拜访闭环率 闭环比例 关环率 未闭环 没闭环 闭环情况 闭环了多少",
        "分子:已提交、必填项全部有效、没有待复核项的拜访。分母:当天应拜访数,即当天打开的拜访(含草稿、放弃、过期、豁免)加上计划了却没人去的门店。"
        "主管批准不去的和请假的计划移出分母;走错店改到别家的开头不算;导入的历史记录不计入。豁免留在分母里,另外单列。",
    ),
    (
        "completeness",
        "过程完整率",
        "share",
        "rest",
        "完整率 过程完整度 完整度 必填项完成率 填报完整率",
        "分子:已通过的必填项(含带提醒通过的)。分母:每次拜访按它自己那版表单应做的必填项。"
        "按项算,不是按拜访算,所以和闭环率不同;待复核的项在复核通过前不算;豁免的拜访留在分母里;没去的计划没有表单,不计入。",
    ),
    (
        "validity",
        "过程数据有效率",
        "share",
        "rest",
        "数据有效率 有效率 有效数据率 数据有效性 字段有效率",
        "分子:已填、通过校验、没有提醒也不待复核的字段。分母:应填的字段,即定位、每张照片、每个要报库存的主推品、竞品价格和文字各算一个。"
        "主管同意「无竞品」后,价格字段移出分母;用理由代替照片的不算有效。上线前的导入记录按它自己有的列计算。",
    ),
    (
        "no_shelf",
        "无货架照",
        "share",
        "part",
        "无货架照率 无货架照片 没拍货架 缺货架照 没有货架照 未附货架照片 货架照缺失",
        "分子:没有货架照片的已完成拜访。分母:已提交的门店拜访,加上导入记录里写着已完成(或没写状态)且有货架照这一列的。未提交的拜访不计入;拍不了、说明了原因的交主管复核,不算没有。",
    ),
    (
        "trust",
        "数据可信度",
        "score",
        "rest",
        "可信度 可信度评分 数据可信 可信分 靠不靠谱",
        "得分 = 有数据的各项占比的平均值 × 100。五项:照片现场发来、照片清晰率、过程数据有效率、定位有效、准时闭环。"
        "没有数据的一项不参与平均;n 是拜访数。把列出的各项占比相加、除以项数、乘以100,就是这个分。",
    ),
    (
        "clarity",
        "照片清晰度",
        "score",
        "whole",
        "照片清晰度评分 清晰度 照片清晰度AI评分 清晰度评分 照片质量 照片评分",
        "每张有效照片清晰度评分(0~100,看模糊、曝光、尺寸和内容)的平均分。分子:各张得分之和。分母:照片张数,同一张只算一次,被拒收的不算。",
    ),
    (
        "sharp",
        "照片清晰率",
        "share",
        "rest",
        "清晰照片占比 清晰照片率",
        "分子:评分达到该步骤提醒线、拍到了内容的照片。分母:有效照片张数,同一张只算一次,被拒收的不算。",
    ),
    (
        "proven",
        "照片现场发来",
        "share",
        "rest",
        "照片来源有据 照片来源 来源有据率 照片来源可信 照片现场发来率",
        "分子:通道能证明是现拍的照片,或在有效的实时定位时段内发来的照片。分母:有效照片张数。"
        "手选的位置、转发和文件不算;这一项只说照片在什么时候、什么位置发来,不代表来源或内容已核实。",
    ),
    (
        "blurry",
        "拍照糊",
        "count",
        "part",
        "照片糊 拍糊 糊照片 照片模糊 拍照模糊 模糊照片 拍得糊 拍糊了",
        "有照片带提醒通过,或因照片不清被拒收过至少一次的拜访数,每次拜访最多算1。n:拜访数。",
    ),
    (
        "sku_missing",
        "SKU漏",
        "count",
        "part",
        "漏SKU SKU缺 SKU漏拍 SKU不足 缺SKU 主推品漏 SKU没拍全",
        "报了库存的主推品(按不同的A类SKU计)少于应报个数的拜访数,每次拜访最多算1;库存报0也算报了。n:要报库存的拜访。",
    ),
    (
        "price_missing",
        "价格空",
        "count",
        "part",
        "缺价格 没填价格 价格没填 价格为空 竞品价格空 价格缺失 没有竞品价格 空价格",
        "应采竞品价格却没有已确认价格的拜访数,每次拜访最多算1;说明「无竞品」的另外单列。n:应采价格的拜访。",
    ),
    (
        "no_competitor",
        "无竞品",
        "count",
        "part",
        "没有竞品 没竞品 店里没有竞品",
        "采价一步说明了「无竞品」的拜访数,和价格空分开算。n:有采价一步的拜访。",
    ),
    (
        "alarms",
        "价差异常预警数",
        "count",
        "part",
        "价差异常 价差预警 价格异常 价差异常数 价格预警 异常价格 价差告警 预警数",
        "已确认的竞品单价里:比同店同品上次单价涨跌达到「价差预警(%)」,或与我方对标品单价的差超出「竞品价差区间(%)」的条数。"
        "一律折成单件价比较;没确认的识别结果不报预警。n:已确认的价格条数。",
    ),
    (
        "place",
        "定位有效",
        "share",
        "rest",
        "定位有效率 定位率 到店定位率 定位有效性",
        "分子:有一次定位落在门店围栏内的拜访。分母:要求到店定位的拜访。",
    ),
    (
        "front",
        "门头清晰",
        "share",
        "rest",
        "门头清晰率 门头照清晰 门头清晰度",
        "分子:门头照清晰通过的。分母:应拍的门头照。带提醒通过、待复核、用理由代替的不算。",
    ),
    (
        "skus",
        "SKU齐全",
        "share",
        "rest",
        "SKU齐全率 主推品齐全 SKU达标率 SKU齐不齐",
        "分子:报库存的主推品达到应报个数的拜访。分母:要报库存的拜访。",
    ),
    (
        "stock",
        "库存标注",
        "share",
        "rest",
        "库存标注率 标注率 库存填报率 库存标注完成率",
        "分子:已报库存的主推品个数(每次拜访最多算到应报个数)。分母:应报个数之和。",
    ),
    (
        "price",
        "竞品价格",
        "share",
        "rest",
        "竞品价格率 竞品价格采集率 采价率 价格采集率",
        "分子:有已确认竞品价格的采价项。分母:应采的竞品价格;说明「无竞品」的移出分母。",
    ),
    (
        "on_time",
        "准时闭环",
        "share",
        "rest",
        "准时闭环率 当天闭环率 及时闭环率 准时率 按时闭环",
        "分子:打开当天就提交、并已闭环的拜访。分母:当天打开的拜访(含草稿和豁免)。跨天完成的算闭环,不算准时。",
    ),
    (
        "visits",
        "拜访数",
        "count",
        "part",
        "拜访量 拜访次数 拜访总数 跑店数 跑了多少家 拜访了多少家",
        "打开过的拜访数,含草稿和导入的历史记录;走错店改到别家的开头不算。",
    ),
    (
        "pending",
        "待复核",
        "count",
        "part",
        "待复核数 等复核 没复核 未复核",
        "有内容等主管复核的拜访数,没提交的也算;和「待复核」清单里挡着闭环的是同一批。复核通过前算未闭环;只供查看的价差、模糊等提醒不算。n:拜访数。",
    ),
    (
        "waived",
        "豁免",
        "count",
        "part",
        "豁免数 豁免的拜访 被豁免",
        "主管写明理由豁免的拜访数。不算闭环,也不移出闭环率的分母。n:拜访数。",
    ),
    (
        "missed",
        "计划未去",
        "count",
        "part",
        "未去 没去的店 计划没去 漏跑 没跑的店 计划未拜访",
        "计划里有、当天没有打开过拜访的门店数。主管批准不去的和请假的不算。n:应去的计划数。",
    ),
    (
        "review_minutes",
        "核验工时",
        "minutes",
        "whole",
        "核验时间 核验时长 复核工时 复核时间 审核工时 人工核验时间 核验花了多久",
        "每件待看事项从打开到处理的时间之和,一件最多按10分钟算。n:处理的件数。",
    ),
    (
        "recheck",
        "动销准确率",
        "share",
        "rest",
        "终端动销准确率 动销准确 库存准确率 复查准确率 抽查准确率",
        "分子:复查的每个SKU,业务员所报与复查所点相差都不超过 max(1件, 所点的10%) 的门店。分母:当期复查过的门店。复查数是主管自己数的(人工填报,没有照片凭证)。没有复查样本就无法计算。",
    ),
)
"""By key."""


def with_parts(metrics: Iterable[str]) -> tuple[str, ...]:
    """The metrics with what 数据可信度 consists of behind it, each once."""
    every: dict[str, None] = {}
    for key in metrics:
        every.update(dict.fromkeys((key, *TRUST) if key == "trust" else (key,)))
    return tuple(every)
