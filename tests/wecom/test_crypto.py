"""The envelope, held to wechatpy's in both directions and to the sample that Tencent published."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.enterprise.crypto import PrpCrypto, WeChatCrypto
from wechatpy.enterprise.exceptions import InvalidCorpIdException
from wechatpy.exceptions import InvalidSignatureException

from bot.channels.wecom.crypto import NOISE, Envelope, EnvelopeError, check_fresh, key_of

TOKEN, AES_KEY = "QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
CORP = "wx5823bf96d3bd56c7"
ECHO = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=="
SIGNATURE = "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3"
SIGNED = ("1409659589", "263014780", ECHO)
"""Timestamp, nonce and what they sign: the sample of 企业微信's own documentation."""
OURS = Envelope(TOKEN, AES_KEY, CORP)
THEIRS = WeChatCrypto(TOKEN, AES_KEY, CORP)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=300)
NOISES = st.binary(min_size=NOISE, max_size=NOISE)


def refused(code: str, encrypted: str) -> bool:
    with pytest.raises(EnvelopeError) as caught:
        OURS.open(encrypted)
    return caught.value.code == code


def sealed_by_them(text: str) -> str:
    return str(PrpCrypto(THEIRS.key).encrypt(text, CORP), "ascii")


def raw(plain: bytes) -> str:
    """Something in an envelope whose inside is not as it should be."""
    encryptor = OURS._cipher.encryptor()
    return base64.b64encode(encryptor.update(plain) + encryptor.finalize()).decode()


def test_tencents_own_sample_opens() -> None:
    OURS.check(SIGNATURE, *SIGNED)

    assert OURS.open(ECHO) == "1616140317555161061"


@given(TEXTS, NOISES)
def test_wechatpy_opens_what_we_seal(text: str, noise: bytes) -> None:
    encrypted = OURS.seal(text, noise)
    signature = OURS.signature("1409659589", "n", encrypted)

    opened = THEIRS.decrypt_message({"Encrypt": encrypted}, signature, "1409659589", "n")

    assert opened == text


@given(TEXTS)
def test_we_open_what_wechatpy_seals(text: str) -> None:
    assert OURS.open(sealed_by_them(text)) == text


@pytest.mark.parametrize("length", range(70))
def test_every_length_of_padding_is_right(length: int) -> None:
    encrypted = OURS.seal("x" * length, bytes(NOISE))

    assert len(base64.b64decode(encrypted)) % 32 == 0
    assert OURS.open(encrypted) == "x" * length
    assert OURS.open(sealed_by_them("x" * length)) == "x" * length


@given(st.data())
def test_a_changed_byte_anywhere_is_refused(data: st.DataObject) -> None:
    parts = [SIGNATURE, *SIGNED]
    which = data.draw(st.integers(0, len(parts) - 1))
    place = data.draw(st.integers(0, len(parts[which]) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda c: c != parts[which][place]))
    parts[which] = parts[which][:place] + other + parts[which][place + 1 :]

    with pytest.raises(EnvelopeError, match="bad_signature"):
        OURS.check(*parts)


def test_wechatpy_refuses_the_same_signature_and_receiver() -> None:
    with pytest.raises(InvalidSignatureException):
        THEIRS.decrypt_message({"Encrypt": ECHO}, SIGNATURE[::-1], *SIGNED[:2])
    with pytest.raises(InvalidCorpIdException):
        THEIRS.decrypt_message(
            {"Encrypt": (other := Envelope(TOKEN, AES_KEY, "wxother").seal("x", bytes(NOISE)))},
            OURS.signature("1", "n", other),
            "1",
            "n",
        )


def test_what_is_meant_for_another_company_is_refused() -> None:
    for corp in ("wxother", "", CORP + "7", CORP[:-1]):
        assert refused("bad_receive_id", Envelope(TOKEN, AES_KEY, corp).seal("x", bytes(NOISE)))


def test_what_no_key_of_ours_sealed_is_refused() -> None:
    other = Envelope(TOKEN, AES_KEY[::-1].replace("C", "A", 1), CORP)

    with pytest.raises(EnvelopeError):
        OURS.open(other.seal("x" * 100, bytes(NOISE)))


@pytest.mark.parametrize(
    "encrypted",
    ["", "=", "no base64!", "中文", "QUJD", ECHO[:-4], ECHO + "QUJD", ECHO.replace("=", "\0")],
)
def test_what_is_no_envelope_is_refused(encrypted: str) -> None:
    with pytest.raises(EnvelopeError, match=r"bad_encoding|bad_padding"):
        OURS.open(encrypted)


@pytest.mark.parametrize(
    ("plain", "code"),
    [
        (bytes(31) + b"\x00", "bad_padding"),
        (bytes(31) + b"\x21", "bad_padding"),
        (bytes(29) + b"\x02\x03\x03", "bad_padding"),
        (b"\x20" * 32, "bad_length"),
        (bytes(16) + b"\x00\x00\x00\x63" + b"x" * 11 + b"\x01", "bad_length"),
        (bytes(16) + b"\xff\xff\xff\xff" + b"x" * 11 + b"\x01", "bad_length"),
        (bytes(16) + b"\x00\x00\x00\x02\xff\xfe" + CORP.encode() + b"\x08" * 8, "bad_text"),
    ],
)
def test_an_envelope_that_is_wrong_inside_is_refused(plain: bytes, code: str) -> None:
    assert refused(code, raw(plain))


@given(st.binary(max_size=200).map(lambda b: base64.b64encode(b).decode()) | st.text(max_size=100))
def test_nothing_else_comes_of_rubbish(encrypted: str) -> None:
    with pytest.raises(EnvelopeError):
        OURS.open(encrypted)


@pytest.mark.parametrize("key", ["", "x" * 42, "x" * 44, AES_KEY[:-1] + "=", AES_KEY[:-1] + "中"])
def test_a_key_of_another_shape_is_refused_without_being_shown(key: str) -> None:
    with pytest.raises(ValueError, match="an EncodingAESKey is 43 letters and digits") as caught:
        key_of(key)

    assert not key or key not in str(caught.value)


def test_noise_is_sixteen_bytes() -> None:
    with pytest.raises(ValueError, match="15 random bytes"):
        OURS.seal("x", bytes(15))


@pytest.mark.parametrize("seconds", [-300, 0, 300])
def test_five_minutes_are_close_enough(seconds: int) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)

    check_fresh(str(int(now.timestamp()) + seconds), now)


@pytest.mark.parametrize("seconds", [-301, 301, 86400])
def test_more_is_stale(seconds: int) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    said = (now + timedelta(seconds=seconds)).timestamp()

    with pytest.raises(EnvelopeError, match="stale"):
        check_fresh(str(int(said)), now)


@pytest.mark.parametrize("said", ["", "now", "-5", "1e9", "9" * 40, "１２３", " 1"])
def test_a_time_that_is_none_is_stale(said: str) -> None:
    with pytest.raises(EnvelopeError, match="stale"):
        check_fresh(said, datetime(2026, 11, 23, tzinfo=UTC))
