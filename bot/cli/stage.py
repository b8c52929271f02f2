"""A script's line as the arrival that a channel would make of it."""

from pathlib import Path

from bot.channels.kinds import type_of
from bot.cli.script import Line
from bot.engine.arrivals import Arrival
from storage.blobs import Blobs


def arrival_of(line: Line, address: str, folder: Path, blobs: Blobs) -> tuple[Arrival | None, str]:
    """The arrival, or ``None`` and why the line's file can't be sent."""
    kind = line.what
    body: dict[str, object] = {}
    sizes: dict[str, int] = {}
    if line.what in {"photo", "voice", "document"}:
        path = folder / str(line.data[line.what])
        if not path.is_file():
            return None, f"no file {path.name}"
        data = path.read_bytes()
        sha256 = blobs.put(data)
        sizes = {sha256: len(data)}
        kind, body = _file(line, path, sha256, data)
    elif line.what == "location":
        forwarded = bool(line.data.get("forwarded"))
        kind, body = "place", {**line.data["location"], "forwarded": forwarded}
    elif line.what == "press":
        body = {"token": line.data["token"]}
    elif line.what == "edit_of":
        kind, body = (
            "edit",
            {"of": f"{address}:{line.data['edit_of']}", "text": str(line.data.get("text", ""))},
        )
    else:
        kind = "said"
        body = {"text": str(line.data["text"]), "addressed": line.data.get("mention", True)}
    return _arrival(line, address, kind, body, sizes), ""


def _file(line: Line, path: Path, sha256: str, data: bytes) -> tuple[str, dict[str, object]]:
    caption = str(line.data.get("caption", ""))
    if line.what == "voice":
        return "voice", {"sha256": sha256}
    if line.what == "document" and not type_of(data[:16]).startswith("image/"):
        return "file", {"sha256": sha256, "name": path.name}
    provenance = "file" if line.what == "document" else "unknown"
    if line.data.get("forwarded"):
        provenance = "forwarded"
    body = {"sha256": sha256, "caption": caption, "album": line.album, "provenance": provenance}
    return "photo", {**body, "name": path.name}


def _arrival(
    line: Line, address: str, kind: str, body: dict[str, object], sizes: dict[str, int]
) -> Arrival:
    return Arrival(
        channel=str(line.data.get("channel", "console")),
        key=f"{address}:{line.data.get('id', f'line{line.number}')}",
        address=address,
        chat=str(line.data.get("chat", "private")),
        kind=kind,
        body=body,
        at=line.sent_at,
        received_at=line.at,
        sizes=sizes,
    )
