# NOTE FROM THE LEAD (delete when read): no own RFC 6455 here. House rule: a well-kept library beats own code. Measured import cost:
# websockets.asyncio.client 0.05 s CPU, wsproto 0.022 s, aiohttp 0.15 s. Use the `websockets` package (asyncio client: ping_interval, max_size,
# ssl, server_hostname) or wsproto over asyncio streams; add it to [project] dependencies in pyproject (pip install it in .venv), drop these two files.
"""Frames of a web socket as its client writes and reads them (RFC 6455, section 5): bytes alone, no waiting.

What a client sends is masked, what a server sends never is. Extensions are not asked for, so their bits must be zero.
"""

import base64
import hashlib
from enum import IntEnum

import msgspec

from drill.errors import RemoteProtocolError
from drill.i18n import _

_FINAL, _RESERVED, _KIND = 0x80, 0x70, 0x0F
_MASKED, _SIZE = 0x80, 0x7F
_TWO, _EIGHT = 126, 127
"""Short sizes that say: the size itself follows in two bytes, in eight."""
_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
"""What every server appends to a client's key (section 1.3)."""


class Kind(IntEnum):
    """What a frame is (section 5.2); from `CLOSE` on they steer the connection and hold 125 bytes at most."""

    MORE = 0
    TEXT = 1
    BINARY = 2
    CLOSE = 8
    PING = 9
    PONG = 10


class Head(msgspec.Struct, frozen=True):
    """The first two bytes of a frame."""

    kind: Kind
    final: bool
    """Whether the message ends with this frame."""
    short: int
    """The size if it is below 126."""

    @property
    def extra(self) -> int:
        """Bytes that follow and hold the size: 0, 2 or 8."""
        return {_TWO: 2, _EIGHT: 8}.get(self.short, 0)

    def size(self, extra: bytes) -> int:
        """Return the size of the payload in bytes.

        Args:
            extra: the bytes that followed, as many as `extra` says.
        """
        return int.from_bytes(extra) if extra else self.short


def read_head(two: bytes) -> Head:
    """Read the first two bytes of a server's frame.

    Raises:
        RemoteProtocolError: bits of extensions, a mask, an unknown kind, or a steering frame in pieces.
    """
    first, second = two
    final = bool(first & _FINAL)
    try:
        kind = Kind(first & _KIND)
    except ValueError as error:
        raise broken() from error
    if first & _RESERVED or second & _MASKED or (kind >= Kind.CLOSE and not (final and second < _TWO)):
        raise broken()
    return Head(kind, final, second & _SIZE)


def written(kind: Kind, payload: bytes, mask: bytes) -> bytes:
    """Return a whole frame of a client.

    Args:
        kind: what it is.
        payload: what it holds.
        mask: four bytes that nobody can foresee (section 10.3).
    """
    size = len(payload)
    if size < _TWO:
        long = bytes((_MASKED | size,))
    elif size < 1 << 16:
        long = bytes((_MASKED | _TWO,)) + size.to_bytes(2)
    else:
        long = bytes((_MASKED | _EIGHT,)) + size.to_bytes(8)
    return bytes((_FINAL | kind,)) + long + mask + masked(payload, mask)


def masked(payload: bytes, mask: bytes) -> bytes:
    """Return the payload under a mask of four bytes; under the same mask again it is as before."""
    size = len(payload)
    key = (mask * (size // 4 + 1))[:size]
    return (int.from_bytes(payload) ^ int.from_bytes(key)).to_bytes(size)


def accepted(key: str) -> str:
    """Return how a server that speaks web sockets answers a client's key (section 4.2.2)."""
    return base64.b64encode(hashlib.sha1(f"{key}{_GUID}".encode()).digest()).decode()  # noqa: S324 (no secret: RFC 6455 says SHA-1)


def broken() -> RemoteProtocolError:
    """Return the error of a frame that no server may send."""
    return RemoteProtocolError(_("What the hub sent is no web socket message."))
