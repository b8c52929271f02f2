"""A page of a notebook, photographed: known by its caption, read with doubt."""

import re
from collections.abc import Sequence

_PAGE = re.compile(r"笔记|记事本|便签|便条|字条|手写|小本本|小本子|本子上|记录本|手账|备忘")
_EVIDENCE = re.compile(r"价|货架|门头|招牌|陈列|海报|堆头|标签|电脑|库存|特写")
"""A handwritten price tag is evidence, not a note."""
_LONGEST = 600
"""Letters that are kept of a page."""


def is_page(caption: str) -> bool:
    """Whether a caption says that the picture is a page of notes."""
    return bool(_PAGE.search(caption)) and not _EVIDENCE.search(caption)


def page_text(lines: Sequence[str]) -> str:
    """What was read from a page, a line each; empty when nothing was."""
    said = "\n".join(line.strip() for line in lines if line.strip())
    return said[:_LONGEST]
