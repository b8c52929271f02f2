"""Things that people send and no conversation can use, as Telegram describes them."""

from collections.abc import Mapping
from typing import Any

_FILE = {"file_id": "thing", "file_unique_id": "u-thing", "file_size": 1000}
_FILM = {**_FILE, "width": 320, "height": 240, "duration": 2}

THINGS: Mapping[str, Mapping[str, Any]] = {
    "sticker": {
        "sticker": {
            **_FILE,
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
        }
    },
    "video": {"video": _FILM},
    "video_note": {"video_note": {**_FILE, "length": 240, "duration": 2}},
    "animation": {"animation": _FILM, "document": {**_FILE, "mime_type": "image/gif"}},
    "contact": {"contact": {"phone_number": "+8613800000000", "first_name": "店主"}},
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
    "story": {"story": {"id": 1, "chat": {"id": 5, "type": "private", "first_name": "别人"}}},
    "game": {"game": {"title": "贪吃蛇", "description": "玩", "photo": []}},
    "poll": {
        "poll": {
            "id": "1",
            "question": "几点?",
            "options": [],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
    },
    "pinned": {
        "pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 7001, "type": "private"}}
    },
}
