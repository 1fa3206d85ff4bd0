"""How a hub closes while people go on, and what it says of a disk that fails in that very moment."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path
from time import sleep

import pytest

from drill.cli.scenario import CheckedScenario, find_scenario, load_model
from drill.hub import live as going
from drill.hub.live import HUB, Address, LiveDrill, live, new_drill
from drill.journal.base import Draft, Head
from drill.journal.group import GroupWriter
from drill.journal.sqlite.store import SqliteJournal, create
from drill.rehearse.match import empty_match
from drill.rehearse.play import opening
from drill.wire.messages import SeatKind
from drill.wire.session import Seat
from drill.world.inputs import ClockStarted, NoteKind, NoteTaken
from drill.world.judging import EVERY_ROLE

ALPHA = Seat("alpha/everyone", SeatKind.TEAM, "alpha", EVERY_ROLE)


@pytest.fixture(scope="module")
def scenario() -> CheckedScenario:
    """Return a scenario, compiled once."""
    return load_model(find_scenario("song-may-ransomware"))


@asynccontextmanager
async def hub(scenario: CheckedScenario, path: Path) -> AsyncIterator[tuple[LiveDrill, SqliteJournal]]:
    """Open a drill of one team whose clock runs."""
    journal = create(path)
    opened = opening(scenario.model, scenario.sources, empty_match(("alpha",)), 7)
    try:
        async with live(new_drill(scenario.model, opened), journal, journal.register, Address()) as running:
            await running.engine.command(HUB, "start", ClockStarted())
            yield running, journal
    finally:
        journal.close()


async def write_on(running: LiveDrill) -> None:
    """Take a note every millisecond, for ever."""
    for number in count():
        running.engine.command(ALPHA, f"{number}", NoteTaken(NoteKind.NOTE, "x"))
        await asyncio.sleep(0.001)


async def test_a_hub_on_a_slow_disk_closes_although_people_go_on(
    scenario: CheckedScenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing waits for what was decided before it, and not for what comes in meanwhile."""
    monkeypatch.setattr(going, "GroupWriter", partial(GroupWriter, patience=None))
    async with asyncio.timeout(20):
        async with hub(scenario, tmp_path / "x.drill") as (running, journal):
            append = journal.append

            def slowly(drafts: Sequence[Draft], packed: Sequence[bytes] | None = None) -> Head:
                sleep(0.02)
                return append(drafts, packed)

            monkeypatch.setattr(journal, "append", slowly)
            writing = asyncio.create_task(write_on(running))
            await asyncio.sleep(0.1)
        writing.cancel()
        with suppress(asyncio.CancelledError):
            await writing
