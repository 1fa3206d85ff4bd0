"""The hub's door: one web socket a seat, on loopback unless told otherwise."""

import asyncio
import logging
import secrets
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
from aiohttp import ClientConnectionResetError, WSCloseCode, WSMsgType, web
from aiohttp.http_exceptions import HttpProcessingError

from drill.clock import WallClock
from drill.errors import JournalError, LinkError
from drill.hub.engine import HubEngine
from drill.hub.outbox import Outbox
from drill.hub.pace import COMING_IN, Pace, steps_of
from drill.hub.seats import SeatBook, seat_of
from drill.hub.web.routes import BoardPage
from drill.hub.witness import Reciter, nothing
from drill.i18n import _, words
from drill.wire import codec
from drill.wire.messages import Answer, Command, Goodbye, Hello, Parting, Recalled
from drill.wire.session import Admit, Do, End, Look, Recite, Seat, Session
from drill.world.cards import Put, SeatCard

HEARTBEAT = 10.0
"""Seconds between pings; a client silent for half as long again is gone."""
PACE = 200
"""Commands of one connection that may wait for their answers: more stop its reading, and nobody else's."""
PATIENCE = 1.0
"""Seconds in which a goodbye must have left; whoever does not read it is cut off."""
FIRST_WORD = 10.0
"""Seconds in which a connection must show its invitation."""


