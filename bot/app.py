"""Putting an installation together: the only place that builds things."""

import importlib.resources
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine as Database

from bot.channels.base import Channel
from bot.drawing.pictures import Charts, Pictures
from bot.engine.arrivals import FETCH
from bot.engine.core import Core
from bot.engine.decider import Decider
from bot.engine.engine import Engine
from bot.engine.relay import Relay
from bot.engine.timekeeper import Timekeeper
from bot.engine.workers import Tool, Workers
from bot.render import Renderer
from bot.tools.books import Books
from bot.tools.charts import HereCharts
from bot.tools.fetch import Fetch
from bot.tools.figures import FigureCounter, Figures
from bot.tools.photos import Photos, tag_engines
from bot.tools.readers import Readers
from bot.tools.sentences import Sentences
from bot.tools.voices import Voices
from bot.tools.watermarks import Watermarks
from domain.forms import CUSTOMER_VISIT, STORE_VISIT
from domain.memory.vocabulary import TAGS
from domain.ports import Clock, Ids
from domain.settings import COMPANY
from handlers.figures import FIGURES
from handlers.flow import find_flows
from handlers.router import Router
from storage.blobs import Blobs
from storage.database import open_database
from storage.work import Caches, SqlWork

_DATABASE = "bihuan.sqlite"
_SHIPPED = {
    COMPANY: "company",
    STORE_VISIT: "store_visit",
    CUSTOMER_VISIT: "customer_visit",
    TAGS: "tags",
}


@dataclass(frozen=True, slots=True)
class App:
    """A running installation: everything that something outside may need."""

    data: Path
    clock: Clock
    ids: Ids
    database: Database
    blobs: Blobs
    core: Core
    caches: Caches
    engine: Engine
    books: Books
    counter: FigureCounter

    def close(self) -> None:
        """Finish what is queued and let go of the files."""
        self.counter.close()
        self.core.stop()
        self.database.dispose()


def build(
    data: Path,
    *,
    clock: Clock,
    ids: Ids,
    readers: Readers,
    channels: Mapping[str, Channel],
    charts: Charts | None = None,
) -> App:
    """Open the data directory and wire everything to it; charts are drawn here unless told."""
    database = open_database(data / _DATABASE)
    blobs = Blobs(data / "blobs")
    books = Books(blobs, clock, ids)
    caches = Caches(books)
    with database.begin() as connection:
        write_shipped_rules(SqlWork(connection, caches), clock)
    core = Core(database, lost=caches.forget)
    pictures = Pictures(blobs, charts or HereCharts())
    counter = readers.figures(data / _DATABASE)
    tools: dict[str, Tool] = {
        "photo": Photos(blobs, readers.photos),
        "book": books,
        "voice": Voices(blobs, readers.voices),
        "understand": Sentences(core, caches, readers.sentences),
        "watermark": Watermarks(pictures),
        FIGURES: Figures(core, clock, counter),
        FETCH: Fetch(blobs, channels),
    }
    renderer = Renderer(lambda: caches.rules.zone)
    engine = Engine(
        core,
        caches,
        Decider(Router(find_flows()), clock, ids, caches, tag_engines),
        Workers(core, clock, caches, tools),
        Relay(core, clock, caches, renderer, pictures, channels),
        Timekeeper(clock, caches),
    )
    return App(data, clock, ids, database, blobs, core, caches, engine, books, counter)


def write_shipped_rules(work: SqlWork, clock: Clock) -> None:
    """The first start writes version 1 of every shipped rule; later starts write nothing."""
    for kind, file in _SHIPPED.items():
        try:
            work.rules.newest(kind)
        except LookupError:
            work.rules.write(kind, shipped_rule(file), by="shipped", at=clock.now())
    work.rules.settings()


def shipped_rule(name: str) -> dict[str, Any]:
    """A default that comes with the package."""
    text = importlib.resources.files("domain.rules").joinpath(f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)
