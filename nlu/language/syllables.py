"""The sound of a Chinese character: a toneless syllable, folded where sounds are mixed up."""

import importlib.util
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_RARE = {
    "fiao": "fei", "hm": "hen", "m": "mu", "n": "en", "o": "ou", "yo": "you", "lo": "luo", "lia": "la",
    "rua": "ru", "cua": "ca", "zua": "za", "sua": "sa", "zuai": "zai", "cuai": "cai", "suai": "sai",
    "lv": "lu", "lve": "lie", "miu": "mu",
}  # fmt: skip


@lru_cache(30_000)
def syllable(char: str) -> str:
    """The folded syllable of a character (中 → zon, 京 → jin); itself when it has no sound."""
    reading = _readings().get(ord(char), "") if len(char) == 1 else ""
    return fold(_bare(reading.partition(",")[0])) if reading else char


def fold(toneless: str) -> str:
    """zh=z, ch=c, sh=s, n=l before a vowel, ng=n, and rare syllables as their neighbours."""
    for long, short in _INITIALS:
        if toneless.startswith(long):
            toneless = short + toneless[2:]
    toneless = toneless.removesuffix("g") if toneless.endswith("ng") else toneless
    if toneless[0] == "n" and len(toneless) > 1:
        toneless = "l" + toneless[1:]
    return _RARE.get(toneless, toneless)


@cache
def all_syllables() -> tuple[str, ...]:
    """Every folded syllable, in order."""
    return tuple(sorted({syllable(chr(c)) for c in range(0x4E00, 0xA000) if c in _readings()}))


def _bare(reading: str) -> str:
    """Without the mark of its tone; ü as v."""
    apart = unicodedata.normalize("NFD", reading)
    return "".join(
        "v" if c == "\u0308" else c for c in apart if c == "\u0308" or not unicodedata.combining(c)
    ).replace("uv", "v")


@cache
def _readings() -> dict[int, str]:
    """Readings by code point, commonest first: pypinyin's table of characters alone.

    Importing the package itself would load its phrases, 50 MB that nobody asks here.
    """
    package = importlib.util.find_spec("pypinyin")
    path = Path(package.origin or "").with_name("pinyin_dict.py") if package else None
    spec = importlib.util.spec_from_file_location("pinyin_dict", path) if path else None
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("pypinyin", name="pypinyin")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    table: dict[int, str] = module.pinyin_dict
    return table
