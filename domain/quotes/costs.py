"""Questions for what a product costs the company: that is never told."""

import re

from domain.numbers import plain

_LONGEST = 40
_WHAT = r"(?:成本价?|毛利率?|利润率?|进货?价|采购价|底价)"
_TAIL = r"(?:啊|呀|呢|吗|钱|元|[?!. ]){0,4}$"
_HOW_MUCH = re.compile(
    rf"{_WHAT}(?:大概|到底|现在|各?是|有|能到){{0,2}}(?:多少|几[个块元]?点?|什么价?|怎么样|高吗|高不高){_TAIL}"
    rf"|(?:赚|挣)(?:到|得)?(?:多少|几[个块元]?点?){_TAIL}"
    rf"|{_WHAT}(?:能|可以){{0,1}}(?:告诉|给|发|说|看|查)(?:我|一?下|看看){{0,2}}{_TAIL}"
    rf"|{_WHAT}[吗呢?]{{1,2}}$"
)
_LOOK = re.compile(rf"^(?:我?想|帮我|请|能|可以){{0,2}}(?:查|看|问|告诉我|给我).*{_WHAT}{_TAIL}")
_BARE = re.compile(rf"^[^想要说嫌降控压省涨高]*{_WHAT}$")


def asks_cost(text: str) -> bool:
    """Whether somebody asks for cost, margin or floor price; a figure or a tale of them is none."""
    said = plain(text)
    if len(said) > _LONGEST:
        return False
    return any(p.search(said) for p in (_HOW_MUCH, _LOOK, _BARE))
