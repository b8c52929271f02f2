"""The bot's menus on the server, one for each scope."""

import json
import re
from typing import Any

from aiogram.methods import GetMyCommands, SetMyCommands

from tests.peers.telegram.schema import bad_request

_NAME = re.compile(r"[a-z0-9_]{1,32}")
_ABOUT = 256
_MOST = 100


class Menu:
    """Lists of commands."""

    def __init__(self) -> None:
        self.written = 0
        self._lists: dict[str, list[dict[str, Any]]] = {}

    def get(self, asked: GetMyCommands) -> list[dict[str, Any]]:
        """``getMyCommands``."""
        return self._lists.get(_scope(asked), [])

    def set(self, asked: SetMyCommands) -> bool:
        """``setMyCommands``."""
        if len(asked.commands) > _MOST:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in asked.commands:
            if not _NAME.fullmatch(command.command):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(command.description) <= _ABOUT:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self._lists[_scope(asked)] = [c.model_dump(exclude_none=True) for c in asked.commands]
        self.written += 1
        return True

    def shown(self, scope: str) -> dict[str, str]:
        """The menu of a scope: names and descriptions."""
        found = self._lists.get(json.dumps({"type": scope}), [])
        return {c["command"]: c["description"] for c in found}


def _scope(asked: GetMyCommands | SetMyCommands) -> str:
    scope = asked.scope.model_dump(exclude_none=True) if asked.scope else {"type": "default"}
    return json.dumps(scope)
