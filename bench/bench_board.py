"""The wall's page with 200 viewers on loopback: from an entry to the page, and what it costs the hub.

A live hub writes into SQLite; 200 streams of events are read by two other processes, one for each language. Ten times
a second a judge gives a point: decided, written durably, folded, put into words once a language and sent to everyone. The
delay is from handing the point to the hub until a page has read the row. One more time with 512 teams.
"""

import asyncio
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterator
from pathlib import Path

import msgspec

from bench.frame import Figure, percentile
from bench.scenarios import SCENARIO, bundled
from bench.viewers import Read, Wanted
from drill.hub.live import Address, LiveDrill, live, new_drill
from drill.i18n import Language
from drill.journal.sqlite.store import create
from drill.rehearse.match import empty_match
from drill.rehearse.play import opening
from drill.scenario.load import load
from drill.wire.messages import SeatKind
from drill.wire.session import Seat
from drill.world.inputs import PenaltyGiven

PAGES = 200
POINTS = 100
PAUSE = 0.1
JUDGE = Seat("judge", SeatKind.JUDGE, "", "judge")
LIMIT = 1 << 24
"""Bytes of the longest line that a reader may write: the times of all pages."""


def figures() -> Iterator[Figure]:
    """Run the hub with few and with very many teams."""
    for teams, points in ((20, POINTS), (512, POINTS // 2)):
        with tempfile.TemporaryDirectory() as folder:
            took, cpu = asyncio.run(_drill(Path(folder) / "bench.drill", teams, points))
        assert len(took) == PAGES * points
        shown = [value / 1e6 for value in took]
        yield Figure(
            f"{teams} teams, {PAGES} pages: entry to page",
            f"p50 {percentile(shown, 50):.1f} ms, p99 {percentile(shown, 99):.1f} ms, worst {max(shown):.1f} ms",
            f"{points} entries, {len(took):,} readings",
            "p99 under 50 ms",
        )
        yield Figure(
            f"{teams} teams, {PAGES} pages: the hub",
            f"{cpu / points * 1e3:.1f} ms CPU an entry, {cpu / len(took) * 1e6:.0f} µs a page",
        )


async def _drill(path: Path, teams: int, points: int) -> tuple[list[int], float]:
    model, sources = bundled(), load(SCENARIO).sources
    names = tuple(f"team-{n:02}" for n in range(teams))
    journal = create(path)
    try:
        drill = new_drill(model, opening(model, sources, empty_match(names), 7))
        async with live(drill, journal, journal.register, Address()) as running:
            return await _watched(running, points)
    finally:
        journal.close()


async def _watched(running: LiveDrill, points: int) -> tuple[list[int], float]:
    token = running.seats.invite("", "observer")[1]
    readers = [await _open(running.port, token, language) for language in Language]
    cpu = time.process_time()
    given = await _give(running, points)
    cpu = time.process_time() - cpu
    took: list[int] = []
    for reader in readers:
        at = (await _close(reader)).at
        took += [when - given[n] for n, total in enumerate(sorted(at, reverse=True)) for when in at[total]]
    return took, cpu


async def _open(port: int, token: str, language: Language) -> Process:
    reader = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.viewers", stdin=PIPE, stdout=PIPE, limit=LIMIT
    )
    assert reader.stdin is not None
    assert reader.stdout is not None
    path = f"/board/stream?token={token}&lang={language}"
    reader.stdin.write(msgspec.json.encode(Wanted("127.0.0.1", port, path, PAGES // len(Language))) + b"\n")
    assert await reader.stdout.readline() == b"ready\n"
    return reader


async def _close(reader: Process) -> Read:
    assert reader.stdin is not None
    assert reader.stdout is not None
    reader.stdin.close()
    read = msgspec.json.decode(await reader.stdout.readline(), type=Read)
    await reader.wait()
    return read


async def _give(running: LiveDrill, points: int) -> list[int]:
    """Take a point from the watched team again and again: each total is smaller than the one before."""
    given = []
    for number in range(points):
        given.append(time.monotonic_ns())
        answer = await running.engine.command(JUDGE, f"point-{number}", PenaltyGiven("team-00", -1, "bench"))
        assert answer.refusal is None
        await asyncio.sleep(PAUSE)
    await asyncio.sleep(0.5)
    return given
