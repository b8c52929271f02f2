"""Promises, emergencies, confidences and tags: named by a part, and told in one's own words."""

from typing import Any

import pytest

from tests.nlu.language.test_slots import _slots


@pytest.mark.parametrize(
    ("text", "intent", "want"),
    [
        ("技术那份我签了", "contract_sign", {"contract": "技术支援契约"}),
        ("备货的V二点三我签", "contract_sign", {"contract": "供应链备货契约", "version": "V2.3"}),
        ("技术契约第三版同意", "contract_sign", {"contract": "技术支援契约", "version": "V3"}),
        ("手册做好了交上来", "contract_deliver", {"deliverable": "选型手册"}),
        ("装备展那几份签了没", "contract_status", {"event": "长三角装备展"}),
        ("技术和市场的都签了没", "contract_status", {}),
        ("苏州封城了,上直播", "playbook_launch", {"city": "苏州", "event": "封控", "scenario": "线上直播替代方案"}),
        ("台风来了,启动应急预案", "playbook_launch", {"event": "台风"}),
        ("海报没了以后换的短信那套到哪步了", "planb_status", {"event": "海报取消", "scenario": "电子屏+定向短信"}),
        ("签了一份了没有", "contract_status", {}),
    ],
)  # fmt: skip
def test_a_part_of_a_name_is_enough_when_it_means_one_thing(
    text: str, intent: str, want: dict[str, Any]
) -> None:
    assert _slots(text, intent) == want


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("拒签备货契约,原因是数量不对", "数量不对"),
        ("因为时间太紧备货契约我不签", "时间太紧"),
        ("备货契约人手不够签不了", "人手不够"),
        ("备货契约退回,两周太短,至少要一个月", "两周太短,至少要一个月"),
        ("数量跟备货契约对不上,退回去", "数量跟备货契约对不上"),
        ("驳回备货契约", None),
        ("告诉他们备货契约我不签", None),
    ],
)
def test_a_reason_is_what_is_wrong_with_it(text: str, reason: str | None) -> None:
    found = _slots(text, "contract_reject")

    assert found.pop("contract") == "供应链备货契约"
    assert found == ({"reason": reason} if reason else {})


def test_an_objection_has_a_reason_only_when_it_is_announced() -> None:
    assert _slots("手册的验收没道理,我要申诉", "contract_dispute") == {"deliverable": "选型手册"}
    assert _slots("手册申诉,理由是当天就交了", "contract_dispute") == {
        "deliverable": "选型手册",
        "reason": "当天就交",
    }


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("给云帆记一条私密:预算可能砍半", {"field": "预算砍半可能性", "value": "预算可能砍半"}),
        ("云帆的竞争对手威胁填成高,别公开", {"field": "竞争对手威胁", "value": "高"}),
        ("保密记一下云帆那边老板要退休了", {"value": "老板要退休"}),
        (
            "这话不能外传,云帆最头疼老停机,你替我记着",
            {"field": "客户真实痛点", "value": "最头疼老停机"},
        ),
        ("悄悄记一笔,云帆在跟青岚谈", {"value": "在跟青岚谈"}),
        ("给云帆写条私密", {}),
    ],
)
def test_a_confidence_keeps_the_words_and_finds_its_field(text: str, want: dict[str, Any]) -> None:
    assert _slots(text, "private_write") == {"customer": "云帆机电"} | want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("邻里鲜生爱吃辣,打个标", {"customer": "邻里鲜生", "tag": ["口味偏好:辣"]}),
        ("邻里鲜生是小区菜店,记一下", {"customer": "邻里鲜生", "tag": ["终端类型:社区生鲜店"]}),
        (
            "邻里鲜生的沈姐口味清淡,记一下",
            {"customer": "邻里鲜生", "person": "沈姐", "note": "口味清淡"},
        ),
        ("给百合粮油打标签:夫妻店", {"store": "百合粮油", "tag": ["夫妻店"]}),
        ("百合粮油周二盘点不收货,备注一下", {"store": "百合粮油", "note": "周二盘点不收货"}),
        ("记一下百合粮油门口不好停车", {"store": "百合粮油", "note": "门口不好停车"}),
        ("给百合粮油贴个标", {"store": "百合粮油"}),
    ],
)
def test_a_known_trait_is_a_tag_and_anything_else_a_note(text: str, want: dict[str, Any]) -> None:
    assert _slots(text, "tag_note") == want
