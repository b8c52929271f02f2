"""A Telegram Bot API server to test against.

It is our own code; its schema is not. Every request must be one of ``aiogram.methods``, every
update is an ``aiogram.types.Update``, and neither may hold a field that aiogram does not know:
aiogram is a library that has nothing to do with python-telegram-bot, which the bot uses.

What no schema says is checked by rules of our own, after Telegram's documentation: lengths, 64
bytes of callback data, rates with ``retry_after``, 20 MB, presses that expire, edits that change
nothing, people who block the bot, one poller at a time, webhooks that are repeated.

    server = TelegramServer(clock)
    await server.start()                      # its address: server.env
    rep = server.user(7001, "叶小满")
    rep.says("今天跑哪几家")                   # an update waits for the bot
    ...
    rep.last.text, rep.last.labels            # what stands in the chat
    rep.taps("到店")

A person's time is ``clock.now()``, unless ``at=`` says otherwise. Nothing here ever sleeps, but for
long polls with a timeout.
"""
