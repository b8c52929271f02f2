"""Wording: Jinja templates, where a missing fact is an error and not a blank."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.bccache import Bucket

from domain.money import grouped, yuan
from domain.quotes.amounts import count

TEMPLATES = Path(__file__).parent / "templates"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class _Compiled(BytecodeCache):
    """Templates compiled once a process, however often an installation is built in it."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled before, if the template is still the same."""
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._known[bucket.key] = bucket.bytecode_to_string()


_compiled = cache(_Compiled)


class Renderer:
    """Words messages in the company's time zone. Texts are plain; channels escape."""

    def __init__(self, zone: Callable[[], ZoneInfo]) -> None:
        self._zone = zone
        self._jinja = Environment(
            loader=FileSystemLoader(TEMPLATES),
            bytecode_cache=_compiled(),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            # Plain text for chats is escaped by each channel when it sends.
            autoescape=select_autoescape(("html", "svg"), default=False),
        )
        self._jinja.filters |= {
            "hhmm": self._hhmm,
            "day": self._day,
            "date": self._date,
            "yuan": yuan,
            "money": grouped,
            "count": count,
            "signed": lambda fen: ("+" if fen > 0 else "−" if fen < 0 else "") + yuan(abs(fen)),
            "percent": lambda share: f"{share * 100:.1f}%",
            "signed_percent": _signed_percent,
            "metres": _metres,
            "circled": lambda number: _CIRCLED[number - 1] if 0 < number <= len(_CIRCLED) else "·",
            "stop": lambda text: text if text[-1:] in "。?!?!" else f"{text}。",
            "plain_number": lambda value: f"{value:g}",
        }

    def message(
        self, template: str, facts: Mapping[str, Any], news: Sequence[Mapping[str, Any]]
    ) -> str:
        """The text of a message; each piece of news is worded by its own template."""
        lines = [self._text(one["template"], one["facts"]) for one in news]
        return self._text(template, {**facts, "news": lines})

    def _text(self, template: str, facts: Mapping[str, Any]) -> str:
        text = self._jinja.get_template(f"{template}.txt").render(facts)
        lines = [line.rstrip() for line in text.strip().split("\n")]
        return "\n".join(line for at, line in enumerate(lines) if line or (at and lines[at - 1]))

    def _local(self, moment: str | datetime) -> datetime:
        when = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        return when.astimezone(self._zone())

    def _hhmm(self, moment: str | datetime) -> str:
        return f"{self._local(moment):%H:%M}"

    def _date(self, moment: str | datetime) -> str:
        return f"{self._local(moment):%Y-%m-%d}"

    def _day(self, moment: str | datetime) -> str:
        return f"{self._local(moment):%m-%d}"


def _signed_percent(share: float) -> str:
    sign = "+" if share > 0 else "−" if share < 0 else ""
    return f"{sign}{abs(share) * 100:.1f}%"


def _metres(distance: float) -> str:
    return f"{distance:.0f}米" if distance < 1000 else f"{distance / 1000:.1f}公里"  # noqa: PLR2004
