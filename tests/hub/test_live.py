"""A live drill end to end on loopback: a hub, seats that connect, a kill, and a return."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest

from drill.cli.scenario import CheckedScenario, find_scenario, load_model
from drill.client.link import HubLink
from drill.client.status import LinkState
from drill.errors import BrokenEntryError, InvitationError, VerificationError
from drill.hub.live import HUB, Address, LiveDrill, found_drill, live, new_drill
from drill.journal.memory import MemoryJournal
from drill.journal.recorder import draft_of
from drill.journal.sqlite.store import SqliteJournal, create, open_writer
from drill.rehearse.match import empty_match
from drill.rehearse.play import opening
from drill.wire.invitation import Invitation
from drill.world.cards import (
    ClockCard,
    ClockState,
    FeedCard,
    NoteCard,
    OrderCard,
    RowCard,
    SeatCard,
    ServiceCard,
    TeamCard,
    View,
)
from drill.world.inputs import (
    ClockPaused,
    ClockStarted,
    DrillEnded,
    NoteKind,
    NoteTaken,
    OrderGiven,
    PauseKind,
)
from drill.world.judging import EVERY_ROLE

ISOLATE = OrderGiven("isolate host pc-vanthu", "administrator")


@pytest.fixture(scope="module")
def scenario() -> CheckedScenario:
    """Return the ransomware scenario, compiled once."""
    return load_model(find_scenario("song-may-ransomware"))


@asynccontextmanager
async def hub(
    scenario: CheckedScenario, path: Path, address: Address | None = None
) -> AsyncIterator[tuple[LiveDrill, SqliteJournal]]:
    """Open a new drill of two teams."""
    journal = create(path)
    opened = opening(scenario.model, scenario.sources, empty_match(("alpha", "bravo")), 7)
    try:
        async with live(
            new_drill(scenario.model, opened), journal, journal.register, address or Address()
        ) as running:
            yield running, journal
    finally:
        journal.close()


def invite(running: LiveDrill, team: str, role: str = EVERY_ROLE) -> Invitation:
    """Make a seat and its invitation."""
    return Invitation("127.0.0.1", running.port, running.seats.invite(team, role)[1])


@asynccontextmanager
async def seated(running: LiveDrill, team: str, role: str = EVERY_ROLE) -> AsyncIterator[HubLink]:
    """Sit down in a new seat."""
    link = HubLink(invite(running, team, role))
    await link.open()
    try:
        yield link
    finally:
        await link.close()


async def until(condition: Callable[[], bool]) -> None:
    """Wait until something is so; the test's own timeout ends a wait that never will be."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 (a view changes in place and rings no bell)
            await asyncio.sleep(0.01)


def texts(view: View) -> list[str]:
    """Return the notes of a view."""
    return [card.text for card in view.all(NoteCard)]


async def test_an_order_reaches_the_team_mate_and_the_controller_and_no_other_team(
    scenario: CheckedScenario, tmp_path: Path
) -> None:
    """What one member orders is on the team-mate's screen and the controller's feed, and nowhere else."""
    async with (
        hub(scenario, tmp_path / "x.drill") as (running, _journal),
        seated(running, "", "controller") as controller,
        seated(running, "alpha", "administrator") as one,
        seated(running, "alpha", "leader") as mate,
        seated(running, "bravo") as other,
    ):
        assert await controller.send(ClockStarted()) is None
        assert await one.send(ISOLATE) is None

        await until(lambda: bool(mate.view.all(OrderCard)))
        await until(lambda: any(card.event == "order-given" for card in controller.view.all(FeedCard)))
        assert [card.op for card in mate.view.all(OrderCard)] == [ISOLATE.order]
        assert other.view.all(OrderCard) == []
        assert mate.view.all(ServiceCard)


async def test_staff_see_who_is_connected(scenario: CheckedScenario, tmp_path: Path) -> None:
    """A seat that comes and goes is seen by the controllers, in the list of seats and in the matrix."""
    async with (
        hub(scenario, tmp_path / "x.drill") as (running, _journal),
        seated(running, "", "controller") as staff,
    ):
        async with seated(running, "alpha"):
            await until(
                lambda: any(card.online and card.team == "alpha" for card in staff.view.all(SeatCard))
            )
            alpha = staff.view.get(TeamCard, "alpha")
            assert alpha is not None
            assert (alpha.connected, alpha.seats) == (1, 1)

        await until(
            lambda: not any(card.online and card.team == "alpha" for card in staff.view.all(SeatCard))
        )


