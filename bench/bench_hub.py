"""A live hub with 64 seats on loopback: CPU of the hub for each command and for each update it pushes.

16 teams of four seats; all seats are in one other process, so that the hub's CPU time is its own. Every team takes ten notes
a second for three seconds, handed to the hub's engine as its door does: each is decided, written durably into a SQLite
journal, folded into the team's view and pushed to the four seats. An update is one message to one seat; several notes may
travel in one. At the end every seat must hold every note of its team. What the clock and the attack push meanwhile is
counted with the rest.
"""

import asyncio
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from collections.abc import Iterator
from pathlib import Path

import msgspec

from bench.frame import Figure
from bench.scenarios import SCENARIO, bundled
from bench.seats import Came
from drill.hub.live import Address, LiveDrill, live, new_drill
from drill.journal.sqlite.store import create
from drill.rehearse.match import empty_match
from drill.rehearse.play import opening
from drill.scenario.load import load
from drill.wire.invitation import Invitation
from drill.wire.messages import SeatKind
from drill.wire.session import Seat
from drill.world.inputs import ClockStarted, NoteKind, NoteTaken
from drill.world.judging import EVERY_ROLE

TEAMS = tuple(f"team-{n:02}" for n in range(16))
SEATS = 4
SECONDS = 3
A_SECOND = 10


def figures() -> Iterator[Figure]:
    """Run the hub once."""
    with tempfile.TemporaryDirectory() as folder:
        came, cpu, wall = asyncio.run(_drill(Path(folder) / "bench.drill"))
    commands = len(TEAMS) * SECONDS * A_SECOND
    assert set(came.notes) == {SECONDS * A_SECOND}
    yield Figure(
        f"hub with {len(came.notes)} seats",
        f"{cpu * 1e6 / came.updates:,.0f} µs CPU an update, {cpu * 1e6 / commands:,.0f} µs a command",
        f"{commands} commands, {came.updates:,} updates, {cpu:.2f} CPU s of the hub in {wall:.1f} s",
    )
    yield Figure("the seats", f"{came.cpu * 1e6 / came.updates:,.0f} µs CPU an update, folded into the view")


async def _drill(path: Path) -> tuple[Came, float, float]:
    model, sources = bundled(), load(SCENARIO).sources
    journal = create(path)
    try:
        drill = new_drill(model, opening(model, sources, empty_match(TEAMS), 7))
        async with live(drill, journal, journal.register, Address()) as running:
            return await _seated(running)
    finally:
        journal.close()


async def _seated(running: LiveDrill) -> tuple[Came, float, float]:
    invited = [
        str(Invitation("127.0.0.1", running.port, running.seats.invite(team, EVERY_ROLE)[1]))
        for team in TEAMS
        for _seat in range(SEATS)
    ]
    seats = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.seats", stdin=PIPE, stdout=PIPE, limit=1 << 20
    )
    assert seats.stdin is not None
    assert seats.stdout is not None
    seats.stdin.write(msgspec.json.encode(invited) + b"\n")
    assert await seats.stdout.readline() == b"ready\n"
    wall, cpu = time.perf_counter(), time.process_time()
    await _play(running)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    seats.stdin.close()
    came = msgspec.json.decode(await seats.stdout.readline(), type=Came)
    await seats.wait()
    return came, cpu, wall


async def _play(running: LiveDrill) -> None:
    engine = running.engine
    controller = Seat("controller", SeatKind.CONTROLLER, "", "controller")
    await engine.command(controller, "start", ClockStarted())
    answers = []
    for turn in range(SECONDS * A_SECOND):
        for team in TEAMS:
            seat = Seat(f"{team}/{EVERY_ROLE}", SeatKind.TEAM, team, EVERY_ROLE)
            note = NoteTaken(NoteKind.NOTE, f"look {turn}: nothing new on our side")
            answers.append(engine.command(seat, f"bench-{turn}", note))
        await asyncio.sleep(1 / A_SECOND)
    await asyncio.gather(*answers)
    await asyncio.sleep(0.5)
