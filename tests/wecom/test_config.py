"""The variables, and what doctor says of them."""

import traceback
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.channels.wecom.checks import checks
from bot.channels.wecom.config import NEEDED, Config
from bot.checks import Check
from bot.runtime import SystemClock
from tests.chat import START
from tests.fakes import FakeClock
from tests.peers.wecom import WeComServer


@pytest.fixture
async def server() -> AsyncIterator[WeComServer]:
    async with WeComServer(FakeClock(START)) as opened:
        opened.member("ye")
        yield opened


async def wrong(env: dict[str, str]) -> list[Check]:
    """What is not as it should be."""
    return [found for found in await checks(env) if found.state != "ok"]


def test_what_is_right_is_taken(server: WeComServer) -> None:
    config = Config.of({name: f" {value}\n" for name, value in server.env.items()})

    assert (config.agent_id, config.root) == (server.agent_id, server.url)
    assert Config.of({**server.env, "WECOM_API": ""}).root == "https://qyapi.weixin.qq.com"


@pytest.mark.parametrize("name", NEEDED)
def test_what_is_missing_is_named(server: WeComServer, name: str) -> None:
    with pytest.raises(ValueError, match=f"missing for WeCom: {name}$"):
        Config.of({**server.env, name: " "})


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("WECOM_AGENT_ID", "my app", "a number"),
        ("WECOM_AGENT_ID", "１００", "a number"),
        ("WECOM_AES_KEY", "tooshort", "43 letters and digits"),
        ("WECOM_API", "qyapi.weixin.qq.com", "begins with https"),
        ("WECOM_API", "file:///etc", "begins with https"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_secret_shown(
    server: WeComServer, name: str, value: str, said: str
) -> None:
    with pytest.raises(ValueError, match=f"{name}: .*{said}") as caught:
        Config.of({**server.env, name: value})

    shown = "".join(traceback.format_exception(caught.value)) + repr(Config.of(server.env))
    assert server.secret not in shown
    assert server.aes_key not in shown


async def test_without_wecom_doctor_says_nothing_of_it() -> None:
    assert await checks({"PATH": "/bin"}) == []


async def test_doctor_finds_a_good_configuration_good(server: WeComServer) -> None:
    found = await checks(server.env)

    assert {check.state for check in found} == {"ok"}
    assert [check.check for check in found] == [
        "WECOM_CORP_ID and WECOM_SECRET",
        "app 1000002 闭环",
        "callback address",
    ]
    assert "/wecom/callback" in found[-1].fix


async def test_doctor_names_what_is_missing(server: WeComServer) -> None:
    found = await wrong({**server.env, "WECOM_SECRET": "", "WECOM_TOKEN": ""})

    assert [(c.check, c.state) for c in found] == [
        ("WECOM_SECRET", "missing"),
        ("WECOM_TOKEN", "missing"),
    ]
    assert server.calls == []


async def test_doctor_names_a_key_of_another_shape(server: WeComServer) -> None:
    (found,) = await wrong({**server.env, "WECOM_AES_KEY": "short"})

    assert found.check == "WECOM_AES_KEY: an EncodingAESKey is 43 letters and digits"


@pytest.mark.parametrize(
    ("name", "value", "check", "fix"),
    [
        ("WECOM_CORP_ID", "wwother", "errcode 40013", "企业ID"),
        ("WECOM_SECRET", "s3cr3t", "errcode 40001", "ban this machine's address"),
        ("WECOM_AGENT_ID", "7", "errcode 40056", "AgentId"),
    ],
)
async def test_doctor_says_which_variable_wecom_refuses(
    server: WeComServer, name: str, value: str, check: str, fix: str
) -> None:
    (found,) = await wrong({**server.env, name: value})

    assert check in found.check
    assert fix in found.fix
    assert "s3cr3t" not in found.check + found.fix


@pytest.mark.parametrize("path", ["gettoken", "agent/get"])
async def test_doctor_shows_the_address_that_wecom_saw(server: WeComServer, path: str) -> None:
    server.fails(path, 60020)

    (found,) = await wrong(server.env)

    assert "203.0.113.7" in found.fix
    assert "企业可信IP" in found.fix


async def test_doctor_knows_where_to_look_any_other_code_up(server: WeComServer) -> None:
    server.fails("agent/get", 50003)

    (found,) = await wrong(server.env)

    assert found.fix.endswith("query?e=50003")


async def test_doctor_sees_an_app_that_nobody_sees(server: WeComServer) -> None:
    server.hides("ye")

    (found,) = await wrong(server.env)

    assert found.check == "可见范围 is empty"


async def test_doctor_sees_what_the_app_does_not_tell(server: WeComServer) -> None:
    server.settings.update(close=1, isreportenter=0, report_location_flag=0)

    found = await wrong(server.env)

    assert [(c.check, c.state) for c in found] == [
        ("app 1000002 is switched off", "wrong"),
        ("用户进入应用事件", "missing"),
        ("上报地理位置", "missing"),
    ]


async def test_doctor_says_when_wecom_can_not_be_reached(server: WeComServer) -> None:
    (found,) = await wrong({**server.env, "WECOM_API": "http://127.0.0.1:9"})

    assert "gettoken: ClientConnectorError" in found.check
    assert server.secret not in found.check + found.fix


async def test_doctor_holds_the_clock_against_wecoms(server: WeComServer) -> None:
    real = SystemClock().now()
    slow = FakeClock(datetime.fromtimestamp(real.timestamp() - 600, UTC))

    found = [c for c in await checks(server.env, slow) if c.state != "ok"]

    assert ["s from WeCom's)" in c.check for c in found] == [True]
    assert "NTP" in found[0].fix
