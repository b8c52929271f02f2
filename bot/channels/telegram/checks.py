"""What ``doctor`` says about Telegram."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence

from telegram import WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.line import Line
from bot.channels.telegram.settings import Settings
from bot.checks import Check

_PATIENCE_S = 5.0
_MANY = 100
"""Updates that wait at Telegram, from which on it is said."""
_FOR = "Telegram"
_BOTFATHER = "ask @BotFather for the token (/mybots, API Token) and set TELEGRAM_TOKEN"


async def checks(env: Mapping[str, str]) -> Sequence[Check]:
    """Whether the bot can be reached and where its messages go; nothing without a token."""
    if not env.get("TELEGRAM_TOKEN"):
        return []
    try:
        settings = Settings.of(env)
        line = Line(settings)
    except ValueError as error:
        return [Check("Telegram settings", "wrong", _FOR, str(error))]
    await line.open()
    try:
        async with asyncio.timeout(_PATIENCE_S):
            user, info = await line.get_me(), await line.get_webhook_info()
    except InvalidToken:
        return [Check("Telegram token: refused", "wrong", _FOR, _BOTFATHER)]
    except (TelegramError, TimeoutError) as error:
        return [_unreachable(settings, error)]
    finally:
        await line.close_wires()
    return [Check(f"Telegram bot @{user.username}", "ok", _FOR), *_directed(settings, info)]


def _unreachable(settings: Settings, error: Exception) -> Check:
    said = settings.scrub(str(error)) or "no answer in time"
    fix = f"let this machine reach {settings.server} over HTTPS, or set TELEGRAM_PROXY to an HTTP proxy"
    return Check(f"Telegram can't be reached: {said}", "wrong", _FOR, fix)


def _directed(settings: Settings, info: WebhookInfo) -> Iterator[Check]:
    """Where updates go, against where they should."""
    wanted = settings.webhook
    if info.url == wanted:
        yield Check("Telegram webhook" if wanted else "Telegram polling", "ok", _FOR)
    elif wanted:
        state = "wrong" if info.url else "missing"
        yield Check(
            "Telegram webhook: not set to this bot", state, _FOR, "python -m bot run sets it"
        )
    else:
        fix = "set TELEGRAM_WEBHOOK_URL, or let python -m bot run remove the webhook"
        yield Check("Telegram polling: a webhook takes the messages", "wrong", _FOR, fix)
    if wanted and info.url and info.last_error_message:
        fix = "see that TELEGRAM_WEBHOOK_URL leads here, with a certificate that Telegram accepts"
        said = settings.scrub(info.last_error_message)
        yield Check(f"Telegram webhook: last delivery failed: {said}", "wrong", _FOR, fix)
    if info.pending_update_count > _MANY:
        check = f"Telegram: {info.pending_update_count} messages wait"
        yield Check(check, "wrong", _FOR, "start the bot: python -m bot run")
