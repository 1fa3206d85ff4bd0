"""One web socket of a client: text in, text out, to the hub that wrote the invitation and to no other."""

import hashlib
import secrets
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import (
    ConnectionClosed,
    ConnectionClosedError,
    InvalidHandshake,
    InvalidMessage,
)
from websockets.frames import CloseCode

from drill.errors import InvitationError, RemoteProtocolError
from drill.i18n import _
from drill.wire.invitation import Invitation

HEARTBEAT = 10.0
"""Seconds between pings; a hub that leaves one unanswered for half as long is gone."""
PATIENCE = 8.0
"""Seconds in which the hub must have answered the request."""
FAREWELL = 1.0
"""Seconds in which the hub should say goodbye too."""
_OURS = frozenset({CloseCode.PROTOCOL_ERROR, CloseCode.INVALID_DATA, CloseCode.MESSAGE_TOO_BIG})
"""Codes with which this side ends a connection because of what the other sent."""


class WebSocket:
    """An open web socket. One task reads; any may send."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    async def send(self, text: str) -> None:
        """Send one message.

        Raises:
            ConnectionError: the connection is gone.
        """
        try:
            await self._connection.send(text)
        except ConnectionClosed as closed:
            raise ConnectionResetError from closed

    async def receive(self) -> str | None:
        """Return the next message; None when the connection ended.

        Raises:
            RemoteProtocolError: the other side broke RFC 6455, sent more than it may, or what is no text.
        """
        try:
            message = await self._connection.recv()
        except ConnectionClosedError as closed:
            if closed.sent is not None and closed.sent.code in _OURS:
                raise broken() from closed
            return None
        except ConnectionClosed:
            return None
        if isinstance(message, bytes):
            raise broken()
        return message


@asynccontextmanager
async def opened(invitation: Invitation, most: int) -> AsyncIterator[WebSocket]:
    """Open the socket that an invitation names; it is closed with the block.

    Args:
        invitation: where, and with which certificate.
        most: bytes of the longest message that may come.

    Raises:
        InvitationError: the certificate is another one.
        OSError: nothing answers there.
        EOFError: what answers there does not speak web sockets.
    """
    scheme = "wss" if invitation.fingerprint else "ws"
    connecting = connect(
        f"{scheme}://{invitation.authority}/link",
        ssl=_pinned_only() if invitation.fingerprint else None,
        compression=None,
        max_size=most,
        ping_interval=HEARTBEAT,
        ping_timeout=HEARTBEAT / 2,
        close_timeout=FAREWELL,
        open_timeout=PATIENCE,
        proxy=None,
        user_agent_header=None,
    )
    try:
        connection = await connecting
    except (InvalidHandshake, InvalidMessage) as refused:
        raise EOFError from refused
    async with connection:
        _check(invitation, connection)
        yield WebSocket(connection)


def broken() -> RemoteProtocolError:
    """Return the error for what no hub of ours would send."""
    return RemoteProtocolError(_("What the hub sent is no web socket message."))


def _pinned_only() -> ssl.SSLContext:
    """Return a context that trusts no authority: `_check` compares the certificate itself with the invitation."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def _check(invitation: Invitation, connection: ClientConnection) -> None:
    if not invitation.fingerprint:
        return
    tls = connection.transport.get_extra_info("ssl_object")
    shown = hashlib.sha256(tls.getpeercert(binary_form=True)).hexdigest()
    if not secrets.compare_digest(shown, invitation.fingerprint):
        raise InvitationError(
            _("The hub at that address is not the one that wrote the invitation."),
            _("Do not go on. Tell the controller."),
        )
