"""Seats for a drill that has begun or was played: who comes late, and who judges what bots did."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from drill.cli.latecomers import admit, expected, settled
from drill.cli.scenario import find_scenario, load_model
from drill.errors import MatchError
from drill.hub.live import found_drill
from drill.journal.recorder import draft_of, opened_of
from drill.journal.sqlite.store import SqliteJournal, create
from drill.rehearse.match import empty_match
from drill.rehearse.play import play
from drill.scenario.model import Model
from drill.world.happened import Happened
from drill.world.inputs import ConflictDeclared, JudgeInput, PanelNamed

JUDGES = """
teams: {alpha: {seats: [{name: Lan, role: leader}]}, bravo: {}}
judges:
  - {name: Head, role: head}
  - {name: One, role: marker, conflicts: [bravo]}
  - {name: Two, role: marker}
"""


@pytest.fixture(scope="module")
def model() -> Model:
    """Return the shortest bundled scenario."""
    return load_model(find_scenario("doi-sim-defacement")).model


@pytest.fixture
def played(model: Model, tmp_path: Path) -> Iterator[SqliteJournal]:
    """Return a played match of two teams, in which nobody has a seat."""
    sources = load_model(find_scenario("doi-sim-defacement")).sources
    journal = create(tmp_path / "played.drill")
    journal.append([draft_of(one) for one in play(model, sources, empty_match(("alpha", "bravo")), 1)])
    yield journal
    journal.close()


def file(tmp_path: Path, text: str) -> Path:
    """Write a teams file."""
    path = tmp_path / "teams.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def come(journal: SqliteJournal, model: Model, teams: Path | None) -> tuple[set[str], list[JudgeInput]]:
    """Let people come as a teams file says; return their seats and what is to be said of judges."""
    roster = expected(journal, model, opened_of(journal), teams)
    seated, tokens = admit(journal, roster)
    assert all(len(token) == 64 for token in tokens.values())
    return set(tokens), settled(journal, seated, roster, 0)


def test_a_played_match_gets_a_seat_for_each_team_and_staff(played: SqliteJournal, model: Model) -> None:
    """Without a teams file there is a chair for everyone who could want one, and an invitation to it."""
    invited, said = come(played, model, None)

    assert invited == {"alpha/everyone", "bravo/everyone", "controller", "judge", "observer"}
    assert said == []


def test_judges_come_to_what_was_played(played: SqliteJournal, model: Model, tmp_path: Path) -> None:
    """A teams file names the panel and its interests; a second reading invites nobody again."""
    teams = file(tmp_path, JUDGES)
    invited, said = come(played, model, teams)

    assert {"alpha/leader", "head-judge", "marker", "marker-2"} <= invited
    assert said[0] == PanelNamed(("marker", "marker-2"), 2, 30, 0, ("head-judge",))
    assert [one.team for one in said if isinstance(one, ConflictDeclared)] == ["bravo"]
    assert come(played, model, teams) == (set(), [])


def test_a_named_panel_stays_when_one_more_comes(played: SqliteJournal, model: Model, tmp_path: Path) -> None:
    """Who marks is the head judge's word once it was said; an interest of the newcomer is said all the same."""
    come(played, model, None)
    played.append([draft_of(Happened(0, "", "judge", PanelNamed(("judge",), 1)))])
    text = JUDGES.replace("One", "Three")
    _invited, said = come(played, model, file(tmp_path, text))

    assert [type(one) for one in said] == [ConflictDeclared]


def test_a_drill_with_seats_needs_no_others(played: SqliteJournal, model: Model) -> None:
    """Going on with a drill invites nobody whom nobody asked for."""
    come(played, model, None)

    assert come(played, model, None) == (set(), [])


def test_a_team_that_does_not_play_is_refused_by_name(
    played: SqliteJournal, model: Model, tmp_path: Path
) -> None:
    """A world of its own cannot be given to a team that was not there at the opening."""
    with pytest.raises(MatchError) as refused:
        expected(played, model, opened_of(played), file(tmp_path, "teams: {charlie: {}}\n"))

    assert "charlie" in refused.value.message
    assert "alpha, bravo" in refused.value.remedy


def test_what_is_settled_late_is_journaled_by_the_hub(
    played: SqliteJournal, model: Model, tmp_path: Path
) -> None:
    """The panel of a played match stands in its record once a hub has it, and the file still replays."""
    roster = expected(played, model, opened_of(played), file(tmp_path, JUDGES))
    seated, _tokens = admit(played, roster)
    found = found_drill(model, opened_of(played), played, None, settled(played, seated, roster, 0))

    assert [type(event.what) for event in found.begun] == [PanelNamed, ConflictDeclared]
    assert found.resumed
    played.append([draft_of(event) for event in found.begun])
    assert found_drill(model, opened_of(played), played, None).begun == []
