"""Numbers that people ask for by name, in exact words and in their own."""

from tests.chat import MANAGER, Chat
from tests.handlers.test_digests import a_day

NOT_MINE = "无权限:您只能看自己片区的数据。"
SAID = {
    "本周闭环率": "闭环率 16.7%(1/6)\n\n未闭环5:\n1. 叶小满 11-23 晨光便利店 未闭环(缺",
    "过程完整率 按业务员": "过程完整率 80.0%(8/10)\n\n叶小满 80.0%(8/10)",
    "各城市闭环率": "苏州 16.7%(1/6)",
    "按省份": "江苏 16.7%(1/6)",
    "上周呢": "11-16~11-22 苏州园区片区\n闭环率 缺数据",
    "直营店完整率": "直营\n过程完整率 100.0%(5/5)",
    "闭环率和拍照糊": "闭环率 16.7%(1/6)\n拍照糊 1(n=2)",
    "数据可信度": "照片清晰率 80.0%(4/5)",
    "过程数据有效率": "上线前(导入的记录) 没有导入过,缺数据\n上线后(机器人里的拜访) 71.4%(10/14),2026-11-23",
    "无货架照的拜访": "上线后(机器人里的拜访) 0.0%(0/1),2026-11-23",
    "动销准确率": "动销准确率无法计算:这段时间没有复查过库存。",
    "本月比上月的闭环率": "闭环率 16.7%(1/6);10-01~10-31 缺数据",
    "核验工时": "核验工时 缺数据\n\n还没有对比的数",
    "以前每天核验95分钟": "记下了:以前每天核验95分钟(您自己填的)",
    "核验用时": "以前每天核验95分钟(您自己填的),这段时间还没有处理过,没法比。",
    "口径": "有这些指标:闭环率、过程完整率",
    "什么是闭环率": "例(11-23,您能看的范围):闭环率 16.7%(1/6)",
    "闭环率怎么算的": "闭环率:分子:",
    "雷达图 园区线A": "园区线A 今日2次拜访\n定位有效 100(2/2)\n门头清晰 50(1/2)",
    "叶小满这周的雷达图": "叶小满 2次拜访",
    "周报": "周报 11-16~11-22 苏州园区片区:没有计划,也没有拜访",
    "本周闭环率环比": "闭环率 16.7%(1/6);11-16~11-22 缺数据",
    "哪条线最差": "园区线A 33.3%(1/3)",
    "谁是最差的业务员": "叶小满 33.3%(1/3)",
    "拜访次数": "拜访数 2(n=2)",
    "计划完成率": "计划未去 4(n=6),已去2家",
    "照片清晰度": "照片清晰度5(在2处):",
    "浦口片区闭环率": "没有找到您说的片区或城市",
    "佛山闭环率": "没有找到您说的片区或城市",
    "吴中片区闭环率": NOT_MINE,
    "程子墨的完整率": NOT_MINE,
    "雷达图 吴中线A": NOT_MINE,
}


def test_a_manager_asks_and_is_answered(chat: Chat) -> None:
    a_day(chat)

    told = {said: chat.says(said, who=MANAGER).text for said in SAID}
    trend = chat.says("闭环率趋势", who=MANAGER).parcels[-1]

    assert [(said, told[said]) for said, words in SAID.items() if words not in told[said]] == []
    assert trend.image
    assert "11-23 16.7%(1/6)" in trend.text


def test_few_buttons_and_the_time_of_the_digest(chat: Chat) -> None:
    a_day(chat)
    chat.channel = "wecom"

    digest = chat.says("日报", who=MANAGER)
    more = chat.taps("更多明细", who=MANAGER)
    routes = chat.taps("按线路看失真", who=MANAGER)
    asked = chat.says("日报改到晚上七点", who="陆景行")
    changed = chat.taps("确认", who="陆景行")
    times = chat.says("每天日报几点发")
    refused = chat.says("我的日报9点半发", who=MANAGER)
    never = chat.says("不要日报了", who="陆景行")

    assert digest.buttons == [
        "未闭环 5",
        "拍照糊 1",
        "SKU漏 1",
        "价格空 1",
        "按线路看失真",
        "更多明细",
    ]
    assert more.buttons == ["价差异常 1", "计划未去 4", "不完整项 2", "存疑项 6"]
    assert "园区线A 拍照糊1(n=2)" in routes.text
    assert asked.text == "晚间汇总改到19:00,全公司都按这个时间发。确认吗?"
    assert changed.text == "已改:晚间汇总从现在起是19:00。"
    assert times.text.startswith("日报每天19:00发,周报每周一09:00")
    assert refused.text.startswith("日报、周报和月报几点发是全公司统一的")
    assert refused.text.split("\n")[1].startswith("要改时间请找陆景行、")
    assert "现在还不能单独停" in never.text


def test_who_asks_sees_what_is_his(chat: Chat) -> None:
    a_day(chat)

    own = chat.says("闭环率").text
    minutes = [chat.says(said).text for said in ("核验工时", "口径 核验工时")]
    others = chat.says("白一鸣的雷达图").text
    all_of_them = chat.says("闭环率", who="陆景行").text
    beside = chat.says("吴中和园区比", who="陆景行").text
    silent = chat.says("各片区三类失真", who="陆景行").text
    team = chat.says("苏婉清团队闭环率", who="陆景行").text
    head = chat.says("日报", who="文心悦").text

    assert own.startswith("11-23 截至10:02 我的\n闭环率 33.3%(1/3)")
    assert minutes[0].startswith("核验工时只给主管看")
    assert "例(" not in minutes[1]
    assert others == "无权限:您只能看自己的数据。"
    assert "苏州园区片区 16.7%(1/6)\n苏州吴中片区 0.0%(0/4)" in all_of_them
    assert "苏州园区片区 16.7%(1/6)\n苏州吴中片区 0.0%(0/4)" in beside
    assert "\n缺数据:苏州吴中片区" in silent
    assert "苏州园区片区\n闭环率 16.7%(1/6)" in team
    assert head.startswith("无权限")
