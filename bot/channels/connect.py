"""Which messengers an installation has, by its environment."""

import importlib
from collections.abc import Mapping, Sequence
from typing import cast

from bot.channels.base import Messenger
from bot.checks import Check
from domain.ports import Clock, Ids
from storage.blobs import Blobs

_WANTED = {"telegram": ("TELEGRAM_TOKEN",), "wecom": ("WECOM_CORP_ID", "WECOM_SECRET")}
"""A messenger is wanted when one of these is set; the others it needs it asks for itself."""


def wanted(env: Mapping[str, str]) -> Sequence[str]:
    """Names of the messengers that the environment asks for."""
    return [name for name, keys in _WANTED.items() if any(env.get(key) for key in keys)]


def connect(
    env: Mapping[str, str], blobs: Blobs, clock: Clock, ids: Ids
) -> tuple[Sequence[Messenger], Sequence[str]]:
    """The messengers that can be begun, and a line for each that can't."""
    made, troubles = [], []
    for name in wanted(env):
        # Imported only when used: an installation without messengers starts without them.
        module = importlib.import_module(f"bot.channels.{name}.messenger")
        try:
            made.append(cast("Messenger", module.messenger(env, blobs, clock, ids)))
        except ValueError as error:
            troubles.append(f"{name} is not connected: {error}")
    return made, troubles


async def checks(env: Mapping[str, str]) -> Sequence[Check]:
    """What ``doctor`` says about the messengers."""
    found: list[Check] = []
    for name in wanted(env):
        module = importlib.import_module(f"bot.channels.{name}.checks")
        found += await module.checks(env)
    return found
