"""Which clause of a message TELLS something about a customer, and which ASKS for something."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from domain.memory.letters import EDGES, folded

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹章苏潘葛范彭鲁韦马方俞任袁柳史唐费薛雷贺倪汤"
    "罗毕郝安常于傅齐康余顾孟黄穆萧姚邵汪毛戴宋庞纪舒祝董梁杜阮蓝季贾江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍万"
    "柯管卢莫房丁邓单洪包石崔龚程邢裴陆翁曲段侯宁武刘龙叶白蒲乔温庄柴阎连艾向古易廖耿欧聂关游岳尹涂熊肖曾左甘焦鲍申牛詹裘项符景鞠路霍冉齐"
    "祁米贝臧计伏成谈茅闵席麻娄危刁虞支昝缪解宗宣郁杭诸吉钮嵇滑荣荀羊惠甄封芮储靳汲糜松富巫乌弓牧隗谷宓班仲伊宫仇栾厉戎祖束幸司韶郜黎蓟薄宿怀邰鄂索赖卓蔺屠蒙池"
    "阴胥莘翟谭贡劳逄姬扶堵宰郦雍桑桂濮寿边扈燕冀郏浦尚农晏瞿慕茹习宦鱼戈庾暨居衡匡文寇禄阙沃蔚夔师巩晁勾敖融冷訾辛阚饶沙丰巢蒯荆竺逯盖桓平屈狄尤苗华左"
)
_TITLES = "总监|总|工|姐|哥|叔|姨|嫂|伯|婶|经理|老板娘|老板|店长|厂长|主任|处长|科长|部长|师傅|老师|女士|先生|院长|行长|队长"
PERSON = re.compile(
    rf"(?:老[{_SURNAMES}](?!板)|小[{_SURNAMES}](?!于)|[{_SURNAMES}](?:{_TITLES})|阿[姨伯婆公]|大[姐妈爷叔厨]|"
    r"老板娘|老板|店长|店主|店家|掌柜|厂长|采购(?:决策人|经理|员)|采购(?![单价量额计])|决策人|主厨|厨师长|厨师|后厨|厨房|财务|车间|设备科|收货|仓管|"
    r"客户(?!画像|列表|名单|清单|分|经理|关系|数)|客人|顾客|对方|人家|那边|那头|他们|她们|他家|她家|他|她|佢哋|佢|伊拉|听说|据说)"
)
"""Who may be told about, by the way people speak of customers."""
_SOMEBODY = re.compile(
    rf"[{_SURNAMES}](?:{_TITLES})|老板娘?|店长|店主|厂长|决策人|采购(?![单价量额计])|对方|[这那]客户"
)
"""Of whom anything may be told; of a place or a 「他」 only what is known to be a report."""
PLACE = re.compile(
    r"超市|便利店|便利|生鲜|鲜生|五金|粮油|副食|商行|商店|门店|小店|这店|这家|那家|他家|餐厅|饭店|酒楼|面馆|餐饮|食堂|"
    r"机械|机电|自动化|电机|包装|模具|科技|公司|工厂|加工厂|大卖场|卖场"
)
_PRIVATE = re.compile(
    r"私密|保密|机密|(?:别|不要|不能|千万别)(?:外传|说出去|告诉别人|声张|让别人知道)|仅(?:限)?(?:上级|我|本人|领导)|只(?:有|给|让)(?:我|上级|领导)(?:看|和|跟|可见)"
)
_ORDERED = re.compile(
    r"^[\s,;:]*(?:请|麻烦|帮我|给我|你|先|再|也)*(?:记(?:一下|一笔|下来|下|录|住|着|个)?(?:备注|笔记|个)?|备注(?:一下|下)?|"
    r"做个(?:备注|笔记|记录)|(?:加|写|留|存)(?:个|条|一条|一个)?(?:备注|笔记|标签|记录))[\s,:]*"
)
"""「记一下:」: what follows is to be remembered, whatever it is."""
_LABELS = re.compile(
    r"(?:打|加|贴|写|补)(?:上|个|一个)?标签|标签(?:打|加|改)|标记|标(?:成|为|注)|记[成为]"
)
"""「打标签:…」: words that make a tag."""
_FACET = re.compile(
    r"(?:报价|价格|价钱|目录价|合同价|成交价|交期|货期|库存|物流|在途|订单|竞品价|回款|应收|欠款|联系方式|电话|地址|手机号)(?:给我|发我)?[\s的呀啊]*$"
)
"""What is named and nothing more: 「张总那边的合同价」 is a question."""
_TELLS = re.compile(
    r"说(?!明(?![年天早晚后])|[法得是])|讲|话(?![术题费])|唔|提[到过了]|提起|反映|反馈|抱怨|吐槽|投诉|嫌|觉得|认为|透露|表示|告诉|聊[到起]|答应|同意|拒绝|不肯|"
    r"指定|点名|要求|强调|担心|害怕|怕(?!是)|喜欢|中意|爱(?!思|姆|丝)|钟爱|偏好|偏爱|讨厌|不[吃喝要想用收做卖进肯认爱接]|只[认要吃收用做卖进]|"
    r"打算|准备|计划|考虑|有意|意向|犹豫|在(?:跟|和|同|与|谈|找|比|试|看|做|装|用)|跟\S{1,8}(?:谈|合作|签|走得)|换(?:[了成掉过人]|老板|店长|东家|采购)|改[用成了]|转[用成咗]|"
    r"习惯|满意|不满|着急|急着|催[着得]|缺(?!什)|预算|停[了产业]|关[门了张]|歇业|装修|搬[家走到了]|离职|辞职|退休|调[走到]|升[了职]|"
    r"出差|住院|生(?:日|病|了)|月结|现结|赊|欠(?:着|了|款)|拖(?:着|款|欠)|退[了货过]|敏感|负责|拍板|做主|说了算|管(?:事|采购|钱)|"
    r"是(?:个|家|一家|间)?\S{0,8}(?:店|超市|厂|客户|企业|老乡|朋友|亲戚)|现在只|口味|能吃|吃得|重口|怕辣|忌口|过敏|被\S{1,10}(?:抢|挖|拉)|一直用|用的是|都用|看重|看中|在意|在乎|讲究|挑剔|信任|信不过|"
    r"压价|砍价|砍了|比价|账期|回款|扩[建产大店]|(?:要|想|会|又|再|新)开(?:[新了分第一两个家]|\d)|开(?:新|了|分|第)|新(?:开|上|来|换|接手)|接手|转让|盘(?:给|出)|涨[了价]|降[了价]|"
    r"(?:想|要|得|会|准备|可能)(?:把|跟|和|在|再|重新|全部|全|都|先)*(?:换|改|上|搬|装|开|扩|停|关|涨|降|退|走|找|招|搞|试|加|减|撤|签|投|建|谈|压|砍|"
    r"自己|延|推|缩|转)|想(?!问|知|要|看|查|了解)|卖得|卖不|动销|走得|生意|客流|滞销|断[货了]|压[货了]|有点|太[贵贱慢快甜咸辣淡差]|(?:质量|服务|送货|态度)\S{0,3}(?:差|慢|好|不行)"
)
_QUESTION = re.compile(
    r"[?]|吗[\s;!]*$|么[\s;]*$|没(?:有)?[\s;]*$|不[\s;]*$|多少|(?<!没)(?<!有)什么(?!都|也)|(?<!没)啥(?!子?都|子?也)|哪(?!家\S{0,8}就|怕)|"
    r"怎么|怎样|咋|为何|有没有|能不能|可不可以|是不是|会不会|要不要|好不好|行不行|多久|多长时间|何时|谁|如何|几(?:点|号|钱|块|时|多)|"
    r"(?:有|剩|要|够|存)几|几[钿多]|好多(?:钱|个)?[\s;]*$|还有不[\s;]*$|是否|呢[?]?$|(?!动不动|时不时)(?P<a>\S)不(?P=a)"
)
_PASSED_ON = re.compile(
    r"(?:问|打听|咨询|想知道|想了解|(?:(?:让|叫|请|托|喊|催)(?:我们|咱们|咱|我|你)?|要(?:我们|咱们|咱|我|你))(?:给他|给她|帮他|帮她|帮忙|帮)?"
    r"(?:查|问|看|报|发|给|算|送|拿|找|催))|催(?:货|单|发货)|[要讨]个?\S{0,4}(?:低价|底价|优惠|折扣|说法)|(?:要|催|想要|索要|等)\S{0,16}(?:报价|价格|价目|交期|货期|资料|样册|样品|图纸|合同|发票|单子|目录)"
)
"""Somebody's question or wish that was passed on: to be answered, not remembered."""
_ASKS = re.compile(
    r"^(?:那|侬|您|你们|再|另外|还有|顺便|顺带|顺手|同时|对了|哦对|你|请|麻烦|劳驾|快|赶紧|先|也|给我|帮我|替我|帮忙|帮|我想|我要|想|要|就)*"
    r"(?:筛|过滤|统计|按标签|找(?:出|一下|找|几)|查|差一下|看[看下一]|睇[睇下]|瞅|瞧|报(?:个|一下|下|价)|问(?:下|一下)|搜|算(?:下|一下|算)|发(?:我|给|个|一下|下)|给(?:我|个|份|一份)|告诉我|帮|麻烦|调(?:出|一下|下)|"
    r"把\S{1,24}?(?:调|发|拉|导|列|报|查)|顺便|顺手|顺带|拉(?:一下|出|个)|列|生成|导出|打开|显示|提交|开始|安排|通知|提醒|催(?:下|一下)|申请|填|登记|补(?:一下|下)|发起|来(?:个|一份|份))"
)
_TRIGGER = re.compile(
    r"(?:侬|你|您|请|再)?(?:顺便|顺带|顺手|麻烦(?:你|帮|查|看|再|给|问)|帮(?:我|忙|查|看|问)|给我(?:查|看|报|发|来|调|算|拉)|替我|另外(?:查|看|问|再|帮)|"
    r"再(?:查|帮|给我|报)|(?<![检调抽排审核追复备])查(?:一下|下|一查|查|询|个|看)?(?![封处出验收])|(?<![再先想要说去来])看(?:一下|下|看)(?!再|吧|情况|能|行)|"
    r"瞅(?:一下|下|瞅|一眼)|报(?:一下|下|个)(?:价|西|三|施|欧)?|问(?:一下|下)(?=\S{2})|搜(?:一下|下)|算(?:一下|下)|那(?![个家边头条款种])(?=\S{1,16}(?:多少|什么价|有货|还有|几天|多久|(?P<a>\S)不(?P=a)))|"
    r"(?:所以|那么|现在)(?=\S{1,16}(?:多少|什么价|有没有|几天|多久)))"
)
"""Where a request begins in the midst of words without a comma."""
_HANDED = re.compile(
    r"(?:说|讲|让|叫|要|请|托|喊|想|催)(?:了|他|她|我们|咱们|咱|我|你|去|来|先|再|的|给)*$"
)
_WANTS = re.compile(
    r"(?:要|订|定|来|补|拿|加|进|下)(?:了|个|单)?\S{0,14}?(?:\d+|[一二两三四五六七八九十百半]+)\s*(?:箱|件|瓶|包|桶|袋|盒|台|套|个|只|提|打|板|壶)"
)
_GROWS = re.compile(
    r"(?:上|换|投|建|开|扩|换成|改)\S{0,4}(?:\d+|[一二两三四五六七八九十百]+)\s*(?:台|套|条|家|个)"
)
_RELATIVE = re.compile(
    r"(?:要|订|买|定|说|提|拿|签|谈|退|想要|看中|做|用)(?:过|了|到)?的(?:那|这|货|东西|订单|单子|价|批)"
)
_BREAK = re.compile(r"[,;!?\n]+")
_UNTIL_HERE = re.compile(
    r"[\s,;]*(?:你|帮我|给我|请|麻烦)?(?:[记写](?:到|进|在)(?:备注|笔记)里?|记(?:一下|一笔|下来|下|录|着|住)|备注(?:一下|下))[\s;!]*$"
)
"""「…,记一下」."""


