"""Words about people and their accounts: 邀请, 解绑, 停用, 恢复, 我的账号."""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.numbers import plain


class Ask(StrEnum):
    """What is asked for."""

    INVITE = "invite"
    INVITED = "invited"  # 邀请记录
    ACCOUNTS = "accounts"
    UNBIND = "unbind"
    DISABLE = "disable"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Wish:
    """What was said, before anybody is looked up."""

    ask: Ask
    who: str = ""
    """A name, a 工号, a district or 全部, as it was said; of 解绑 all that follows the word."""
    order: bool = True
    """Begins with what is to be done; 「叶小满离职了」 may be mere talk."""


_LONGEST = 40
_SIGN = re.compile(
    r"邀请|绑定|解绑|绑$|[账帐]号|[停禁启]用|注销|停掉|冻结|解冻|离职|辞职|离开公司|不干|恢复|回来|复职|返岗|谁"
)
"""One of these every such sentence has; looked for first, as it is cheap."""
_WHO = r"(?P<who>[一-鿿A-Za-z0-9·:]{1,16}?)"
_POLITE = re.compile(r"^(?:请|麻烦|帮我|帮忙|给我|我要|我想|你|您)*")
_ASKING = re.compile(r"[?吗怎谁哪]|什么")
_CODE = r"(?:邀请码|邀请链接|邀请函?|绑定码)"
_ACCOUNT = r"的?(?:聊天)?(?:[账帐]号|[账帐]户|权限)?"
_END = r"(?:吧|了|啦|一下)?[.,!]*"
_GAP = r"[\s:,]*"
_GRAMMAR: tuple[tuple[Ask, re.Pattern[str]], ...] = tuple(
    (ask, re.compile(f"(?:{words}){_END}", re.IGNORECASE))
    for ask, words in (
        (
            Ask.INVITED,
            r"(?:查|看|查看|看看)?邀请(?:的)?(?:记录|情况|名单|列表|进度|状态)"
            r"|(?:还有|看看)?谁还?没有?(?:绑定?|加入|进来|用邀请码?)[了的?]*",
        ),
        (Ask.INVITE, r"(?:再|重新)?邀请码?|邀请(?:同事|新人|人)"),
        (Ask.INVITE, rf"(?:再|重新)?(?:给|向|帮|为|替){_WHO}(?:再|重新)?(?:发送?|开|生成|做|要|建|出)?[一个份张次]{{0,2}}新?的?{_CODE}"),
        (Ask.INVITE, rf"(?:再|重新)?邀请码?(?:一下|一次)?{_GAP}{_WHO}(?:加入|进来|绑定|使用)?"),
        (Ask.INVITE, rf"{_WHO}的?新?的?(?:邀请码|绑定码)"),
        (
            Ask.ACCOUNTS,
            r"(?:查|看|查看|看看)?(?:我的?(?:聊天)?[账帐]号|[账帐]号|我的绑定|绑定情况|我绑定了(?:哪些|什么)(?:[账帐]号)?)[?]*",
        ),
        (Ask.UNBIND, rf"(?:解绑|解除绑定|取消绑定){_GAP}(?P<who>.{{0,24}}?){_ACCOUNT}"),
        (Ask.UNBIND, rf"把?(?P<who>.{{1,24}}?){_ACCOUNT}(?:解绑|解除绑定)掉?"),
        (Ask.DISABLE, rf"把?{_WHO}{_ACCOUNT}(?:停用|禁用|注销|停掉|冻结)"),
        (Ask.DISABLE, rf"(?:停用|禁用|注销|停掉|冻结){_GAP}{_WHO}{_ACCOUNT}"),
        (Ask.DISABLE, rf"{_WHO}(?:已经?|刚|今天)?(?:离职|辞职|离开公司|不干)"),
        (Ask.RESTORE, rf"(?:恢复|重新启用|启用|解冻){_GAP}{_WHO}{_ACCOUNT}"),
        (Ask.RESTORE, rf"{_WHO}(?:回来上班|回来|复职|返岗)"),
    )
)  # fmt: skip
"""Tried in this order."""


def parse(text: str) -> Wish | None:
    """Read 「邀请 叶小满」「解绑 Telegram」「叶小满离职了」; ``None`` for any other sentence."""
    if len(text) > _LONGEST or not _SIGN.search(text):
        return None
    said = _POLITE.sub("", plain(text)).strip()
    for ask, grammar in _GRAMMAR:
        found = grammar.fullmatch(said)
        if found is not None:
            who = (found.groupdict().get("who") or "").strip()
            order = not who or not said.startswith(who)
            return None if _ASKING.search(who) else Wish(ask, who, order)
    return None
