"""Sealing and witness at a live hub on loopback."""

import asyncio
from pathlib import Path

import pytest

from drill.cli.scenario import CheckedScenario, find_scenario, load_model
from drill.client.link import HubLink
from drill.errors import SealError
from drill.hub.live import Address, LiveDrill, found_drill, live
from drill.hub.sealing import Notary
from drill.i18n import Language, speaking
from drill.journal.recorder import opened_of
from drill.journal.replaying import model_of
from drill.journal.sqlite.reader import open_reader
from drill.journal.sqlite.store import open_writer
from drill.report.proof import Proof, prove
from drill.world.cards import ResultsCard, ResultsState
from drill.world.inputs import (
    ClockStarted,
    DrillEnded,
    NoteKind,
    NoteTaken,
    PenaltyGiven,
    ResultsSealed,
)
from tests.hub.test_live import hub, seated, until


@pytest.fixture(scope="module")
def scenario() -> CheckedScenario:
    """Return the ransomware scenario, compiled once."""
    return load_model(find_scenario("song-may-ransomware"))


@pytest.fixture(autouse=True)
def _own_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the key in the test's own folder."""
    monkeypatch.setenv("LIVEFIRE_DATA", str(tmp_path / "data"))


def proved(path: Path) -> Proof:
    """Check a file."""
    with open_reader(path) as reader:
        return prove(reader)


async def play_out(running: LiveDrill) -> None:
    """Start the drill and end it at once."""
    async with seated(running, "", "controller") as staff:
        assert await staff.send(ClockStarted()) is None
        assert await staff.send(DrillEnded("over")) is None


async def test_everyone_reads_the_seal_and_the_file_verifies(
    scenario: CheckedScenario, tmp_path: Path
) -> None:
    """The words that judge, team and observer see are those that verify finds in the file."""
    path = tmp_path / "x.drill"
    async with hub(scenario, path) as (running, _journal):
        await play_out(running)
        async with (
            seated(running, "", "judge") as judge,
            seated(running, "alpha") as team,
            seated(running, "", "observer") as wall,
        ):
            assert await judge.send(ResultsSealed("Final.", results="mine")) is None
            seats = (judge, team, wall)
            await until(lambda: all(_words(seat) for seat in seats))
            seen = {_words(seat) for seat in seats}
        async with seated(running, "bravo") as late:
            await until(lambda: bool(_words(late)))
            seen.add(_words(late))

    proof = proved(path)

    assert proof.ok
    assert proof.signed is not None
    assert seen == {proof.signed.words}


def _words(link: HubLink) -> tuple[str, ...]:
    card = link.view.get(ResultsCard, "results")
    return card.seal if card is not None and card.state is ResultsState.FINAL else ()


async def test_two_judges_at_once_cannot_slip_a_point_behind_the_seal(
    scenario: CheckedScenario, tmp_path: Path
) -> None:
    """A penalty comes before the seal and counts, or it is refused: what is said of the score is decided one by one."""
    path = tmp_path / "x.drill"
    async with hub(scenario, path) as (running, _journal):
        await play_out(running)
        async with seated(running, "", "judge") as one, seated(running, "", "judge") as other:
            said = [one.send(PenaltyGiven("alpha", -n, "reason")) for n in range(1, 20)]
            said.insert(10, other.send(ResultsSealed()))
            answers = await asyncio.gather(*said)

    assert answers[10] is None
    assert proved(path).ok


async def test_a_hub_that_cannot_sign_refuses_to_seal(
    scenario: CheckedScenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the package nothing is sealed, and the remedy is named."""
    async with hub(scenario, tmp_path / "x.drill") as (running, _journal):
        await play_out(running)
        monkeypatch.setattr("drill.journal.signing.find_spec", lambda _name: None)
        async with seated(running, "", "judge") as judge:
            refused = await judge.send(ResultsSealed())

    assert refused is not None
    with speaking(Language.ENGLISH):
        assert "cryptography" in refused.reason.say()


async def test_a_hub_that_was_killed_before_it_signed_signs_when_it_comes_back(
    scenario: CheckedScenario, tmp_path: Path
) -> None:
    """The entry was durable and the signature was not: the next hub on the file makes it."""
    path = tmp_path / "x.drill"
    async with hub(scenario, path) as (running, _journal):
        await play_out(running)
        async with seated(running, "", "judge") as judge:
            assert await judge.send(ResultsSealed()) is None
    journal = open_writer(path)
    journal.register._connection.execute("DELETE FROM seal")  # as though killed in between
    opened = opened_of(journal)
    async with (
        live(
            found_drill(model_of(opened), opened, journal, None), journal, journal.register, Address()
        ) as back,
        seated(back, "alpha") as team,
    ):
        await until(lambda: bool(_words(team)))
    journal.close()

    assert proved(path).ok


async def test_every_seat_bears_witness_against_the_record(scenario: CheckedScenario, tmp_path: Path) -> None:
    """A seat's heads fit the hub's own record, and a head that was forged does not."""
    async with (
        hub(scenario, tmp_path / "x.drill") as (running, _journal),
        seated(running, "", "controller") as staff,
        seated(running, "alpha") as team,
        seated(running, "", "observer") as wall,
    ):
        assert await staff.send(ClockStarted()) is None
        for number in range(5):
            assert await team.send(NoteTaken(NoteKind.NOTE, f"note {number}")) is None
        for seat in (staff, team, wall):
            seen = await seat.testify()
            assert seen.fits
            assert seen.told > 0
        team.heads.append(f"2:{'ab' * 32}")
        team.heads.append(f"999999:{'ab' * 32}")

        seen = await team.testify()

    assert (seen.misfits, seen.missing) == ((2,), (999_999,))


async def test_a_key_that_fails_at_the_last_moment_stops_no_hub(
    scenario: CheckedScenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The results are final and unsigned; the hub goes on, and signs when it opens the file again."""
    path = tmp_path / "x.drill"

    def fails(_self: Notary, _seq: int) -> tuple[str, ...]:
        raise SealError("gone")

    async with hub(scenario, path) as (running, _journal):
        await play_out(running)
        with monkeypatch.context() as patch:
            patch.setattr(Notary, "sign", fails)
            async with seated(running, "", "judge") as judge, seated(running, "alpha") as team:
                assert await judge.send(ResultsSealed()) is None
                await until(lambda: _state(team) is ResultsState.FINAL)
                assert _words(team) == ()

    assert not proved(path).ok


def _state(link: HubLink) -> ResultsState | None:
    card = link.view.get(ResultsCard, "results")
    return card.state if card is not None else None