_TIME = re.compile(
    r"[昨今明后前][天儿晚早]|(?:上|下|这|本|前)(?:个)?(?:周|礼拜|星期|月|季度|半年)|周[一二三四五六日天]|星期|礼拜|[去今明后前]年|\d+\s*[月号日]|"
    r"[一二三四五六七八九十]+月|季度|年[初底末前]|月[初底末]|国庆|春节|中秋|元旦|[前后]几天|半年|\d+天"
)


class _Part(Enum):
    TELLS = 1
    ASKS = 2
    NEITHER = 3


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    part: _Part


def is_private(text: str) -> bool:
    """Whether the words are meant for few eyes: no public note is ever made of them."""
    return bool(_PRIVATE.search(text))


def speaks_of_time(text: str) -> bool:
    """Whether the words name a day, a week, a month or a year."""
    return bool(_TIME.search(text))


def unordered(text: str) -> str:
    """The words without the order to remember them: 「记一下:爱吃辣」 is 「爱吃辣」."""
    line = folded(text)
    begins = _ORDERED.match(line)
    start = begins.end() if begins else 0
    ends = _UNTIL_HERE.search(line, start)
    return _trimmed(text[start : ends.start() if ends else len(text)])


def is_ordered(text: str) -> bool:
    """Whether somebody says that it is to be remembered."""
    return unordered(text) != _trimmed(text)


