"""What a file is, by its first bytes: neither its name nor what a browser says counts."""

_PICTURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_SOUNDS: tuple[tuple[bytes, str], ...] = (
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf1", "audio/aac"),
    (b"\xff\xf9", "audio/aac"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
)
_DOCUMENTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_HEIF = frozenset({b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1", b"avif"})
_EBML = b"\x1aE\xdf\xa3"
UNKNOWN = "application/octet-stream"


def type_of(head: bytes) -> str:
    """The content type that the first 16 bytes tell; ``UNKNOWN`` when they tell none."""
    for magic, kind in (*_PICTURES, *_SOUNDS):
        if head.startswith(magic):
            return kind
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        return "image/bmp"
    if head.startswith(b"RIFF"):
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return _of_brand(head[8:12])
    return "audio/webm" if head.startswith(_EBML) else UNKNOWN


def kind_of(head: bytes, wanted: str) -> str:
    """``photo``, ``voice`` or ``file``.

    ``wanted`` decides only what bytes can't: webm and mp4 hold sound or film alike, so they are
    a voice note when a recorder says so; and what was picked as a photo but is neither a picture
    nor a document goes to the photo reader, which tells the person what is wrong with it.
    """
    found = type_of(head)
    if found.startswith("image/"):
        return "photo"
    if found in {"audio/webm", "audio/mp4"}:
        return "voice" if wanted == "voice" else "file"
    if found.startswith("audio/"):
        return "voice"
    return "photo" if wanted == "photo" and not head.startswith(_DOCUMENTS) else "file"


def shown_inline(found: str) -> bool:
    """Pictures and sounds open in the page; everything else is saved. SVG has no magic bytes."""
    return found.startswith(("image/", "audio/")) and found != "image/heic"


def _of_brand(brand: bytes) -> str:
    if brand in _HEIF:
        return "image/avif" if brand == b"avif" else "image/heic"
    return "audio/mp4"
