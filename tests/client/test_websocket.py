"""A seat's web socket against a web server, and against what only pretends to be one."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import WSMsgType, web
from websockets.utils import accept_key

from drill.client import websocket
from drill.client.websocket import WebSocket, opened
from drill.errors import RemoteProtocolError
from drill.wire.invitation import Invitation

TOKEN = "0" * 64
MOST = 100_000
Serve = Callable[[web.WebSocketResponse], Awaitable[None]]


@asynccontextmanager
async def served(serve: Serve) -> AsyncIterator[WebSocket]:
    """Open a socket to a web server that does this with it."""

    async def link(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        await serve(socket)
        return socket

    application = web.Application()
    application.router.add_get("/link", link)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with opened(Invitation("127.0.0.1", runner.addresses[0][1], TOKEN), MOST) as socket:
            yield socket
    finally:
        await runner.cleanup()


@asynccontextmanager
async def pretended(said: bytes, *, answer: str = "101 Switching Protocols") -> AsyncIterator[WebSocket]:
    """Open a socket to what answers the request and then sends these bytes."""

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = (await reader.readuntil(b"\r\n\r\n")).decode()
        key = asked.partition("Sec-WebSocket-Key: ")[2].partition("\r\n")[0]
        head = (
            f"HTTP/1.1 {answer}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Accept: {accept_key(key)}",
        )
        writer.write("\r\n".join((*head, "", "")).encode() + said)
        await reader.read()
        writer.close()

    server = await asyncio.start_server(speak, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        async with opened(Invitation("127.0.0.1", port, TOKEN), MOST) as socket:
            yield socket


async def echo(socket: web.WebSocketResponse) -> None:
    """Say again what is said."""
    async for message in socket:
        await socket.send_str(message.data)


@pytest.mark.parametrize("text", ["", "sự cố", "x" * 126, "đ" * 40_000])
async def test_a_text_comes_back_from_a_web_server_as_it_was(text: str) -> None:
    """Texts of every frame size cross in both directions."""
    async with served(echo) as socket:
        await socket.send(text)

        assert await socket.receive() == text


async def test_the_servers_goodbye_ends_the_connection() -> None:
    """After the other side closed there is no message, and none can be sent."""

    async def part(socket: web.WebSocketResponse) -> None:
        await socket.close()

    async with served(part) as socket:
        assert await socket.receive() is None


async def test_a_ping_is_answered_with_its_own_words() -> None:
    """The hub hears from a seat that has nothing to say."""
    heard: asyncio.Queue[tuple[WSMsgType, bytes]] = asyncio.Queue()

    async def ask(socket: web.WebSocketResponse) -> None:
        await socket.ping(b"there?")
        message = await socket.receive()
        await heard.put((message.type, message.data))
        await socket.send_str("done")

    async with served(ask) as socket:
        assert await socket.receive() == "done"
        assert heard.get_nowait() == (WSMsgType.PONG, b"there?")


async def test_a_hub_that_falls_silent_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that died without a word is noticed: the ping stays unanswered and the connection ends."""
    monkeypatch.setattr(websocket, "HEARTBEAT", 0.05)
    async with pretended(b"") as socket:
        assert await socket.receive() is None


async def test_pieces_make_one_message_with_a_ping_between_them() -> None:
    """A message may come in pieces, and a ping may come between two of them (section 5.4)."""
    async with pretended(b"\x01\x03Son" + b"\x89\x00" + b"\x80\x04g Ma") as socket:
        assert await socket.receive() == "Song Ma"


@pytest.mark.parametrize(
    "said",
    [
        b"\x81\x02\xff\xff",
        b"\x80\x01x",
        b"\x01\x01a\x81\x01b",
        b"\x82\x01x",
        b"\x81\x7f" + (MOST + 1).to_bytes(8),
        b"\x01\x7f" + MOST.to_bytes(8) + bytes(MOST) + b"\x80\x01x",
    ],
    ids=["no UTF-8", "more of nothing", "a text in a text", "bytes", "too long", "too long in pieces"],
)
async def test_what_breaks_the_standard_is_refused(said: bytes) -> None:
    """Nothing is guessed: the seat learns that the other side cannot be read, and reads no more than it may."""
    async with pretended(said) as socket:
        with pytest.raises(RemoteProtocolError):
            await socket.receive()


async def test_an_end_in_the_middle_of_a_frame_is_an_end() -> None:
    """A connection that breaks inside a message gives no half message."""

    async def cut(socket: web.WebSocketResponse) -> None:
        writer = socket._writer  # the bytes of half a frame, past the library
        assert writer is not None
        writer.transport.write(b"\x81\x05He")
        writer.transport.close()

    async with served(cut) as socket:
        assert await socket.receive() is None


async def test_a_server_without_web_sockets_is_no_hub() -> None:
    """Another program on the hub's port is told from a hub by its answer."""
    with pytest.raises(EOFError):
        async with pretended(b"", answer="200 OK\r\nContent-Length: 0"):
            pass
