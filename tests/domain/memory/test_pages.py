"""Pages of notes are known by their caption."""

import pytest

from domain.memory.pages import is_page, page_text


@pytest.mark.parametrize(
    ("caption", "page"),
    [
        ("笔记", True),
        ("李姐的手写便签", True),
        ("记在小本本上的", True),
        ("", False),
        ("门头", False),
        ("手写价签", False),
        ("货架 笔记本旁边", False),
    ],
)
def test_a_caption_says_that_it_is_a_page(caption: str, *, page: bool) -> None:
    assert is_page(caption) is page


def test_lines_are_kept_as_they_stand_and_not_without_end() -> None:
    assert page_text([" 李姐 生抽10箱 ", "", "周三送"]) == "李姐 生抽10箱\n周三送"
    assert len(page_text(["长" * 2000])) == 600
