"""Who is who in a workbook."""

import pytest

from domain.company.cells import Cell
from domain.company.people_checks import role_of
from domain.company.world import Someone, World
from domain.people import Role
from tests.domain.company.reading import Table, read_all, values

HEADER: list[Cell] = ["工号", "姓名", "角色", "片区", "花名册序号", "直属上级"]


def known(*people: Someone) -> World:
    """A company that has these people already."""
    world = World()
    for someone in people:
        world.people.add(someone)
        if someone.number:
            world.codes["人员"].add(someone.number, someone.name)
    return world


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("业务员", Role.REP),
        ("促销员", Role.REP),
        ("客户经理", Role.REP),
        ("片区主管", Role.MANAGER),
        ("区域负责人", Role.MANAGER),
        ("销售经理", Role.MANAGER),
        ("市场部负责人", Role.HEAD),
        ("总经理", Role.EXECUTIVE),
        ("销售VP", Role.EXECUTIVE),
        ("销售总监", Role.DIRECTOR),
        ("系统管理员", Role.ADMIN),
        ("火星人", None),
    ],
)
def test_a_position_tells_the_role(words: str, role: Role | None) -> None:
    assert role_of(words) is role


def test_superiors_may_stand_below_and_be_named_by_number() -> None:
    rows: Table = [
        HEADER,
        ["E2", "孙丽", "业务员", "河西", 7.0, "周敏"],
        ["E1", "周 敏", "主管", "河西"],
    ]
    rows += [["E3", "王强", "业务员", "河西", 8.0, "E1"]]

    people = {v["id"]: v for v in values(read_all(rows)["人员"])}

    assert people["E2"]["manager_id"] == people["E3"]["manager_id"] == "E1"
    assert people["E1"]["name"] == "周敏"


def test_an_unknown_superior_or_oneself_is_left_blank_and_noted() -> None:
    rows: Table = [
        HEADER,
        ["E2", "孙丽", "业务员", "河西", None, "无此人"],
        ["E3", "王强", "业务员", "河西", None, "王强"],
    ]

    people = read_all(rows)["人员"]

    assert [v.get("manager_id") for v in values(people)] == [None, None]
    assert people.noted == [
        (2, "直属上级找不到「无此人」,这一项没有导入"),
        (3, "直属上级是本人,这一项没有导入"),
    ]


def test_a_roster_number_taken_twice_is_left_blank() -> None:
    rows: Table = [
        HEADER,
        ["E2", "孙丽", "业务员", "河西", 7.0],
        ["E3", "王强", "业务员", "河西", 7.0],
    ]
    rows += [["E4", "郭凯", "业务员", "江宁", 7.0]]

    people = read_all(rows)["人员"]

    assert {v["id"]: v["roster"] for v in values(people)} == {"E2": 7, "E3": None, "E4": 7}
    assert people.noted == [(3, "花名册 7 号已是孙丽,序号留空")]


def test_roster_numbers_may_be_exchanged() -> None:
    world = known(Someone("E2", "孙丽", "E2", "河西", 7), Someone("E3", "王强", "E3", "河西", 8))
    rows: Table = [
        HEADER,
        ["E2", "孙丽", "业务员", "河西", 8.0],
        ["E3", "王强", "业务员", "河西", 7.0],
    ]

    assert read_all(rows, world=world)["人员"].noted == []


def test_two_of_one_name_need_a_number() -> None:
    rows: Table = [
        HEADER,
        [None, "李雷", "业务员", "河西"],
        [None, "李雷", "业务员", "江宁"],
        [None, "李雷", "业务员", "河西"],
    ]
    rows += [["E5", "韩梅", "业务员"], [None, "韩梅", "业务员"]]

    people = read_all(rows)["人员"]

    assert people.skipped == [(3, "与第 2 行同名,请写工号"), (6, "与第 5 行同名,请写工号")]
    assert people.repeats == 1
    assert [v["id"] for v in values(people)] == ["n:李雷", "E5"]


def test_without_a_number_a_unique_stored_name_is_that_person() -> None:
    world = known(
        Someone("E2", "孙丽", "E2"), Someone("E7", "李雷", "E7"), Someone("E8", "李雷", "E8")
    )
    rows: Table = [["姓名", "上级", "角色"], ["孙丽", None, "业务员"], ["李雷", None, "业务员"]]

    people = read_all(rows, world=world)["人员"]

    assert [v["id"] for v in values(people)] == ["E2"]
    assert people.skipped == [(3, "有 2 位李雷,请写工号")]


def test_somebody_known_by_name_keeps_his_identity_when_he_gets_a_number() -> None:
    rows: Table = [HEADER, ["E2", "孙丽", "业务员"], ["E9", "新名", "业务员"]]

    people = read_all(rows, world=known(Someone("n:孙丽", "孙丽"), Someone("E9", "旧名", "E9")))[
        "人员"
    ]

    assert [v["id"] for v in values(people)] == ["n:孙丽", "E9"]
    assert people.noted == [(2, "工号 E2 补给已有的孙丽"), (3, "工号 E9 原来是旧名,现在是新名")]


def test_a_missing_role_is_read_off_the_title_or_asked_for() -> None:
    rows: Table = [
        ["工号", "姓名", "职务", "角色"],
        ["E1", "周敏", "片区主管", None],
        ["E2", "孙丽", None, None],
    ]
    rows += [["E3", "王强", None, "火星人"], ["E4", "旧人", "勤杂", None]]

    people = read_all(rows, world=known(Someone("E4", "旧人", "E4")))["人员"]

    assert [(v["id"], v.get("role")) for v in values(people)] == [("E1", "主管"), ("E4", None)]
    assert people.noted == [(2, "没写角色,按职务「片区主管」算主管")]
    assert [reason.split(",")[0] for _, reason in people.skipped] == [
        "没写角色",
        "不认识角色「火星人」",
    ]
