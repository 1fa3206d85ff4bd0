"""Hostile and dying clients at the hub's door: raw sockets on loopback, the real hub behind them."""

import asyncio
import base64
import contextlib
import gc
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from drill.cli.scenario import CheckedScenario, find_scenario, load_model
from drill.errors import JournalError
from drill.hub import server
from drill.hub.engine import REFUSALS
from drill.hub.live import HUB, Address, LiveDrill, live, new_drill
from drill.journal.replaying import replayed
from drill.journal.sqlite.store import SqliteJournal, create
from drill.journal.verify import verify
from drill.rehearse.match import empty_match
from drill.rehearse.play import opening
from drill.wire.messages import SeatKind
from drill.wire.session import Seat
from drill.world.cards import NoteCard
from drill.world.inputs import ClockPaused, ClockStarted, NoteKind, NoteTaken, OrderGiven
from drill.world.judging import EVERY_ROLE

CONTROLLER = Seat("controller", SeatKind.CONTROLLER, "", "controller")
ALPHA = Seat("alpha/everyone", SeatKind.TEAM, "alpha", EVERY_ROLE)
UNREAD = 300
"""Answers of 20,000 characters that no socket's buffers hold."""


@pytest.fixture(scope="module")
def scenario() -> CheckedScenario:
    """Return a scenario, compiled once."""
    return load_model(find_scenario("song-may-ransomware"))


@asynccontextmanager
async def hub(scenario: CheckedScenario, path: Path) -> AsyncIterator[tuple[LiveDrill, SqliteJournal]]:
    """Open a drill of two teams whose clock runs."""
    journal = create(path)
    opened = opening(scenario.model, scenario.sources, empty_match(("alpha", "bravo")), 7)
    try:
        async with live(new_drill(scenario.model, opened), journal, journal.register, Address()) as running:
            await running.engine.command(CONTROLLER, "start", ClockStarted())
            yield running, journal
    finally:
        journal.close()


@asynccontextmanager
async def raw(running: LiveDrill, token: str = "") -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """Connect with nothing of ours; say hello where a token is given."""
    url = f"ws://127.0.0.1:{running.port}/link"
    patience = aiohttp.ClientWSTimeout(ws_close=0.2)
    async with (
        aiohttp.ClientSession() as http,
        http.ws_connect(url, max_msg_size=0, timeout=patience) as socket,
    ):
        if token:
            await socket.send_json({"type": "hello", "token": token})
            await socket.receive()
        yield socket


def note(number: int, text: str = "x") -> str:
    """Return a command as it goes over the wire."""
    given = {"type": "note-taken", "kind": "note", "text": text}
    return json.dumps({"type": "command", "id": f"note-{number}", "given": given})


async def answer(socket: aiohttp.ClientWebSocketResponse) -> dict[str, object]:
    """Return the next answer or goodbye."""
    async with asyncio.timeout(20):
        while True:
            said = json.loads(await socket.receive_str())
            if said["type"] in {"answer", "goodbye"}:
                return dict(said)


class Deaf:
    """A client that says what it likes and never reads a byte."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def connect(cls, running: LiveDrill, token: str) -> "Deaf":
        """Come in and stop listening."""
        reader, writer = await asyncio.open_connection("127.0.0.1", running.port, limit=1_024)
        key = base64.b64encode(bytes(16)).decode()
        writer.write(
            b"GET /link HTTP/1.1\r\nHost: hub\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key.encode() + b"\r\n\r\n"
        )
        await reader.readline()
        deaf = cls(reader, writer)
        deaf.say(json.dumps({"type": "hello", "token": token}))
        return deaf

    def say(self, text: str) -> None:
        """Send one text frame, masked with zeros."""
        data = text.encode()
        length = (
            bytes([0x80 | len(data)])
            if len(data) < 126
            else bytes([0x80 | 126]) + len(data).to_bytes(2)
            if len(data) < 1 << 16
            else bytes([0x80 | 127]) + len(data).to_bytes(8)
        )
        self._writer.write(b"\x81" + length + bytes(4) + data)

    def vanish(self) -> None:
        """Let go of the line."""
        self._writer.transport.abort()


async def test_a_flood_waits_in_its_own_line(scenario: CheckedScenario, tmp_path: Path) -> None:
    """While one seat floods, another team's command is answered before the flood is through, and all of it verifies."""
    flood = 300
    async with hub(scenario, tmp_path / "x.drill") as (running, journal):
        noisy = running.seats.invite("alpha", EVERY_ROLE)[1]
        calm = running.seats.invite("bravo", EVERY_ROLE)[1]
        async with raw(running, noisy) as flooder, raw(running, calm) as other:
            for number in range(flood):
                await flooder.send_str(note(number))
            await other.send_str(note(0))

            assert (await answer(other))["refusal"] is None
            taken = sum(isinstance(card, NoteCard) for card in running.engine.channels.view_of("alpha").view)
            assert taken < flood - 50
        await running.engine.drain()
        assert verify(journal, replayed).ok


