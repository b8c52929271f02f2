"""People of the demo company over the real wire of each channel.

``WireChat`` is ``tests.chat.Chat`` with a messenger in between: what somebody does goes through the
messenger's own server and protocol to the bot, and what is heard is what stands on the phone
afterwards. Nothing runs in the background and nothing sleeps.
"""
