"""Telegram: private chats and groups, by polling or by webhook.

python-telegram-bot is the transport only; conversations, order and state are the engine's.

Receiving: updates come as raw JSON and are read one by one (``intake``), so that one which nobody
understands never takes others with it. Each becomes an ``Arrival`` with the key
``<bot id>:<update id>``. Polling confirms an update to Telegram only after it is committed; the
webhook answers 200 only then. A kill in between has it delivered again, and the key ends it there.
Telegram keeps messages for a day, presses for 150 seconds, in a queue of their own: a press may come
before what was written before it.

    message        text, photo, document, voice, audio, location, venue; else ``other``
    edited_message a live location that moved (``place`` with ``update``), else ``edit``, which may
                   be no edit at all: reactions and previews come as such, too
    callback_query ``press``; afterwards it is answered, and its keyboard shows it (``marks``)
    my_chat_member whether the person blocked the bot, or let it in again

In a group only what is meant for the bot is handed on: a mention, a reply to it, its command. Nothing
else of a group is kept. Channels, bots and anonymous admins are ignored.

Sending: plain text without markup, buttons as inline keyboard, a keyboard with 发送我的位置 while a
location is asked for. Our number of a message is its ``message_id``. Limits are in ``channel``.

Files stay with Telegram until the engine fetches them (``channel.fetch``), at most 20 MB each. Their
addresses hold the token: errors are scrubbed of it before anybody sees them (``settings``).
"""

import os

os.environ.setdefault("PTB_TIMEDELTA", "true")  # spans are timedeltas, as in its next version

CHANNEL = "telegram"
FILE_LIMIT = 20 * 1024 * 1024
"""Bytes: what a bot may download."""
