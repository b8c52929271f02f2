"""Whether a sound file was cut off on its way: what its container says against what came."""

from nlu.speech.formats import AMR_NB, AMR_WB, MP4, OGG, WAV, Format

TELL_LENGTH = frozenset({"flac", "mov"})
"""Containers that say at the front how long they are; others are measured or estimated."""
_PAGE_HEAD = 27
_ENDLESS, _RAGGED = 0x7FFF0000, 1024
_AMR_BYTES = {
    AMR_NB: (12, 13, 15, 17, 19, 20, 26, 31, 5, 6, 5, 5, 0, 0, 0, 0),
    AMR_WB: (17, 23, 32, 36, 40, 46, 50, 58, 60, 5, 0, 0, 0, 0, 0, 0),
}
"""Payload by frame type, as RFC 4867 tells: 8 (NB) and 9 (WB) are comfort noise, 15 nothing."""
_AMR_HEAD = {AMR_NB: 6, AMR_WB: 9}


def cut_off(data: bytes, found: Format) -> bool:
    """Whether the file certainly ends too early. Containers that don't tell are taken as whole."""
    if found == OGG:
        return _ogg(data)
    if found in _AMR_BYTES:
        return _amr(data, found)
    return _wav(data) if found == WAV else found == MP4 and _mp4(data)


def _ogg(data: bytes) -> bool:
    """A page says how many bytes follow."""
    at = 0
    while data.startswith(b"OggS", at):
        table = data[at + _PAGE_HEAD : at + _PAGE_HEAD + _byte(data, at + 26)]
        at += _PAGE_HEAD + _byte(data, at + 26) + sum(table)
    return at > len(data)


def _amr(data: bytes, found: Format) -> bool:
    """A frame's first byte says how many follow."""
    at, sizes = _AMR_HEAD[found], _AMR_BYTES[found]
    while at < len(data):
        at += 1 + sizes[data[at] >> 3 & 0xF]
    return at > len(data)


def _wav(data: bytes) -> bool:
    """A recorder that can't go back writes 0 or the largest number that fits."""
    size = int.from_bytes(data[4:8], "little")
    return size < _ENDLESS and size - len(data) > max(_RAGGED, size // 50)


def _mp4(data: bytes) -> bool:
    """A box says how long it is; 0 is to the end, 1 a long number that no voice note needs."""
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4])
        if size < 8:  # noqa: PLR2004 - the head of a box
            return False
        at += size
    return at > len(data)


def _byte(data: bytes, at: int) -> int:
    return data[at] if at < len(data) else 0