async def test_judges_see_the_board_move(scenario: CheckedScenario, tmp_path: Path) -> None:
    """The judge's scoreboard holds every team, and its clock is the drill's."""
    async with (
        hub(scenario, tmp_path / "x.drill") as (running, _journal),
        seated(running, "", "judge") as judge,
        seated(running, "", "controller") as controller,
    ):
        await controller.send(ClockStarted())
        await until(lambda: _state(judge.view) is ClockState.RUNNING)

        assert {card.key for card in judge.view.all(RowCard)} == {"alpha", "bravo"}


def _state(view: View) -> ClockState | None:
    card = view.get(ClockCard, "clock")
    return card.state if card else None


async def test_a_killed_hub_comes_back_paused_with_everything_acknowledged(
    scenario: CheckedScenario, tmp_path: Path
) -> None:
    """On the same file and port every seat returns by itself, nothing acknowledged is missing, the clock stands."""
    path = tmp_path / "x.drill"
    async with hub(scenario, path) as (running, _journal):
        port = running.port
        controller, one = HubLink(invite(running, "", "controller")), HubLink(invite(running, "alpha"))
        await controller.open()
        await one.open()
        await controller.send(ClockStarted())
        for number in range(20):
            assert await one.send(NoteTaken(NoteKind.NOTE, f"note {number}", role="leader")) is None
    await until(lambda: one.status.state is LinkState.RECONNECTING)

    journal = open_writer(path)
    opened = opening(scenario.model, scenario.sources, empty_match(("alpha", "bravo")), 7)
    found = found_drill(scenario.model, opened, journal, journal.register.facts().clock)
    async with live(found, journal, journal.register, Address(port=port)):
        await until(lambda: one.status.state is LinkState.LIVE and controller.status.state is LinkState.LIVE)
        assert texts(one.view) == [f"note {number}" for number in range(20)]
        assert _state(controller.view) is ClockState.PAUSED
        assert await controller.send(ClockStarted()) is None
        await one.close()
        await controller.close()
    journal.close()


async def test_nothing_is_added_to_a_record_that_is_not_whole(
    scenario: CheckedScenario, tmp_path: Path
) -> None:
    """A hub names the first entry that was changed from outside, or is missing, and does not open."""
    path = tmp_path / "x.drill"
    async with hub(scenario, path) as (running, _journal):
        await running.engine.command(HUB, "start", ClockStarted())
        await running.engine.command(HUB, "pause", ClockPaused())
    opened = opening(scenario.model, scenario.sources, empty_match(("alpha", "bravo")), 7)
    for change, first in (
        ("UPDATE head SET hash = zeroblob(32)", "not what was written"),
        ("UPDATE entries SET t = t + 1 WHERE seq = 3", "Entry 3 "),
        ("DELETE FROM entries WHERE seq = 2", "Entry 2 "),
        ("UPDATE entries SET team = 'nobody' WHERE seq = 1", "Entry 1 "),
    ):
        raw = sqlite3.connect(path)
        for guard in ("entries_stay", "entries_last", "head_grows"):
            raw.execute(f"DROP TRIGGER IF EXISTS {guard}")
        raw.execute(change)
        raw.commit()
        raw.close()
        journal = open_writer(path)
        with pytest.raises(VerificationError, match=first):
            found_drill(scenario.model, opened, journal, None)
        journal.close()


async def test_a_team_that_nobody_knows_is_refused_even_in_a_chain_made_anew(
    scenario: CheckedScenario,
) -> None:
    """A forger who rebuilt the chain gets an error with the entry's number, as for any other change."""
    opened = opening(scenario.model, scenario.sources, empty_match(("alpha", "bravo")), 7)
    journal = MemoryJournal()
    begun = new_drill(scenario.model, opened).begun
    strange = msgspec.structs.replace(begun[-1], team="nobody")
    journal.append([draft_of(event) for event in (*begun, strange)])

    with pytest.raises(BrokenEntryError, match=f"Entry {len(begun) + 1} "):
        found_drill(scenario.model, opened, journal, None)


