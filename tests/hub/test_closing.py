"""How a hub closes while people go on, and what it says of a disk that fails in that very moment."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from itertools import count
from pathlib import Path
from threading import get_ident
from time import sleep

import pytest

from drill.cli.scenario import CheckedScenario, find_scenario, load_model
from drill.errors import JournalError
from drill.hub import live as going
from drill.hub.live import HUB, Address, LiveDrill, live, new_drill
from drill.journal.base import Draft, Head
from drill.journal.group import GroupWriter
from drill.journal.seats import Facts
from drill.journal.sqlite.reader import open_reader
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


@asynccontextmanager
async def people(running: LiveDrill, pause: float) -> AsyncIterator[None]:
    """Take a note every so many seconds, whether the hub closes or not."""

    async def write_on() -> None:
        with suppress(JournalError):
            for number in count():
                running.engine.command(ALPHA, f"{number}", NoteTaken(NoteKind.NOTE, "x"))
                await asyncio.sleep(pause)

    writing = asyncio.create_task(write_on())
    try:
        yield
    finally:
        writing.cancel()


async def test_a_hub_on_a_slow_disk_closes_although_people_go_on(
    scenario: CheckedScenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing waits for what was decided before it, and not for what comes in meanwhile."""
    monkeypatch.setattr(going, "GroupWriter", partial(GroupWriter, patience=None))
    async with (
        asyncio.timeout(20),
        AsyncExitStack() as after,
        hub(scenario, tmp_path / "x.drill") as (running, journal),
    ):
        append = journal.append

        def slowly(drafts: Sequence[Draft], packed: Sequence[bytes] | None = None) -> Head:
            sleep(0.02)
            return append(drafts, packed)

        monkeypatch.setattr(journal, "append", slowly)
        await after.enter_async_context(people(running, 0.001))
        await asyncio.sleep(0.1)


async def test_a_disk_that_fails_at_the_very_last_entries_is_told(
    scenario: CheckedScenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes in while the door closes is written too; a hub that cannot do so does not end as if all were well."""
    closing = False

    async def close() -> None:
        nonlocal closing
        async with AsyncExitStack() as after, hub(scenario, tmp_path / "x.drill") as (running, journal):
            append, remember = journal.append, journal.register.remember
            full = False

            def keep(drafts: Sequence[Draft], packed: Sequence[bytes] | None = None) -> Head:
                if full:
                    raise JournalError("The disk is full.")
                return append(drafts, packed)

            def fill(facts: Facts) -> None:
                nonlocal full
                remember(facts)
                full = closing

            monkeypatch.setattr(journal, "append", keep)
            monkeypatch.setattr(journal.register, "remember", fill)
            await after.enter_async_context(people(running, 0))
            await asyncio.sleep(0.01)
            closing = True

    with pytest.raises(JournalError, match="The disk is full"):
        await close()
    assert closing


async def test_what_stands_beside_the_chain_is_written_while_the_hub_goes_on(
    scenario: CheckedScenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the clock stands and who was seen reach the file from a thread: no slow disk stops the hub for them."""
    threads: set[int] = set()
    async with hub(scenario, tmp_path / "x.drill") as (running, journal):
        register = journal.register
        remember, saw = register.remember, register.saw

        def note_clock(facts: Facts) -> None:
            threads.add(get_ident())
            remember(facts)

        def note_seats(seen: Mapping[str, int]) -> None:
            threads.add(get_ident())
            saw(seen)

        monkeypatch.setattr(register, "remember", note_clock)
        monkeypatch.setattr(register, "saw", note_seats)
        seat = running.seats.invite("alpha", EVERY_ROLE)[0]
        running.seats.came(seat.id)
        await asyncio.sleep(0.01)

    assert len(threads) == 1
    assert get_ident() not in threads
    with open_reader(tmp_path / "x.drill") as reader:
        assert [row.last_seen is not None for row in reader.seats()] == [True]
        assert (reader.facts().clock or 0) > 0
