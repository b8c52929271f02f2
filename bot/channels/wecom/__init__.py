"""企业微信, as a self-built app (自建应用) of the company that runs the bot.

What happens comes in by callback (``callback.py``): an encrypted, signed XML that is opened
(``crypto.py``), read (``xml.py``), understood (``intake.py``) and handed to the engine. The empty 200
goes out when it is committed; whatever could not be kept gets 503, and WeCom brings it again, three
times in all. Files stay with WeCom until the engine asks for them (``channel.py``).

What we say goes out by the API (``client.py``, ``token.py``): texts and pictures as messages, buttons
as a template card that is updated once, when one of them was tapped (``messages.py``,
``channel.py``). A card names the message by its ``task_id``, so a repeat after a time-out is told by
errcode 42014 instead of being shown twice; texts and pictures that went out are remembered
(``progress.py``) and not sent again.

What the platform can't do: groups, edits of what was sent, asking for a location. A chosen place may
be anywhere (``pin``); only the camera menu's pictures come from the camera, and only those whose MD5
WeCom announced are called so (``camera.py``).
"""
