"""A photographed page of notes: kept as a note of its own, never as evidence of a visit."""

from domain.evidence import ELSEWHERE
from domain.memory.pages import is_page, page_text
from domain.memory.subjects import named_in
from domain.numbers import plain
from domain.readings import PhotoReading
from handlers.chat import Button, Failed, Measured, MessageRef, Pressed, Reply, SentPhoto
from handlers.flow import Flow
from handlers.remembering import FLOW as MEMORY
from handlers.remembering import Words, choices, likely
from handlers.turn import Thread, Turn

_NAME = "notebook"
_SHOWN = 4


def on_photo(turn: Turn, event: SentPhoto) -> list[Reply] | None:
    """「笔记」 in the caption: it is no evidence. Answered when it has been read."""
    if not is_page(plain(event.caption)):
        return None
    thread = turn.enter(_NAME, str(event.message.id))
    turn.remember(thread, "caption", event.caption)
    return []


def on_measured(turn: Turn, event: Measured) -> list[Reply] | None:
    """Ask whom it is about; its words are shown and not trusted."""
    thread = _thread(turn, event.message.id)
    if thread is None:
        return None
    turn.leave(_NAME, thread.subject)
    return [_whose(turn, event.message, event.reading, thread.memory["caption"])]


def on_failed(turn: Turn, event: Failed) -> list[Reply] | None:
    """A page that can't be opened is asked again."""
    thread = _thread(turn, event.message.id) if event.kind == "photo" else None
    if thread is None:
        return None
    turn.leave(_NAME, thread.subject)
    return [Reply("memory/page_failed")]


def _thread(turn: Turn, message: int) -> Thread | None:
    return next((t for t in turn.threads if (t.flow, t.subject) == (_NAME, str(message))), None)


def on_press(turn: Turn, event: Pressed) -> list[Reply]:
    """「这是笔记」 under a picture that no visit has taken."""
    evidence = turn.work.evidence.get(event.args["evidence"])
    taken = evidence is None or evidence.visit_id is not None
    if evidence is None or taken or evidence.reading is None or evidence.sha256 == ELSEWHERE:
        return [Reply("memory/page_gone")]
    turn.work.evidence.set_aside(evidence.id)
    return [_whose(turn, event.message, evidence.reading, evidence.text)]


def _whose(turn: Turn, message: MessageRef, reading: PhotoReading, caption: str) -> Reply:
    text = page_text(reading.words)
    words = Words(text=text, at=message.at, source=message.id, sha256=reading.sha256, checked=False)
    named = named_in(f"{caption}\n{text}", turn.person, turn.directory)
    among = list(dict.fromkeys([*named, *likely(turn)]))[:_SHOWN]
    args = {"words": words.as_args()}
    turn.ask_which(turn.enter(MEMORY, ""), "who", **args)
    buttons = (*choices(turn, among, "note_who", args), Button("不记", "note_drop"))
    return Reply("memory/page_who", {"text": text, "looked": reading.looked}, buttons=buttons)


FLOW = Flow(
    name=_NAME,
    order=18,
    on={SentPhoto: on_photo, Measured: on_measured, Failed: on_failed},
    presses={"page_is": on_press},
)
