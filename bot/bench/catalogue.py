"""An invented catalogue of the size that linking is measured at: 100,000 products, 50,000 customers."""

from collections.abc import Iterator
from random import Random

from nlu.language.entities import Entities, Entity
from nlu.language.naming import customer, product
from nlu.language.words import words

PRODUCTS, CUSTOMERS = 100_000, 50_000
_BRANDS = [
    "昆玉",
    "德尔森",
    "卓菱",
    "欧罗拉",
    "台鼎",
    "海纳",
    "恩科",
    "普瑞斯",
    "威特姆",
    "诺迪",
    "菲斯康",
    "正川",
    "三禾",
    "龙腾",
    "博世达",
    "天玑",
    "赛维",
    "凌云",
    "科沃",
    "安捷",
    "青岚",
    "川渔",
    "百川",
    "望海",
    "老灶台",
    "鲜满屋",
    "千味",
    "金稻",
    "厨娘",
    "谷香",
    "麦田",
    "禾苗",
    "山泉",
    "蜀味",
    "老街",
    "小厨",
    "渔家",
    "牧歌",
    "绿野",
    "花城",
]
_MACHINES = words(
    "控制器 变频器 伺服驱动 触摸屏 接触器 断路器 继电器 光电开关 温控器 开关电源 编码器 接线端子 通讯模块 输入模块 输出模块 减速机 传感器 电磁阀"
)
_LINES = words("X7 KR ZP FA MVC HD9 TQ GLS BN3 WX SR CJ DVK LT6 AP EMX NS RK2 UV PH")
_EXTRAS = [
    "",
    "",
    "",
    "国产",
    "带底座",
    "宽温型",
    "二代",
    "加强型",
    "经济型",
    "含电缆",
    "24V",
    "220V",
    "5米线",
    "10只装",
]
_TASTES = [
    "金标",
    "特级",
    "草菇",
    "零添加",
    "薄盐",
    "头道",
    "蒸鱼",
    "鲜味",
    "老坛",
    "红烧",
    "藤椒",
    "青花椒",
    "麻辣",
    "蒜蓉",
    "香辣",
    "原味",
    "糯米",
    "陈酿",
    "六年",
    "黑芝麻",
    "茉莉",
    "蜜桃",
    "青柑",
    "乌龙",
    "红枣",
    "核桃",
    "高钙",
    "低脂",
    "有机",
    "冷榨",
    "浓香",
    "小磨",
    "手工",
    "柴火",
    "农家",
    "秘制",
    "招牌",
    "沙茶",
    "酸汤",
    "番茄",
]
_GOODS = [
    "生抽",
    "老抽",
    "酱油",
    "蚝油",
    "豉油",
    "香醋",
    "料酒",
    "鸡精",
    "豆瓣酱",
    "辣椒酱",
    "拌饭酱",
    "火锅底料",
    "牛肉面",
    "方便面",
    "花生油",
    "菜籽油",
    "调和油",
    "玉米油",
    "纯牛奶",
    "酸奶",
    "奶粉",
    "果汁",
    "绿茶",
    "饼干",
    "瓜子",
    "大米",
    "面粉",
    "挂面",
    "榨菜",
    "腐乳",
]
_SIZES = words(
    "80ml 100ml 180ml 250ml 330ml 410ml 480ml 500ml 550ml 750ml 1L 1.28L 1.5L 1.8L 2.5L 5L 10L 50g 80g 100g 210g 280g 340g 400g 510g 700g 1kg 2.27kg 5kg 10kg"
)
_PACKS = ["", "", "6瓶装", "12瓶/箱", "24瓶/箱", "餐饮装", "家庭装", "礼盒", "5连包", "商超专供"]
_REGIONS = words(
    "杭州 南京 苏州 无锡 宁波 温州 上海 合肥 佛山 广州 深圳 东莞 成都 重庆 武汉 长沙 郑州 济南 青岛 西安 常州 嘉兴 绍兴 台州 金华 扬州 南通 厦门 福州 泉州 南昌 天津"
)
_CORE = "宏达盛华金鑫永兴恒瑞祥泰嘉利丰源诚信德润昌隆富顺安康天海明远博联创智同合众立伟鸿图腾飞龙凯旋亿佳福万通惠强建昊宇星辰云峰岳川江河洋舟帆景轩雅涵悦颖晨旭"
_TRADES = words(
    "机电 自动化 电气 机械 五金 贸易 食品 商贸 超市 餐饮 调味品 母婴用品 便利店 粮油 酒业 精密制造 模具 包装 塑胶 新能源 物流 生鲜 百货 电子 纺织 化工"
)
_ENDS = words(
    "有限公司 有限责任公司 股份有限公司 科技有限公司 设备有限公司 实业有限公司 经营部 商行 集团有限公司"
)


def company(products: int = PRODUCTS, customers: int = CUSTOMERS, seed: int = 11) -> Entities:
    """All of it; the names are distinct."""
    dice = Random(seed)  # noqa: S311 - names, not secrets
    found: dict[str, Entity] = {}
    for name in _product_names(dice):
        if name not in found:
            found[name] = product(f"{len(found):06d}", name, codes=(_maker_code(dice),))
        if len(found) == products:
            break
    firms: dict[str, Entity] = {}
    while len(firms) < customers:
        name = _firm(dice)
        if name not in firms:
            firms[name] = customer(f"C{len(firms):05d}", name)
    return Entities([*found.values(), *firms.values()])


def _product_names(dice: Random) -> Iterator[str]:
    while True:
        if dice.random() < 0.5:  # noqa: PLR2004
            brand, line = dice.choice(_BRANDS[:20]), dice.choice(_LINES)
            model = f"{line}-{dice.randint(1, 99) * 100 + dice.choice((0, 5, 10, 11, 12, 20, 40))}"
            tail = dice.choice(("", "", "C", "PN", "MR", "MT", "N4B", "DC", "AC", "F"))
            words = (brand, model + tail, dice.choice(_MACHINES), dice.choice(_EXTRAS))
        else:
            brand, taste = dice.choice(_BRANDS[20:]), dice.choice(_TASTES)
            words = (brand, taste + dice.choice(_GOODS), dice.choice(_SIZES), dice.choice(_PACKS))
        yield " ".join(w for w in words if w)


def _maker_code(dice: Random) -> str:
    letters = "ABCDEFGHKLMNRSTX"
    return (
        f"{dice.randint(1, 9)}{''.join(dice.choices(letters, k=2))}{dice.randint(1000, 9999)}-"
        f"{dice.randint(1, 9)}{''.join(dice.choices(letters, k=2))}{dice.randint(10, 99)}"
    )


def _firm(dice: Random) -> str:
    core = "".join(dice.sample(_CORE, dice.choice((2, 2, 2, 3, 4))))
    return dice.choice(_REGIONS) + core + dice.choice(_TRADES) + dice.choice(_ENDS)
