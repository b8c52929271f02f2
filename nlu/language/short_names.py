"""Short forms of names as people use them: 杭州宏达机电有限公司 → 宏达机电 → 宏达."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from nlu.language.common_words import CITIES, FIRM_ENDS, GOODS, PLAIN, SHOP_TYPES, TRADES

_LEAST, _FEW = 2, 4
_AREA = re.compile(r"(?:片区|大区|区域|分区|辖区|片)$")
_PLACE = re.compile(r"^[一-鿿]{2,3}?(?:省|市)(?=[一-鿿]{2})")
_SPEC = re.compile(
    r"[\s(]*(?<![A-Za-z0-9.-])\d+(?:\.\d+)?\s*(?:ml|l|kg|g|kw|w|v|a|mm|毫升|升|克|公斤|千克|斤|千瓦|寸)"
    r"(?:\s*[*x×/]\s*\d*\s*(?:瓶|包|袋|盒|罐|桶|支|箱|件)?(?:/箱)?)*[)\s]*$",
    re.IGNORECASE,
)
_CODE = re.compile(r"[A-Za-z0-9]+(?:[-/.][A-Za-z0-9]+)*")
_UNIT_CODE = re.compile(r"\d+(?:\.\d+)?(?:ml|l|g|kg|kw|w|v|a|p|mm|m|cm|vdc|vac)", re.IGNORECASE)
_BRANCH = re.compile(r"^(?P<head>.{2,}?)(?P<branch>[一-鿿A-Za-z0-9]{2,4}店)$")


def firm_forms(name: str) -> tuple[str, ...]:
    """Short forms of a firm's name, longest first."""
    bare = _without_place(re.sub(r"[((].*?[))]", "", name).strip())
    forms = [bare]
    forms += _stripped(bare, FIRM_ENDS)
    forms += _stripped(forms[-1], TRADES)
    return _good(forms, name)


def store_forms(name: str, chains: Collection[str] = ()) -> tuple[str, ...]:
    """Short forms of a store's name: 万家福超市奥体店 → 万家福超市, 万家福奥体店, 万家福奥体, 奥体店, 万家福."""
    bare = _without_place(name.strip())
    forms = [bare]
    head, branch = _branch(bare, chains)
    forms += _stripped(head, SHOP_TYPES)[:2] if head.endswith(SHOP_TYPES) else []
    core = forms[-1] if len(forms) > 1 else head
    if branch:
        forms += [head, core + branch, core + branch.removesuffix("店"), head + branch, branch]
    return _good(forms, name)


def chains_of(names: Iterable[str]) -> frozenset[str]:
    """Heads that several stores' names share: 爱婴乐滨江店 and 爱婴乐西溪店 → 爱婴乐."""
    ordered = sorted(set(names))
    shared = (_shared(a, b) for a, b in pairwise(ordered))
    return frozenset(s for s in shared if len(s) > _LEAST and s not in CITIES)


def district_forms(name: str, cities: Collection[str] = ()) -> tuple[str, ...]:
    """南京河西片区 → 河西片区, 南京河西, 河西."""
    city = city_of(name, cities)
    area = _AREA.sub("", name)
    forms = [name.removeprefix(city), area, area.removeprefix(city)]
    return tuple(dict.fromkeys(f for f in forms if len(f) >= _LEAST and f not in (name, city)))


def city_of(name: str, cities: Collection[str] = ()) -> str:
    """The city at the head of a name; empty when there is none."""
    found = [c for c in (*cities, *CITIES) if name.startswith(c)]
    return max(found, key=len, default="")


