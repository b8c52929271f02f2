"""企业微信 as a server of our own: its API (qyapi) for the bot, and its side of the callbacks.

    async with WeComServer(clock) as server:
        bot = messenger(server.env, blobs, clock, ids)    # and the bot's web server at bot_url
        server.callback = f"{bot_url}/wecom/callback"
        ye = server.member("ye")
        await ye.says("进度")                              # encrypted by wechatpy, as WeCom does
        ye.seen[-1].text, ye.seen[-1].buttons             # what the member has on the phone
        await ye.taps("提交")

It is as strict as the documentation says the real one is: token states, sizes in bytes, cards, task
ids, a ``response_code`` good for once, media for three days, 30 messages a minute to a member and the
rest dropped in silence. Callbacks are cut after 5 s and repeated, three tries in all. What the
documentation leaves open is marked *guessed*. Nothing sleeps: the time is the clock's.
"""

from tests.peers.wecom.members import Member, Seen
from tests.peers.wecom.server import WeComServer

__all__ = ["Member", "Seen", "WeComServer"]
