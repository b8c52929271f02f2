"""The channel-neutral vocabulary of a conversation: what comes in; what goes out is in ``replies``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from domain.figures.query import Report
from domain.geo import Datum
from domain.onsite import Provenance
from domain.readings import PhotoReading
from domain.understanding import Frame, Intent
from handlers.replies import Button as Button
from handlers.replies import Drawing as Drawing
from handlers.replies import News as News
from handlers.replies import Priority as Priority
from handlers.replies import Reply as Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRef:
    """Which message an event is about."""

    id: int
    """Inbox number."""
    conversation: str
    channel: str
    chat: str
    """``private`` or ``group:…``."""
    address: str = ""
    """The account that wrote, as its channel names it."""
    at: datetime
    """Message time, as the platform gives it."""
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """Text."""

    message: MessageRef
    text: str
    addressed: bool = True
    """In a group: whether the bot was mentioned."""
    rephrased: bool = False
    """These are our own words for what somebody wanted; nobody needs to understand them again."""


@dataclass(frozen=True, slots=True)
class SentPhoto:
    """A picture, not yet read."""

    message: MessageRef
    sha256: str
    """Empty while its bytes are still with the messenger."""
    caption: str = ""
    album: str = ""
    provenance: Provenance = Provenance.UNKNOWN


@dataclass(frozen=True, slots=True)
class SentVoice:
    """A voice note."""

    message: MessageRef
    sha256: str
    """Empty while its bytes are still with the messenger."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A document that is no picture."""

    message: MessageRef
    sha256: str
    """Empty while its bytes are still with the messenger."""
    name: str


@dataclass(frozen=True, slots=True)
class Unusable:
    """Something that no conversation can use: a sticker, a film, a file above the limit."""

    message: MessageRef
    what: str
    """In the person's words: 贴纸, 视频, 照片."""
    too_large: bool = False


@dataclass(frozen=True, slots=True)
class Entered:
    """The person opened the chat and has said nothing yet."""

    message: MessageRef
    asked: bool = False
    """By a tap that waits for an answer, as Telegram's START."""


@dataclass(frozen=True, slots=True)
class Joined:
    """An account was bound to the person by an invitation."""

    message: MessageRef
    invitation_id: str
    before: str = ""
    """Id of the person who had the account until now."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something that was not kept, since the person had not agreed to it when it arrived."""

    message: MessageRef
    kind: str
    """place, photo, voice or file."""
    following: bool = False
    """A live location that moved on by itself; the person did nothing."""


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """A location."""

    message: MessageRef
    lat: float
    lon: float
    datum: Datum | None
    """``None`` when the channel does not say it: the company's setting holds."""
    accuracy_m: float | None = None
    provenance: Provenance = Provenance.PIN
    """FORWARDED when somebody else's place was passed on."""
    following: bool = False
    """A live location that moved on by itself; the person did nothing."""


@dataclass(frozen=True, slots=True)
class Edited:
    """An earlier message, worded anew by its writer."""

    message: MessageRef
    of: int | None
    """The inbox number of the earlier message; ``None`` when nobody knows it."""
    text: str
    same: bool = False
    """The words are what they were: a messenger may tell of such an edit, too."""
    other_photo: bool = False
    """Its picture was replaced by another."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of one of our messages, tapped or typed by its label."""

    message: MessageRef
    action: str
    args: Mapping[str, Any]
    label: str
    typed: bool = False
    said: str = ""
    """What was typed in the place of a tap."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A photo that has been read; arrives as its own event."""

    message: MessageRef
    evidence_id: int
    reading: PhotoReading
    provenance: Provenance | None = None
    """When it turned out only with the bytes."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A watermarked copy that is ready."""

    message: MessageRef
    visit_id: str
    item_id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class BookRead:
    """A workbook whose sheets have been read."""

    message: MessageRef
    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class Transcribed:
    """A voice note as text."""

    message: MessageRef
    text: str
    confidence: float
    """0-1: how sure the recogniser is of the whole."""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """Words that no conversation under way took, read for what they ask."""

    message: MessageRef
    frame: Frame
    spoken: bool = False
    """They were heard, not typed."""
    picked: Mapping[str, str] = field(default_factory=dict)
    """What the person has settled by a tap: intent, product, customer, store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing that somebody wants, with what it is about settled: see ``Flow.intents``."""

    message: MessageRef
    intent: Intent
    frame: Frame
    product: str | None = None
    """Code of the product that is meant."""
    customer: str | None = None
    """Code of the customer that is meant."""
    store: str | None = None
    """Code of the store that is meant."""
    contact: str = ""
    """Whom the words name at the customer: 张建国."""
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Reported:
    """Figures that were asked for: see ``handlers.figures``."""

    message: MessageRef
    ask: Mapping[str, Any]
    """What the asking flow wants to know when the answer is there; ``flow`` names it."""
    reports: tuple[Report, ...]
    """One for each query, in their order."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Slow work that ended without a result."""

    message: MessageRef
    kind: str
    code: str
    payload: Mapping[str, Any]
    note: str = ""
    """What the reader adds: the name of a format that it can't open."""


@dataclass(frozen=True, slots=True)
class Due:
    """A timer."""

    message: MessageRef
    kind: str
    due_at: datetime
    payload: Mapping[str, Any]


Event: TypeAlias = (
    Said
    | SentPhoto
    | SentVoice
    | SentFile
    | Unusable
    | Entered
    | Joined
    | Withheld
    | SharedPlace
    | Edited
    | Pressed
    | Measured
    | Drawn
    | BookRead
    | Transcribed
    | Understood
    | Reported
    | Failed
    | Due
)