def _of_ours(record: logging.LogRecord) -> bool:
    """Tell a fault of the hub from a request that is none: that one would put a stranger's bytes, or a token, in a log."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


_LOG = logging.getLogger(__name__)
_LOG.addFilter(_of_ours)


class _Connection(msgspec.Struct, frozen=True):
    seat: Seat
    outbox: Outbox
    socket: web.WebSocketResponse
    transport: asyncio.Transport | None


class HubServer:
    """Lets seats in, hands their commands to the engine, and sends what they may see."""

    def __init__(self, engine: HubEngine, seats: SeatBook, recite: Reciter = nothing) -> None:
        self.epoch = secrets.token_hex(8)
        """Names this run of the hub."""
        self._engine = engine
        self._seats = seats
        self._recite = recite
        self._connections: dict[str, _Connection] = {}
        self._paces: dict[str, Pace] = {}
        self._lines: set[asyncio.Transport | None] = set()
        self.board = BoardPage(engine.channels, seats, self._lines)
        engine.channels.tell_controllers(Put(card) for card in seats.cards())
        for team in {row.team for row in seats.rows if row.team}:
            engine.channels.tell_controllers(engine.channels.desks.presence(team, *seats.count(team)))

    def application(self) -> web.Application:
        """Return the web application: the seats' door and the wall's page."""
        application = web.Application()
        application.router.add_get("/link", self._link)
        self.board.add_to(application.router)
        application.on_shutdown.append(self._close_all)
        return application

    @asynccontextmanager
    async def serving(self, host: str, port: int, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
        """Serve inside an ``async with`` block; yields the port, chosen by the system when 0 is given.

        Raises:
            LinkError: the port is taken or not allowed.
        """
        runner = web.AppRunner(
            self.application(), access_log=None, logger=_LOG, handle_signals=False, shutdown_timeout=2.0
        )
        await runner.setup()
        site = web.TCPSite(runner, host, port, ssl_context=tls)
        sweeper = asyncio.create_task(self._sweep(runner))
        try:
            await _start(site, host, port)
            yield runner.addresses[0][1]
        finally:
            sweeper.cancel()
            await runner.cleanup()

    async def _sweep(self, runner: web.AppRunner) -> None:
        """Cut off, for ever, who connected and asked for nothing: each of them keeps a place from somebody else."""
        idle: set[web.RequestHandler] = set()
        while runner.server is not None:
            await asyncio.sleep(FIRST_WORD)
            now = {handler for handler in runner.server.connections if handler.transport not in self._lines}
            for handler in now & idle:
                _cut(handler.transport)
            idle = now

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=codec.MAX_FROM_SEAT, compress=False)
        await socket.prepare(request)
        session = Session()
        connection: _Connection | None = None
        sender: asyncio.Task[None] | None = None
        transport = request.transport
        self._lines.add(transport)
        silence = asyncio.get_running_loop().call_later(FIRST_WORD, _cut, transport)
        try:
            async for message in socket:
                if message.type is not WSMsgType.TEXT:
                    break
                step = session.receive(message.data)
                if isinstance(step, Admit):
                    silence.cancel()
                    connection = await self._admit(session, step.hello, socket, transport)
                    sender = asyncio.create_task(_send(connection)) if connection else None
                elif isinstance(step, End):
                    await _part(socket, transport, step.goodbye)
                elif connection is not None:
                    await self._do(connection, step)
                    await self._slow_down(connection.seat, steps_of(message.data))
        except JournalError:
            # Nothing can be written any more: the hub stops, and tells everyone so itself.
            pass
        finally:
            self._lines.discard(transport)
            silence.cancel()
            if sender is not None:
                sender.cancel()
            if connection is not None:
                self._leave(connection)
        return socket

    async def _admit(
        self,
        session: Session,
        hello: Hello,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport | None,
    ) -> _Connection | None:
        row = self._seats.find(hello.token)
        if row is None or row.revoked is not None:
            await _part(socket, transport, _turned_away(session, known=row is not None).goodbye)
            return None
        seat = seat_of(row)
        await self._slow_down(seat, COMING_IN)
        await self._take_over(seat)
        return self._seat(session, seat, hello, socket, transport)

    def _seat(
        self,
        session: Session,
        seat: Seat,
        hello: Hello,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport | None,
    ) -> _Connection:
        outbox = self._engine.channels.listen(seat)
        outbox.owe(session.admit(seat, self.epoch))
        same = hello.epoch == self.epoch
        outbox.offer(outbox.channel.resume(hello.position) if same else outbox.channel.snapshot())
        connection = _Connection(seat, outbox, socket, transport)
        self._connections[seat.id] = connection
        self.show(self._seats.came(seat.id))
        return connection

    async def _take_over(self, seat: Seat) -> None:
        old = self._connections.pop(seat.id, None)
        if old is not None:
            reason = words("This seat was opened in another place; that one holds it now.")
            await _part(old.socket, old.transport, Goodbye(Parting.TAKEN_OVER, reason))

    async def _slow_down(self, seat: Seat, steps: int) -> None:
        pace = self._paces.setdefault(seat.id, Pace(WallClock()))
        await asyncio.sleep(pace.spend(steps) / 1000)

    async def _do(self, connection: _Connection, step: object) -> None:
        match step:
            case Do(command):
                await self._command(connection, command)
            case Look(team):
                self._engine.channels.watch(connection.outbox, team)
            case Recite(positions):
                connection.outbox.owe(Recalled(await asyncio.to_thread(self._recite, positions)))

    async def _command(self, connection: _Connection, command: Command) -> None:
        reply = self._engine.command(connection.seat, command.id, command.given)
        connection.outbox.pending += 1

        def answer(done: "asyncio.Future[Answer]") -> None:
            connection.outbox.pending -= 1
            if not done.cancelled() and done.exception() is None:
                connection.outbox.owe(done.result())

        reply.add_done_callback(answer)
        while connection.outbox.pending > PACE and not reply.done():
            await asyncio.wait([reply])

    def _leave(self, connection: _Connection) -> None:
        self._engine.channels.leave(connection.outbox)
        if self._connections.get(connection.seat.id) is connection:
            del self._connections[connection.seat.id]
        self.show(self._seats.left(connection.seat.id))

    def show(self, card: SeatCard) -> None:
        """Tell controllers that a seat came or left."""
        channels = self._engine.channels
        channels.tell_controllers([Put(card)])
        if card.team:
            channels.tell_controllers(channels.desks.presence(card.team, *self._seats.count(card.team)))

    async def _close_all(self, _application: web.Application) -> None:
        goodbye = Goodbye(Parting.CLOSING, words("The hub closes; it will come back."))
        open_now = list(self._connections.values())
        await asyncio.gather(*(_part(one.socket, one.transport, goodbye) for one in open_now))


def _turned_away(session: Session, *, known: bool) -> End:
    if known:
        return session.end(
            Parting.REVOKED, words("This invitation was revoked. Ask the controller for a new one.")
        )
    return session.end(
        Parting.UNKNOWN, words("No seat has this invitation. Ask the controller for a new one.")
    )


async def _start(site: web.TCPSite, host: str, port: int) -> None:
    try:
        await site.start()
    except OSError as taken:
        raise LinkError(
            _("Port {port} on {host} cannot be opened: {reason}.").format(
                port=port, host=host, reason=taken.strerror or taken
            ),
            _("Choose another with --port, or 0 to let the system choose."),
        ) from taken


async def _send(connection: _Connection) -> None:
    try:
        while True:
            await connection.socket.send_str(codec.encode(await connection.outbox.next()))
    except (ClientConnectionResetError, ConnectionError):
        # The other side is gone; its reader ends the connection.
        return


async def _part(socket: web.WebSocketResponse, transport: asyncio.Transport | None, goodbye: Goodbye) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            await socket.send_str(codec.encode(goodbye))
            await socket.close(code=WSCloseCode.GOING_AWAY, drain=False)
    except TimeoutError:
        _cut(transport)
    except (ClientConnectionResetError, ConnectionError):
        # It left before it could be told.
        return


def _cut(transport: asyncio.Transport | None) -> None:
    """End a connection whose other side does not answer."""
    if transport is not None:
        transport.abort()
