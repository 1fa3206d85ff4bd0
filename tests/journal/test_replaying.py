from pathlib import Path

import msgspec
import pytest

from drill.errors import ScenarioError, VerificationError
from drill.journal.memory import MemoryJournal
from drill.journal.recorder import draft_of, opened_of
from drill.journal.replaying import model_of, replayed
from drill.journal.verify import Check, Verification, verify
from drill.rehearse.match import bot_match
from drill.rehearse.play import play
from drill.scenario.compile import compile_document
from drill.scenario.load import load
from drill.world.happened import Happened
from drill.world.inputs import DrillOpened, NoteKind, NoteTaken, TeamHeld
from drill.world.outputs import WorldHashed
from scenarios import __file__ as scenarios_file

SCENARIO = Path(scenarios_file).parent / "song-may-ransomware" / "scenario.yaml"


@pytest.fixture(scope="module")
def drill() -> list[Happened]:
    """A bundled scenario, played to its end by a team that does nothing."""
    loaded = load(SCENARIO)
    assert loaded.document is not None
    model, _problems = compile_document(loaded.document, loaded.sources)
    assert model is not None
    return list(play(model, loaded.sources, bot_match(["idle"]), 7))


def verified(record: list[Happened]) -> Verification:
    """Verify a record whose chain is whole."""
    journal = MemoryJournal()
    journal.append([draft_of(happened) for happened in record])
    return verify(journal, replayed)


def reopened(drill: list[Happened], **changes: object) -> Verification:
    """Verify a drill whose opening says something else."""
    opened = msgspec.structs.replace(drill[0].what, **changes)
    return verified([msgspec.structs.replace(drill[0], what=opened), *drill[1:]])


def test_a_played_drill_verifies_from_its_file_alone(drill: list[Happened]) -> None:
    """The carried scenario, compiled again, gives every output and every world hash again."""
    result = verified(drill)

    assert result.ok
    assert result.replayed == len(drill)
    assert any(isinstance(happened.what, WorldHashed) for happened in drill)


def test_every_beginning_of_a_drill_verifies(drill: list[Happened]) -> None:
    """Wherever a hub was killed, what it left verifies."""
    for length in range(1, len(drill), 40):
        assert verified(drill[:length]).ok


def test_another_seed_is_caught_at_the_first_output_of_other_luck(drill: list[Happened]) -> None:
    """Luck is part of the record: with another seed the replay parts from it."""
    result = reopened(drill, seed=8)

    assert result.fault is not None
    assert result.fault.check is Check.REPLAY
    assert 1 < result.fault.seq < len(drill)


@pytest.mark.parametrize(
    "changes",
    [
        {"seed": -1},
        {"seed": 2**64},
        {"engine": 99},
        {"scenario_hash": "00"},
        {"library_hash": "00"},
        {"sources": {}},
        {"sources": {"scenario.yaml": "scenario: ["}},
        {"sources": {"scenario.yaml": "\x00"}},
        {"scenario": "another"},
        {"teams": ()},
        {"facts": ()},
    ],
)
def test_a_forged_opening_is_a_fault_and_no_crash(drill: list[Happened], changes: dict[str, object]) -> None:
    """Whatever the opening claims, verification ends in a verdict."""
    assert not reopened(drill, **changes).ok


@pytest.mark.parametrize(
    "forged",
    [
        Happened(60_000, "idle", "idle", NoteTaken(NoteKind.NOTE, "slipped in"), "x"),
        Happened(60_000, "nobody", "x", NoteTaken(NoteKind.NOTE, "slipped in"), "x"),
        Happened(60_000, "", "controller", TeamHeld("nobody", "why not"), "x"),
        Happened(-5, "idle", "idle", NoteTaken(NoteKind.NOTE, "before the start"), "x"),
        Happened(2**62, "idle", "idle", NoteTaken(NoteKind.NOTE, "after the end"), "x"),
    ],
)
def test_an_input_slipped_in_is_caught_where_it_stands_or_before(
    drill: list[Happened], forged: Happened
) -> None:
    """An input that was never given does not survive the replay."""
    result = verified([*drill[:30], forged, *drill[30:]])

    assert result.fault is not None
    assert result.fault.seq <= 31


def opened(drill: list[Happened]) -> DrillOpened:
    """Return the opening as a journal gives it back."""
    journal = MemoryJournal()
    journal.append([draft_of(drill[0])])
    return opened_of(journal)


def test_the_model_comes_out_of_the_file(drill: list[Happened]) -> None:
    """The model has the hash that the opening names; another scenario is refused, a broken one with its lines."""
    first = opened(drill)

    assert model_of(first).hash == first.scenario_hash
    with pytest.raises(VerificationError):
        model_of(msgspec.structs.replace(first, scenario_hash="00"))
    with pytest.raises(ScenarioError, match="line 1"):
        model_of(msgspec.structs.replace(first, sources={"scenario.yaml": "scenaro: 1\n"}))
