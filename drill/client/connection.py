"""One web socket to the hub, opened with an invitation."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from drill.client.websocket import WebSocket, opened
from drill.errors import InvitationError, LinkError, RemoteProtocolError
from drill.i18n import _
from drill.wire import codec
from drill.wire.invitation import Invitation
from drill.wire.messages import FromHub, FromSeat, Goodbye, Hello, Parting, Welcome

PATIENCE = 8.0
"""Seconds to wait for a connection or a welcome."""


class Connection:
    """An open, welcomed connection."""

    def __init__(self, socket: WebSocket, welcome: Welcome) -> None:
        self._socket = socket
        self.welcome = welcome

    async def send(self, message: FromSeat) -> None:
        """Send one message.

        Raises:
            ConnectionError: the connection is gone.
        """
        await self._socket.send(codec.encode(message))

    async def receive(self) -> FromHub | None:
        """Return the next message; None when the connection ended.

        Raises:
            RemoteProtocolError: the hub sent what cannot be read.
        """
        message = await self._socket.receive()
        return None if message is None else codec.from_hub(message)


@asynccontextmanager
async def connected(invitation: Invitation, epoch: str, position: int) -> AsyncIterator[Connection]:
    """Open a connection and sit down.

    Args:
        invitation: where and with which token.
        epoch: the hub's run as last seen; empty at first.
        position: position of the last message folded in; 0 at first.

    Raises:
        InvitationError: the hub turned the invitation away; trying again is useless.
        LinkError: the hub cannot be reached now.
    """
    try:
        async with asyncio.timeout(PATIENCE) as patience, opened(invitation, codec.MAX_FROM_HUB) as socket:
            await socket.send(codec.encode(Hello(invitation.token, epoch=epoch, position=position)))
            welcome = await _welcome(socket)
            patience.reschedule(None)
            yield Connection(socket, welcome)
    except (OSError, EOFError, UnicodeError) as error:
        raise LinkError(
            _("The hub at {host}:{port} does not answer.").format(host=invitation.host, port=invitation.port),
            _("Check that the hub is running and that this machine can reach it."),
        ) from error


async def _welcome(socket: WebSocket) -> Welcome:
    message = await socket.receive()
    if message is None:
        raise LinkError(
            _("The hub closed the connection before it said anything."), _("Try again in a moment.")
        )
    match codec.from_hub(message):
        case Welcome() as welcome:
            return welcome
        case Goodbye(parting, reason):
            raise turned_away(parting, reason.say())
        case _:
            raise RemoteProtocolError(_("The hub did not welcome this seat first."))


def turned_away(parting: Parting, reason: str) -> LinkError:
    """Return the error that a goodbye stands for."""
    if parting is Parting.CLOSING:
        return LinkError(reason, _("Wait; the seat comes back by itself."))
    if parting is Parting.PROTOCOL:
        return RemoteProtocolError(reason)
    return InvitationError(reason)
