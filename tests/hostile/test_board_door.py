"""Hostile requests at the wall's door: nothing of them is logged, and those that wait keep nobody out."""

import asyncio
from pathlib import Path

import pytest

from drill.cli.scenario import CheckedScenario, find_scenario, load_model
from drill.hub.live import LiveDrill
from drill.world.inputs import NoteKind, NoteTaken
from tests.hostile.test_door import ALPHA, hub


@pytest.fixture(scope="module")
def scenario() -> CheckedScenario:
    """Return a scenario, compiled once."""
    return load_model(find_scenario("song-may-ransomware"))


async def asked(running: LiveDrill, request: bytes) -> bytes:
    """Send bytes as they are; return the beginning of what comes back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", running.port)
    try:
        writer.write(request)
        async with asyncio.timeout(10):
            return await reader.read(300)
    except ConnectionError:
        return b""
    finally:
        writer.close()


async def test_what_is_no_request_leaves_no_trace(
    scenario: CheckedScenario,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Neither log nor terminal gets a stranger's bytes or the token of a request that cannot be read."""
    async with hub(scenario, tmp_path / "x.drill") as (running, _journal):
        token = running.seats.invite("", "observer")[1].encode()
        for request in (
            b"GET /board?token=" + token + b"&x=" + b"a" * 10_000 + b" HTTP/1.1\r\n\r\n",
            b"GET /board?token=" + token + b" HTTP/1.1\r\nX: " + b"\x1b[2J" * 5_000 + b"\r\n\r\n",
            b"\x00\x01 /board?token=" + token + b"\r\n\r\n",
            b"GET /board?token=" + token + b" HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
            b"X: y\r\n" * 20_000,
        ):
            assert b" 200 " not in await asked(running, request)

    assert caplog.text == ""
    out, err = capfd.readouterr()
    assert out + err == ""


@pytest.mark.parametrize("token", ["", "%00", "%ED%A0%80", "%FF%FE", "%F0%9F%98%80", "a" * 64, "A&token=B"])
async def test_no_odd_token_opens_the_wall(scenario: CheckedScenario, tmp_path: Path, token: str) -> None:
    """Bytes that are no text, wide letters and two tokens at once are turned away like any wrong one."""
    async with hub(scenario, tmp_path / "x.drill") as (running, _journal):
        for door in ("/board", "/board/stream"):
            request = f"GET {door}?token={token} HTTP/1.1\r\nHost: evil.example\r\n\r\n".encode()
            assert b" 403 " in await asked(running, request)


async def test_half_said_requests_keep_nobody_out(scenario: CheckedScenario, tmp_path: Path) -> None:
    """While a hundred requests come byte by byte, teams play and the wall opens."""
    async with hub(scenario, tmp_path / "x.drill") as (running, _journal):
        token = running.seats.invite("", "observer")[1]
        slow = [await asyncio.open_connection("127.0.0.1", running.port) for _ in range(100)]
        for _reader, writer in slow:
            writer.write(b"GET /board HTTP/1.1\r\nX: ")
        given = NoteTaken(NoteKind.NOTE, "still here")

        assert (await running.engine.command(ALPHA, "note", given)).refusal is None
        assert b" 200 " in await asked(
            running, f"GET /board?token={token} HTTP/1.1\r\nHost: h\r\n\r\n".encode()
        )
        for _reader, writer in slow:
            writer.close()
