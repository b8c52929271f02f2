"""Invitations: a code that binds one account to one person, once, within a week."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.numbers import plain

LIFE = timedelta(days=7)
LENGTH = 8
ALPHABET = "23456789ACDEFGHJKMNPQRTVWXY"
"""Without look-alikes: no 0 and O, 1, I and L, and of 8 B, 5 S, 2 Z, V U only the first."""
_ALIKE = str.maketrans("BSZU", "852V")
"""What a hasty eye may have read in the place of a sign of the alphabet."""
_BETWEEN = re.compile(r"[\s\-‐-―_.·\"'\[\]()]+")
_TOLD = re.compile(
    r"^(?:我要|请)?(?:绑定|邀请码|激活码?|code)(?:[\s:=是,]+|(?=[A-Z\d]))", re.IGNORECASE
)
_LONGEST = 64
_EIGHT = re.compile(r"(?:[^\W_][\W_]{0,8}){8}")
"""Eight letters or digits of any script; looked for first, as it is cheap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """Somebody may bind one more account; the code itself is kept by nobody."""

    id: str
    person_id: str
    """Who is invited."""
    by: str
    """Person id of who invited."""
    made_at: datetime
    until: datetime
    state: str = "open"
    """open, used, or ended: by a newer one, or because the person left."""

    def live(self, now: datetime) -> bool:
        """Whether its code still binds an account."""
        return self.state == "open" and now < self.until


def code_from(secret: str) -> str:
    """A code of 8 signs (38 bits) out of a secret that can't be guessed."""
    number, signs = int.from_bytes(hashlib.sha256(secret.encode()).digest()), []
    for _ in range(LENGTH):
        number, sign = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return "".join(signs)


def shown(code: str) -> str:
    """A code as people read it: ``XXXX-XXXX``."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def told(text: str) -> bool:
    """Whether the words are meant to hand in a code: 「绑定 …」, whatever follows."""
    return bool(_TOLD.match(plain(text)))


def code_in(text: str) -> str | None:
    """The code of 「绑定 k7pm-2qxa」, 「K7PM 2QXA」; ``None`` when the words have no such form."""
    if len(text) > _LONGEST or not _EIGHT.search(text):
        return None
    bare = _BETWEEN.sub("", _TOLD.sub("", plain(text))).upper().translate(_ALIKE)
    return bare if len(bare) == LENGTH and set(bare) <= set(ALPHABET) else None
