"""What ``doctor`` says about WeCom: the variables, the secret, the address, the app, the clock."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from aiohttp import ClientTimeout

from bot.channels.wecom.callback import PATH
from bot.channels.wecom.config import NEEDED, Config
from bot.channels.wecom.errors import NO_CORP, NO_SECRET, NOT_MY_IP, UNREACHABLE, WeComError
from bot.channels.wecom.wire import Answer, Wire
from bot.checks import Check
from bot.runtime import SystemClock
from domain.ports import Clock

_FOR = "WeCom"
_TIMEOUT = ClientTimeout(total=5)
_SKEW_S = 120
_FROM_IP = re.compile(r"from ip: ([0-9a-fA-F.:]{3,45})")
_APP = "应用管理 → the app"


async def checks(env: Mapping[str, str], clock: Clock | None = None) -> list[Check]:
    """Look at one app's configuration; nothing when no ``WECOM_*`` is set."""
    if not any(env.get(name) for name in NEEDED):
        return []
    missing = [name for name in NEEDED if not env.get(name, "").strip()]
    if missing:
        fix = f"set it: docs/wecom.md says where WeCom shows it ({_APP})"
        return [Check(name, "missing", _FOR, fix) for name in missing]
    try:
        config = Config.of(env)
    except ValueError as error:
        return [Check(str(error), "wrong", _FOR, "copy it again: docs/wecom.md")]
    wire = Wire(config.root, _TIMEOUT)
    try:
        return [*await _asked(wire, config, clock or SystemClock()), _callback()]
    finally:
        await wire.close()


async def _asked(wire: Wire, config: Config, clock: Clock) -> list[Check]:
    try:
        query = {"corpid": config.corp_id, "corpsecret": config.secret}
        answer = await wire.ask("gettoken", query)
        found = [_token(answer), *_skew(answer, clock.now())]
        token = answer.data.get("access_token")
        if not answer.errcode and isinstance(token, str):
            query = {"access_token": token, "agentid": str(config.agent_id)}
            found += _agent(await wire.ask("agent/get", query), config)
    except WeComError as error:
        fix = "look at the network: the bot must reach qyapi.weixin.qq.com (or WECOM_API)"
        return [Check(f"WeCom's API ({error})", "wrong", _FOR, fix)]
    return found


def _token(answer: Answer) -> Check:
    check = "WECOM_CORP_ID and WECOM_SECRET"
    if not answer.errcode:
        return Check(check, "ok", _FOR)
    fixes = {
        NO_CORP: "WECOM_CORP_ID: 我的企业 → 企业信息 → 企业ID",
        NO_SECRET: f"WECOM_SECRET: {_APP} → Secret; too many tries with a wrong one ban this"
        " machine's address for an hour",
    }
    return _refused(check, answer, fixes)


def _agent(answer: Answer, config: Config) -> Iterator[Check]:
    check = f"app {config.agent_id}"
    if answer.errcode:
        fixes = {
            40056: f"WECOM_AGENT_ID: {_APP} → AgentId",
            301002: "WECOM_AGENT_ID and WECOM_SECRET are of two different apps",
        }
        yield _refused(check, answer, fixes)
        return
    yield Check(f"{check} {answer.data.get('name', '')}".rstrip(), "ok", _FOR)
    if answer.data.get("close"):
        yield Check(f"{check} is switched off", "wrong", _FOR, f"{_APP} → 启用应用")
    if not _seen_by(answer.data):
        fix = f"{_APP} → 可见范围: add the departments or members that use the bot"
        yield Check("可见范围 is empty", "wrong", _FOR, fix)
    for flag, name, use in (
        ("isreportenter", "用户进入应用事件", "greeting whoever opens the app (optional)"),
        ("report_location_flag", "上报地理位置", "fresh locations while on site (optional)"),
    ):
        if answer.data.get(flag) == 0:
            yield Check(name, "missing", use, f"{_APP} → {name}: switch it on")


def _seen_by(data: Mapping[str, Any]) -> int:
    """How many members, departments and tags see the app."""
    lists = (("allow_userinfos", "user"), ("allow_partys", "partyid"), ("allow_tags", "tagid"))
    found = (data.get(outer, {}).get(inner, []) for outer, inner in lists)
    return sum(len(one) for one in found if isinstance(one, list))


def _refused(check: str, answer: Answer, fixes: Mapping[int, str]) -> Check:
    code = answer.errcode
    if code == NOT_MY_IP:
        seen = _FROM_IP.search(str(answer.data.get("errmsg", "")))
        address = seen[1] if seen else "this machine's public address"
        fix = f"add {address} to {_APP} → 企业可信IP; it holds after a minute"
        return Check("企业可信IP (errcode 60020)", "wrong", _FOR, fix)
    said = "no proper answer" if code == UNREACHABLE else f"errcode {code}"
    fix = fixes.get(code, f"https://open.work.weixin.qq.com/devtool/query?e={code}")
    return Check(f"{check} ({said})", "wrong", _FOR, fix)


def _skew(answer: Answer, now: datetime) -> Iterator[Check]:
    """WeCom's clock against this machine's: callbacks are signed by the time."""
    try:
        theirs = parsedate_to_datetime(answer.headers.get("date", ""))
        seconds = abs((theirs - now).total_seconds())
    except (ValueError, TypeError):
        return
    if seconds > _SKEW_S:
        fix = "set the clock, or switch on NTP: timedatectl set-ntp true"
        yield Check(f"clock ({seconds:.0f} s from WeCom's)", "wrong", "WeCom callbacks", fix)


def _callback() -> Check:
    """Only WeCom can try it."""
    fix = (
        f"can't be tried from here: while the bot runs, save https://…{PATH} in {_APP} → 接收消息;"
        " WeCom calls it at once and says whether it answers"
    )
    return Check("callback address", "ok", "receiving messages", fix)
