"""Reading WeCom's XML: no entities, no document types, and a field that is missing is empty."""

import math
import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

_WHOLE = re.compile(r"[0-9]{1,15}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?[0-9]{1,10}(?:\.[0-9]{1,20})?", re.ASCII)


class BadXmlError(Exception):
    """What came is no XML that WeCom would send."""


class Fields:
    """One XML message by the names of its fields; a nested one as ``SendPicsInfo/Count``."""

    def __init__(self, root: Element) -> None:
        self._root = root

    def text(self, name: str) -> str:
        """A field's words, without the space around them; empty when it is missing."""
        return (self._root.findtext(name) or "").strip()

    def texts(self, name: str) -> Sequence[str]:
        """All fields of that name, in their order."""
        return [(found.text or "").strip() for found in self._root.findall(name)]

    def whole(self, name: str) -> int | None:
        """A whole number from 0; ``None`` when it is missing or none."""
        said = self.text(name)
        return int(said) if _WHOLE.fullmatch(said) else None

    def decimal(self, name: str) -> float | None:
        """A number as people write it; ``None`` when it is missing or none."""
        said = self.text(name)
        value = float(said) if _DECIMAL.fullmatch(said) else math.nan
        return value if math.isfinite(value) else None


def read(data: bytes | str) -> Fields:
    """Parse one message.

    Raises:
        BadXmlError: when it is broken, or carries what only an attacker would.
    """
    try:
        return Fields(fromstring(data, forbid_dtd=True))
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise BadXmlError(type(error).__name__) from error