async def test_a_repeated_command_is_done_once(scenario: CheckedScenario, tmp_path: Path) -> None:
    """The same id gets the same answer, before and after a restart, and the note stands once."""
    path = tmp_path / "x.drill"
    note = NoteTaken(NoteKind.NOTE, "once", role="leader")
    async with hub(scenario, path) as (running, journal):
        seat = running.seats.invite("alpha", EVERY_ROLE)[0]
        staff = running.seats.invite("", "controller")[0]
        await running.engine.command(staff, "1", ClockStarted())
        first = await running.engine.command(seat, "a", note)
        again = await running.engine.command(seat, "a", note)
        assert first == again
        head = journal.head.seq

    journal = open_writer(path)
    opened = opening(scenario.model, scenario.sources, empty_match(("alpha", "bravo")), 7)
    found = found_drill(scenario.model, opened, journal, None)
    async with live(found, journal, journal.register, Address()) as running:
        assert await running.engine.command(seat, "a", note) == first
        await running.engine.drain()
        notes = [entry for entry in journal.read() if entry.type == "note-taken"]
        assert len(notes) == 1
        assert head <= journal.head.seq
    journal.close()


async def test_a_second_place_takes_the_seat_over(scenario: CheckedScenario, tmp_path: Path) -> None:
    """The first place is told, and is not fought over."""
    async with hub(scenario, tmp_path / "x.drill") as (running, _journal):
        invitation = invite(running, "alpha")
        first, second = HubLink(invitation), HubLink(invitation)
        await first.open()
        await second.open()

        await until(lambda: first.ended is not None)
        assert isinstance(first.ended, InvitationError)
        assert second.status.state is LinkState.LIVE
        await first.close()
        await second.close()


async def test_an_unknown_or_revoked_invitation_opens_nothing(
    scenario: CheckedScenario, tmp_path: Path
) -> None:
    """Both are told apart, and neither shows a card."""
    async with hub(scenario, tmp_path / "x.drill") as (running, _journal):
        revoked = invite(running, "alpha")
        running.seats.revoke(running.seats.rows[-1].id)

        for invitation, said in (
            (revoked, "revoked"),
            (Invitation("127.0.0.1", running.port, "0" * 64), "No seat"),
        ):
            link = HubLink(invitation)
            with pytest.raises(InvitationError, match=said):
                await link.open()
            await link.close()


async def test_a_covered_pause_refuses_orders(scenario: CheckedScenario, tmp_path: Path) -> None:
    """While screens are covered nothing but drafts is taken."""
    async with (
        hub(scenario, tmp_path / "x.drill") as (running, _journal),
        seated(running, "", "controller") as controller,
        seated(running, "alpha") as one,
    ):
        await controller.send(ClockStarted())
        await controller.send(ClockPaused(PauseKind.COVERED))

        assert await one.send(ISOLATE) is not None
        assert await one.send(NoteTaken(NoteKind.NOTE, "a draft", role="leader")) is None


async def test_the_end_is_told_to_everyone(scenario: CheckedScenario, tmp_path: Path) -> None:
    """A controller ends the drill: the teams' clocks say so and orders are refused."""
    async with (
        hub(scenario, tmp_path / "x.drill") as (running, _journal),
        seated(running, "", "controller") as controller,
        seated(running, "alpha") as one,
    ):
        await controller.send(ClockStarted())
        assert await controller.send(DrillEnded("done")) is None

        await until(lambda: _state(one.view) is ClockState.ENDED)
        assert await one.send(ISOLATE) is not None


async def test_a_controller_looks_over_a_shoulder(scenario: CheckedScenario, tmp_path: Path) -> None:
    """The controller sees exactly the cards that the team has."""
    async with (
        hub(scenario, tmp_path / "x.drill") as (running, _journal),
        seated(running, "", "controller") as controller,
        seated(running, "alpha") as one,
    ):
        await controller.send(ClockStarted())
        watched = controller.watch_team("alpha")
        await one.send(ISOLATE)

        await until(lambda: bool(watched.all(OrderCard)))
        assert {(type(card), card.key) for card in watched} == {(type(card), card.key) for card in one.view}
