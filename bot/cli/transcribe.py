"""``transcribe``: voice notes as text."""

from collections.abc import Sequence
from pathlib import Path

from bot.cli.printing import out
from bot.tools.voices import chosen_model
from nlu.errors import UnreadableError
from nlu.speech.errors import Unheard
from nlu.speech.transcriber import transcriber


def transcribe(files: Sequence[str], hot_words: Sequence[str], model: str) -> int:
    """One line a file; 1 only if none could be processed, or nobody hears."""
    try:
        reader = transcriber(model or chosen_model())
    except UnreadableError as error:
        for name in files:
            out({"file": name, "error": error.code, "message": error.message})
        return 1
    done = 0
    for name in files:
        try:
            heard = reader.hear(Path(name), hot_words)
            found = {"text": heard.text, "confidence": heard.confidence, "no_speech": False}
        except UnreadableError as error:
            if error.code != Unheard.NO_SPEECH:
                out({"file": name, "error": error.code, "message": error.message})
                continue
            found = {"text": "", "confidence": 0.0, "no_speech": True}
        out({"file": name, **found})
        done += 1
    return 0 if done else 1
