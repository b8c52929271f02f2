"""Surnames and the titles that follow them: 张总, 赵工."""

import re

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦"
    "付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关"
    "兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简"
    "车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_TITLES = "总|经理|老板|老板娘|工|姐|哥|主任|厂长|店长|主管|师傅|部长|处长|科长|院长|校长|董|队长|阿姨|叔|嫂|女士|先生|小姐|会计|老师|行长|所长|局长"
SALUTATION = re.compile(rf"(?:欧阳|上官|司马|诸葛|皇甫|[{_SURNAMES}])(?:{_TITLES})")


def is_salutation(text: str) -> bool:
    """A surname and a title, nothing else."""
    return SALUTATION.fullmatch(text) is not None
