"""The HTML pages and the files they load."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

WEB = Path(__file__).parents[2] / "web"
_LIBRARY = Path(sys.prefix) / "share" / "bihuan" / "web"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
NEEDED = "deepChat.bundle.js"
FETCH = "make run"
"""What fetches the browser libraries."""


class Pages:
    """Renders pages; everything that is put into one is escaped."""

    def __init__(self, library: Path = _LIBRARY) -> None:
        self._library = library
        self._jinja = Environment(
            loader=FileSystemLoader(WEB), undefined=StrictUndefined, autoescape=True
        )
        own = {p.name: p for p in sorted(WEB.glob("*/*")) if p.suffix in _TYPES}
        self._files = {f"own/{name}": path for name, path in own.items()}

    @property
    def complete(self) -> bool:
        """Whether the browser libraries were fetched."""
        return (self._library / NEEDED).is_file()

    def page(self, name: str, facts: Mapping[str, Any], status: int = 200) -> web.Response:
        """A rendered page."""
        text = self._jinja.get_template(f"{name}.html").render(facts)
        return web.Response(text=text, status=status, content_type="text/html", charset="utf-8")

    def notice(self, title: str, text: str, status: int = 200) -> web.Response:
        """A page that only says something."""
        return self.page("notice", {"title": title, "text": text}, status)

    def file(self, place: str, name: str) -> web.StreamResponse:
        """A script or style sheet: our own, or one of the fetched libraries.

        Raises:
            HTTPNotFound: when it is none; names are looked up, never joined to a path blindly.
        """
        path = self._files.get(f"own/{name}") if place == "own" else self._fetched(name)
        if path is None:
            raise web.HTTPNotFound
        headers = {
            "Cache-Control": "no-cache",
            "Content-Type": f"{_TYPES[path.suffix]}; charset=utf-8",
        }
        return web.FileResponse(path, headers=headers)

    def _fetched(self, name: str) -> Path | None:
        here = self._library.glob("*") if self._library.is_dir() else ()
        return next((p for p in here if p.name == name and p.suffix in _TYPES), None)