def _trimmed(text: str) -> str:
    """Without what says nothing at its edges."""
    line = folded(text)
    start = len(line) - len(line.lstrip(EDGES))
    return text[start : len(line.rstrip(EDGES))]


def is_report(clause: str, about: Sequence[tuple[int, int]] = ()) -> bool:
    """Whether a clause tells something about somebody, and asks nothing.

    Args:
        clause: Words between two breaks.
        about: Where customers, contacts or stores of the company are named in it.
    """
    return _part(folded(clause), about) is _Part.TELLS


def asks_something(text: str, about: Sequence[tuple[int, int]] = ()) -> bool:
    """Whether any clause asks for something."""
    return any(piece.part is _Part.ASKS for piece in _pieces(folded(text), about))


def is_question(text: str, about: Sequence[tuple[int, int]] = ()) -> bool:
    """Whether the words ask for something, tell nothing, and are not to be remembered."""
    ordered = is_ordered(text) or split_report(text, about)[0]
    return not ordered and asks_something(text, about)


def split_report(text: str, about: Sequence[tuple[int, int]] = ()) -> tuple[str, str]:
    """The clauses that tell something about a customer, and the rest, which asks.

    Words meant for few eyes are no report. Either part may be empty.

    Args:
        text: A message, typed or heard.
        about: Where customers, contacts or stores of the company are named in it.
    """
    pieces = _joined(list(_pieces(folded(text), about)))
    told = [p for p in pieces if p.part is _Part.TELLS]
    if not told or is_private(text):
        return "", text
    rest = [p for p in pieces if p.part is not _Part.TELLS]
    return _words(text, told), _words(text, rest)


