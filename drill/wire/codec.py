"""Messages to JSON text and back. JSON, because it can be read; size is bounded before anything is decoded."""

from typing import TypeVar

import msgspec

from drill.errors import RemoteProtocolError
from drill.wire.messages import FromHub, FromSeat

MAX_FROM_SEAT = 256 * 1024
"""Bytes of the longest message a seat may send: the longest report, with room."""
MAX_FROM_HUB = 64 * 1024 * 1024
"""Bytes of the longest message a hub may send: the snapshot of a long drill."""

MessageT = TypeVar("MessageT")

_encoder = msgspec.json.Encoder()
_from_seat: msgspec.json.Decoder[FromSeat] = msgspec.json.Decoder(FromSeat)
_from_hub: msgspec.json.Decoder[FromHub] = msgspec.json.Decoder(FromHub)


def encode(message: FromSeat | FromHub) -> str:
    """Return the message as one JSON object."""
    return _encoder.encode(message).decode()


def from_seat(text: str) -> FromSeat:
    """Read what a seat sent.

    Raises:
        RemoteProtocolError: too long, not JSON, or no such message.
    """
    return _decode(text, _from_seat, MAX_FROM_SEAT)


def from_hub(text: str) -> FromHub:
    """Read what a hub sent.

    Raises:
        RemoteProtocolError: too long, not JSON, or no such message.
    """
    return _decode(text, _from_hub, MAX_FROM_HUB)


def _decode(text: str, decoder: "msgspec.json.Decoder[MessageT]", limit: int) -> MessageT:
    if len(text) > limit:
        raise RemoteProtocolError(f"a message of {len(text)} characters; {limit} at most")
    try:
        return decoder.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise RemoteProtocolError(f"a message that cannot be read: {error}") from error
