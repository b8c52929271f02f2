"""What a sound file is, by its first bytes: neither its name nor what a sender says counts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file."""

    name: str
    """As people call it."""
    demuxer: str = ""
    """How FFmpeg calls its container; empty: nobody here can open it."""


OGG = Format("OGG", "ogg")
AMR_NB = Format("AMR", "amr")
AMR_WB = Format("AMR-WB", "amr")
WAV = Format("WAV", "wav")
FLAC = Format("FLAC", "flac")
MP3 = Format("MP3", "mp3")
AAC = Format("AAC", "aac")
MP4 = Format("M4A", "mov")
WEBM = Format("WebM", "matroska")
UNKNOWN = Format("")

_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"OggS", OGG),
    (b"#!AMR\n", AMR_NB),
    (b"#!AMR-WB\n", AMR_WB),
    (b"fLaC", FLAC),
    (b"ID3", MP3),
    (b"\x1aE\xdf\xa3", WEBM),
    # The rest is named, so that a person knows what the phone sent.
    (b"#!SILK", Format("SILK")),
    (b"\x02#!SILK", Format("SILK")),  # as WeChat writes it
    (b"#!AMR", Format("AMR with several channels")),
    (b"\x30\x26\xb2\x75", Format("WMA")),
    (b"caff", Format("CAF")),
    (b"MThd", Format("MIDI")),
    (b"FLV\x01", Format("FLV")),
    (b"#!EVS", Format("EVS")),
    (b"\xff\xd8\xff", Format("JPEG")),
    (b"\x89PNG", Format("PNG")),
    (b"%PDF", Format("PDF")),
    (b"PK\x03\x04", Format("ZIP")),
    (b"#EXTM3U", Format("M3U")),
)
_IN_RIFF = {b"WAVE": WAV, b"AVI ": Format("AVI"), b"WEBP": Format("WebP")}
_ADTS_LAYER = 0b0110
HEAD = 16
"""So many first bytes tell it."""


def format_of(head: bytes) -> Format:
    """The format that the first 16 bytes tell; ``UNKNOWN`` when they tell none."""
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if head[:4] in {b"RIFF", b"RIFX"}:
        return _IN_RIFF.get(head[8:12], Format("RIFF"))
    if head[:4] == b"FORM":
        return Format("AIFF")
    if head[4:8] == b"ftyp":
        return MP4
    return _of_frame(head)


def _of_frame(head: bytes) -> Format:
    """MPEG sound without any wrapper begins with eleven set bits; layer 0 is AAC."""
    if len(head) < 2 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:  # noqa: PLR2004
        return UNKNOWN
    return MP3 if head[1] & _ADTS_LAYER else AAC