def _words(text: str, pieces: Sequence[_Piece]) -> str:
    """What some pieces say; what stood side by side keeps its own marks."""
    said, last = "", -1
    for piece in pieces:
        gap = _trimmed(text[last : piece.start]) if last >= 0 else "…"
        between = text[last : piece.start].strip() if not gap else "," if said else ""
        said += between + _trimmed(text[piece.start : piece.end])
        last = piece.end
    return said


def _joined(pieces: Sequence[_Piece]) -> list[_Piece]:
    """What says nothing by itself belongs to the report beside it: before it, or behind it."""
    out: list[_Piece] = []
    for n, piece in enumerate(pieces):
        part = piece.part
        if part is _Part.NEITHER:
            later = (p.part for p in pieces[n + 1 :] if p.part is not _Part.NEITHER)
            part = out[-1].part if out else next(later, _Part.NEITHER)
        out.append(replace(piece, part=part))
    return out


def _pieces(line: str, about: Sequence[tuple[int, int]]) -> Iterator[_Piece]:
    spoken_of = False
    for start, end in _clauses(line):
        for a, b in pairwise(sorted({start, end, *_cuts(line[start:end], start)})):
            if line[a:b].strip(EDGES):
                within = [(s - a, e - a) for s, e in about if a <= s and e <= b]
                asks = line[b : b + 1] == "?"
                part = _Part.ASKS if asks else _part(line[a:b], within)
                if part is _Part.NEITHER and spoken_of and _TELLS.search(line, a, b):
                    part = _Part.TELLS
                spoken_of = spoken_of or bool(within or _SOMEBODY.search(line, a, b))
                yield _Piece(a, b, part)


