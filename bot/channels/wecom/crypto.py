"""WeCom's envelope: signed by SHA-1, sealed by AES-256-CBC.

Inside: 16 random bytes, the message's length (4 bytes, big-endian), the message in UTF-8, and who it
is for; padded by PKCS#7 to blocks of 32.
"""

import base64
import binascii
import hashlib
import hmac
import re
from datetime import datetime

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

KEY_LENGTH = 43
"""Characters of an EncodingAESKey: 32 bytes in base64 without its ``=``."""
NOISE = 16
_LENGTH = 4
_BLOCK = 32
_AES_BLOCK = 16
_SKEW_S = 300
_DIGITS = re.compile(r"[0-9]{1,12}", re.ASCII)


class EnvelopeError(Exception):
    """An envelope that is not from WeCom, not for us, or not from now.

    ``code``: ``bad_signature``, ``stale``, ``bad_encoding``, ``bad_padding``, ``bad_length``,
    ``bad_text``, ``bad_receive_id``.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Envelope:
    """Seals and opens with one app's Token and EncodingAESKey.

    ``receive_id`` is the corp id. Without a proper key there is a ``ValueError``.
    """

    def __init__(self, token: str, aes_key: str, receive_id: str) -> None:
        key = key_of(aes_key)
        self._token = token
        self._receive_id = receive_id.encode()
        self._cipher = Cipher(algorithms.AES(key), modes.CBC(key[:_AES_BLOCK]))

    def signature(self, timestamp: str, nonce: str, encrypted: str) -> str:
        """40 hex digits over the parts in sorted order."""
        # What a query holds need not be text; replaced, it simply does not fit.
        parts = sorted(
            p.encode(errors="replace") for p in (self._token, timestamp, nonce, encrypted)
        )
        return hashlib.sha1(b"".join(parts)).hexdigest()  # noqa: S324 - what WeCom signs with

    def check(self, signature: str, timestamp: str, nonce: str, encrypted: str) -> None:
        """Hold a signature against what it signs.

        Raises:
            EnvelopeError: ``bad_signature``.
        """
        wanted = self.signature(timestamp, nonce, encrypted)
        if not hmac.compare_digest(wanted.encode(), signature.encode(errors="replace")):
            raise EnvelopeError("bad_signature")

    def open(self, encrypted: str) -> str:
        """The message inside.

        Raises:
            EnvelopeError: when it is damaged or meant for somebody else.
        """
        plain = _unpadded(self._decrypt(encrypted))
        head, rest = plain[:NOISE], plain[NOISE:]
        size = int.from_bytes(rest[:_LENGTH])
        message, receiver = rest[_LENGTH : _LENGTH + size], rest[_LENGTH + size :]
        if len(head) + len(rest) < NOISE + _LENGTH or len(message) != size:
            raise EnvelopeError("bad_length")
        if not hmac.compare_digest(receiver, self._receive_id):
            raise EnvelopeError("bad_receive_id")
        try:
            return message.decode()
        except UnicodeDecodeError as error:
            raise EnvelopeError("bad_text") from error

    def seal(self, message: str, noise: bytes) -> str:
        """A message in an envelope of its own; ``noise`` is 16 random bytes.

        Raises:
            ValueError: for another number of them.
        """
        if len(noise) != NOISE:
            raise ValueError(f"{len(noise)} random bytes, {NOISE} are needed")
        data = message.encode()
        plain = noise + len(data).to_bytes(_LENGTH) + data + self._receive_id
        pad = _BLOCK - len(plain) % _BLOCK
        encryptor = self._cipher.encryptor()
        sealed = encryptor.update(plain + bytes([pad]) * pad) + encryptor.finalize()
        return base64.b64encode(sealed).decode()

    def _decrypt(self, encrypted: str) -> bytes:
        try:
            data = base64.b64decode(encrypted, validate=True)
        except (binascii.Error, ValueError) as error:
            raise EnvelopeError("bad_encoding") from error
        if not data or len(data) % _AES_BLOCK:
            raise EnvelopeError("bad_encoding")
        decryptor = self._cipher.decryptor()
        return decryptor.update(data) + decryptor.finalize()


def key_of(aes_key: str) -> bytes:
    """The 32 bytes of an EncodingAESKey.

    Raises:
        ValueError: when it is none; the key itself is not named.
    """
    if not re.fullmatch(rf"[0-9A-Za-z+/]{{{KEY_LENGTH}}}", aes_key, re.ASCII):
        raise ValueError(f"an EncodingAESKey is {KEY_LENGTH} letters and digits")
    return base64.b64decode(f"{aes_key}=")


def check_fresh(timestamp: str, now: datetime) -> None:
    """Refuse what was signed more than five minutes before or after now.

    Raises:
        EnvelopeError: ``stale``.
    """
    if not _DIGITS.fullmatch(timestamp) or abs(now.timestamp() - int(timestamp)) > _SKEW_S:
        raise EnvelopeError("stale")


def _unpadded(plain: bytes) -> bytes:
    pad = plain[-1]
    if not 1 <= pad <= _BLOCK or plain[-pad:] != bytes([pad]) * pad:
        raise EnvelopeError("bad_padding")
    return plain[:-pad]
