"""Workbooks sent in chat: shown, confirmed, loaded once."""

from tests.books import book
from tests.chat import MANAGER, Chat

STORES = book(
    ["门店编码", "门店名称", "片区", "状态"], ["SZ999", "新开便利店", "苏州园区片区", "已完成"]
)


def test_a_managers_workbook_is_shown_first_and_loaded_on_his_word(chat: Chat) -> None:
    preview = chat.uploads("门店.xlsx", STORES, who=MANAGER)
    assert "门店:新增1 更新0 相同0" in preview.text
    assert "不导入的列「状态」" in preview.text
    assert "SZ999" not in chat.on_database(lambda work: work.directory).stores

    done = chat.taps("导入", who=MANAGER)
    assert "已导入" in done.text
    assert "SZ999" in chat.on_database(lambda work: work.directory).stores


def test_a_cancelled_workbook_leaves_nothing_and_stays_cancelled(chat: Chat) -> None:
    chat.uploads("门店.xlsx", STORES, who=MANAGER)

    assert chat.taps("取消", who=MANAGER).text == "「门店.xlsx」没有导入。"
    assert "已经处理过了" in chat.taps("导入", who=MANAGER).text
    assert "SZ999" not in chat.on_database(lambda work: work.directory).stores


def test_a_workbook_without_news_offers_nothing_to_import(chat: Chat) -> None:
    chat.uploads("门店.xlsx", STORES, who=MANAGER)
    chat.says("确认", who=MANAGER)

    again = chat.uploads("门店.xlsx", STORES, who=MANAGER)

    assert "没有要写入的内容" in again.text
    assert again.buttons == []


def test_a_rep_may_not_import(chat: Chat) -> None:
    heard = chat.uploads("门店.xlsx", STORES)

    assert "您没有导入权限" in heard.text
    assert len(heard) == 1


def test_a_manager_can_not_make_himself_admin_by_workbook(chat: Chat) -> None:
    people = book(["工号", "姓名", "角色"], ["Q004", "苏婉清", "管理员"], title="人员")
    heard = chat.uploads("人员.xlsx", people, who=MANAGER)

    person = chat.on_database(lambda work: work.directory).organisation.people["Q004"]
    assert heard.buttons == []
    assert person.role.value == "主管"


def test_a_file_that_is_no_workbook_is_answered(chat: Chat) -> None:
    heard = chat.uploads("手册.xlsx", b"PK\x03\x04 broken", who=MANAGER)

    assert "「手册.xlsx」打不开" in heard.text
