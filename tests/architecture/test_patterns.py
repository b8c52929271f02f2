"""No words that somebody sends may make a grammar hang: every pattern comes to an end.

A pattern that tries exponentially many ways does not return on these texts within the life of
anybody; the run's fault handler then names it.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import bot
import domain
import handlers
import nlu

_REPEATED = 60
_WORDS = """
看 嗯 了 好 好的 行 我 我要 那就 一下 放 刚 刚刚 不 不改 谢谢 请 麻烦你 哈 有 还有 12 1, 箱 要 我想要 今天 店 这家 的 价 算了 不用了
稍等 吧 几个 一 先 就 是 对 没有 等 去 拜访 提交 全部 复核 审核 换 邀请 绑定 停用 a1 - /
"""
_UNITS = (*_WORDS.split(), " ", "\n", ",,", "1 ")


def _modules() -> Iterator[ModuleType]:
    for package in (bot, domain, handlers, nlu):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith(("__main__", ".env")):
                yield importlib.import_module(found.name)


def _patterns(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        for one in (*value, *value.values()):
            yield from _patterns(one)
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _patterns(one)


def test_every_pattern_comes_to_an_end() -> None:
    patterns = {p for module in _modules() for v in vars(module).values() for p in _patterns(v)}

    ended = 0
    for pattern in patterns:
        for unit in _UNITS:
            pattern.search(unit * _REPEATED + "x")
            pattern.fullmatch(unit * _REPEATED)
            ended += 1

    assert len(patterns) > 100
    assert ended == len(patterns) * len(_UNITS)
