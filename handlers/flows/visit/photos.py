"""Photos on their way into a visit: kept at once, filed when they have been read."""

from dataclasses import replace

from domain.evidence import ELSEWHERE, Evidence
from domain.onsite import Provenance
from domain.readings import PhotoKind
from domain.stock import parse_stock
from handlers.chat import Button, Drawn, Failed, Measured, News, Reply, SentPhoto
from handlers.flows.visit.board import board
from handlers.flows.visit.closing import close_when_read
from handlers.flows.visit.drafts import active, home_of
from handlers.flows.visit.filing import bind
from handlers.flows.visit.swapping import swap_button
from handlers.turn import Turn
from handlers.unplaced import wants_place


def on_photo(turn: Turn, event: SentPhoto) -> list[Reply]:
    """Keep it. What it shows is answered when it has been read."""
    message = event.message
    turn.work.evidence.add(
        Evidence(
            id=message.id,
            person_id=turn.person.id,
            at=message.at,
            received_at=message.received_at,
            sha256=event.sha256 or ELSEWHERE,
            text=event.caption,
            album=event.album,
            provenance=event.provenance,
        )
    )
    return []


def on_measured(turn: Turn, event: Measured) -> list[Reply]:
    """File a picture where it belongs, and say so."""
    evidence = turn.work.evidence.get(event.evidence_id)
    if evidence is None or evidence.settled:
        return []
    if evidence.visit_id is not None:
        return close_when_read(turn, None, ())  # taken back before it was read
    evidence = replace(
        evidence,
        reading=event.reading,
        sha256=event.reading.sha256,
        provenance=event.provenance or evidence.provenance,
    )
    turn.work.evidence.save(evidence)
    home = home_of(turn, evidence)
    if home is None and evidence.provenance is Provenance.FORWARDED:
        turn.work.evidence.set_aside(evidence.id)
        return [Reply("visit/forwarded")]
    if home is None:
        return close_when_read(turn, None, ()) or [_no_place_yet(turn, evidence)]
    visit, presence = home
    turn.enter("visit", visit.id)
    news, draw = bind(turn, visit, evidence, presence)
    turn.work.visits.save(visit, turn.now)
    shown = board(turn, visit, news, draw=draw)
    shown = replace(shown, buttons=(*shown.buttons, *swap_button(visit, evidence)))
    return close_when_read(turn, visit, news) or [shown]


def _no_place_yet(turn: Turn, evidence: Evidence) -> Reply:
    """Kept until a location covers its time; who visits nobody is told so."""
    if not (turn.directory.within_reach(turn.person) or turn.threads):
        turn.work.evidence.set_aside(evidence.id)
        return Reply("visit/no_stores")
    drafts = turn.work.visits.drafts_of(turn.person.id)
    stale = any(v.presences and v.presences[-1].at < evidence.at for v in drafts)
    minutes = round(turn.settings.early_fix.total_seconds() / 60)
    old = evidence.received_at - evidence.at > turn.settings.early_fix
    wants = wants_place(turn)
    facts = {"stale": stale, "minutes": minutes, "old": old, "at": evidence.at, "wants": wants}
    news = (News("visit/news/photo_waits", facts),)
    other = evidence.reading is not None and evidence.reading.kind is PhotoKind.OTHER
    page = (Button("这是笔记", "page_is", {"evidence": evidence.id}),) if other else ()
    return Reply("visit/waiting", {"wants": wants}, buttons=page, news=news, merge="visit:waiting")


def on_drawn(turn: Turn, event: Drawn) -> list[Reply]:
    """Keep the watermarked copy with its item."""
    visit = turn.work.visits.get(event.visit_id)
    item = visit.items.get(event.item_id) if visit else None
    if visit is not None and item is not None and item.photo is not None:
        visit.change(item.id, photo=replace(item.photo, watermark=event.sha256))
        turn.work.visits.save(visit)
    return []


def on_failed(turn: Turn, event: Failed) -> list[Reply] | None:
    """A photo that can't be read is asked again; what was accepted before stays."""
    if event.kind != "photo":
        return [] if event.kind == "watermark" else None
    evidence = turn.work.evidence.get(event.message.id)
    if evidence is None or evidence.settled or evidence.visit_id is not None:
        return []
    turn.work.evidence.save(replace(evidence, failed=event.code))
    turn.work.evidence.set_aside(evidence.id)
    line = parse_stock(evidence.text, turn.directory.catalogue) if evidence.text else None
    news = News("visit/news/photo_failed", {"code": event.code, "uncounted": bool(line)})
    visit = active(turn)
    if visit is None:
        return [Reply("visit/photo_failed", news=(news,))]
    turn.enter("visit", visit.id)
    return close_when_read(turn, visit, [news]) or [board(turn, visit, [news])]