def _clauses(line: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BREAK.finditer(line):
        yield start, gap.start()
        start = gap.end()
    yield start, len(line)


def _cuts(clause: str, start: int) -> Iterator[int]:
    """Where a request begins behind a report, or a report behind a request."""
    begins = (m for m in _TRIGGER.finditer(clause) if _begins_request(clause, m))
    request = next(begins, None)
    if request is not None:
        yield start + request.start()
    if _ASKS.match(clause) or _QUESTION.search(clause):
        told = (m for m in PERSON.finditer(clause, 4) if _begins_report(clause, m))
        report = next(told, None)
        if report is not None:
            yield start + report.start()


def _begins_request(clause: str, found: re.Match[str]) -> bool:
    """Not what somebody was asked to do, and not the clause's own beginning."""
    before = clause[: found.start()]
    handed = _HANDED.search(before) or _ASKS.match(before + found[0])
    return bool(before.strip(EDGES)) and not handed


def _begins_report(clause: str, person: re.Match[str]) -> bool:
    told = _TELLS.search(clause, person.end())
    bare = _FACET.search(clause, person.end())
    return bool(told) and not bare and not _QUESTION.search(clause, person.start())


def _part(clause: str, about: Sequence[tuple[int, int]] = ()) -> _Part:
    said = clause.strip(EDGES)
    asks = bool(_QUESTION.search(said))
    if is_ordered(said) or (_LABELS.search(said) and not asks):
        return _Part.TELLS
    if asks or _ASKS.match(said) or _PASSED_ON.search(said):
        return _Part.ASKS
    if _RELATIVE.search(said) or (_WANTS.search(said) and not _GROWS.search(said)):
        return _Part.NEITHER
    return _Part.TELLS if _tells(clause, about) else _Part.NEITHER


def _tells(clause: str, about: Sequence[tuple[int, int]]) -> bool:
    at = _subject(clause, about)
    if at is None:
        return False
    if _TELLS.search(clause, at):
        return True
    person = _SOMEBODY.search(clause)
    more = person is not None and len(clause) - person.end() > 1
    return more and not _FACET.search(clause)


def _subject(clause: str, about: Sequence[tuple[int, int]]) -> int | None:
    """Where somebody who may be told about ends, the first one."""
    ends = [end for _, end in about]
    ends += [found.end() for found in (PERSON.search(clause), PLACE.search(clause)) if found]
    return min(ends, default=None)