def product_forms(name: str, brand: str = "", goods: Collection[str] = ()) -> tuple[str, ...]:
    """藤香椒麻酱油500ml → 藤香椒麻酱油, 藤香椒麻; the brand at its head left out as well."""
    bare = name.strip()
    without_brand = bare.removeprefix(brand).lstrip(" ·牌") if brand else bare
    whole = [_SPEC.sub("", form).strip() for form in (bare, without_brand)]
    kinds = tuple(sorted({*goods, *GOODS}, key=len, reverse=True))
    cut = [f for form in whole for f in _stripped(form, kinds)[:1]]
    return tuple(f for f in _good([without_brand, *whole, *cut], name) if not _is_spec(f))


def model_codes(name: str) -> Sequence[str]:
    """Codes of models and series in a name, as they stand: S7-1500, CPU1511, FX5U; no 500ml."""
    codes = (m[0] for m in _CODE.finditer(name))
    return [c for c in codes if len(c) > _LEAST and _mixed(c) and not _UNIT_CODE.fullmatch(c)]


def abbreviations(name: str) -> Iterator[str]:
    """What is left when a middle part is skipped: 万家福超市奥体店 → 万家福奥体店; heads and tails.

    At least four characters and half of the name are left, two or more of each part; no model or
    number is cut in two.
    """
    least = max(_FEW, (len(name) + 1) // 2)
    cuts = [0, *(i for i in range(_LEAST, len(name) - 1) if not _in_code(name, i)), len(name)]
    for head in cuts:
        for tail in cuts:
            if head < tail and (head, tail) != (0, len(name)) and head + len(name) - tail >= least:
                yield name[:head] + name[tail:]


def rival_forms(name: str) -> tuple[str, ...]:
    """望海牌鲜味生抽1L → 望海牌鲜味生抽, 望海鲜味生抽, 鲜味生抽."""
    whole = _SPEC.sub("", name.strip()).strip()
    brand, sign, rest = whole.partition("牌")
    if not sign or not rest:
        return _good([whole], name)
    return _good([whole, brand + rest, rest], name)


def _in_code(name: str, at: int) -> bool:
    """Between two letters or digits of one word."""
    around = name[at - 1 : at + 1]
    return around.isascii() and not any(c.isspace() for c in around)


def _without_place(name: str) -> str:
    bare = _PLACE.sub("", name)
    city = city_of(bare)
    rest = bare.removeprefix(city).removeprefix("市")
    return rest if len(rest) > _LEAST else bare


def _stripped(name: str, ends: Sequence[str]) -> list[str]:
    """The name without its last word, without its last two, and so on."""
    forms: list[str] = []
    while True:
        end = max((e for e in ends if name.endswith(e)), key=len, default="")
        if not end or len(name) - len(end) < _LEAST:
            return forms or [name]
        name = name.removesuffix(end)
        forms.append(name)


def _branch(name: str, chains: Collection[str]) -> tuple[str, str]:
    chain = max((c for c in chains if name.startswith(c) and name != c), key=len, default="")
    rest = name.removeprefix(chain)
    if chain and rest.endswith("店") and len(rest) > _LEAST:
        return chain, rest
    at = max((name.rfind(t) + len(t) for t in SHOP_TYPES[:-1] if name.rfind(t) > 0), default=0)
    if at and name[at:].endswith("店") and len(name) - at > _LEAST:
        return name[:at], name[at:]
    return name, ""


def _good(forms: Iterable[str], name: str) -> tuple[str, ...]:
    kept = (f for f in dict.fromkeys(forms) if len(f) >= _LEAST and f != name and f not in CITIES)
    return tuple(f for f in kept if f not in PLAIN)


def _shared(a: str, b: str) -> str:
    size = next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    return a[:size]


def _is_spec(form: str) -> bool:
    return form.isdigit() or bool(_UNIT_CODE.fullmatch(form))


def _mixed(code: str) -> bool:
    return any(c.isdigit() for c in code) and any(c.isalpha() for c in code)


def person_forms(name: str) -> tuple[str, ...]:
    """The given name of a name of three characters: 叶小满 → 小满."""
    return _good([name[1:]], name) if len(name) == 3 else ()  # noqa: PLR2004