async def test_a_seat_that_reads_nothing_is_taken_over(
    scenario: CheckedScenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A frozen laptop holds its seat against nobody: whoever comes next has it."""
    monkeypatch.setattr(server, "PATIENCE", 0.1)
    async with hub(scenario, tmp_path / "x.drill") as (running, _journal):
        seat, token = running.seats.invite("alpha", EVERY_ROLE)
        deaf = await Deaf.connect(running, token)
        await until_online(running, seat.id)
        for number in range(UNREAD):
            running.engine.command(seat, f"big-{number}", NoteTaken(NoteKind.NOTE, "x" * 20_000))
        await running.engine.drain()
        async with raw(running, token) as back:
            await back.send_str(note(0))
            assert (await answer(back))["refusal"] is None
        deaf.vanish()


async def test_deaf_seats_do_not_keep_the_hub_from_closing(
    scenario: CheckedScenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hub closes although nobody listens, and its record verifies."""
    monkeypatch.setattr(server, "PATIENCE", 0.1)
    deaf: list[Deaf] = []
    async with asyncio.timeout(30), hub(scenario, tmp_path / "x.drill") as (running, _journal):
        for _seat in range(3):
            seat, token = running.seats.invite("alpha", EVERY_ROLE)
            deaf.append(await Deaf.connect(running, token))
            await until_online(running, seat.id)
        for number in range(UNREAD):
            running.engine.command(ALPHA, f"big-{number}", NoteTaken(NoteKind.NOTE, "x" * 20_000))
        await running.engine.drain()
    for one in deaf:
        one.vanish()


async def test_who_shows_no_invitation_is_cut_off(
    scenario: CheckedScenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line on which nothing is said does not stay open."""
    monkeypatch.setattr(server, "FIRST_WORD", 0.05)
    async with hub(scenario, tmp_path / "x.drill") as (running, _journal), raw(running) as silent:
        message = await silent.receive(timeout=10)

        assert message.type in {aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.ERROR}


async def test_who_connects_and_asks_for_nothing_is_cut_off(
    scenario: CheckedScenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Idle lines do not use up the hub's places, and a seat that is quiet stays."""
    monkeypatch.setattr(server, "FIRST_WORD", 0.05)
    async with asyncio.timeout(20), hub(scenario, tmp_path / "x.drill") as (running, _journal):
        async with raw(running, running.seats.invite("alpha", EVERY_ROLE)[1]) as quiet:
            reader, writer = await asyncio.open_connection("127.0.0.1", running.port)
            writer.write(b"GET /link HTTP/1.1\r\n")
            with contextlib.suppress(ConnectionError):
                assert await reader.read() == b""
            await quiet.send_str(note(0))
            assert (await answer(quiet))["refusal"] is None
        writer.close()


async def test_refusals_are_remembered_up_to_a_bound(scenario: CheckedScenario, tmp_path: Path) -> None:
    """A storm of refused commands fills no memory; what was accepted is remembered for ever."""
    async with hub(scenario, tmp_path / "x.drill") as (running, _journal):
        nonsense = OrderGiven("no such order", "leader")
        kept = running.engine.command(ALPHA, "kept", NoteTaken(NoteKind.NOTE, "x"))
        first = running.engine.command(ALPHA, "first", nonsense)
        assert running.engine.command(ALPHA, "first", nonsense) is first
        for number in range(REFUSALS):
            running.engine.command(ALPHA, f"again-{number}", nonsense)

        assert running.engine.command(ALPHA, "first", nonsense) is not first
        assert running.engine.command(ALPHA, "kept", nonsense) is kept


async def test_a_full_disk_ends_the_hub_with_one_error(
    scenario: CheckedScenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody can write down is not acknowledged, and the controller gets the journal's error, not a heap of them."""

    def full(*_arguments: object) -> None:
        raise JournalError("The disk is full.")

    async def write_on() -> None:
        async with asyncio.timeout(20), hub(scenario, tmp_path / "x.drill") as (running, journal):
            monkeypatch.setattr(journal, "append", full)
            token = running.seats.invite("alpha", EVERY_ROLE)[1]
            async with raw(running, token) as socket:
                await socket.send_str(note(0))
                assert (await answer(socket))["type"] == "goodbye"
                await asyncio.sleep(20)

    with pytest.raises(JournalError, match="The disk is full"):
        await write_on()


async def test_on_a_full_disk_nobody_is_told_of_a_failure_that_nobody_waits_for(
    scenario: CheckedScenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the hub itself did, as pausing a drill that it found running, leaves no traceback beside the one error."""
    told: list[object] = []

    def full(*_arguments: object) -> None:
        raise JournalError("The disk is full.")

    async def act() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _loop, context: told.append(context))
        async with hub(scenario, tmp_path / "x.drill") as (running, journal):
            await running.engine.drain()
            monkeypatch.setattr(journal, "append", full)
            running.engine.command(HUB, "paused", ClockPaused())
            await asyncio.sleep(20)

    with pytest.raises(JournalError, match="The disk is full"):
        await act()
    gc.collect()
    assert told == []


async def until_online(running: LiveDrill, seat: str) -> None:
    """Wait until the hub has let a seat in."""
    async with asyncio.timeout(10):
        while not any(card.online for card in running.seats.cards() if card.key == seat):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
